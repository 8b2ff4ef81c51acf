"""A comparison in, a table for spreadsheets out: a row for each extract, or for its absence.

Every extract is compared with its document as it is held now: words that do not stand there any
more are left out, and the row says why.
"""

from __future__ import annotations

from assistant.answer import Extract, RefusalKind
from assistant.wording import who_says
from web.comparison import Cell, Comparison
from web.permanent import permanent_url
from web.spreadsheet import Cell as TableCell
from web.spreadsheet import Column, Link, Table
from web.standing import standing

__all__ = ["OUTCOMES", "comparison_table", "outcome"]

OUTCOMES = {
    RefusalKind.NOT_ANSWERED: "Nothing located",
    RefusalKind.NOT_HELD: "No document held",
    RefusalKind.OUTSIDE_SUBJECT: "Outside the subject",
    RefusalKind.UNCLEAR: "Question not understood",
}

_COLUMNS = (
    Column("Question", 30),
    Column("Authority", 20),
    Column("Inspection", 24),
    Column("Outcome", 18),
    Column("Extract", 8),
    Column("Words of the document", 70),
    Column("Checked", 24),
    Column("Who says it", 24),
    Column("Title", 34),
    Column("Publisher", 14),
    Column("Inspected from", 14),
    Column("Inspected to", 14),
    Column("Published", 14),
    Column("Page", 7),
    Column("Paragraph", 10),
    Column("Grade of the section", 16),
    Column("Link to the words", 20),
    Column("SHA-256 of the document", 20),
    Column("From character", 10),
    Column("To character", 10),
)
_GONE = "Document no longer held: compare again"
_MOVED = "Document read anew since: compare again"


def outcome(cell: Cell) -> str:
    """What came of a cell, in two or three words."""
    if cell.extracts:
        return "Weak match" if cell.weak else "Extract"
    return OUTCOMES[cell.refusal.kind if cell.refusal else RefusalKind.NOT_ANSWERED]


def comparison_table(comparison: Comparison) -> Table:
    """The table of `comparison`, cell after cell."""
    question = comparison.compared.question
    rows: list[tuple[TableCell, ...]] = []
    for cell in comparison.cells:
        subject = cell.subject
        inspection = subject.label if subject.document_id else None
        begun: tuple[TableCell, ...] = (question, subject.authority, inspection, outcome(cell))
        found = [
            (*begun, number, *_words(extract)) for number, extract in enumerate(cell.extracts, 1)
        ]
        rows += found or [(*begun, *[None] * (len(_COLUMNS) - len(begun)))]
    return Table("Comparison", _COLUMNS, rows)


def _words(extract: Extract) -> tuple[TableCell, ...]:
    citation = extract.citation
    stands = standing(extract)
    return (
        extract.quote if stands.verified else None,
        "Word for word" if stands.verified else _MOVED if stands.held else _GONE,
        who_says(citation),
        citation.title,
        citation.publisher,
        citation.inspected_from,
        citation.inspected_to,
        citation.published,
        citation.page,
        citation.paragraph,
        citation.grade,
        Link(
            permanent_url(citation.document_id, extract.span, extract.quote, external=True),
            f"Page {citation.page}",
        ),
        citation.sha256,
        extract.span.start,
        extract.span.end,
    )
