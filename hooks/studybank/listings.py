"""Listings: which are highlighted, and how."""

from __future__ import annotations

import functools
import re
from typing import Final

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

LANGUAGES: Final = frozenset(
    (
        *("bash", "c", "c++", "console", "cpp", "css", "cuda", "diff", "docker", "go", "haskell"),
        *("html", "ini", "java", "javascript", "js", "json", "julia", "kotlin", "latex", "lua"),
        *("make", "markdown", "matlab", "numpy", "octave", "perl", "php", "py", "pycon"),
        *("python", "python3", "r", "ruby", "rust", "scala", "sh", "shell", "sql", "swift"),
        *("tex", "text", "toml", "ts", "typescript", "xml", "yaml"),
    )
)
"""Languages whose lexers were measured on hostile listings (`tests/benchmarks/slow_inputs.py`)."""
_LONGEST_LINE: Final = 1_000

COLOURED: Final = frozenset(
    (
        *("k", "kd", "kn", "kp", "kr", "kt", "kc", "nd", "nt", "bp", "nb", "no", "ow"),
        *("s", "s1", "s2", "sa", "sb", "sc", "sd", "si", "ss", "sh", "l"),
        *("m", "mb", "mf", "mh", "mi", "mo", "il", "se", "cp", "sr", "sx"),
        *("c", "c1", "ch", "cm", "cs", "cpf", "go", "gp", "gh", "gu", "gs"),
    )
)
"""Pygments' short names of the kinds of token that `code.css` tells apart."""
_TOKEN: Final = re.compile(r'<span class="(\w+)">([^<]*)</span>')


def is_highlighted(language: str, code: str) -> bool:
    """Tell whether a listing is highlighted: some of Pygments' lexers need superlinear time."""
    known = language.lower() in LANGUAGES
    return known and max(map(len, code.split("\n"))) <= _LONGEST_LINE


@functools.lru_cache(maxsize=4_096)
def highlight_lines(code: str, language: str) -> tuple[str, ...]:
    """Highlight a listing.

    Returns:
        HTML of each line, without line ends; another language is shown plain.
    """
    name = language if is_highlighted(language, code) else "text"
    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    html = highlight(code.rstrip("\n"), lexer, HtmlFormatter(nowrap=True))
    return tuple(drop_plain_tokens(html).rstrip("\n").split("\n"))


def drop_plain_tokens(html: str) -> str:
    """Leave the spans of names and signs out of a listing: five of six, and all look the same."""
    return _TOKEN.sub(lambda token: token[0] if token[1] in COLOURED else token[2], html)
