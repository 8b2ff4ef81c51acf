"""Grades that answer a question, as a table: what was judged by inspection, a grade in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Extract
from corpus.document import Judgement
from web.standing import held_document
from web.wording import day, days

__all__ = ["GradeCell", "GradeTable", "grade_table"]

_LEAST_ROWS = 2  # one grade alone is read in its extract


@dataclass(frozen=True, slots=True)
class GradeCell:
    """A grade with the extract that states it."""

    grade: str
    extract: Extract


@dataclass(frozen=True, slots=True)
class GradeTable:
    """`columns` are inspections; each row is what was judged and a cell for each, None for none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GradeCell | None, ...]], ...]


def grade_table(answer: Answer) -> GradeTable | None:
    """The table of an answer whose extracts are all lines that state a grade; None for others."""
    cells: dict[str, dict[str, GradeCell]] = {}
    columns: dict[str, None] = {}
    for extract in answer.extracts:
        judgement = _judgement(extract)
        if judgement is None:
            return None
        column = _column(extract)
        columns[column] = None
        cells.setdefault(judgement.strand.capitalize(), {})[column] = GradeCell(
            judgement.grade, extract
        )
    if sum(map(len, cells.values())) < _LEAST_ROWS:
        return None
    return GradeTable(tuple(columns), _rows(cells, tuple(columns)))


def _rows(
    cells: dict[str, dict[str, GradeCell]], columns: Sequence[str]
) -> tuple[tuple[str, tuple[GradeCell | None, ...]], ...]:
    return tuple(
        (strand, tuple(given.get(column) for column in columns)) for strand, given in cells.items()
    )


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
