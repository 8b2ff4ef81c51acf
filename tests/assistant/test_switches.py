from __future__ import annotations

from dataclasses import replace

from assistant.question import AnswerKind, AuthorityMention, Period, Question, Term
from assistant.switches import as_typed, everything, weigh_glossary

QUESTION = Question(
    text="PAs in Wirral in 2019",
    topic="PAs",
    reading="personal advisers",
    terms=(Term("PAs", 1.0), Term("personal advisers", 0.8, "glossary")),
    kind=AnswerKind.FINDING,
    authorities=(AuthorityMention("Wirral", "Wirral", held=True),),
    periods=(Period("2019"),),
)


def test_whose_and_when_become_words_to_look_for() -> None:
    found = as_typed(QUESTION)
    assert found.topic == found.reading == QUESTION.text
    assert [term.text for term in found.terms] == ["PAs", "personal advisers", "Wirral", "2019"]
    assert [term.concept for term in found.terms] == [0, 0, 1, 2]


def test_what_the_glossary_adds_can_weigh_less_or_nothing() -> None:
    assert weigh_glossary(QUESTION, 1.0) is QUESTION
    half = weigh_glossary(QUESTION, 0.5)
    assert [term.weight for term in half.terms] == [1.0, 0.4]
    assert half.reading == "personal advisers"
    none = weigh_glossary(QUESTION, 0.0)
    assert none.terms == QUESTION.terms[:1]
    assert none.reading == "PAs"


def test_everything_is_one_side() -> None:
    (side,) = everything([]).sides
    assert (side.label, side.documents) == (None, ())
    assert as_typed(replace(QUESTION, terms=())).terms[0].concept == 0
