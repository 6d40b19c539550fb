from __future__ import annotations

from collections.abc import Iterator

import pytest

from studybank.errors import StudybankError
from studybank.formulas import MACROS, Formula, Typeset, mathjax, typeset
from studybank.formulas.commands import FORBIDDEN, NAMES
from studybank.formulas.engine import Engine, run_apart
from studybank.formulas.macros import count_arguments


@pytest.fixture
def forgetful() -> Iterator[None]:
    cached = (mathjax.load_scripts, mathjax.load_font, mathjax._check_files, mathjax._list_files)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_other_files_than_expected_are_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mathjax, "SHA256", "0" * 64)
    with pytest.raises(StudybankError, match=r"pip install --force-reinstall .*==0\.0\.2"):
        mathjax.load_scripts()


@pytest.mark.usefixtures("forgetful")
def test_a_missing_package_is_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathjax, "PACKAGE", "no-such-package")
    with pytest.raises(StudybankError, match=r"core\.js is missing"):
        mathjax.load_scripts()


def test_the_installed_files_say_the_version_that_the_cache_is_keyed_by() -> None:
    def ask() -> str:
        with Engine() as engine:
            return str(engine.version)

    assert run_apart(ask) == mathjax.VERSION


def test_every_macro_compiles_with_its_arguments() -> None:
    formulas = [
        Formula(rf"\{name}" + "{a}" * count_arguments(body), display=True)
        for name, body in MACROS.items()
    ]
    results = typeset(formulas, cache=None)
    assert [f.tex for f, result in results.items() if not isinstance(result, Typeset)] == []


def test_every_command_that_a_lint_proposes_compiles() -> None:
    formulas = [
        Formula(instead.replace("…", "a") + " x", display=True) for instead in NAMES.values()
    ]
    results = typeset(formulas, cache=None)
    assert [f.tex for f, result in results.items() if not isinstance(result, Typeset)] == []


def test_no_macro_is_forbidden() -> None:
    assert not MACROS.keys() & FORBIDDEN
