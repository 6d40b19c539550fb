from __future__ import annotations

import ast
import graphlib
import inspect
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from string import Formatter

import pytest
from mkdocs.plugins import EVENTS  # noqa: TID251 - the hooks' events are held against these

from small_banks import PROJECT
from studybank.locales import LOCALES, load_interface
from studybank.pages import Page

HOOKS = PROJECT / "hooks"

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "studybank",
        "errors",
        "locales",
        "cache",
        "fingerprint",
        "progress",
        "workers",
        "memory",
        "site_files",
        "site_folder",
        "downloads",
        "figures",
        "git_history",
        "listings",
        "matrices",
        "phrases",
        "prose",
        "terminal",
    ),
    (
        "model*",
        "documents",
        "strict_yaml",
        "yaml_slips",
        "yaml_writing",
        "short_forms",
        "validation",
        "schema",
        "reports*",
    ),
    ("file_cache", "load", "formulas*", "arithmetic*", "typst_math*", "translations", "places"),
    (
        "checks*",
        "indexes",
        "glosses",
        "bank_check",
        "changes",
        "coverage",
        "drafting",
        "formatting*",
        "renaming",
        "similarity",
    ),
    (
        "markup",
        "simple_markdown",
        "template_code",
        "templating",
        "site",
        "repository",
        "views",
        "question_view",
        "lists",
        "links",
        "policy",
        "problem_codes",
        "search*",
        "site_styles",
        "pages",
    ),
    ("rendering", "publishing", "book*", "importers*", "previews", "proposal*"),
    ("cli*", "mkdocs_*"),
)
"""Modules of `studybank` by layer (architecture.md, section 2), the lowest first."""

EDGE = {"mkdocs_hooks", "mkdocs_reading", "mkdocs_shells", "mkdocs_writing"}
"""The modules that know MkDocs."""

LONGER: frozenset[str] = frozenset()
"""Files that may have more than 300 lines."""


def _name(path: Path) -> str:
    module = ".".join(path.relative_to(HOOKS).with_suffix("").parts)
    return module.removesuffix(".__init__")


MODULES = {_name(path): path for path in sorted(HOOKS.rglob("*.py"))}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def _layer(module: str) -> int:
    short = module.removeprefix("studybank.")
    found = [
        index
        for index, patterns in enumerate(LAYERS)
        if any(fnmatchcase(short, pattern) for pattern in patterns)
    ]
    assert len(found) == 1, f"{module} stands in {len(found)} layers of the table in {__file__}"
    return found[0]


