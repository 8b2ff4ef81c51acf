from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.raw import RawLine
from corpus.web_footer import without_footer

BODY = "Visits to children were on time in most of the cases that were read."


def kept(*texts: str) -> list[str]:
    return [line.text for line in without_footer([RawLine(text) for text in texts])]


@pytest.mark.parametrize(
    "footer",
    [
        "A Someone collaboration - market research by Someone | website design by Someone",
        "Tel: 01234 567890Contact Us",
        "Telephone: +44 (0)1234 567 890",
        "Email: office@example.org",
        "Find out more about Farnley Services here.",
        "Supporting documents:",
        "Related articles",
        "© 2021 Farnley Services Ltd",
        "Copyright Farnley Services. All rights reserved.",
        "Unit 3, The Yard, Mill Lane, Farnley, Essex CO1 1AA",
        "Privacy policy | Cookies | Contact",
        "Back to top",
        "Follow us on whatever comes next",
    ],
)
def test_footer_at_the_end_goes(footer: str) -> None:
    assert kept(BODY, "", footer, "") == [BODY]


def test_slogan_above_the_address_goes_with_it() -> None:
    slogan = "Giving good services of every kind to families all over the land"
    address = "D2, Parkside, Station Road, Farnley, Essex CO1 1AA"
    assert kept(BODY, "", slogan, address, "Tel: 01234 567890") == [BODY]
    assert kept(BODY, "", slogan) == [BODY, "", slogan]


@pytest.mark.parametrize(
    "sentence",
    [
        BODY,
        "Young people told inspectors to find out more about what they needed from the council.",
        "The council shares what it knows with the police and with health.",
        "Leaders said that the new web site was designed with care leavers.",
        "Supporting documents for court are late in a third of the cases that inspectors read.",
        "Children were moved to homes in Farnley, Essex, far from CO1 1AA. This was not right.",
    ],
)
def test_sentence_at_the_end_stays(sentence: str) -> None:
    assert kept(BODY, sentence) == [BODY, sentence]


def test_footer_in_the_middle_stays() -> None:
    assert kept("Supporting documents:", BODY) == ["Supporting documents:", BODY]


@given(st.lists(st.sampled_from([BODY, "", "Tel: 01234 567890", "Related news", "Some words"])))
def test_what_stays_is_a_beginning_of_what_was(texts: list[str]) -> None:
    found = kept(*texts)
    assert found == texts[: len(found)]
    assert BODY not in texts[len(found) :]
