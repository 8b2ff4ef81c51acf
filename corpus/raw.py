"""What a reader hands on: the lines of a file, page by page, before anything is cleaned.

Readers of formats that mark their structure (HTML, Word, Markdown) say of each line what it is and
give whole paragraphs; readers of the others (PDF, plain text) give the lines as printed, with role
UNKNOWN, and :mod:`corpus.structure` infers the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Print", "RawDocument", "RawLine", "Role"]


class Role(StrEnum):
    """What the file itself says a line is."""

    UNKNOWN = "unknown"  # a line as printed: may begin, continue or end anything
    HEADING = "heading"
    PARAGRAPH = "paragraph"  # a whole paragraph
    LIST_ITEM = "list item"  # a whole item, with or without its bullet
    TABLE_ROW = "table row"  # the cells of one row, separated by tabs


@dataclass(frozen=True, slots=True)
class Print:
    """How a line is printed, all in points: `left` and `top` are the distances of its first
    character's baseline from the left and upper edge of the page, `size`, `bold` and `italic`
    those of most of its letters. `raised` are the stretches (start, end: characters of the line) set small and
    above the baseline, as footnote marks are.
    """

    left: float
    top: float
    size: float
    bold: bool = False
    italic: bool = False
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line or, where `role` is known, one whole block. An empty text is a blank line.

    `page` is 1-based; `level` is a heading's level or a list item's depth, 1 the highest, 0 where
    unknown.
    """

    text: str
    page: int = 1
    role: Role = Role.UNKNOWN
    level: int = 0
    print: Print | None = None  # None where the format does not say


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as read.

    `pages` are the page texts as extracted (one for formats without pages): what every word of the
    cleaned text is checked against. `format` is "pdf", "html", "docx", "markdown" or "text";
    `title_hint` is a title that the file states apart from its text (metadata, `<title>`); `meta`
    holds what else it states ("author", "date", "url", "sitename"); `notes` is what a reader of
    the document should know ("incomplete: 3 of 12 pages read").
    """

    pages: tuple[str, ...]
    lines: tuple[RawLine, ...]
    format: str
    title_hint: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
