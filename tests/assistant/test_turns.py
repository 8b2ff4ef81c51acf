"""What a later question is told of an earlier one and its answer."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Refusal, RefusalKind
from assistant.cite import extract
from assistant.question import AnswerKind, Choices, Question, Turn
from assistant.turns import turn_of
from tests.assistant.making import paragraph, report

QUESTION = Question("caseloads?", "caseloads?", (), AnswerKind.FINDING)


def test_the_documents_quoted_are_told_once_each() -> None:
    first = report(paragraph("Caseloads are low.", "Staff are calm."))
    second = report(paragraph("Caseloads were high."), authority="Slough")
    quoted = [extract(d, d.sentences[0].span, score=1.0) for d in (first, second, first)]
    choices = Choices(topic="workloads")
    turn = turn_of("caseloads?", Answer(QUESTION, extracts=tuple(quoted)), choices)
    assert (turn.question, turn.choices) == ("caseloads?", choices)
    assert turn.documents == (first.id, second.id)
    assert [(s.document_id, s.span) for s in turn.shown] == [
        (e.citation.document_id, e.span) for e in quoted
    ]


@pytest.mark.parametrize("kind", list(RefusalKind))
def test_only_words_outside_the_subject_are_told_to_be_so(kind: RefusalKind) -> None:
    answer = Answer(QUESTION, refusal=Refusal(kind, "No.", "Ask again."))
    assert turn_of("caseloads?", answer).off_subject is (kind is RefusalKind.OUTSIDE_SUBJECT)


def test_an_answer_that_is_not_known_tells_nothing() -> None:
    assert turn_of("caseloads?", None) == Turn("caseloads?")


@pytest.mark.parametrize(
    ("question", "off_subject"),
    [("What did the CQC say about Wirral?", True), ("What about Wirral in 2031?", False)],
)
def test_words_of_another_inspectorate_are_off_the_subject(
    question: str, off_subject: bool
) -> None:
    answer = Answer(QUESTION, refusal=Refusal(RefusalKind.NOT_HELD, "No.", "Ask again."))
    assert turn_of(question, answer).off_subject is off_subject
