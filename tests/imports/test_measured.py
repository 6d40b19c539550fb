"""The aim of the importer: 80 questions in one shape, 95 % of them right, nothing lost."""

from __future__ import annotations

from typing import get_args

import pytest

from imports.bank_items import Voice
from imports.measuring import measure
from imports.note_writers import WRITERS


@pytest.mark.parametrize("voice", get_args(Voice))
@pytest.mark.parametrize("shape", WRITERS)
def test_a_document_of_80_questions_is_taken_apart_where_it_should_be(
    shape: str, voice: Voice
) -> None:
    found = measure(shape, voice, seed=1)
    assert found.total == 80
    assert found.lost == 0
    assert found.right >= 76, found.wrong
    assert found.clean >= found.total
