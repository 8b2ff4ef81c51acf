"""Grades that answer a question, as a table: what was judged by inspection, a grade in each cell."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Extract
from assistant.wording import day, days
from corpus.document import Judgement, Span
from web.standing import held_document

__all__ = ["GradeCell", "GradeTable", "grade_table"]

_LEAST_CELLS = 2  # one grade alone is read in its extract


@dataclass(frozen=True, slots=True)
class GradeCell:
    """A grade with the place of the line that states it and its words."""

    grade: str
    document_id: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class GradeTable:
    """`columns` are inspections; each row is what was judged and a cell for each, None for none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GradeCell | None, ...]], ...]


def grade_table(answer: Answer) -> GradeTable | None:
    """The table of an answer whose extracts are all lines that state a grade; None for others.

    It holds every grade of the inspections quoted, those that the extracts state first. A template
    global.
    """
    quoted: dict[str, str] = {}
    strands: dict[str, None] = {}
    for extract in answer.extracts:
        judgement = _judgement(extract)
        if judgement is None:
            return None
        strands[judgement.strand] = None
        quoted[extract.citation.document_id] = _column(extract)
    stated = {document_id: _cells(document_id) for document_id in quoted}
    strands |= dict.fromkeys(strand for cells in stated.values() for strand in cells)
    if sum(map(len, stated.values())) < _LEAST_CELLS:
        return None
    rows = [
        (strand.capitalize(), tuple(stated[document_id].get(strand) for document_id in quoted))
        for strand in strands
    ]
    return GradeTable(tuple(quoted.values()), tuple(rows))


def _cells(document_id: str) -> dict[str, GradeCell]:
    document = held_document(document_id)
    return {
        j.strand: GradeCell(j.grade, document_id, j.span, document.quote(j.span))
        for j in (document.judgements if document else ())
        if document
    }


def _judgement(extract: Extract) -> Judgement | None:
    """The judgement that `extract` states, as its document is held now."""
    document = held_document(extract.citation.document_id)
    stated = document.judgements if document else ()
    return next((j for j in stated if j.span == extract.span), None)


def _column(extract: Extract) -> str:
    citation = extract.citation
    when = days(citation.inspected_from, citation.inspected_to)
    if not when:
        when = f"published {day(citation.published)}" if citation.published else "undated"
    return f"{citation.authority}, {when}" if citation.authority else when
