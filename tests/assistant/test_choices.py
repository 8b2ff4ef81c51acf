"""What a reader chooses beside a question wins over its words, and the follow-up knows it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.glossary import Glossary
from assistant.lexicon import Lexicon
from assistant.question import ANY_TIME, AnswerKind, Choices, Part, Period, Question, Turn
from assistant.understand import understand
from corpus.authorities import Authorities
from corpus.document import Speaker

LEXICON = Lexicon(
    held=frozenset({"Wirral", "Worcestershire"}),
    vocabulary={"caseloads": 9, "advisers": 9, "foster": 9, "carers": 9, "personal": 9},
    authorities=Authorities.load(),
    glossary=Glossary.load(),
)
CASELOADS = "What did Ofsted say about caseloads in Wirral in 2019?"
YEAR_2016 = Period("2016", date(2016, 1, 1), date(2016, 12, 31))


def _names(question: Question) -> list[str]:
    return [mention.name for mention in question.authorities]


def _typed(question: Question) -> set[str]:
    return {term.text for term in question.terms if term.origin in ("typed", "carried")}


def test_a_chosen_authority_and_speaker_win() -> None:
    choices = Choices(authorities=("Worcestershire",), speaker=Speaker.COUNCIL)
    question = understand(CASELOADS, LEXICON, choices=choices)
    assert _names(question) == ["Worcestershire"]
    assert question.speaker is Speaker.COUNCIL


def test_any_authority_anyone_and_any_time_can_be_chosen() -> None:
    choices = Choices(authorities=(), speaker=Speaker.UNKNOWN, period=ANY_TIME)
    question = understand(CASELOADS, LEXICON, choices=choices)
    assert question.authorities == ()
    assert question.speaker is None
    assert question.periods == ()


def test_two_chosen_authorities_are_compared_and_one_is_not() -> None:
    both = Choices(authorities=("Wirral", "Worcestershire"))
    assert understand(CASELOADS, LEXICON, choices=both).kind is AnswerKind.COMPARE
    compared = "Compare Wirral and Worcestershire on caseloads"
    one = understand(compared, LEXICON, choices=Choices(authorities=("Wirral",)))
    assert one.kind is AnswerKind.FINDING
    assert _names(one) == ["Wirral"]


def test_a_chosen_authority_that_is_not_held_is_known_not_to_be() -> None:
    question = understand(CASELOADS, LEXICON, choices=Choices(authorities=("Slough",)))
    assert [mention.held for mention in question.authorities] == [False]


def test_a_chosen_time_takes_the_place_of_the_one_named() -> None:
    question = understand(CASELOADS, LEXICON, choices=Choices(period=YEAR_2016))
    assert question.periods == (YEAR_2016,)


def test_one_chosen_time_shows_no_change_over_time() -> None:
    text = "How have caseloads in Wirral changed since 2016?"
    assert understand(text, LEXICON).kind is AnswerKind.TREND
    chosen = understand(text, LEXICON, choices=Choices(period=YEAR_2016))
    assert chosen.kind is AnswerKind.FINDING
    asked_for = Choices(period=YEAR_2016, kind=AnswerKind.TREND)
    assert understand(text, LEXICON, choices=asked_for).kind is AnswerKind.TREND


def test_a_chosen_topic_is_looked_for_in_place_of_the_questions() -> None:
    question = understand(CASELOADS, LEXICON, choices=Choices(topic="foster carers"))
    assert question.topic == "foster carers"
    assert "caseloads" not in _typed(question)
    assert _names(question) == ["Wirral"]


def test_a_chosen_kind_wins() -> None:
    question = understand(
        "How was Wirral judged?", LEXICON, choices=Choices(kind=AnswerKind.FINDING)
    )
    assert question.kind is AnswerKind.FINDING


@pytest.mark.parametrize(
    ("earlier", "follow_up", "part"),
    [
        (CASELOADS, "And foster carers?", Part.AUTHORITY),
        (CASELOADS, "And foster carers?", Part.PERIOD),
        (CASELOADS, "And foster carers?", Part.TOPIC),
        ("What was the committee told about caseloads?", "And foster carers?", Part.SPEAKER),
        ("How was Wirral judged in 2019?", "And care leavers?", Part.KIND),
        (CASELOADS, "And Worcestershire?", Part.TOPIC),
    ],
)
def test_each_carried_part_can_be_dropped_alone(earlier: str, follow_up: str, part: Part) -> None:
    history = [Turn(earlier)]
    before = understand(follow_up, LEXICON, history)
    assert part in before.carried
    after = understand(follow_up, LEXICON, history, Choices(dropped=frozenset({part})))
    assert part not in after.carried
    others = {p for p in before.carried if p not in (part, Part.TOPIC)}
    assert others <= set(after.carried)


def test_dropping_the_topic_leaves_the_follow_ups_own_words() -> None:
    history = [Turn("What did Ofsted say about personal advisers in Wirral?")]
    carried = understand("And foster carers?", LEXICON, history)
    alone = understand(
        "And foster carers?", LEXICON, history, Choices(dropped=frozenset({Part.TOPIC}))
    )
    assert "personal" in carried.topic
    assert alone.topic == "foster carers?"
    assert all(term.origin != "carried" for term in alone.terms)
    assert _names(alone) == ["Wirral"]


@given(st.sampled_from(["And foster carers?", "why?", "And in 2016?", "And Worcestershire?"]))
def test_with_every_part_dropped_the_conversation_does_not_matter(follow_up: str) -> None:
    everything = Choices(dropped=frozenset(Part))
    in_conversation = understand(follow_up, LEXICON, [Turn(CASELOADS)], everything)
    assert in_conversation == understand(follow_up, LEXICON)


def test_a_follow_up_keeps_what_was_chosen() -> None:
    turn = Turn("What about caseloads in Wirral?", choices=Choices(authorities=("Worcestershire",)))
    question = understand("And foster carers?", LEXICON, [turn])
    assert _names(question) == ["Worcestershire"]
    assert Part.AUTHORITY in question.carried


def test_what_an_earlier_turn_dropped_does_not_come_back() -> None:
    dropped = Choices(dropped=frozenset({Part.PERIOD}))
    history = [Turn(CASELOADS), Turn("And foster carers?", choices=dropped)]
    question = understand("And what about advisers?", LEXICON, history)
    assert question.periods == ()
    assert _names(question) == ["Wirral"]


def test_what_is_chosen_does_not_count_as_carried() -> None:
    turn = Turn("What about caseloads in Wirral?")
    question = understand("And foster carers?", LEXICON, [turn], Choices(authorities=("Wirral",)))
    assert Part.AUTHORITY not in question.carried
