from __future__ import annotations

import re

import pytest

from html_reading import read_html
from studybank.listings import highlight_lines
from studybank.markup import fill, render_markdown, split_at_assets, unwrap
from studybank.prose import Span, split_prose

_ALLOWED: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "div": {"class"},
    "span": {"class"},
    "th": {"align"},
    "td": {"align"},
    "table": {"class"},
    **{name: set() for name in ("p", "em", "strong", "ul", "li", "blockquote", "pre", "code")},
    **{name: set() for name in ("thead", "tbody", "tr")},
}
_SAFE = re.compile(r"(?:https?|mailto|q):|[^:]*$|[^:]*[/?#]")


def _show(span: Span) -> str:
    return f"⟨{span.kind} {span.content}⟩"


def _html(text: str) -> str:
    """Convert a text, with the formulas and marks in brackets, on one line."""
    return re.sub(r"\n+", "", fill(render_markdown(text), text, _show))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("*a* **b** ***c***", "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("[x](q:one)", '<p><a href="q:one" rel="noopener noreferrer">x</a></p>'),
        (
            "[x](https://a.org/?b=1&c)",
            '<p><a href="https://a.org/?b=1&amp;c" rel="noopener noreferrer">x</a></p>',
        ),
        (
            "| a | b |\n|:--|--:|\n| 1 | $x$ |",
            (
                '<div class="sb-scroll"><table class="sb-table"><thead><tr><th align="left">a</th>'
                '<th align="right">b</th></tr></thead><tbody><tr><td align="left">1</td>'
                '<td align="right">⟨inline x⟩</td></tr></tbody></table></div>'
            ),
        ),
        (
            "```python\nx = 1\n```",
            (
                '<div class="highlight"><pre><span></span><code>x = '
                '<span class="mi">1</span></code></pre></div>'
            ),
        ),
        ("$x$ and [[1]]", "<p>⟨inline x⟩ and ⟨mark 1⟩</p>"),
        ("a\n\n$$\nx\n$$\n\nb", '<p>a</p><div class="sb-display">⟨display x⟩</div><p>b</p>'),
    ],
)
def test_the_subset_of_markdown_becomes_html(text: str, html: str) -> None:
    assert _html(text) == html


_ITEM = '<li><p>a</p><div class="sb-display">⟨display x_1⟩</div></li>'
_DISPLAY = '<div class="sb-display">⟨display x_1⟩</div>'


