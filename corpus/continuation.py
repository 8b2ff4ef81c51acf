"""Whether a line goes on with the block above it, by its place on the page or by its words."""

from __future__ import annotations

import re

from corpus.document import BlockKind
from corpus.draft import INDENT, LOWER, NEW_PARAGRAPH, TERMINAL, Place
from corpus.raw import RawLine

__all__ = ["continues", "runs_on", "unmarked_item"]

_HYPHENS = "-‐‑–"
_LABEL = re.compile(r"\s*[A-Z][\w ]{2,24}: ")  # "Lead inspector: …" on a cover
_TITLE_LEADING = 1.3  # type sizes from one line of a title to its next


def continues(line: RawLine, place: Place) -> bool:
    """Return whether `line`, which is neither heading nor marked item, goes on with the block."""
    current = place.open
    if current is None or current.kind in (BlockKind.HEADING, BlockKind.GRADE_ROW):
        return False
    last = current.lines[-1]
    if not last.text.strip():
        return True  # a number or bullet on a line of its own
    if place.cover:
        return _cover(last, line, place)
    ended = TERMINAL.search(last.text.rstrip()) is not None
    lower = LOWER.match(line.text.strip()) is not None
    if line.print is None or last.print is None:
        return _plain(last, place, ended=ended, lower=lower)
    if abs(line.print.size - last.print.size) > 1.0:
        return False
    if last.page != line.page:
        return not ended or lower or (current.hangs and _at(line, current.inner))
    if lower and not ended:
        return True
    if place.blank or not 0 <= place.layout.gap(last, line) < NEW_PARAGRAPH:
        return False
    if current.inner is not None:
        return _at(line, current.inner) or not ended
    if current.kind is BlockKind.LIST_ITEM or current.number:
        return current.left is None or line.print.left >= current.left - INDENT
    return True


def runs_on(line: RawLine, place: Place) -> bool:
    """Return whether a line that begins with a dash only goes on with the sentence above it."""
    current = place.open
    if current is None or line.print is None or current.kind is BlockKind.LIST_ITEM:
        return False
    last = current.lines[-1]
    level = current.inner if current.inner is not None else current.left
    return (
        not place.blank
        and not TERMINAL.search(last.text.rstrip())
        and _at(line, level)
        and 0 < place.layout.gap(last, line) < NEW_PARAGRAPH
    )


def unmarked_item(line: RawLine, place: Place) -> bool:
    """Return whether `line` begins a list item that has lost its bullet: it is set further in than
    the line with the colon above it, or begins where such an item began.
    """
    current = place.open
    if current is None or line.print is None or current.left is None or place.cover:
        return False
    last = current.lines[-1]
    if last.page != line.page:
        return False
    if current.kind is BlockKind.LIST_ITEM and not current.prefix:
        return _at(line, current.left) and place.layout.gap(last, line) >= NEW_PARAGRAPH
    inner = current.inner if current.inner is not None else current.left
    inner = max(inner, last.print.left if last.print is not None else inner)
    return last.text.rstrip().endswith(":") and line.print.left > inner + 2 * INDENT


def _at(line: RawLine, left: float | None) -> bool:
    """Whether `line` begins at `left`."""
    return line.print is not None and left is not None and abs(line.print.left - left) < INDENT


def _cover(last: RawLine, line: RawLine, place: Place) -> bool:
    """On a cover only the lines of one title, set alike and close together, go together."""
    if line.print is None or last.print is None or place.blank or _LABEL.match(line.text):
        return False
    if "and" in (last.text.strip(), line.text.strip()):
        return True  # "Inspection of …", "and", "Review of …"
    return (
        abs(last.print.size - line.print.size) < 0.6
        and last.print.bold == line.print.bold
        and 0 <= line.print.top - last.print.top < _TITLE_LEADING * line.print.size
    )


def _plain(last: RawLine, place: Place, *, ended: bool, lower: bool) -> bool:
    """Without print the length of a line tells whether it was ended on purpose."""
    if not place.layout.wrapped:
        return False
    if not ended and (lower or last.text.rstrip()[-1:] in _HYPHENS):
        return True
    return not place.blank and len(last.text.strip()) >= place.short
