"""Figures: files that exist, in the right shape, beside a question in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from studybank.checks.context import Context, quote
from studybank.errors import Problem, build_problem, suggest
from studybank.load import Content
from studybank.locales import LOCALES
from studybank.model.assets import Figure, FigureSource
from studybank.model.bank import Loc, walk_parts
from studybank.model.question import Part, Question
from studybank.model.walk import part_assets
from studybank.prose import has_words

_FOLDER: Final = "figures/"
_ENDINGS: Final = (".svg", ".png", ".webp")
_SHAPE: Final = (
    'Write either "all:", or "en:" and "zh:" (such as figures/x.en.svg, figures/x.zh.svg).'
)


def check_figures(context: Context[Question], figures: frozenset[str]) -> Iterator[Problem]:
    """Check the files and the company of each figure of a question."""
    figured = [(loc, asset) for loc, asset in context.assets if isinstance(asset, Figure)]
    asked = _asked_in_words(context) if figured else frozenset()
    for loc, asset in figured:
        yield from _check_shape(context, (*loc, "src"), asset.src)
        for key, path in source_paths(asset.src).items():
            yield from _check_path(context, (*loc, "src", key), path, figures)
        is_asked = loc[-4:-3] != ("answers",)
        if is_asked and loc[:-2] not in asked:
            yield context.problem("SB173", loc)


def source_paths(source: FigureSource) -> Mapping[str, str]:
    """Give the paths that a figure names, by key."""
    paths = {"all": source.all, "en": source.en, "zh": source.zh}
    return {key: path for key, path in paths.items() if path is not None}


def _asked_in_words(context: Context[Question]) -> frozenset[Loc]:
    """Give the parts that have words in their stem, or around them, or below them."""
    asked: set[Loc] = set()
    own = {loc for loc, part in context.parts if _has_words(part)}
    for loc, _ in context.parts:
        if loc in own or loc[:-2] in asked:
            asked.add(loc)
    for loc in own:
        asked.update(loc[:end] for end in range(0, len(loc), 2))
    return frozenset(asked)


def _has_words(part: Part) -> bool:
    if part.stem is None:
        return False
    return any(has_words(part.stem.get(locale) or "") for locale in LOCALES)


def _check_shape(context: Context[Question], loc: Loc, source: FigureSource) -> Iterator[Problem]:
    keys = set(source_paths(source))
    if keys not in ({"all"}, {"en", "zh"}):
        found = " and ".join(sorted(keys)) or "nothing"
        yield context.problem("SB171", loc, detail=f"names {found}", remedy=_SHAPE)
    elif source.en is not None and source.zh is not None:
        if source.en == source.zh:
            detail = "names one file for both languages"
            yield context.problem("SB171", loc, detail=detail, remedy=f'Write "all: {source.en}".')
        elif source.en.replace(".en.", ".zh.") != source.zh:
            detail = "names two files that are no pair"
            yield context.problem("SB171", loc, detail=detail, remedy=_SHAPE)


def _check_path(
    context: Context[Question], loc: Loc, path: str, figures: frozenset[str]
) -> Iterator[Problem]:
    if path in figures:
        return
    name = PurePosixPath(path)
    by_lower = {figure.lower(): figure for figure in figures if len(figure) == len(path)}
    if not path.startswith(_FOLDER) or ".." in name.parts:
        detail = "is outside content/figures/"
        suggestion = "Write a path such as figures/x.svg, and put the file there."
    elif name.suffix not in _ENDINGS:
        detail = "is no SVG, PNG or WebP file"
        suggestion = "Draw it as SVG."
    elif path.lower() in by_lower:
        detail = "is written otherwise on disk"
        suggestion = f'Write "{by_lower[path.lower()]}": capitals count.'
    else:
        detail = "does not exist"
        near = [figure for figure in figures if figure[8:11] == path[8:11]]
        suggestion = f"{suggest(path, near[:200]) if near else ''} Add content/{quote(path, 80)}."
    yield context.problem(
        "SB170", loc, found=quote(path, 80), detail=detail, suggestion=suggestion.strip()
    )


def check_unused(content: Content) -> Iterator[Problem]:
    """Find figure files that no question shows, once every question can be read."""
    read = {f"content/questions/{item.topic}/{item.id}.yml" for item in content.bank.questions}
    if any(path.startswith("content/questions/") for path in content.documents.keys() - read):
        return
    used = {
        path
        for question in content.bank.questions
        for _, part in walk_parts(question)
        for _, asset in part_assets(part)
        if isinstance(asset, Figure)
        for path in source_paths(asset.src).values()
    }
    for path in sorted(content.figures - used):
        yield build_problem("SB209", f"content/{path}", 1, 1)
