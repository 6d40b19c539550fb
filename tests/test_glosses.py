from __future__ import annotations

import pytest

from studybank.glosses import build_vocabularies, mark_terms
from studybank.locales import Locale
from studybank.model.shared import Glossary, Term

_VOCABULARIES = build_vocabularies(
    Glossary(
        terms=(
            Term(id="eigenvector", en="eigenvector", zh="特征向量", ambiguous=True),
            Term(id="feature", en="feature", zh="特征"),
            Term(id="precision", en="precision", zh="精确率", ambiguous=True),
        )
    )
)


def _marked(locale: Locale, text: str, beside: str) -> list[str]:
    html = mark_terms(f"<p>{text}</p>", beside, _VOCABULARIES[locale], set())
    return [piece.split('"')[0] for piece in html.split("page:glossary#")[1:]]


@pytest.mark.parametrize(
    ("locale", "text", "beside", "terms"),
    [
        ("zh", "求特征向量", "Find the *Eigenvectors*.", ["eigenvector"]),
        ("zh", "每格一个特征向量", "One feature vector per cell.", []),
        ("zh", "特征向量", "", []),
        ("zh", "特征", "", ["feature"]),
        ("en", "in double precision", "双精度下", []),
        ("en", "Precision is", "精确率", ["precision"]),
        ("en", "precision: precision", "精确率", ["precision"]),
    ],
)
def test_an_ambiguous_word_is_marked_where_the_other_language_names_its_term(
    locale: Locale, text: str, beside: str, terms: list[str]
) -> None:
    assert _marked(locale, text, beside) == terms
