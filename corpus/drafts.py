"""The lines of a text in, drafts of its blocks out: which lines belong together, and as what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.continuation import continues, runs_on, unmarked_item
from corpus.document import BlockKind
from corpus.draft import INDENT, NUMBERED, Draft, Place
from corpus.glyphs import BULLET
from corpus.grade_table import COVER_PAGES, grade_of, grade_rows
from corpus.heading_lines import extends_heading, is_heading, is_sentence, rank_headings
from corpus.layout import Layout
from corpus.raw import RawLine, Role

__all__ = ["drafts"]

_RUN_IN = re.compile(r"(?<=[.)\]])\s+(\d{1,3})\.\s+(?=[A-Z‘“])")
_ROW_NUMBER = re.compile(r"\s*\d(?:\.\d)?\.?\s+(?=[A-Z])")
_HOLLOW = re.compile(r"o\s+(?=[a-zA-Z])")  # Courier's "o" as a bullet
_DASHES = "-‐‑‒–—―"
_DIGITS = re.compile(r"\d+")
_MAX_STEP = 4  # how far paragraph numbers may jump
_COVER_LINE = 60  # characters; a longer line in the body's type ends the cover
_SHORT_SHARE = 0.72  # of the longest line, but of no more than …
_SHORT_LINE = 100  # characters


def drafts(lines: Sequence[RawLine], layout: Layout) -> list[Draft]:
    """Return the blocks of `lines` in reading order."""
    reader = _Reader(lines, layout)
    reader.read()
    rank_headings(reader.done)
    _rank_items(reader.done)
    return reader.done


class _Reader:
    """Goes through the lines and keeps the block that is open."""

    def __init__(self, lines: Sequence[RawLine], layout: Layout) -> None:
        longest = max((len(line.text.strip()) for line in lines if line.print is None), default=0)
        self.place = Place(
            lines=lines,
            layout=layout,
            short=_SHORT_SHARE * min(longest, _SHORT_LINE),
            cover=any(line.print is not None for line in lines),
        )
        self.done: list[Draft] = []
        self.rows = grade_rows(lines)
        self.last_number = 0
        # Address and date of a letter: each line stands by itself.
        self.salutation = next(
            (i for i, line in enumerate(lines) if line.page == 1 and line.text.startswith("Dear ")),
            -1,
        )

    def read(self) -> None:
        place = self.place
        while place.index < len(place.lines):
            line = place.line
            row_end = self.rows.get(place.index)
            if not line.text.strip():
                place.blank = True
            elif row_end is not None:
                self._row(place.lines[place.index : row_end])
                place.index = row_end
                place.blank = False
                continue
            else:
                for part in self._parts(line):
                    self._take(part)
                place.blank = False
            place.index += 1
        self._close()

    def _parts(self, line: RawLine) -> list[RawLine]:
        """`line`, cut where the next paragraph's number stands in the middle of it."""
        own = NUMBERED.match(line.text)
        number = int(own.group(1)) if own else self.last_number
        if number:
            for match in _RUN_IN.finditer(line.text):
                if int(match.group(1)) == number + 1:
                    first = replace(line, text=line.text[: match.start()])
                    return [first, replace(line, text=line.text[match.start(1) :])]
        return [line]

    def _row(self, lines: Sequence[RawLine]) -> None:
        """A row of a grade table."""
        row = [line for line in lines if line.text.strip()]
        number = _ROW_NUMBER.match(row[0].text)
        if number:
            row[0] = replace(row[0], text=row[0].text[number.end() :])
        self._start(BlockKind.GRADE_ROW, row, prefix=number.group(0).strip() if number else "")
        current = self.place.open
        if current is not None and self._heads_section(current):
            current.kind = BlockKind.HEADING
            current.heads_section = True
        self._close()
        self.place.cover = False

    def _heads_section(self, row: Draft) -> bool:
        """Whether a row within the report, not on its cover, takes the place of a heading."""
        if row.first_page <= COVER_PAGES or grade_of(row.text) is None:
            return False
        above = next((b for b in reversed(self.done) if b.kind is BlockKind.HEADING), None)
        return above is None or above.text.casefold() not in row.text.casefold()

    def _take(self, line: RawLine) -> None:
        if line.role is not Role.UNKNOWN:
            self._take_known(line)
            return
        place = self.place
        if is_heading(line, place):
            if place.open is not None and extends_heading(line, place):
                place.open.lines.append(line)
            else:
                self._start(BlockKind.HEADING, [line])
            return
        if self._number(line) or self._bullet(line):
            place.cover = False
            return
        if place.cover and (
            line.page > 1
            or (len(line.text.strip()) > _COVER_LINE and not place.layout.is_display(line))
        ):
            place.cover = False
        if unmarked_item(line, place):
            self._start(BlockKind.LIST_ITEM, [line])
        elif place.open and place.index > self.salutation and continues(line, place):
            if place.open.inner is None and line.print is not None:
                place.open.inner = line.print.left
            place.open.lines.append(line)
        else:
            self._start(BlockKind.PARAGRAPH, [line])

    def _take_known(self, line: RawLine) -> None:
        """A line whose role the file states is a block of its own."""
        text = line.text.strip()
        if line.role is Role.HEADING:
            self._start(BlockKind.HEADING, [line], level=line.level or 1)
        elif line.role is Role.LIST_ITEM:
            bullet = BULLET.match(text)
            own = replace(line, text=text[bullet.end() :] if bullet else text)
            prefix = bullet.group(0).strip() if bullet else "•"
            self._start(BlockKind.LIST_ITEM, [own], prefix=prefix, depth=max(1, line.level))
        elif line.role is Role.TABLE_ROW:
            graded = grade_of(text) is not None
            self._start(BlockKind.GRADE_ROW if graded else BlockKind.PARAGRAPH, [line])
        elif not self._number(line):
            self._start(BlockKind.PARAGRAPH, [line])
        self._close()

    def _number(self, line: RawLine) -> bool:
        """Begin a numbered paragraph, or a numbered item of a list, where `line` begins one."""
        match = NUMBERED.match(line.text)
        if match is None or not self._plausible(line, int(match.group(1))):
            return False
        number = int(match.group(1))
        above = self.place.open or (self.done[-1] if self.done else None)
        listed = above is not None and (
            (number == 1 and above.kind is BlockKind.PARAGRAPH and above.text.endswith(":"))
            or (above.kind is BlockKind.LIST_ITEM and above.number == str(number - 1))
        )
        if not listed:
            self.last_number = number
        self._start(
            BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH,
            [replace(line, text=line.text[match.end() :])],
            prefix=match.group(0).strip(),
            number=match.group(1),
        )
        return True

    def _plausible(self, line: RawLine, number: int) -> bool:
        """Whether a number that begins a line numbers a paragraph and is not part of one."""
        current = self.place.open
        in_step = number == 1 or self.last_number < number <= self.last_number + _MAX_STEP
        if current is not None and current.kind is BlockKind.LIST_ITEM and current.number:
            in_step = in_step or number == int(current.number) + 1
        if current is None or current.kind is BlockKind.HEADING or self.place.blank:
            return in_step or number > self.last_number
        if current.hangs and line.print is not None and current.inner is not None:
            return in_step and abs(line.print.left - current.inner) >= INDENT
        return in_step

    def _bullet(self, line: RawLine) -> bool:
        """Begin a list item where `line` begins with a bullet or dash."""
        text = line.text.lstrip()
        match = BULLET.match(text)
        if match is None and self._is_indented(line):
            match = _HOLLOW.match(text)
        if match is None or (match.group(0)[0] in _DASHES and runs_on(line, self.place)):
            return False
        own = replace(line, text=text[match.end() :])
        self._start(BlockKind.LIST_ITEM, [own], prefix=match.group(0).strip())
        return True

    def _is_indented(self, line: RawLine) -> bool:
        current = self.place.open
        if current is None or current.left is None or line.print is None:
            return False
        return line.print.left > current.left + INDENT

    def _start(
        self,
        kind: BlockKind,
        lines: list[RawLine],
        *,
        prefix: str = "",
        number: str | None = None,
        level: int = 0,
        depth: int = 0,
    ) -> None:
        self._close()
        printed = lines[0].print
        left = printed.left if printed is not None else None
        self.place.open = Draft(kind, lines, prefix, number, level, depth, left)

    def _close(self) -> None:
        current = self.place.open
        if current is not None:
            if current.kind is BlockKind.HEADING and is_sentence(current):
                current.kind = BlockKind.PARAGRAPH
            self.done.append(current)
            self.place.first = False
        self.place.open = None


def _rank_items(blocks: Sequence[Draft]) -> None:
    """Give list items the depth that their indent or their bullet has among their neighbours."""
    stack: list[tuple[float, str]] = []
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            stack = []
            continue
        if block.depth:
            continue
        left = block.left if block.left is not None else 0.0
        mark = _DIGITS.sub("#", block.prefix)
        while stack and left < stack[-1][0] - INDENT:
            stack.pop()
        same = [i for i, (at, other) in enumerate(stack) if other == mark and at >= left - INDENT]
        if same:
            del stack[same[0] + 1 :]
        elif not stack or left > stack[-1][0] + INDENT or stack[-1][1] != mark:
            stack.append((left, mark))
        block.depth = len(stack)