@pytest.mark.parametrize(
    ("trap", "text", "html"),
    [
        ("T04", "Where: $$ x_1 $$ and", "<p>Where: ⟨display x_1⟩ and</p>"),
        ("T05", "loss\n$$\nx_1\n$$\nhere", f"<p>loss</p>{_DISPLAY}<p>here</p>"),
        ("T07", "$5-$10", "<p>$5-$10</p>"),
        ("T07", "costs \\$5 or 5 %", "<p>costs $5 or 5&nbsp;%</p>"),
        ("T08", "$ x $", "<p>$ x $</p>"),
        ("T09", "$||w||_{1} = \\sum_{i}$", "<p>⟨inline ||w||_{1} = \\sum_{i}⟩</p>"),
        ("T10", "$a \\\\ b$", "<p>⟨inline a \\\\ b⟩</p>"),
        ("T11", "$\\{0,z\\}$", "<p>⟨inline \\{0,z\\}⟩</p>"),
        ("T14", "$a$ $b$", "<p>⟨inline a⟩ ⟨inline b⟩</p>"),
        ("T15", "a|b \\| c", "<p>a|b | c</p>"),
        ("T17", "Pros:\n- a", "<p>Pros:</p><ul><li>a</li></ul>"),
        ("T17", "先：\n1. a", "<p>先：</p><ol><li>a</li></ol>"),
        ("T17", "- a\n\n    b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("T18", "1) one", "<p>1) one</p>"),
        ("T19", "3. c", '<ol start="3"><li>c</li></ol>'),
        ("T19", "1. a\n\n    $$x_1$$\n\n2. b", f"<ol>{_ITEM}<li><p>b</p></li></ol>"),
        ("T19", "- a\n    $$\n    x_1\n    $$\n- b", f"<ul>{_ITEM}<li><p>b</p></li></ul>"),
        ("T19", "1. a\n\nb\n\n2. c", '<ol><li>a</li></ol><p>b</p><ol start="2"><li>c</li></ol>'),
        ("T20", "2012. A net won", '<ol start="2012"><li>A net won</li></ol>'),
        ("T21", "选项：2\n---", "<p>选项：2---</p>"),
        ("T22", "$2*3*4$ and `2*3*4`", "<p>⟨inline 2*3*4⟩ and <code>2*3*4</code></p>"),
        ("T23", "x^2+y^2 ~1K~", "<p>x^2+y^2 ~1K~</p>"),
        ("T24", "(c) (r) 1/2 -- ...", "<p>(c) (r) 1/2 -- ...</p>"),
        ("T25", "Mask in {0, 1} {: .x}", "<p>Mask in {0, 1} {: .x}</p>"),
        ("T26", "vector<float>，当a<b时", "<p>vector&lt;float&gt;，当a&lt;b时</p>"),
        ("T27", "`__init__`", "<p><code>__init__</code></p>"),
        ("T28", "[CLS]: token", "<p>[CLS]: token</p>"),
        ("T29", "`conv1_1` conv1\\_1", "<p><code>conv1_1</code> conv1_1</p>"),
        ("T38", "受\n学习", "<p>受学习</p>"),
        ("T38", "- **受**\n  学习", "<ul><li><strong>受</strong>学习</li></ul>"),
        ("T38", "CNN\n学习", "<p>CNN学习</p>"),
        ("T39", "**过拟合（x）**模型", "<p><strong>过拟合（x）</strong>模型</p>"),
        ("T43", "# comment", "<p># comment</p>"),
        ("T50", "{{x}} {% y %} {# z", "<p>{{x}} {% y %} {# z</p>"),
        ("T56", "![Q3](./7.png)", "<p>![Q3](./7.png)</p>"),
    ],
)  # fmt: skip
def test_a_rendering_trap_does_no_harm(trap: str, text: str, html: str) -> None:
    assert _html(text) == html, trap


@pytest.mark.parametrize(
    "text", ["x = 5 % 3", "受\n学", "- a\ntext\n- b", "a\n\n\nb", "$x$ [[1]] \\$", "    deep"]
)
@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_a_listing_in_a_text_stays_as_it_is(text: str, fence: str) -> None:
    code = next(
        e
        for e in read_html(render_markdown(f"Say\n{fence}\n{text}\n{fence}\nnow"))
        if e.tag == "code"
    )
    assert "".join(code.texts).rstrip("\n") == text
    assert [span.kind for span in split_prose(f"{fence}\n{text}\n{fence}")] == ["fence"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>x</b>",
        "<!-- x -->",
        "<details><summary>x</summary></details>",
        "`<img src=x onerror=alert(1)>`",
        "```html\n<script>x</script>\n```",
        "| <i>x</i> |\n|--|\n| <u>y</u> |",
        "&lt;b&gt; &#60;b&#62;",
        "[<b>x</b>](https://a.org)",
        "*<em onload=x>*",
    ],
)
def test_html_in_a_text_is_shown_not_obeyed(text: str) -> None:
    for element in read_html(render_markdown(text)):
        assert element.tag in {*_ALLOWED, ""}
        assert set(element.attributes) <= {*_ALLOWED.get(element.tag, ())}
    for word in re.findall(r"script|onclick|onerror|onload", text):
        assert word in _html(text)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x"),
        *("page:glossary", "figure:x.svg", "file:///etc/passwd", "blob:x", "&#106;avascript:x"),
        " javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", '[x]({} "t")'])
def test_a_link_that_is_no_address_leads_nowhere(address: str, form: str) -> None:
    for element in read_html(render_markdown(form.format(address))):
        assert "script:" not in element.attributes.get("href", "").lower()
        assert _SAFE.match(element.attributes.get("href", "")), element


