"""What Python our templates become."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from studybank.locales import LOCALES, Locale, translate
from studybank.templating import environment

_MACRO = "{% macro item(text, mark='<') %}<b>{{ mark }}{{ text }}</b>{% endmacro %}"
_PAIR = "{% macro pair(name) %}[{{ name }}: {{ caller('en') }}]{% endmacro %}"


def _render(source: str, locale: Locale = "en", **values: object) -> str:
    return environment(locale).from_string(source).render(**values)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("a < b & 'c'", "a &lt; b &amp; &#39;c&#39;"),
        (Markup("<i>a</i>"), "<i>a</i>"),
        (3, "3"),
    ],
)
def test_what_is_no_markup_is_escaped(value: object, html: str) -> None:
    for source in ("{{ value }}", "{{ record.value }}", "{{ give() }}", "{{ value if value }}"):
        record = SimpleNamespace(value=value)
        assert _render(source, value=value, record=record, give=lambda: value) == html


def test_a_macro_gives_markup_and_escapes_what_it_is_given() -> None:
    assert _render(_MACRO + "{{ item('&') }}{{ item('a', '-') }}") == "<b>&lt;&amp;</b><b>-a</b>"
    call = _PAIR + "{% call(locale) pair('<') %}<i>{{ locale ~ '&' }}</i>{% endcall %}"
    assert _render(call) == "[&lt;: <i>en&amp;</i>]"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a b</p> <p>c</p>", "<p>a b</p> <p>c</p>"),
        ("<b>{{ text }}</b>\n{{ text }} {{ text }}", "<b>a\n b</b>a\n b a\n b"),
        ('<pre>a{{ "\\n" }}b</pre>', "<pre>a\nb</pre>"),
    ],
)
def test_line_ends_of_a_template_do_not_reach_the_page(source: str, html: str) -> None:
    assert _render(source, text="a\n b") == html


@pytest.mark.parametrize("locale", LOCALES)
def test_interface_text_is_in_the_locale_of_the_page(locale: Locale) -> None:
    source = "{{ t('list.comma') }}{{ translate(other(site_locale), key) }}"
    theirs = translate("zh" if locale == "en" else "en", "list.comma")
    assert _render(source, locale, key="list.comma") == translate(locale, "list.comma") + theirs
    level = _render("{{ t('question.level', level=level) }}", locale, level=2)
    assert level == translate(locale, "question.level", level=2)
    assert _render("{{ html_lang[other(site_locale)] }}", locale) != locale


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ unknown }}", UndefinedError),
        ("{{ record.unknown }}", AttributeError),
        ("{{ t('unknown.text') }}", KeyError),
        (_MACRO + "{{ item() }}", UndefinedError),
        (_MACRO + "{{ item(1, 2, 3) }}", TypeError),
        (_MACRO + "{% call item(1) %}{% endcall %}", TypeError),
    ],
)
def test_a_mistake_in_a_template_is_an_error(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        _render(source, record=SimpleNamespace(known=1))
