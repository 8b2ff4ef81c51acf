"""The record of an answer: how many of its extracts it holds."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.cite import extract
from assistant.question import AnswerKind, Question
from assistant.record import answer_record
from tests.assistant.making import paragraph, report


@pytest.mark.parametrize(
    ("n_extracts", "n_groups", "n_kept"),
    [(3, 0, 3), (10, 2, 10), (14, 0, 10), (14, 2, 10), (11, 11, 11), (15, 12, 12)],
)
def test_ten_extracts_or_one_for_each_group(n_extracts: int, n_groups: int, n_kept: int) -> None:
    document = report(paragraph("Children wait too long for help, and leaders know it."))
    one = extract(document, document.sentences[0].span, score=1.0)
    answer = Answer(
        Question("Which are good?", "good", (), AnswerKind.GRADE),
        extracts=(one,) * n_extracts,
        groups=tuple(f"Council {number}" for number in range(n_groups)),
    )
    assert len(answer_record(answer, None)["extracts"]) == n_kept
