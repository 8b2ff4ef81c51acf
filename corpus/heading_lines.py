"""Whether a line is a heading, by its print or, without print, by its shape; and how high."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import BlockKind
from corpus.draft import INDENT, LOWER, NEW_PARAGRAPH, NUMBERED, TERMINAL, Draft, Place
from corpus.glyphs import BULLET
from corpus.grade_table import grade_of, is_cell, is_grade_line, is_section_title
from corpus.raw import RawLine, Role

__all__ = ["extends_heading", "is_heading", "is_sentence", "rank_headings"]

_LETTER = re.compile(r"[A-Za-z]{2}")
_WRAP = 1.6  # type sizes from one line of a heading to its next
_COLUMN = 100.0  # points; a table's second column begins at least so far to the right
_MAX_HEADING = 220  # characters
_MAX_PLAIN = 90  # characters of a heading that only its shape tells
_MAX_LABEL = 4  # words of such a heading that ends in a colon
_MAX_STOPPED = 16  # words; what is longer and ends in a full stop is a sentence in bold


def is_heading(line: RawLine, place: Place) -> bool:
    """Return whether `line`, whose role the file does not state, is a heading or a part of one."""
    text = line.text.strip()
    if not _LETTER.search(text) or len(text) > _MAX_HEADING or BULLET.match(text):
        return False
    if line.print is None:
        return _plain(text, place)
    if place.cover and line.page == 1:
        return False
    if _is_cell_of_heading(line, place.open):
        return True
    if not place.layout.is_display(line):
        return _italic(line, place)
    if NUMBERED.match(text) and text.endswith("."):
        return False
    return not _emphasis(line, place)


def extends_heading(line: RawLine, place: Place) -> bool:
    """Return whether the heading `line` is a part of the heading that is open."""
    current = place.open
    if current is None or current.kind is not BlockKind.HEADING:
        return False
    if is_grade_line(line.text.strip()) and grade_of(current.text) is None:
        return True
    last = current.lines[-1]
    if line.print is None or last.print is None or last.page != line.page:
        return False
    if abs(last.print.size - line.print.size) >= 0.6 or last.print.bold != line.print.bold:
        return False
    if _is_beside(line, current):
        return True
    return not place.blank and 0 <= line.print.top - last.print.top < _WRAP * line.print.size


def is_sentence(heading: Draft) -> bool:
    """Return whether what was set like a heading is a sentence of the text."""
    if heading.lines[0].role is not Role.UNKNOWN or not heading.text.endswith("."):
        return False
    return len(heading.text.split()) > _MAX_STOPPED and not is_section_title(heading.text)


def rank_headings(blocks: Sequence[Draft]) -> None:
    """Give headings without a level the rank of their print: larger first, then bold."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    unranked = [block for block in headings if not block.level and not block.heads_section]
    styles = {style for block in unranked if (style := _style(block.lines[0])) is not None}
    ranks = {style: rank for rank, style in enumerate(sorted(styles, reverse=True), 1)}
    for block in unranked:
        style = _style(block.lines[0])
        block.level = ranks[style] if style is not None else 1
    sections = [block for block in unranked if is_section_title(block.text)]
    for block in sections:  # one of them may be set smaller than its like
        block.level = min(section.level for section in sections)
    below = 2
    for block in reversed(headings):
        if block.heads_section:
            block.level = max(1, below - 1)  # over what follows it
        below = block.level


def _style(line: RawLine) -> tuple[int, bool, bool] | None:
    place = line.print
    return (round(place.size), place.bold, place.italic) if place is not None else None


def _is_beside(line: RawLine, heading: Draft) -> bool:
    """Whether `line` is the grade in the cell beside a heading."""
    first = heading.lines[0].print
    if first is None or line.print is None or not is_cell(line.text.strip()):
        return False
    return line.print.left > first.left + _COLUMN and line.print.top >= first.top - INDENT


def _is_cell_of_heading(line: RawLine, current: Draft | None) -> bool:
    """Whether `line`, though it may not be set like a heading, grades the one that is open."""
    return (
        current is not None
        and current.kind is BlockKind.HEADING
        and is_grade_line(line.text.strip())
        and _is_beside(line, current)
    )


def _italic(line: RawLine, place: Place) -> bool:
    """A short italic line by itself: what is above has ended, what is below begins anew."""
    text = line.text.strip()
    if line.print is None or not line.print.italic or len(text) > _MAX_PLAIN:
        return False
    if not text[0].isupper() or TERMINAL.search(text):
        return False
    last = place.open.lines[-1] if place.open else None
    if last is not None and not place.blank and place.layout.gap(last, line) < NEW_PARAGRAPH:
        return False
    below = place.below
    return below is not None and not (below.print is not None and below.print.italic)


def _emphasis(line: RawLine, place: Place) -> bool:
    """Whether a bold line is part of the paragraph around it."""
    current = place.open
    if current is None or current.kind is BlockKind.HEADING or line.print is None:
        return False
    if line.print.size > place.layout.body_size + 0.9:
        return False
    last = current.lines[-1]
    if last.page == line.page and place.blank:
        return False
    unfinished = not TERMINAL.search(last.text.rstrip())
    return unfinished and LOWER.match(line.text.strip()) is not None


def _begins_item(line: RawLine) -> bool:
    text = line.text.strip()
    return BULLET.match(text) is not None or NUMBERED.match(text) is not None


def _plain(text: str, place: Place) -> bool:
    """A short line without a stop, above it nothing unfinished, below it text that begins anew."""
    if len(text) > _MAX_PLAIN or text[-1] in ".,;!…" or not text[0].isupper():
        return False
    if NUMBERED.match(text) or (text.endswith(":") and len(text.split()) > _MAX_LABEL):
        return False
    last = place.open.lines[-1].text.strip() if place.open and not place.blank else ""
    if last and not TERMINAL.search(last) and not 0 < len(last) < place.short:
        return False
    below = place.below
    if below is None or below.role is not Role.UNKNOWN or LOWER.match(below.text.strip()):
        return False
    if text.endswith(":") and _begins_item(below) and not (text.isupper() or " " not in text):
        return False  # the lead-in of a list
    alone = not place.lines[place.index + 1].text.strip() and (place.blank or place.first)
    if place.layout.wrapped:
        # subtle: a printed line that ends so early was ended on purpose.
        return alone or len(text) < place.short
    return alone or len(below.text.strip()) > len(text)
