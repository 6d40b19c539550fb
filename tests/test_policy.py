"""What a page's policy allows, and what it does not."""

from __future__ import annotations

import base64
import hashlib

import pytest

from studybank.policy import add_policy, allow_scripts, build_policy

_PAGE = (
    '<html><head><meta charset="utf-8"><title>x</title><script>one()</script></head><body>'
    '<script src="bundle.js"></script><script type="module" src="main.js"></script>'
    '<script id="__config" type="application/json">{"base": "."}</script>'
    "<article>ARTICLE</article><script>two()</script><script>one()</script></body></html>"
)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _directives(policy: str) -> dict[str, str]:
    return {part.partition(" ")[0]: part.partition(" ")[2] for part in policy.split("; ")}


def test_scripts_of_the_page_run_by_hash_and_each_hash_stands_once() -> None:
    directives = _directives(build_policy(_PAGE))
    assert directives["script-src"] == f"'self' {_hash('one()')} {_hash('two()')}"


def test_everything_that_is_not_named_is_forbidden() -> None:
    directives = _directives(build_policy(_PAGE))
    assert directives.pop("default-src") == "'none'"
    assert directives.pop("script-src").startswith("'self'")
    assert directives == {
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize(
    "planted",
    [
        "<script>evil()</script>",
        "</article><script>evil()</script>",
        "</article><script>evil()</script><article>",
        "</ARTICLE><SCRIPT>evil()</SCRIPT>",
        "<script type=module>evil()</script>",
    ],
)
def test_no_script_of_an_author_gets_a_hash(planted: str) -> None:
    page = _PAGE.replace("ARTICLE", planted)
    assert build_policy(page) == build_policy(_PAGE)


def test_a_module_and_a_script_with_a_plain_type_are_inline_scripts() -> None:
    for kind in ('type="module"', "type=module", 'type="text/javascript"'):
        page = f"<script {kind}>three()</script><article></article>"
        assert _hash("three()") in build_policy(page)


def test_hashes_are_of_the_bytes_of_the_script() -> None:
    page = '<script>\n"过拟合"\n</script>'
    assert _hash('\n"过拟合"\n') in build_policy(page)


def test_the_policy_is_the_first_thing_behind_the_charset() -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{build_policy(_PAGE)}">'
    charset = '<meta charset="utf-8">'
    assert add_policy(_PAGE) == _PAGE.replace(charset, charset + meta)


def test_a_page_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for its policy"):
        add_policy("<html><head></head></html>")


def test_scripts_that_are_added_later_are_allowed_too() -> None:
    page = allow_scripts(add_policy(_PAGE), "<script>reload(1)</script>")
    assert f"; script-src 'self' {_hash('reload(1)')} {_hash('one()')}" in page
    assert allow_scripts(_PAGE, "<script>reload(1)</script>") == _PAGE
