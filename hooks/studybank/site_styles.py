"""The site's style sheet: one file made of several, so that a first visit asks once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_ORDER: Final = (
    *("reset", "tokens", "base", "code", "shell", "toolbar", "search"),
    *("question", "pair", "reveal", "pages", "print"),
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def load_styles(folder: Path) -> str:
    """Read the style sheets of a folder, in the order in which they hold, without comments."""
    sheets = (folder.joinpath(f"{name}.css").read_text("utf-8") for name in _ORDER)
    lines = (line.strip() for sheet in sheets for line in _COMMENT.sub("", sheet).splitlines())
    return "".join(f"{line}\n" for line in lines if line)
