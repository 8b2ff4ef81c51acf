"""A question as typed becomes what is looked for: whose, when, who speaks, about what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import AnswerKind, Turn
from assistant.topic import STOP_WORDS, clean
from assistant.understand import understand
from tests.assistant.making import lexicon

LEXICON = lexicon()


def topic(text: str) -> str:
    found = understand(text, LEXICON).topic
    return found.rstrip("?") or found  # a question mark alone is no topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what did Ofsted say about neglect in Wirral?", "neglect"),
        ("What did the 2019 report on Wirral say about neglect?", "neglect"),
        ("What does the latest report say about neglect in Wirral?", "neglect"),
        ("neglect in Wirral: what did the 2016 report say", "neglect"),
        ("Compare Wirral and Slough on pathway plans", "pathway plans"),
        ("compare pathway plans in Wirral and in Slough", "pathway plans"),
        ("pathway plans - Wirral vs Slough", "pathway plans"),
        ("Pathway plans: Wirral or Slough?", "Pathway plans"),
        ("Do Wirral and Slough help care leavers get online?", "Do help care leavers get online"),
        ("Wirral pathway plans, 2019 compared with 2023", "pathway plans"),
        ("what changed in foster care between 2018 and 2023 in Wirral", "what changed in foster care"),
        ("is neglect dealt with in Wirral? think it was the 2019 inspection", "is neglect dealt with"),
        ("what is wrong with plans in Wirral, according to Ofsted?", "what is wrong with plans"),
        ("Wirral's PA caseloads", "PA caseloads"),
        ("(2023) Wirral neglect", "neglect"),
        ("Wirral - neglect?", "neglect"),
        ("in Wirral is neglect dealt with", "is neglect dealt with"),
        ("tell me about neglect in Wirral", "neglect"),
        ("What did the inspectors say in May 2019 about Wirral's IROs?", "IROs"),
        ("Wirral?", ""),
        ("Thank you. Wirral neglect", "neglect"),
        ("Good morning, could you please let me know about neglect in Wirral. Many thanks", "neglect"),
        ("neglect in Wirral asap please", "neglect"),
        ("what did Ofsted say about Wirral in 2019?", ""),
        ("What did Ofsted find in Bristol?", ""),
        ("what were the main findings in Wirral?", ""),
        ("can you summarise the 2019 report on Wirral", ""),
        ("the main findings on neglect in Wirral", "the main findings on neglect"),
    ],
)  # fmt: skip
def test_a_topic_has_no_leftovers(text: str, expected: str) -> None:
    assert topic(text) == expected


def test_authority_time_and_speaker_are_taken_from_one_question() -> None:
    question = understand("in 2019 what did inspectors say about Wirral's IROs", LEXICON)
    assert [mention.name for mention in question.authorities] == ["Wirral"]
    assert [period.label for period in question.periods] == ["2019"]
    assert question.speaker == "ofsted"
    assert any(term.text == "independent reviewing officer" for term in question.terms)
    assert question.reading == "independent reviewing officer"


def test_an_authority_in_anothers_story_is_the_topic() -> None:
    question = understand("what went wrong in Slough sharing managers with Bristol?", LEXICON)
    assert [mention.name for mention in question.authorities] == ["Slough"]
    assert "Bristol" in question.topic


@pytest.mark.parametrize(
    "text",
    [
        "how stretched are social workers in Wirral next to Slough?",
        "caseloads in Wirral, how do they stack up against those of Slough?",
        "whose care leavers are helped more, those from Wirral or the ones in Slough?",
        "Wirral + Slough caseloads",
        "Wirral | Slough: caseloads",
        "Wirral (and Slough) caseloads",
        "Wirral alongside Slough: caseloads",
        "caseloads in Wirral as well as Slough",
        "Wirral's caseloads and Slough's",
        "what are caseloads like in Wirral and what are they like in Slough?",
        "are caseloads as high in Wirral as in Slough?",
        "is Wirral as good as Slough at early help?",
        "compare Wiral and Slough on early help",
        "Wirral v Slogh caseloads",
    ],
)
def test_authorities_measured_against_each_other_are_compared(text: str) -> None:
    question = understand(text, LEXICON)
    assert question.kind is AnswerKind.COMPARE
    assert [mention.name for mention in question.authorities] == ["Wirral", "Slough"]


def test_an_authority_in_the_story_of_another_is_no_side_of_a_comparison() -> None:
    text = "what went wrong in Wirral for children whose workers were shared with Slough?"
    question = understand(text, LEXICON)
    assert [mention.name for mention in question.authorities] == ["Wirral"]
    assert question.kind is AnswerKind.FINDING


@pytest.mark.parametrize(
    "text",
    [
        "are Wirral's social workers good and do they learn from Slough?",
        "how does Wirral's board work with Slough's?",
        "what did Wirral learn, as Slough did?",
    ],
)
def test_another_authority_in_passing_is_no_side_either(text: str) -> None:
    assert [mention.name for mention in understand(text, LEXICON).authorities] == ["Wirral"]


def test_boroughs_without_a_name_are_no_topic() -> None:
    question = understand("which London boroughs have high caseloads?", LEXICON)
    assert question.authorities == ()
    assert question.topic == "which boroughs have high caseloads?"
    assert not any("borough" in term.text for term in question.terms)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("did Leeds help Slough with early help?", ["Slough"]),
        ("referrals from the hospital in Leeds to Slough", ["Slough"]),
        ("how did Leeds, next door to Slough, do?", ["Leeds"]),
        ("did Slough help Leeds with early help?", ["Slough"]),
        ("early help everywhere except Slough", []),
        ("which councils outside Slough have good early help?", []),
        ("how many children are placed outside Slough?", ["Slough"]),
    ],
)
def test_whose_reports_tell_the_story(text: str, names: list[str]) -> None:
    assert [mention.name for mention in understand(text, LEXICON).authorities] == names


def test_an_authority_that_is_gone_is_asked_of_the_one_that_took_its_place() -> None:
    after = lexicon(held=frozenset({"West Northamptonshire"}))
    text = "what did the old Northamptonshire get before West Northants took over?"
    assert [m.name for m in understand(text, after).authorities] == ["West Northamptonshire"]
    alone = understand("what did Northamptonshire get?", after)
    assert [(m.name, m.held) for m in alone.authorities] == [("Northamptonshire", False)]


def test_authorities_side_by_side_are_compared_in_order() -> None:
    question = understand("Slough, Wirral and Bristol: caseloads", LEXICON)
    assert [mention.name for mention in question.authorities] == ["Slough", "Wirral", "Bristol"]
    assert question.kind is AnswerKind.COMPARE


def test_a_place_without_documents_and_one_outside_england_are_said_so() -> None:
    (leeds,) = understand("neglect in Leeds", LEXICON).authorities
    (cardiff,) = understand("neglect in Cardiff", LEXICON).authorities
    assert (leeds.held, leeds.known) == (False, True)
    assert (cardiff.held, cardiff.known) == (False, False)


def test_a_misspelt_authority_is_read_and_said() -> None:
    question = understand("neglect in Worcestershre", lexicon(["neglect"]))
    assert [mention.name for mention in question.authorities] == ["Worcestershire"]
    assert question.corrections[0].read_as == "Worcestershire"


def test_a_name_spelt_right_in_part_is_not_its_neighbour() -> None:
    question = understand("neglect in Soth Gloucestershire", LEXICON)
    assert [mention.name for mention in question.authorities] == ["South Gloucestershire"]
    assert question.corrections[0].read_as == "South Gloucestershire"
    assert question.topic == "neglect"


def test_a_word_near_a_name_in_anothers_question_is_left_alone() -> None:
    question = understand("did the bristle of criticism change practice in Slough?", LEXICON)
    assert [mention.name for mention in question.authorities] == ["Slough"]


def test_a_glossary_word_or_a_name_is_no_misspelling() -> None:
    words = lexicon(["runway", "toppaz", "caseloads", "bristle"])
    question = understand("in Wirral what of runaways, Topazz and caselaods", words)
    assert [(c.typed, c.read_as) for c in question.corrections] == [("caselaods", "caseloads")]


def test_words_of_asking_are_never_looked_for() -> None:
    question = understand("please can you tell me what Ofsted said about neglect", LEXICON)
    typed = [term.text for term in question.terms if term.origin == "typed"]
    assert typed == ["neglect"]
    assert not {text.lower() for text in typed} & STOP_WORDS


def test_invisible_characters_do_not_count() -> None:
    assert clean("a\u200bb\u00a0 \n c\u00ad") == "ab c"


WORDS = st.sampled_from(
    "what did Ofsted say about Wirral Bristol neglect PA caseloads in 2019 since the latest report "
    "? , ( ) - compare and vs committee told it they that send id 2,000 section how many grade's "
    "improve Cardiff hospital ’s between now".split()
)


@given(
    st.lists(WORDS, max_size=25).map(" ".join), st.lists(st.lists(WORDS, max_size=8), max_size=2)
)
def test_any_words_are_understood(text: str, history: list[list[str]]) -> None:
    question = understand(text, LEXICON, [Turn(" ".join(words)) for words in history])
    assert question.topic == question.topic.strip()
    assert len({a.name for a in question.authorities}) == len(question.authorities)
    assert all(0 < term.weight <= 1 for term in question.terms)


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    assert understand(text, LEXICON).text == clean(text)