@pytest.mark.parametrize("form", ["{}", "`{}`", "```\n{}\n```", "[x](https://a.org/{})", "$y{}$"])
def test_an_author_cannot_forge_the_token_of_a_formula(form: str) -> None:
    forged = form.format("\ue0000\ue001\ue0009\ue001")
    text = f"{forged} $x$"
    assert fill(render_markdown(text), text, lambda _: "FORMULA").count("FORMULA") == len(
        [span for span in split_prose(text) if span.kind == "inline"]
    )


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ("",)),
        ("a\n\n[[f]]\n\nb", ("a", "f", "b")),
        ("[[f]]", ("", "f", "")),
        ("[[f]]\n\n[[g]]", ("", "f", "", "g", "")),
        ("a [[f]] b", ("a [[f]] b",)),
        ("a\n[[f]]\n\nb", ("a\n[[f]]\n\nb",)),
        ("a\n\n[[f]]\n\nb\n\n[[f]]", ("a", "f", "b\n\n[[f]]")),
        ("a\n\n[[1]]\n\nb", ("a\n\n[[1]]\n\nb",)),
        ("a\n\n`[[f]]`", ("a\n\n`[[f]]`",)),
    ],
)
def test_a_text_is_cut_at_assets_that_stand_alone(text: str, pieces: tuple[str, ...]) -> None:
    assert split_at_assets(text, frozenset(("f", "g"))) == pieces


@pytest.mark.parametrize(
    ("html", "inner"),
    [
        ("<p>a <em>b</em></p>", "a <em>b</em>"),
        ("<p>a</p>\n", "a"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_one_paragraph_is_unwrapped_and_several_are_not(html: str, inner: str) -> None:
    assert unwrap(html) == inner


def test_a_stop_stays_on_the_line_of_its_formula() -> None:
    assert _html("有 $x$，和 $y$ 。") == (
        '<p>有 <span class="sb-nowrap">⟨inline x⟩，</span>和 ⟨inline y⟩ 。</p>'
    )


@pytest.mark.parametrize("language", ["python", "cpp", "text", "no-such-language"])
def test_a_listing_is_highlighted_line_by_line(language: str) -> None:
    code = "def f(x):\n\n    return '<a>'  # \"b\" & c\n\n"
    lines = highlight_lines(code, language)
    texts = ["".join(t for e in read_html(line) for t in e.texts) for line in lines]
    assert len(lines) == 3
    assert [len(text) for text in texts][1] == 0
    assert all("<a>" not in line for line in lines)


def test_only_what_has_a_colour_is_marked_in_a_listing() -> None:
    (line,) = highlight_lines("total = sum(x) + 1  # <b>", "python")
    assert line == (
        'total = <span class="nb">sum</span>(x) + <span class="mi">1</span>  '
        '<span class="c1"># &lt;b&gt;</span>'
    )


@pytest.mark.parametrize("mark", ["$y$", "[[1]]", "$$y$$", '$"<>&$'])
@pytest.mark.parametrize("form", ["[x](https://a.org/{})", "[x](q:{})", '[x](https://a.org "{}")'])
def test_a_formula_in_an_address_stays_as_it_was_written(mark: str, form: str) -> None:
    text = f"{form.format(mark)} and $z$"
    html = fill(render_markdown(text), text, lambda _: '<b class="x">formula</b>')
    (link,) = [element for element in read_html(html) if element.tag == "a"]
    assert set(link.attributes) == {"href", "rel"}
    assert "formula" not in link.attributes["href"]
    assert html.endswith('and <b class="x">formula</b></p>')


def test_options_of_a_fence_are_left_out() -> None:
    html = render_markdown('```python {.evil hl_lines="1"}\nx = 1\n```')
    assert "evil" not in html
    assert "hll" not in html
    assert '<div class="highlight">' in html


@pytest.mark.parametrize("sign", ["[", "|", "$", "\n"])
def test_a_text_with_too_much_of_a_sign_stands_as_it_was_written(sign: str) -> None:
    fits = f"**a**\n{sign}" if sign == "\n" else f"**a**{sign}"
    assert "<strong>a</strong>" in render_markdown(fits)
    text = "**a**" + sign * 401
    assert render_markdown(text) == f"<p>{text}</p>"


def test_only_known_languages_and_readable_lines_are_highlighted() -> None:
    assert "<span" in highlight_lines("class x:", "python")[0]
    assert highlight_lines("class x:", "csharp") == ("class x:",)
    assert highlight_lines("class x: # " + "y" * 1_000, "python")[0].startswith("class x: #")
    assert "<span" in render_markdown("```python\nclass x:\n```").split("<code>")[1]
    assert "class x:" in render_markdown("```csharp\nclass x:\n```").split("<code>")[1]
