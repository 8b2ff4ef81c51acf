"""A raw document in, the lines of its text and its footnotes out, cleaned once.

Only what is not the document's words is taken away: running lines, page numbers, contents pages,
the regulator's imprint. Letters and digits stay as they are, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.boilerplate import without_boilerplate, without_contents
from corpus.footnotes import Footnote, part
from corpus.glyphs import plain
from corpus.grade_table import split_glued
from corpus.layout import Layout, measure
from corpus.raw import RawDocument, RawLine
from corpus.running_lines import without_running_lines

__all__ = ["Cleaned", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a raw document: lines in reading order, footnotes apart, their measures."""

    lines: tuple[RawLine, ...]
    footnotes: tuple[Footnote, ...]
    layout: Layout


def clean(raw: RawDocument) -> Cleaned:
    """Return the lines of `raw` that are the document's own."""
    lines: Sequence[RawLine] = [_plain(line) for line in raw.lines]
    lines = without_running_lines(lines)
    lines = without_contents(lines)
    lines = without_boilerplate(lines)
    lines = [part_line for line in lines for part_line in split_glued(line)]
    layout = measure(lines)
    parted = part(lines, layout)
    return Cleaned(parted.lines, parted.footnotes, layout)


def _plain(line: RawLine) -> RawLine:
    text = plain(line.text)
    if text == line.text:
        return line
    if line.print is not None and len(text) != len(line.text) and line.print.raised:
        # subtle: the raised stretches count characters of the line as it was.
        raised = tuple(
            (len(plain(line.text[:start])), len(plain(line.text[:end])))
            for start, end in line.print.raised
        )
        return replace(line, text=text, print=replace(line.print, raised=raised))
    return replace(line, text=text)