def test_a_module_imports_only_from_its_own_or_lower_layers() -> None:
    upward = [
        f"{module} imports {name}"
        for module, path in MODULES.items()
        for name in _imports(path)
        if name in MODULES and _layer(name) > _layer(module)
    ]
    assert upward == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = {
        module: {name for name in _imports(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) == len(MODULES)


def test_only_the_edges_import_mkdocs_and_click() -> None:
    users = {
        (tool, module)
        for module, path in MODULES.items()
        for name in _imports(path)
        for tool in ("mkdocs", "click", "material")
        if name.split(".")[0] == tool
    }
    assert {module for tool, module in users if tool == "mkdocs"} == EDGE
    assert all(module.startswith("studybank.cli") for tool, module in users if tool == "click")


_WITHOUT_MKDOCS = """
import importlib, sys
from importlib.abc import MetaPathFinder
from pathlib import Path

class Refuse(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in ("mkdocs", "mkdocs_static_i18n", "material"):
            raise AssertionError(f"{name} was imported")

sys.meta_path.insert(0, Refuse())
for name in sys.argv[2:]:
    importlib.import_module(name)
from studybank.publishing import Publisher
publication = Publisher(Path(sys.argv[1]), "content", "").publish(directory_urls=True)
for page in publication.pages.values():
    for locale in ("en", "zh"):
        assert "<h1" in publication.render(page, locale)
print(len(publication.pages), len(publication.errors))
"""


def test_the_core_renders_every_page_where_mkdocs_is_absent(tmp_path: Path) -> None:
    source = PROJECT / "tests/golden/bank/content"
    shutil.copytree(source, tmp_path / "content")
    modules = [module for module in MODULES if module not in EDGE]
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", _WITHOUT_MKDOCS, str(tmp_path), *modules],
        env={"PYTHONPATH": str(HOOKS), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    pages, errors = map(int, result.stdout.split())
    assert pages > 15
    assert errors == 0


def test_no_file_is_longer_than_its_limit() -> None:
    lengths = {
        path.relative_to(PROJECT).as_posix(): len(path.read_text("utf-8").splitlines())
        for folder in ("hooks", "overrides", "tests")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".css", ".html") and "golden" not in path.parts
    }
    assert len(lengths) > 100
    long = {name for name, lines in lengths.items() if lines > 300}
    assert long == LONGER


def test_every_event_of_the_hooks_is_one_of_mkdocs() -> None:
    tree = ast.parse((HOOKS / "mkdocs_hooks.py").read_text("utf-8"))
    names = {
        name.id if isinstance(name, ast.Name) else str(getattr(name, "name", ""))
        for node in tree.body
        for name in (node.targets if isinstance(node, ast.Assign) else [node])
    }
    handlers = {name for name in names if name.startswith("on_")}
    assert {"on_config", "on_files", "on_pre_page", "on_page_content"} <= handlers
    assert handlers <= {f"on_{event}" for event in EVENTS}


def _text_files() -> Iterator[Path]:
    folders = ("content", "docs_src", "hooks", "overrides", "tests", "tools", ".ci", ".github")
    for folder in folders:
        yield from (path for path in (PROJECT / folder).rglob("*") if path.is_file())
    yield from (path for path in PROJECT.iterdir() if path.is_file() and path.suffix != ".lock")


def test_no_file_names_a_place_of_one_machine() -> None:
    # In a group, so that this file does not hold what it looks for.
    pattern = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/[\w.]")
    found = []
    for path in _text_files():
        if "__pycache__" in path.parts:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_interface_texts() -> None:
    english, chinese = (load_interface(locale) for locale in LOCALES)
    assert list(english) == list(chinese)
    for key in english:
        assert _placeholders(english[key]) == _placeholders(chinese[key]), key
        assert english[key].strip(), key
        assert chinese[key].strip(), key


_FUNCTION = re.compile(
    r"(?<![.\w])(?:t|translate)\(\s*(?:[\w.()\[\]]+,\s*)?f?([\"'])((?:(?!\1).)*)\1(\s*~)?"
)


def _used_keys() -> Iterator[tuple[str, str]]:
    """Give where interface texts are asked for: file and pattern of the key."""
    files = [
        *HOOKS.rglob("*.py"), *HOOKS.rglob("*.html"), *(PROJECT / "overrides").rglob("*.html")
    ]  # fmt: skip
    for path in files:
        for match in _FUNCTION.finditer(path.read_text("utf-8")):
            key = re.sub(r"\{[^}]*\}", "*", match[2]) + ("*" if match[3] else "")
            if "." in key:
                yield path.name, key


def test_every_interface_text_that_is_asked_for_exists() -> None:
    known = load_interface("en")
    used = list(_used_keys())
    assert len(used) > 100
    missing = [
        f"{file}: {key}" for file, key in used if not any(fnmatchcase(k, key) for k in known)
    ]
    assert missing == []


@pytest.mark.parametrize(
    "name", [f"{kind}.{locale}.toml" for kind in ("interface", "problems") for locale in LOCALES]
)
def test_interface_texts_are_single_lines(name: str) -> None:
    sections = tomllib.loads((HOOKS / "studybank/texts" / name).read_text("utf-8"))
    texts = [text for section in sections.values() for text in section.values()]
    assert len(texts) > 100
    assert all(isinstance(text, str) and "\n" not in text for text in texts)


def test_every_kind_of_page_has_a_template_and_the_other_way_round() -> None:
    assert "kind" in inspect.signature(Page).parameters
    source = (HOOKS / "studybank/pages.py").read_text("utf-8")
    templates = {path.stem for path in (HOOKS / "studybank/templates/pages").glob("*.html")}
    shared = {"parts", "toolbar", "contents"}
    for kind in templates - shared:
        assert f'"{kind}"' in source, f"pages/{kind}.html is of no use"
