"""Listings: which are highlighted, and how."""

from __future__ import annotations

import functools
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
    return tuple(html.rstrip("\n").split("\n"))
