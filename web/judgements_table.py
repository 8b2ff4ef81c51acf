"""Listed inspections in, a table for spreadsheets out: a row for each grade, with what states it.

A gap that is no grade has a row with a remark, where the framework had the strand at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.wording import capital
from index.engine import JudgementRecord
from web.ledger import BOARD, MAIN_STRANDS, Absence, Inspection, Selection, strand_name
from web.permanent import permanent_url
from web.spreadsheet import Cell, Column, Link, Table
from web.wording import kind_name

__all__ = ["judgements_table"]

_COLUMNS = (
    Column("Authority", 22),
    Column("Inspected from", 14),
    Column("Inspected to", 14),
    Column("Published", 14),
    Column("Framework", 12),
    Column("Strand", 22),
    Column("Grade", 20),
    Column("Remark", 32),
    Column("Given to", 18),
    Column("Strand as printed", 40),
    Column("Words that state it", 50),
    Column("Page", 7),
    Column("Link to the words", 18),
    Column("Document", 40),
    Column("Kind", 18),
    Column("SHA-256 of the document", 20),
    Column("From character", 10),
    Column("To character", 10),
)


def judgements_table(listed: Sequence[Inspection], wanted: Selection) -> Table:
    """The grades of `listed` that `wanted` asks for, in its order."""
    rows: list[tuple[Cell, ...]] = []
    for inspection in listed:
        for strand in _strands(inspection, wanted):
            record = inspection.grades.get(strand)
            if record is None:
                if not wanted.grade:
                    rows.append(_gap(inspection, strand))
            elif wanted.matches(record):
                rows.append(_row(inspection, record))
    return Table("Judgements", _COLUMNS, rows)


def _strands(inspection: Inspection, wanted: Selection) -> list[str]:
    """The strand asked for, else those that its framework had or the document states."""
    others = [strand for strand in inspection.grades if strand not in MAIN_STRANDS]
    every = [wanted.strand] if wanted.strand else [*MAIN_STRANDS, *others]
    return [s for s in every if inspection.absence(s) is not Absence.NOT_IN_FRAMEWORK]


def _begun(inspection: Inspection, strand: str) -> tuple[Cell, ...]:
    stated = inspection.document.provenance
    return (
        inspection.authority or None,
        stated.inspected_from.value,
        stated.inspected_to.value,
        stated.published.value,
        inspection.framework or None,
        strand_name(strand),
    )


def _gap(inspection: Inspection, strand: str) -> tuple[Cell, ...]:
    shared = inspection.together(strand)
    words = _words(shared) if shared else (None, None, None, None)
    return (
        *_begun(inspection, strand),
        None,
        capital(inspection.absence(strand) or ""),
        _given_to(strand),
        *words,
        *_document(inspection),
        *_characters(shared),
    )


def _row(inspection: Inspection, record: JudgementRecord) -> tuple[Cell, ...]:
    strand = record.judgement.strand
    return (
        *_begun(inspection, strand),
        capital(record.judgement.grade),
        None,
        _given_to(strand),
        *_words(record),
        *_document(inspection),
        *_characters(record),
    )


def _given_to(strand: str) -> str:
    return "The safeguarding board" if strand == BOARD else "The council"


def _words(record: JudgementRecord) -> tuple[Cell, ...]:
    link = permanent_url(record.document.id, record.judgement.span, record.quote, external=True)
    return (
        record.judgement.wording,
        " ".join(record.quote.split()),
        record.page,
        Link(link, f"Page {record.page}"),
    )


def _document(inspection: Inspection) -> tuple[Cell, ...]:
    record = inspection.document
    stated = record.provenance
    return (stated.title.value or record.source, kind_name(stated.kind.value), record.sha256)


def _characters(record: JudgementRecord | None) -> tuple[Cell, ...]:
    if record is None:
        return (None, None)
    return (record.judgement.span.start, record.judgement.span.end)
