from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant import wording as plain
from assistant.answer import Citation
from corpus.document import About, Kind, Speaker
from web import wording

CITATION = Citation(
    document_id="0" * 16,
    sha256="0" * 64,
    source="a.pdf",
    title="A report",
    authority="Northfold",
    publisher="Ofsted",
    kind=Kind.INSPECTION_REPORT,
    speaker=Speaker.OFSTED,
    about=About.AUTHORITY,
    inspected_from=date(2016, 7, 4),
    inspected_to=date(2016, 7, 28),
    published=date(2016, 9, 20),
    page=3,
    last_page=4,
    paragraph="14",
    heading_path=(),
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2016, 7, 4), date(2016, 7, 28), "4 to 28 July 2016"),
        (date(2016, 7, 4), date(2016, 8, 1), "4 July to 1 August 2016"),
        (date(2015, 12, 14), date(2016, 1, 8), "14 December 2015 to 8 January 2016"),
        (date(2016, 7, 4), date(2016, 7, 4), "4 July 2016"),
        (date(2016, 7, 4), None, "4 July 2016"),
        (None, date(2016, 7, 4), "4 July 2016"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_days_names_each_month_and_year_once(
    first: date | None, last: date | None, words: str
) -> None:
    assert plain.days(first, last) == words


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    undated = replace(CITATION, inspected_from=None, inspected_to=None, published=None)
    assert plain.when(undated) == "Date not known"
    assert plain.when(CITATION) == "Inspected 4 to 28 July 2016, published 20 September 2016"
    assert plain.short_name(undated) == "“A report”"


def test_a_page_is_not_named_where_there_is_only_one() -> None:
    assert plain.place(CITATION, 9) == "Pages 3 and 4, paragraph 14"
    assert plain.place(replace(CITATION, page=1, last_page=1), 1) == "Paragraph 14"


@pytest.mark.parametrize(
    ("kind", "speaker", "about", "says"),
    [
        (Kind.INSPECTION_REPORT, Speaker.OFSTED, About.AUTHORITY, "Ofsted’s inspectors"),
        (
            Kind.INSPECTION_REPORT,
            Speaker.OFSTED,
            About.BOARD,
            "Ofsted’s inspectors, on the safeguarding board (not the council)",
        ),
        (Kind.NEWS, Speaker.OFSTED, About.AUTHORITY, "The Echo, reporting Ofsted’s inspectors"),
        (
            Kind.MINUTES,
            Speaker.COUNCIL,
            About.AUTHORITY,
            "The council: told to its committee, as its minutes record",
        ),
        (Kind.OTHER, Speaker.UNKNOWN, About.AUTHORITY, "Who says this is not known"),
    ],
)
def test_who_says_it_is_named_with_the_capacity(
    kind: Kind, speaker: Speaker, about: About, says: str
) -> None:
    citation = replace(CITATION, kind=kind, speaker=speaker, about=about, publisher="The Echo")
    assert plain.who_says(citation) == says


def test_the_title_is_not_repeated_as_a_heading() -> None:
    assert plain.headings(replace(CITATION, heading_path=("A report", "Care"))) == ("Care",)
    assert plain.headings(replace(CITATION, heading_path=("Leaders", "Care"))) == (
        "Leaders",
        "Care",
    )
    assert plain.headings(CITATION) == ()


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("One sentence.", (("One sentence.", False),)),
        ("First.\nSecond.", (("First.", False), ("Second.", False))),
        ("First item\n■ Second item", (("First item", True), ("Second item", True))),
        ("−5% a year", (("−5% a year", False),)),
        ("They should:\n• act", (("They should:", False), ("act", True))),
        ("a\n\uf0a7 b\nc", (("a", False), ("b", True), ("c", False))),
    ],
)
def test_a_quoted_list_is_a_list(quote: str, lines: tuple[tuple[str, bool], ...]) -> None:
    assert plain.quote_lines(quote) == lines


def test_every_speaker_and_kind_has_words() -> None:
    for speaker in Speaker:
        for kind in Kind:
            for about in About:
                assert plain.who_says(replace(CITATION, kind=kind, speaker=speaker, about=about))
        assert wording.speaker_name(speaker)
    for kind in Kind:
        assert wording.kind_name(kind)


def test_joined_reads_as_a_sentence() -> None:
    assert plain.joined([]) == ""
    assert plain.joined(["a"]) == "a"
    assert plain.joined(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("topic", "shown"),
    [
        ("foster carers?", "foster carers"),
        ("social workers? (care leavers?)", "social workers (care leavers)"),
        ("caseloads (PAs)", "caseloads (PAs)"),
        ("What of it. Is it good?", "of it. Is it good"),
        (
            "what grade did get? (how well does support its care leavers?)",
            "grade (support its care leavers)",
        ),
        ("Which?", "Which"),
        ("", ""),
    ],
)
def test_a_topic_is_shown_without_the_questions_marks(topic: str, shown: str) -> None:
    assert wording.topic_words(topic) == shown
