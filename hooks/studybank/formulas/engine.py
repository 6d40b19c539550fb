"""MathJax in the V8 that `mini-racer` embeds: formulas in, HTML and MathML out."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.resources import files
from types import TracebackType
from typing import Self, TypeVar

from py_mini_racer import DEFAULT_V8_FLAGS, JSEvalException, MiniRacer, init_mini_racer

from studybank.formulas import mathjax
from studybank.formulas.macros import MACROS, count_arguments
from studybank.formulas.records import Formula, TexError

_Result = TypeVar("_Result")

# Not here, on purpose: newcommand, html, require, autoload, unicode, action, bbox, noundefined
# (they define, load or link things), and color (no colour is readable in both schemes).
PACKAGES = (
    "base",
    "ams",
    "boldsymbol",
    "configmacros",
    "textmacros",
    "mathtools",
    "cancel",
)
MAX_LENGTH = 3_000
# Raise it when Python does something else with the same answers of V8.
CONVERTER = "3"
_HELPERS = "helpers.js"
_SCRIPTS = ("faster.js", "breaks.js", "writing.js", "driver.js")
_SECONDS = 9.0
_MEMORY = 384 * 2**20
# Megabytes of new objects after which V8 looks for rubbish. Left to itself, the process would
# hold a third more memory and be no faster.
_FLAGS = (*DEFAULT_V8_FLAGS, "--max-semi-space-size=4")
_DEEP = "The formula is nested too deeply."


@functools.cache
def describe_engine() -> str:
    """Describe all that an engine's results depend on beside the formula, for cache keys."""
    parts = [
        CONVERTER,
        hashlib.sha256((_read_script(_HELPERS) + _read_driver()).encode()).hexdigest(),
        mathjax.VERSION,
        mathjax.SHA256,
        PACKAGES,
        sorted(MACROS.items()),
    ]
    return json.dumps(parts)


def _read_driver() -> str:
    return "\n".join(map(_read_script, _SCRIPTS))


def _read_script(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def write_macros() -> str:
    """Write our macros as JSON: body and number of arguments by name."""
    return json.dumps({name: [body, count_arguments(body)] for name, body in MACROS.items()})


def run_apart(work: Callable[[], _Result]) -> _Result:
    """Run what uses an engine in a thread of its own.

    mini-racer refuses to work in a thread that has a running asyncio loop, as a notebook or a
    browser driver has.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


class EngineFailureError(Exception):
    """V8 ran out of time or memory; the engine that raised it cannot be used again."""


class Engine:
    """A running MathJax.

    Use it as a context manager: V8 keeps a thread and about 100 MB until it is closed.
    """

    def __init__(self) -> None:
        """Start V8 and MathJax, which takes about 0.2 s."""
        init_mini_racer(flags=_FLAGS, ignore_duplicate_init=True)
        self._context = MiniRacer()
        self._context.set_hard_memory_limit(_MEMORY)
        self._context.eval(_read_script(_HELPERS))
        for number, script in enumerate(mathjax.load_scripts()):
            if mathjax.SCRIPTS[number].endswith("fonts/tex.js"):
                # The font file asks for the loader's names, which nothing here uses.
                self._context.eval("Object.assign(MathJax._.components, {package: {}, loader: {}})")
            self._context.eval(script)
        self._context.eval(_read_driver())
        self.version = self._context.eval(
            f"studybank.start({write_macros()}, {json.dumps(PACKAGES)}, {MAX_LENGTH * 4})"
        )

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free V8's thread and memory."""
        # V8 still reports a task that was cancelled; the context's thread must live until then.
        with suppress(JSEvalException, TimeoutError, RuntimeError):
            self._context.eval("0", timeout_sec=_SECONDS)
        self._context.close()

    def typeset(self, formulas: Sequence[Formula]) -> list[tuple[str, str] | TexError]:
        """Typeset formulas, or as many of them as fit into a second.

        Returns:
            For at least the first formula, and each further one up to some point: CHTML and
            MathML, or why MathJax refused it.

        Raises:
            EngineFailureError: One of them took too much time or memory.
        """
        pairs = json.dumps([(formula.tex, formula.display) for formula in formulas])
        call = f"studybank.typesetMany({pairs}, {_SECONDS / 3 * 1000})"
        return [_read_answer(answer) for answer in json.loads(self.evaluate(call))]

    def evaluate(self, call: str) -> str:
        """Evaluate a call that gives a text.

        Raises:
            EngineFailureError: It took too much time or memory.
        """
        try:
            return str(self._context.eval(call, timeout_sec=_SECONDS))
        except (JSEvalException, TimeoutError, RuntimeError) as error:
            raise EngineFailureError from error

    def stylesheet(self) -> str:
        """Return MathJax's whole style sheet, with the rule of every character."""
        return str(self._context.eval("studybank.styleSheet()"))


def _read_answer(answer: list[str | int | None]) -> tuple[str, str] | TexError:
    match answer:
        case [str(html), str(mathml)]:
            return html, mathml
        case ["tex", str(message), int() | None as offset]:
            return TexError(message, offset)
        case ["deep", *_]:
            return TexError(_DEEP, None)
        case _:
            return TexError(f"MathJax could not read the formula: {answer[1]}.", None)
