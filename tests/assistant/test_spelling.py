"""Misspellings are put right, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling import correct

VOCABULARY = {
    "caseloads": 90,
    "accommodation": 80,
    "adoption": 70,
    "neglect": 60,
    "thresholds": 50,
    "assessments": 40,
    "bristle": 30,
    "rare": 3,
    "placement": 60,
    "children's": 50,
    "child": 50,
    "supervision": 200,
    "foster": 50,
    "carers": 50,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("caselaods", "caseloads"),
        ("accomodation", "accommodation"),
        ("acommodaton", "accommodation"),
        ("adopton", "adoption"),
        ("negelct", "neglect"),
        ("tresholds", "thresholds"),
        ("assesments", "assessments"),
    ],
)
def test_a_misspelt_word_becomes_the_one_meant(typed: str, meant: str) -> None:
    text, corrections = correct(f"about {typed} there", VOCABULARY)
    assert text == f"about {meant} there"
    assert [(c.typed, c.read_as) for c in corrections] == [(typed, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "the Bristol service",  # a name inside the sentence
        "the Adopton service",
        "rarr cases",  # short
        "raree cases",  # only near a word that is hardly used
        "adoptions and assessment",  # forms of known words
        "neglected, neglecting",
        "placement's end",
        "2019 114",
        "",
    ],
)
def test_what_is_no_misspelling_stays(text: str) -> None:
    assert correct(text, VOCABULARY) == (text, [])


def test_words_to_keep_stay() -> None:
    assert correct("adopton", VOCABULARY, keep={"adopton"}) == ("adopton", [])


def test_the_first_letter_must_agree() -> None:
    assert correct("beglect", VOCABULARY)[1] == []


def test_long_words_may_differ_in_two_letters_short_ones_in_one() -> None:
    assert correct("neglet", VOCABULARY)[0] == "neglect"
    assert correct("negct", VOCABULARY)[1] == []
    assert correct("asessmnts", VOCABULARY)[0] == "assessments"


@given(st.lists(st.sampled_from(sorted(VOCABULARY)), max_size=8).map(" ".join))
def test_a_known_word_is_never_changed(text: str) -> None:
    assert correct(text, VOCABULARY) == (text, [])


@given(st.text(max_size=80))
def test_what_is_said_was_changed_was(text: str) -> None:
    read, corrections = correct(text, VOCABULARY)
    assert (read == text) == (not corrections)
    assert all(c.read_as in VOCABULARY and c.typed in text for c in corrections)


def test_words_run_together_are_parted() -> None:
    joined = {"fostercarers": "foster carers"}
    for typed in ("fostercarers", "fostercares", "Fostercarers"):
        text, (correction,) = correct(f"{typed} left", VOCABULARY, joined=joined)
        assert (text, correction.read_as) == ("foster carers left", "foster carers")
    assert correct("forecarers left", VOCABULARY, joined=joined) == ("forecarers left", [])


def test_a_needless_capital_hides_no_misspelling_of_a_frequent_word() -> None:
    assert correct("quality of Supervison then", VOCABULARY)[0] == "quality of supervision then"
    for text in (
        "the Better Supervison team",  # a name of several words
        "the Supervison Team",
        "the Adopton service",  # not so frequent
    ):
        assert correct(text, VOCABULARY) == (text, [])
