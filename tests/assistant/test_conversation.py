"""What a follow-up takes from the turns before it, and what it does not."""

from __future__ import annotations

import pytest

from assistant.question import AnswerKind, Choices, Part, Question, Turn
from assistant.understand import understand
from corpus.document import Speaker
from tests.assistant.making import lexicon

LEXICON = lexicon()


def ask(*turns: str) -> Question:
    return understand(turns[-1], LEXICON, [Turn(text) for text in turns[:-1]])


def names(question: Question) -> list[str]:
    return [mention.name for mention in question.authorities]


CASELOADS = "what did Ofsted say about caseloads in Wirral in 2019?"


def test_another_topic_of_the_same_place() -> None:
    question = ask("How was Wirral rated in 2019?", "and for care leavers?")
    assert (names(question), question.kind) == (["Wirral"], AnswerKind.GRADE)
    assert [period.label for period in question.periods] == ["2019"]
    assert set(question.carried) == {"authority", "period", "kind"}


@pytest.mark.parametrize("text", ["what about Slough?", "And in Slough?", "Slough?", "and Slough"])
def test_another_place_takes_the_topic_and_the_speaker(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Slough"]
    assert question.topic == "caseloads?"
    assert question.speaker is Speaker.OFSTED
    assert question.periods == ()  # a year is one authority's
    assert any(term.text == "caseloads" for term in question.terms)


def test_another_place_in_that_year() -> None:
    question = ask(CASELOADS, "what about Slough that year, were posts vacant?")
    assert [period.label for period in question.periods] == ["2019"]
    assert "that year" not in question.topic


def test_another_year_of_the_same() -> None:
    question = ask("what does the latest Wirral report say about caseloads?", "and in 2019?")
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["2019"]


def test_were_they_any_different() -> None:
    question = ask("what of caseloads in Wirral?", "were they any different in 2019?")
    assert "caseloads" in question.topic
    assert [period.label for period in question.periods] == ["2019"]


def test_another_speaker() -> None:
    question = ask(CASELOADS, "And what was the committee told?")
    assert question.speaker is Speaker.COUNCIL
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")


def test_asking_for_the_source_keeps_everything() -> None:
    question = ask(CASELOADS, "which report is that from?")
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["2019"]
    after = ask(CASELOADS, "which report is that from?", "what about Slough?")
    assert (names(after), after.topic) == (["Slough"], "caseloads?")


def test_a_list_is_asked_for_again() -> None:
    question = ask("what must Wirral improve?", "and Slough?")
    assert (names(question), question.kind) == (["Slough"], AnswerKind.IMPROVE)


def test_why_a_grade_was_given_is_no_question_for_the_grade() -> None:
    question = ask("How was Wirral rated in 2019?", "why was it inadequate?")
    assert question.kind is AnswerKind.FINDING
    assert "rated" not in question.topic


def test_whether_a_grade_got_better_asks_for_the_grade_again() -> None:
    question = ask("What grade did Wirral's care leavers service get in 2016?", "is it better now?")
    assert question.kind is AnswerKind.GRADE
    assert "care leavers" in question.topic


def test_a_comparison_goes_on_with_another_topic() -> None:
    question = ask("Compare Wirral and Slough on pathway plans", "and caseloads?")
    assert (names(question), question.kind) == (["Wirral", "Slough"], AnswerKind.COMPARE)


def test_a_comparison_narrows_to_one_more_place() -> None:
    question = ask("Compare Wirral and Slough on pathway plans", "what about Bristol?")
    assert (names(question), question.kind) == (["Bristol"], AnswerKind.FINDING)
    assert question.topic == "pathway plans"


def test_a_pronoun_takes_the_topic_with_less_weight() -> None:
    question = ask("are Wirral's foster carers supported?", "did they wait long for training?")
    assert names(question) == ["Wirral"]
    inherited = [term for term in question.terms if term.origin == "carried"]
    assert any("foster" in term.text for term in inherited)
    assert max(term.weight for term in inherited) <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Do foster carers in Bristol receive enough training and support?",
        "Do care leavers in Bristol know their rights and use their local offer?",
        "Is there enough mental health support for disabled children in Bristol?",
        "What evidence is there in Bristol that thresholds are sound?",
        "How well does Bristol know its unaccompanied children and their needs?",
        "adoption in Bristol?",
    ],
)
def test_a_new_question_of_another_place_takes_nothing(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Bristol"]
    assert question.carried == ()
    assert "caseloads" not in question.topic


@pytest.mark.parametrize(
    "text",
    [
        "Do foster carers receive enough training and support?",
        "Do care leavers know their rights and use the local offer?",
        "Is there enough mental health support for disabled children?",
        "Do social workers think that thresholds are understood by partners?",
        "Are those leaving custody helped with housing and money?",
    ],
)
def test_a_new_topic_takes_the_place_alone(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Wirral"]
    assert question.carried == ("authority",)
    assert "caseloads" not in question.topic


def test_nothing_before_carries_nothing() -> None:
    assert ask("and for care leavers?").carried == ()
    assert ask("which report is that from?", "caseloads in Wirral?").carried == ()


@pytest.mark.parametrize(
    "text",
    [
        "compare with Slough",
        "Compare that to Slough.",
        "how does that compare with Slough?",
        "versus Slough?",
        "and compared with Slough?",
    ],
)
def test_compared_with_another_place_both_stand(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Wirral", "Slough"]
    assert (question.kind, question.topic) == (AnswerKind.COMPARE, "caseloads?")
    assert question.periods == ()
    assert {"authority", "topic"} <= set(question.carried)


def test_compared_with_another_place_the_one_before_can_be_dropped() -> None:
    question = understand(
        "compare with Slough",
        LEXICON,
        [Turn(CASELOADS)],
        Choices(dropped=frozenset({Part.AUTHORITY})),
    )
    assert (names(question), question.kind) == (["Slough"], AnswerKind.FINDING)


def test_compared_with_the_same_place_nothing_stands_beside() -> None:
    assert names(ask(CASELOADS, "how does that compare with Wirral before?")) == ["Wirral"]


@pytest.mark.parametrize("text", ["when was that?", "who said that?", "which report is that from?"])
def test_asking_for_the_citation_asks_for_the_same_again(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert question.kind is AnswerKind.FINDING
    assert ask("how was Wirral rated?", text).kind is AnswerKind.GRADE


@pytest.mark.parametrize(
    "text", ["is that still the case?", "and is it still true", "still a problem?"]
)
def test_whether_it_still_holds_asks_the_latest_inspection(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["latest"]
    again = ask(CASELOADS, text, "why?")
    assert again.topic == "caseloads?"


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (["caseloads in Wirral?", "and before that?"], "previous"),
        (["caseloads in Wirral now?", "the one before?"], "previous"),
        (["caseloads in Wirral?", "and before that?", "and before that?"], "3 inspections ago"),
        ([CASELOADS, "and before that?"], "before 2019"),
        ([CASELOADS, "what about the one before that?"], "before 2019"),
        ([CASELOADS, "and the next inspection?"], "after 2019"),
        (["caseloads in Wirral at the previous inspection?", "and after that?"], "latest"),
    ],
)
def test_before_that_and_after_that_count_from_what_was_asked(turns: list[str], label: str) -> None:
    question = ask(*turns)
    assert [period.label for period in question.periods] == [label]
    assert "caseloads" in question.topic
    assert "before" not in question.topic
