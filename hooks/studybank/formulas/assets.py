"""The style sheet and the fonts that a site's formulas need, and no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from studybank.cache import Store
from studybank.formulas import mathjax
from studybank.formulas.engine import Engine, describe_engine, run_apart
from studybank.formulas.fonts import OPTIONS_VERSION, build_subset
from studybank.formulas.glyphs import find_font_files, find_glyphs, shorten
from studybank.formulas.records import MathAssets, Typeset
from studybank.formulas.styles import find_styles, render_styles
from studybank.formulas.stylesheets import filter_rules, find_elements, parse_rules

# `block`: the widths in MathJax's rules are those of its own letters, so a substitute letter
# would overlap its neighbours until the font has come.
_FONT_FACE: Final = (
    '@font-face{{font-family:{family};font-display:block;src:url("{file}") format("woff2")}}\n'
)
_OWN_RULES: Final = """\
.sb-math{position:relative;font-size:var(--sb-math-size,1.1em)}
mjx-container.sb-math--display[jax="CHTML"]{overflow-x:auto;overflow-y:hidden;\
padding:.273em 0;margin:.636em 0}
.sb-math>math{position:absolute;top:0;left:0;display:block;max-width:100%;max-height:100%;\
overflow:hidden;clip:rect(1px,1px,1px,1px);font-family:serif;-webkit-user-select:none;\
user-select:none}
.sb-math mjx-utext{font-family:MJXZERO,var(--sb-math-text,sans-serif)}
"""


def build_assets(typeset: Iterable[Typeset], *, cache: Store | None = None) -> MathAssets:
    """Build the style sheet and the fonts for formulas.

    The same formulas give the same bytes, in whatever order they come.

    Args:
        typeset: All formulas of the site.
        cache: Keeps MathJax's whole style sheet and the fonts made from it between builds.

    Returns:
        CSS that names its fonts as files beside it, and those fonts as woff2. A font's name
        holds a hash of its content, so it may be cached for ever.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    htmls = shorten(each.html for each in typeset)
    if not htmls:
        return MathAssets("", ())
    rules = parse_rules(_load_stylesheet(cache))
    files = find_font_files(rules)
    glyphs = find_glyphs(htmls, rules)
    fonts = {files[family]: characters for family, characters in glyphs.items()}
    packed = _build_fonts(fonts, cache)
    names = {file: _name_font(file, data) for file, data in packed.items()}
    faces = (_FONT_FACE.format(family=each, file=names[files[each]]) for each in glyphs)
    used = filter_rules(rules, find_elements(htmls))
    css = "".join([*faces, *map(str, used), render_styles(find_styles(htmls)), _OWN_RULES])
    return MathAssets(css, tuple(sorted((names[file], packed[file]) for file in packed)))


def _load_stylesheet(cache: Store | None) -> str:
    key = hashlib.sha256(f"stylesheet {describe_engine()}".encode()).hexdigest()
    known = cache.get_many([key]) if cache is not None else {}
    if key in known:
        return known[key].decode()
    css = run_apart(_read_stylesheet)
    if cache is not None:
        cache.put_many({key: css.encode()})
    return css


def _read_stylesheet() -> str:
    with Engine() as engine:
        return engine.stylesheet()


def _build_fonts(fonts: Mapping[str, frozenset[int]], cache: Store | None) -> dict[str, bytes]:
    """Cut fonts, given by file name, down to their characters."""
    keys = {file: _build_key(file, characters) for file, characters in fonts.items()}
    known = cache.get_many(list(keys.values())) if cache is not None else {}
    packed, fresh = {}, {}
    for file, characters in fonts.items():
        data = known.get(keys[file])
        if data is None:
            data = fresh[keys[file]] = build_subset(mathjax.load_font(file), characters)
        packed[file] = data
    if cache is not None and fresh:
        cache.put_many(fresh)
    return packed


def _build_key(file: str, characters: Iterable[int]) -> str:
    parts = ("mathjax font", mathjax.SHA256, OPTIONS_VERSION, file, sorted(characters))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _name_font(file: str, data: bytes) -> str:
    stem = file.removeprefix("MathJax_").removesuffix(".woff").lower()
    return f"mathjax-{stem}.{hashlib.sha256(data).hexdigest()[:10]}.woff2"
