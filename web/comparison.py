"""One question put to several authorities, or to one authority's inspections, each by itself.

A cell of the comparison is an answer of its own, drawn from its own subject's documents only:
words of another never stand in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Confidence, Extract, Notice, NoticeKind, Refusal
from assistant.question import Choices, Period
from assistant.scope import date_of, inspections
from assistant.wording import days
from corpus.document import Kind, Speaker
from index.engine import DocumentRecord

__all__ = [
    "MAX_SUBJECTS",
    "Cell",
    "Compared",
    "Comparison",
    "Subject",
    "compare",
    "held_inspections",
    "subjects",
]

MAX_SUBJECTS = 8
"""Authorities or inspections of one comparison at most: what one can still read side by side."""

N_EXTRACTS = 2
_LATEST = Period("latest", ordinal=-1)
# Remarks on a cell that its row, its own words or the page say already.
_SAID_ELSEWHERE = {
    NoticeKind.NOTHING_LOCATED,
    NoticeKind.SEVERAL_AUTHORITIES,
    NoticeKind.CORRECTED,
    NoticeKind.COUNCIL_WORDS,
    NoticeKind.REPORTED,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: a question, whose documents, who speaks, and whether only the latest.

    One authority alone is compared across its inspections.
    """

    question: str
    authorities: tuple[str, ...]
    speaker: Speaker | None = None
    latest: bool = False

    @property
    def across_inspections(self) -> bool:
        """Whether one authority's inspections are compared."""
        return len(self.authorities) == 1


@dataclass(frozen=True, slots=True)
class Subject:
    """A row: an authority, or one inspection of it, which is then the document `document_id`."""

    label: str
    authority: str
    detail: str = ""
    document_id: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one subject's documents say: extracts, or why there are none.

    Neither extracts nor a refusal: what was found was not the subject's own.
    """

    subject: Subject
    extracts: tuple[Extract, ...]
    refusal: Refusal | None
    notices: tuple[Notice, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cells, in the order of the subjects, and remarks on the question as a whole."""

    compared: Compared
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()


def held_inspections(records: Sequence[DocumentRecord], authority: str) -> list[DocumentRecord]:
    """The dated inspection reports and letters about `authority`, the newest first."""
    own = [r for r in records if r.provenance.authority.value == authority]
    return inspections(own)[::-1]


def subjects(compared: Compared, records: Sequence[DocumentRecord]) -> list[Subject]:
    """The rows: the authorities as chosen, or one's inspections, the newest first."""
    if not compared.across_inspections:
        period = _LATEST if compared.latest else None
        return [Subject(name, name, period=period) for name in compared.authorities]
    (authority,) = compared.authorities
    held = held_inspections(records, authority)
    return [_inspection(record, authority) for record in held[:MAX_SUBJECTS]]


def compare(
    compared: Compared,
    records: Sequence[DocumentRecord],
    ask: Callable[[str, Choices], Answer],
) -> Comparison:
    """Put the question to every subject by itself."""
    cells: list[Cell] = []
    remarks: dict[str, None] = {}
    for subject in subjects(compared, records):
        choices = Choices(
            authorities=(subject.authority,),
            speaker=compared.speaker or Speaker.UNKNOWN,
            period=subject.period,
        )
        answer = ask(compared.question, choices)
        for notice in answer.notices:
            if notice.kind is NoticeKind.CORRECTED:
                remarks[notice.text] = None
        cells.append(_cell(subject, answer))
    return Comparison(compared, tuple(cells), tuple(remarks))


def _cell(subject: Subject, answer: Answer) -> Cell:
    own = [extract for extract in answer.extracts if _is_of(extract, subject)]
    hidden = _SAID_ELSEWHERE | ({NoticeKind.LATER_INSPECTION} if subject.document_id else set())
    shown = tuple(own[:N_EXTRACTS])
    return Cell(
        subject,
        shown,
        answer.refusal,
        tuple(n for n in answer.notices if n.kind not in hidden) if shown else (),
        answer.confidence is Confidence.LOW,
    )


def _is_of(extract: Extract, subject: Subject) -> bool:
    """Whether an extract is the subject's own.

    subtle: documents without a date pass every period, so an inspection is asked for by its
    dates and its document is insisted on here.
    """
    citation = extract.citation
    if subject.document_id is not None:
        return citation.document_id == subject.document_id
    return citation.authority == subject.authority


def _inspection(record: DocumentRecord, authority: str) -> Subject:
    stated = record.provenance
    when = date_of(record) or date.min
    first = stated.inspected_from.value or stated.inspected_to.value or when
    last = stated.inspected_to.value or when
    inspected = stated.inspected_from.value or stated.inspected_to.value
    label = days(first, last) if inspected else f"Published {days(when, when)}"
    kind = "Letter" if stated.kind.value is Kind.MONITORING_LETTER else "Report"
    detail = f"{kind}, {stated.framework.value}" if stated.framework.value else kind
    return Subject(label, authority, detail, record.id, Period(label, first, last))
