"""What kind of answer is asked for, told by how a question is put."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intent import Intent, frame, load_intents
from assistant.kinds import intended_kind
from assistant.question import AnswerKind
from assistant.understand import understand
from tests.assistant.making import lexicon

INTENTS = load_intents()
LEXICON = lexicon()


@pytest.mark.parametrize(
    ("text", "kind", "whole"),
    [
        ("what was on Wirral's to do list after the 2018 visit", "improve", True),
        ("2019 report on Wirral, what are the things Ofsted wants sorted?", "improve", True),
        ("can I have the full list of what Wirral was told to get better at", "improve", True),
        ("on Wirral's to-do list, which bits were about care leavers?", "improve", False),
        ("which strand let Wirral down in 2019 and what was it graded?", "grade", False),
        ("Wirral: weakest strand, and its grade?", "grade", False),
        ("how good is early help in Wirral?", "finding", False),
        ("Wirral care leavers education", "finding", False),
        ("Wirral adoption", "finding", False),
        ("what did Ofsted rate highly about Wirral's foster carers", "finding", False),
    ],
)
def test_a_question_wants_a_kind_of_answer(text: str, kind: str, whole: bool) -> None:
    question = understand(text, LEXICON)
    assert (question.kind.value, question.whole) == (kind, whole)


DEMAND = "what was it told to do?"


def test_words_that_ask_for_the_list_are_not_its_subject() -> None:
    question = understand("on Wirral's to-do list, which bits were about care leavers?", LEXICON)
    assert "bits" not in {term.text for term in question.terms}
    assert "care leavers" in {term.text for term in question.terms}


def test_rules_stand_where_they_see_more_than_a_finding() -> None:
    asked = dict.fromkeys(Intent, 0.0) | {Intent.FINDING: 1.0}
    for kind in AnswerKind:
        assert intended_kind(kind, asked, "leaders", DEMAND) == (kind, False)


@pytest.mark.parametrize(
    "topic", ["is HMP good", "rating of the virtual school", "is the MASH any good?"]
)
def test_what_has_no_grade_of_its_own_is_no_grade_question_however_it_is_put(topic: str) -> None:
    asked = dict.fromkeys(Intent, 0.0) | {Intent.GRADE: 0.9}
    assert intended_kind(AnswerKind.FINDING, asked, topic, DEMAND) == (AnswerKind.FINDING, False)
    assert intended_kind(AnswerKind.FINDING, asked, "is it good", DEMAND) == (
        AnswerKind.GRADE,
        False,
    )


@pytest.mark.parametrize("topic", ["what areas have improved", "who recommended closing the home"])
def test_what_has_improved_is_never_what_must_improve(topic: str) -> None:
    asked = dict.fromkeys(Intent, 0.0) | {Intent.LIST: 0.9}
    assert intended_kind(AnswerKind.FINDING, asked, topic, DEMAND) == (AnswerKind.FINDING, False)


def test_a_list_is_told_from_a_grade() -> None:
    asked = dict.fromkeys(Intent, 0.0) | {Intent.LIST: 0.9}
    assert intended_kind(AnswerKind.FIGURE, asked, "what % of s47s", DEMAND) == (
        AnswerKind.FIGURE,
        False,
    )
    assert intended_kind(AnswerKind.GRADE, asked, "", DEMAND) == (AnswerKind.IMPROVE, True)
    part = "the adoption bit of the things it had to put right"
    assert intended_kind(AnswerKind.IMPROVE, asked, part, DEMAND) == (AnswerKind.IMPROVE, False)
    asked = dict.fromkeys(Intent, 0.0) | {Intent.LISTED: 0.9}
    assert intended_kind(AnswerKind.FINDING, asked, "", DEMAND) == (AnswerKind.IMPROVE, False)


@given(st.text(max_size=80))
def test_probabilities_sum_to_one_whatever_is_typed(text: str) -> None:
    found = INTENTS.of(frame(text))
    assert set(found) == set(Intent)
    assert abs(sum(found.values()) - 1) < 1e-9


def test_one_year_is_as_another() -> None:
    assert frame("how was it rated in 2014?") == frame("How was it rated  in 2023?")


def test_a_list_is_asked_for_only_where_something_is_asked_of_the_council() -> None:
    asked = dict.fromkeys(Intent, 0.0) | {Intent.LIST: 0.9}
    for text in ("list the strengths found", "summarise what was found on neglect"):
        kind, _ = intended_kind(AnswerKind.FINDING, asked, text, text)
        assert kind is AnswerKind.FINDING


@pytest.mark.parametrize(
    "polite", ["please {}", "{} please", "Can you tell me {}", "hi, {}, thanks"]
)
def test_courtesy_changes_nothing(polite: str) -> None:
    text = "how were leaders rated in 2019"
    assert re.sub(r"[ ,]+", " ", frame(polite.format(text))).strip() == frame(text)
