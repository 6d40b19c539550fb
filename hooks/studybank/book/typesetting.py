"""Typesets one source: a program that `compiling` starts, as memory comes back only at its end.

It imports nothing of Studybank's core, so that it starts at once. It reads a JSON object with
`text`, `root`, `fonts`, `system` and `epoch`, and writes the PDF; or, with the exit code 3, a
JSON object with `message`, `hints` and `places`.
"""

from __future__ import annotations

import json
import sys
from typing import Final

import typst

REFUSED: Final = 3


def main() -> int:
    """Typeset what stands in standard input."""
    work = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(include_system_fonts=work["system"], font_paths=work["fonts"])
    compiler = typst.Compiler(work["text"].encode(), root=work["root"], font_paths=fonts)
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=work["epoch"])
    except typst.TypstError as error:
        places = [error.diagnostic or "", *error.trace]
        failure = {"message": error.message, "hints": list(error.hints), "places": places}
        sys.stdout.write(json.dumps(failure))
        return REFUSED
    if isinstance(pdf, bytes):
        sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
