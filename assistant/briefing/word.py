"""An edition of a briefing in, a Word file out that can be edited, and checked later.

Each quote stands in paragraphs of a style of its own, inside a bookmark that names the document
and the place ("q_5f0c7a…_1204_1220"); :mod:`assistant.briefing.word_check` reads them again.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from assistant.briefing.briefing import Heading, Note
from assistant.briefing.checking import Found
from assistant.briefing.edition import CHECK_COLUMNS, SOURCE_COLUMNS, Edition
from assistant.briefing.word_styles import (
    CITATION,
    LEAD_IN,
    NOTE,
    QUOTE,
    QUOTE_ITEM,
    new_word,
    repeat,
)
from assistant.briefing.words import printable
from assistant.wording import quote_lines

__all__ = ["NOTE_LABEL", "UNDER", "bookmark_of", "to_word"]

UNDER = "Under: "
NOTE_LABEL = "Note (not a quote): "
_SOURCE_WIDTHS = (1.6, 8.4, 6.4)
_CHECK_WIDTHS = (1.6, 1.6, 1.5, 2.2, 2.9, 3.0, 3.6)


def to_word(edition: Edition) -> bytes:
    """The content of a .docx file."""
    briefing = edition.briefing
    word = new_word(printable(briefing.title), printable(edition.author))
    at = briefing.at.astimezone(UTC).replace(tzinfo=None)
    word.core_properties.created = word.core_properties.modified = at
    word.add_paragraph(printable(briefing.title), "Title")
    word.add_paragraph(printable(edition.made), "Subtitle")
    word.add_paragraph(edition.statement)
    used: set[str] = set()
    for entry in briefing.entries:
        if isinstance(entry, Heading):
            word.add_paragraph(printable(entry.text), "Heading 1")
        elif isinstance(entry, Note):
            _add_note(word, entry)
        elif isinstance(entry, Found):
            _add_quote(word, edition, entry, used)
    if edition.sources:
        _add_tables(word, edition)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def bookmark_of(found: Found) -> str:
    """The name of a quote's bookmark: Word allows 40 letters, digits and underscores."""
    span = found.extract.span
    return f"q_{found.reference.document_id}_{span.start}_{span.end}"


def _add_note(word: WordDocument, note: Note) -> None:
    for number, line in enumerate(note.text.splitlines() or [""]):
        paragraph = word.add_paragraph("", NOTE)
        if number == 0:
            paragraph.add_run(NOTE_LABEL).bold = True
        paragraph.add_run(printable(line))


def _add_quote(word: WordDocument, edition: Edition, found: Found, used: set[str]) -> None:
    if found.extract.lead_in:
        paragraph = word.add_paragraph("", LEAD_IN)
        paragraph.add_run(UNDER).bold = True
        paragraph.add_run(printable(found.extract.lead_in))
    paragraphs = [
        word.add_paragraph(line, QUOTE_ITEM if item else QUOTE)
        for line, item in quote_lines(printable(found.extract.quote))
    ]
    if not found.extract.lead_in:
        paragraphs[0].paragraph_format.space_before = Pt(10)
    name = bookmark_of(found)
    if name not in used:
        used.add(name)
        _bookmark(paragraphs, name, len(used))
    citation = word.add_paragraph("", CITATION)
    citation.add_run(f"Extract {found.number}. {printable(edition.who(found))}. ").bold = True
    citation.add_run(printable(edition.cited(found)))
    link = edition.links.get(found.key)
    if link:
        citation.add_run(" ")
        _add_link(citation, link, "Open it where it stands")


def _bookmark(paragraphs: Sequence[Paragraph], name: str, number: int) -> None:
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begin, end):
        element.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    paragraphs[0]._p.insert_element_before(begin, "w:r")
    paragraphs[-1]._p.append(end)


def _add_link(paragraph: Paragraph, address: str, text: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_tables(word: WordDocument, edition: Edition) -> None:
    word.add_paragraph("Sources", "Heading 1")
    _add_table(
        word,
        "The documents that are quoted",
        SOURCE_COLUMNS,
        [(s.letter, "\n".join(s.described), s.citation.sha256) for s in edition.sources],
        _SOURCE_WIDTHS,
    )
    word.add_paragraph("How to check", "Heading 1")
    word.add_paragraph(edition.how_to_check)
    word.add_paragraph(
        "For all at once, after this file was edited as well: findings verify and its name."
    )
    _add_table(
        word,
        "Where each extract stands",
        CHECK_COLUMNS,
        [edition.check_row(found) for found in edition.briefing.found],
        _CHECK_WIDTHS,
    )


def _add_table(
    word: WordDocument,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    table = word.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    table._tbl.tblPr.append(described)
    for _ in rows:
        table.add_row()
    for number, (row, cells) in enumerate(zip(table.rows, [columns, *rows], strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if number == 0:
            repeat(row)
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            run = paragraph.add_run(printable(text))
            run.font.size, run.bold = Pt(9), number == 0
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
