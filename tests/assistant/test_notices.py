"""What is told beside an answer's quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Extract, NoticeKind
from assistant.cite import extract
from assistant.notices import later_inspections, later_notice, notices, superseded
from assistant.question import AnswerKind, AuthorityMention, Correction, Question
from assistant.scope import Side
from corpus.document import Kind, Span, Speaker
from index.engine import DocumentRecord
from tests.assistant.making import paragraph, record, report

WIRRAL = Question(
    "caseloads?",
    "caseloads?",
    (),
    AnswerKind.FINDING,
    (AuthorityMention("Wirral", "Wirral", True),),
)


def quoted(of: DocumentRecord) -> Extract:
    """An extract of a document that is listed as `of`."""
    document = report(paragraph("Caseloads are high."))
    found = extract(document, Span(0, 19), score=1.0)
    provenance = of.provenance
    citation = replace(
        found.citation,
        document_id=of.id,
        authority=provenance.authority.value,
        speaker=provenance.speaker.value or Speaker.UNKNOWN,
        kind=provenance.kind.value or Kind.OTHER,
    )
    return replace(found, citation=citation)


def inspected(name: str, year: int, authority: str = "Wirral") -> DocumentRecord:
    return record(name, authority, inspected=(date(year, 6, 4), date(year, 6, 15)))


FIRST, SECOND, THIRD = inspected("first", 2014), inspected("second", 2018), inspected("third", 2022)
OTHER = inspected("other", 2019, "Slough")
MINUTES = record(
    "minutes", kind=Kind.MINUTES, speaker=Speaker.COUNCIL, published=date(2016, 11, 20)
)
RECORDS = {each.id: each for each in (FIRST, SECOND, THIRD, OTHER, MINUTES)}


def later_of(question: Question, *of: DocumentRecord) -> list[tuple[str | None, list[str]]]:
    found = superseded(question, [quoted(each) for each in of], RECORDS)
    return [(citation.authority, [each.id for each in later]) for citation, later in found]


@pytest.mark.parametrize(
    ("of", "later"),
    [(FIRST, ["third", "second"]), (SECOND, ["third"]), (THIRD, []), (record("undated"), [])],
)
def test_later_inspections_come_latest_first(of: DocumentRecord, later: list[str]) -> None:
    assert [each.id for each in later_inspections(of, list(RECORDS.values()))] == later


def test_each_authority_that_is_named_is_told_of() -> None:
    both = replace(WIRRAL, authorities=(*WIRRAL.authorities, AuthorityMention("Slough", "S", True)))
    earlier = inspected("earlier", 2015, "Slough")
    found = superseded(both, [quoted(SECOND), quoted(earlier)], {**RECORDS, earlier.id: earlier})
    assert [c.authority for c, _ in found] == ["Wirral", "Slough"]


def test_of_authorities_that_are_not_named_the_first_alone() -> None:
    anyone = replace(WIRRAL, authorities=())
    assert later_of(anyone, OTHER, FIRST) == []
    assert later_of(anyone, FIRST, OTHER) == [("Wirral", ["third", "second"])]


def test_the_first_extract_of_an_authority_decides() -> None:
    assert later_of(WIRRAL, THIRD, FIRST) == []
    assert later_of(WIRRAL, FIRST, THIRD) == [("Wirral", ["third", "second"])]


def test_no_inspection_supersedes_the_councils_words_or_a_change() -> None:
    assert later_of(WIRRAL, MINUTES) == []
    assert later_of(replace(WIRRAL, kind=AnswerKind.TREND), FIRST) == []


HELD_TWO = "2 later inspections of Wirral are held, the latest inspected June 2022"


@pytest.mark.parametrize(
    ("later", "extracts", "says", "text"),
    [
        ([THIRD], [FIRST], THIRD, "A later inspection of Wirral is held (inspected June 2022)."),
        (
            [THIRD],
            [FIRST],
            None,
            "A later inspection of Wirral is held (inspected June 2022); it says nothing that was"
            " found on this.",
        ),
        ([THIRD, SECOND], [FIRST], THIRD, f"{HELD_TWO}."),
        (
            [THIRD, SECOND],
            [FIRST],
            SECOND,
            f"{HELD_TWO}. The latest says nothing that was found on this, the one inspected June"
            " 2018 does.",
        ),
        ([THIRD, SECOND], [FIRST], None, f"{HELD_TWO}; they say nothing that was found on this."),
        ([THIRD, SECOND], [FIRST, SECOND], None, f"{HELD_TWO}; extract 2 is from a later one."),
    ],
)
def test_the_words_of_a_later_inspection(
    later: list[DocumentRecord],
    extracts: list[DocumentRecord],
    says: DocumentRecord | None,
    text: str,
) -> None:
    shown = [quoted(each) for each in extracts]
    told = later_notice(shown[0].citation, later, shown, quoted(says) if says else None)
    assert (told.kind, told.text) == (NoticeKind.LATER_INSPECTION, text)
    assert (told.extract is None) == (says is None)


def test_a_correction_a_silent_side_and_several_authorities_are_told() -> None:
    question = replace(WIRRAL, authorities=(), corrections=(Correction("caselods", "caseloads"),))
    told = notices(question, [Side("Bristol", (), "no documents")], [quoted(FIRST), quoted(OTHER)])
    assert [(n.kind, n.text) for n in told] == [
        (NoticeKind.CORRECTED, "“caselods” was read as “caseloads”."),
        (NoticeKind.NOTHING_LOCATED, "Bristol: nothing located (no documents)."),
        (
            NoticeKind.SEVERAL_AUTHORITIES,
            "No authority was named: extracts are of Slough, Wirral.",
        ),
    ]
