"""The pages that document the commands, held against the commands themselves."""

from __future__ import annotations

import re
import subprocess
import sys

import click  # noqa: TID251 - reads our own commands
import pytest

from sites import environment
from small_banks import PROJECT
from studybank.cli import main
from studybank.locales import LOCALES

_CONTEXT = click.Context(main)
COMMANDS = {
    name: command
    for name in main.list_commands(_CONTEXT)
    if (command := main.get_command(_CONTEXT, name))
}
_SECTION = re.compile(
    r"^## `(?P<name>[a-z-]+)`\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_RUN = re.compile(
    r"^(?:studybank|python3 run\.py) (?P<name>[a-z-]+)(?P<rest>.*?)(?:#.*)?$", re.MULTILINE
)


def _documented(locale: str) -> dict[str, str]:
    source = (PROJECT / f"docs_src/cli.{locale}.md").read_text("utf-8")
    return {match["name"]: match["text"] for match in _SECTION.finditer(source)}


def _options(command: click.Command) -> set[str]:
    context = click.Context(command)
    return {
        name
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_has_a_section_and_nothing_else_has(locale: str) -> None:
    assert set(_documented(locale)) == set(COMMANDS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented_and_no_other(name: str, locale: str) -> None:
    text = _documented(locale)[name]
    assert set(_OPTION.findall(text)) == _options(COMMANDS[name])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_choice_of_an_option_is_documented(locale: str) -> None:
    sections = _documented(locale)
    missing = [
        (name, choice)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter.type, click.Choice) and "--locale" not in parameter.opts
        for choice in parameter.type.choices
        if f"`{choice}`" not in sections[name]
    ]
    assert missing == []


def test_both_languages_show_the_same_commands_in_the_same_order() -> None:
    english, chinese = (_documented(locale) for locale in LOCALES)
    assert list(english) == list(chinese)
    for name, text in english.items():
        runs = [
            [(match["name"], match["rest"].strip()) for match in _RUN.finditer(found)]
            for found in (text, chinese[name])
        ]
        assert runs[0] == runs[1]


def test_a_command_is_loaded_when_it_is_asked_for() -> None:
    assert main.get_command(_CONTEXT, "chekc") is None
    assert set(COMMANDS) == set(main.list_commands(_CONTEXT))
    code = "import sys; from studybank.cli import main; main(standalone_mode=False); "
    code += "print(*(name for name in ('typst', 'studybank.load') if name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code, "check", "--help"],
        capture_output=True, text=True, check=True, cwd=PROJECT, env=environment(PROJECT),
    ).stdout.splitlines()[-1]  # fmt: skip
    assert loaded == "studybank.load"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "docs_src/cli.en.md"])
def test_every_command_that_is_shown_exists(page: str) -> None:
    shown = list(_RUN.finditer((PROJECT / page).read_text("utf-8")))
    assert shown
    for match in shown:
        assert match["name"] in {*COMMANDS, "test"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    without = [
        parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert without == []
