"""Abbreviations that documents define themselves."""

from __future__ import annotations

import pytest

from assistant.definitions import define, find_definition, find_spelled_out, undefined
from assistant.question import AnswerKind, Question, Term


@pytest.mark.parametrize(
    ("abbreviation", "text", "words"),
    [
        ("BFM", "work by the Bright Futures Meeting (BFM) was praised", "Bright Futures Meeting"),
        (
            "IROs",
            "and independent reviewing officers (IROs) meet",
            "independent reviewing officers",
        ),
        ("TFA", "the Team for Adventure (TFA).", "Team for Adventure"),
        ("UAC", "for un-accompanied children (UAC)", "un-accompanied children"),
        ("GTY", "the meeting ended (GTY)", None),
        ("GTY", "nothing in brackets", None),
    ],
)
def test_the_words_before_the_bracket_are_taken_if_their_initials_agree(
    abbreviation: str, text: str, words: str | None
) -> None:
    assert find_definition(abbreviation, [text]) == words


ORDINARY = frozenset({"about", "what", "clear"})


@pytest.mark.parametrize(
    ("abbreviation", "text", "words"),
    [
        ("CAWNs", "issue child abduction warning notices to", "child abduction warning notices"),
        ("ESOL", "English for speakers of our language", "english for speakers of our language"),
        ("CAWN", "be clear about what needs doing", None),  # ordinary words
        ("CAWN", "child abduction. Warning notices", None),  # two sentences
        ("CAWN", "care and with notes", None),  # small words stand for no letter
        ("NRM", "the national referral mechanism", None),  # three letters may be chance
    ],
)
def test_an_abbreviation_that_no_document_defines_is_found_written_out(
    abbreviation: str, text: str, words: str | None
) -> None:
    assert find_spelled_out(abbreviation, [text], ORDINARY) == words


def test_the_words_most_often_written_out_are_taken() -> None:
    texts = [
        "cold apples were nice",
        "child abduction warning notices",
        "Child abduction\nwarning notices are used",
    ]
    assert find_spelled_out("CAWN", texts, ORDINARY) == "child abduction warning notices"


def _question(*terms: Term) -> Question:
    topic = " ".join(term.text for term in terms if term.origin == "typed")
    return Question(topic, topic, terms, AnswerKind.FINDING, reading=topic)


def test_only_abbreviations_without_another_name_are_undefined() -> None:
    question = _question(
        Term("GTY", 1.0, concept=0),
        Term("IRO", 1.0, concept=1),
        Term("independent reviewing officer", 0.9, "glossary", 1),
        Term("work", 1.0, concept=2),
    )
    assert undefined(question) == ["GTY"]


def test_a_definition_is_another_name_of_the_same_concept() -> None:
    question = define(_question(Term("GTY", 1.0, concept=0)), "GTY", "Get There Yourself")
    assert question.terms[-1] == Term("Get There Yourself", 0.9, "document", 0)
    assert question.reading == "Get There Yourself"
