"""The lines of a text in, drafts of its blocks out: which lines belong together, and as what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import BlockKind
from corpus.glyphs import BULLET
from corpus.grade_table import grade_of, grade_rows, is_cell, is_grade_line
from corpus.layout import Layout
from corpus.raw import RawLine, Role

__all__ = ["Draft", "drafts"]

_NUMBERED = re.compile(r"\s*(\d{1,3})\.(?:\s+|$)(?=[A-Z‘“'\"(•£\d]|$)")
_RUN_IN = re.compile(r"(?<=[.)\]])\s+(\d{1,3})\.\s+(?=[A-Z‘“])")
_HOLLOW = re.compile(r"o\s+(?=[a-zA-Z])")  # Courier's "o" as a bullet
_TERMINAL = re.compile(r"[.!?:…]['’”\")\]]*$")
_LOWER = re.compile(r"[‘“'\"(]*[a-z]")
_LABEL = re.compile(r"\s*[A-Z][\w ]{2,24}: ")  # "Lead inspector: …" on a cover
_LETTER = re.compile(r"[A-Za-z]{2}")
_NEW_PARAGRAPH = 1.28  # line distances
_NEW_HEADING = 1.6
_INDENT = 5.0  # points
_COLUMN = 100.0  # points; a table's second column begins at least so far to the right
_MAX_HEADING = 220  # characters
_MAX_PLAIN_HEADING = 90
_MAX_STOPPED_HEADING = 16  # words; what is longer and ends in a full stop is a sentence
_LINE_END_SHARE = 0.72  # a line shorter than this part of the longest may end a paragraph
_MAX_STEP = 4  # how far paragraph numbers may jump


@dataclass
class Draft:
    """A block to be: its lines without bullet and number, which `prefix` holds as printed."""

    kind: BlockKind
    lines: list[RawLine]
    prefix: str = ""
    number: str | None = None
    level: int = 0
    depth: int = 0
    left: float | None = None  # where the first line begins
    inner: float | None = None  # where the following lines begin
    after_blank: bool = False

    @property
    def first_page(self) -> int:
        return self.lines[0].page

    @property
    def last_page(self) -> int:
        return self.lines[-1].page

    @property
    def text(self) -> str:
        """The words so far, for judging and not for showing."""
        return " ".join(line.text.strip() for line in self.lines)


def drafts(lines: Sequence[RawLine], layout: Layout) -> list[Draft]:
    """Return the blocks of `lines` in reading order."""
    reader = _Reader(layout, lines)
    reader.read()
    _rank_headings(reader.done, layout)
    _rank_items(reader.done)
    return reader.done


class _Reader:
    """Goes through the lines and keeps the block that is open."""

    def __init__(self, layout: Layout, lines: Sequence[RawLine]) -> None:
        self.layout = layout
        self.lines = list(lines)
        self.rows = grade_rows(self.lines)
        self.done: list[Draft] = []
        self.open: Draft | None = None
        self.blank = False
        self.last_number = 0
        self.cover = any(line.print is not None for line in lines)
        self.letter = next(
            (i for i, line in enumerate(lines) if line.page == 1 and line.text.startswith("Dear ")),
            -1,
        )
        longest = max((len(line.text.strip()) for line in lines if line.print is None), default=0)
        self.short = _LINE_END_SHARE * min(longest, 100)

    def read(self) -> None:
        i = 0
        while i < len(self.lines):
            line = self.lines[i]
            if not line.text.strip():
                self.blank = True
                i += 1
                continue
            end = self.rows.get(i, 0)
            if end:
                rows = [row for row in self.lines[i:end] if row.text.strip()]
                self._start(BlockKind.GRADE_ROW, rows)
                self._close()
                self.cover = False
                i = end
            else:
                for part in self._run_in(line):
                    self._take(part, i)
                i += 1
            self.blank = False
        self._close()

    def _run_in(self, line: RawLine) -> list[RawLine]:
        """`line`, cut where the next paragraph's number stands in the middle of it."""
        if self.last_number:
            for match in _RUN_IN.finditer(line.text):
                if int(match.group(1)) == self.last_number + 1 and match.start() > 0:
                    first = replace(line, text=line.text[: match.start()])
                    return [first, replace(line, text=line.text[match.start(1) :])]
        return [line]

    def _take(self, line: RawLine, index: int) -> None:
        text = line.text.strip()
        if line.role is not Role.UNKNOWN:
            self._take_known(line)
            return
        if self._is_heading(line, index) or self._grades_heading(line):
            self._heading(line)
            return
        number = _NUMBERED.match(line.text)
        if number and self._plausible(line, int(number.group(1))):
            self.last_number = int(number.group(1))
            self.cover = False
            self._start(
                BlockKind.PARAGRAPH,
                [replace(line, text=line.text[number.end() :])],
                prefix=number.group(0).strip(),
                number=number.group(1),
            )
            return
        bullet = self._bullet(line)
        if bullet:
            self.cover = False
            self._start(
                BlockKind.LIST_ITEM,
                [replace(line, text=line.text[bullet.end() :])],
                prefix=bullet.group(0).strip(),
            )
            return
        if self.cover and (line.page > 1 or (len(text) > 60 and not self.layout.is_display(line))):
            self.cover = False
        if self._unmarked_item(line):
            self._start(BlockKind.LIST_ITEM, [line])
            return
        if self.open is not None and self._continues(self.open, line, index):
            if self.open.inner is None and line.print is not None:
                self.open.inner = line.print.left
            self.open.lines.append(line)
        else:
            self._start(BlockKind.PARAGRAPH, [line])

    def _take_known(self, line: RawLine) -> None:
        """A line whose role the file states is a block of its own."""
        text = line.text.strip()
        if line.role is Role.HEADING:
            self._start(BlockKind.HEADING, [line])
            if self.open is not None:
                self.open.level = line.level or 1
        elif line.role is Role.LIST_ITEM:
            bullet = BULLET.match(text)
            rest = text[bullet.end() :] if bullet else text
            prefix = bullet.group(0).strip() if bullet else "•"
            self._start(BlockKind.LIST_ITEM, [replace(line, text=rest)], prefix=prefix)
            if self.open is not None:
                self.open.depth = max(1, line.level)
        else:
            number = _NUMBERED.match(line.text)
            if (
                number
                and line.role is Role.PARAGRAPH
                and self._plausible(line, int(number.group(1)))
            ):
                self.last_number = int(number.group(1))
                self._start(
                    BlockKind.PARAGRAPH,
                    [replace(line, text=line.text[number.end() :])],
                    prefix=number.group(0).strip(),
                    number=number.group(1),
                )
            else:
                graded = line.role is Role.TABLE_ROW and grade_of(text) is not None
                self._start(BlockKind.GRADE_ROW if graded else BlockKind.PARAGRAPH, [line])
        self._close()

    def _unmarked_item(self, line: RawLine) -> bool:
        """Whether `line` begins a list item that has lost its bullet: it is set further in than
        the line with the colon above it, or begins where such an item began.
        """
        current = self.open
        if current is None or line.print is None or current.left is None or self.cover:
            return False
        last = current.lines[-1]
        if last.page != line.page:
            return False
        if current.kind is BlockKind.LIST_ITEM and not current.prefix:
            return (
                abs(line.print.left - current.left) < _INDENT
                and self.layout.gap(last, line) >= _NEW_PARAGRAPH
            )
        inner = current.inner if current.inner is not None else current.left
        inner = max(inner, last.print.left if last.print else inner)
        return last.text.rstrip().endswith(":") and line.print.left > inner + 2 * _INDENT

    def _start(
        self, kind: BlockKind, lines: list[RawLine], *, prefix: str = "", number: str | None = None
    ) -> None:
        self._close()
        place = lines[0].print
        self.open = Draft(
            kind=kind,
            lines=lines,
            prefix=prefix,
            number=number,
            left=place.left if place else None,
            after_blank=self.blank,
        )

    def _close(self) -> None:
        current = self.open
        if current is not None:
            if (
                current.kind is BlockKind.HEADING
                and current.lines[0].role is Role.UNKNOWN
                and current.text.endswith(".")
                and len(current.text.split()) > _MAX_STOPPED_HEADING
            ):
                current.kind = BlockKind.PARAGRAPH  # a sentence in bold
            self.done.append(current)
        self.open = None

    def _bullet(self, line: RawLine) -> re.Match[str] | None:
        text = line.text.lstrip()
        match = BULLET.match(text)
        if match is None:
            hollow = _HOLLOW.match(text)
            if hollow and line.print is not None and self._indented(line):
                match = hollow
        if match is None:
            return None
        if match.group(0)[0] in "-‐‑‒–—―" and not self.blank and self._goes_on(line):
            return None  # a dash between two words that begins a line by chance
        return BULLET.match(line.text) or _HOLLOW.match(line.text) or match

    def _indented(self, line: RawLine) -> bool:
        return bool(
            self.open
            and self.open.left is not None
            and line.print
            and line.print.left > self.open.left + _INDENT
        )

    def _goes_on(self, line: RawLine) -> bool:
        """Whether the open block's last line runs on to `line`, as the print shows."""
        if self.open is None or line.print is None:
            return False
        last = self.open.lines[-1]
        level = self.open.inner if self.open.inner is not None else self.open.left
        return (
            not _TERMINAL.search(last.text.rstrip())
            and level is not None
            and abs(line.print.left - level) < _INDENT
            and 0 < self.layout.gap(last, line) < _NEW_PARAGRAPH
            and self.open.kind is not BlockKind.LIST_ITEM
        )

    def _plausible(self, line: RawLine, number: int) -> bool:
        """Whether a number that begins a line numbers a paragraph and is not part of one."""
        in_step = number == 1 or self.last_number < number <= self.last_number + _MAX_STEP
        if self.open is None or self.blank:
            return in_step or self.last_number == 0
        if line.print is not None and self.open.inner is not None:
            at_inner = abs(line.print.left - self.open.inner) < _INDENT
            hanging = self.open.left is not None and self.open.inner > self.open.left + _INDENT
            if at_inner and hanging:
                return False
        return in_step

    def _is_heading(self, line: RawLine, index: int) -> bool:
        text = line.text.strip()
        if not _LETTER.search(text) or len(text) > _MAX_HEADING or BULLET.match(text):
            return False
        if line.print is not None:
            if self.cover and line.page == 1:
                return False
            if not self.layout.is_display(line) and not self._italic_heading(line, index):
                return False
            if _NUMBERED.match(text) and text.endswith("."):
                return False
            return not self._emphasis(line, index)
        return self._plain_heading(text, index)

    def _italic_heading(self, line: RawLine, index: int) -> bool:
        """A short italic line by itself: what stands above has ended, below begins something new."""
        text = line.text.strip()
        if line.print is None or not line.print.italic or len(text) > _MAX_PLAIN_HEADING:
            return False
        if not text[0].isupper() or _TERMINAL.search(text):
            return False
        last = self.open.lines[-1] if self.open else None
        if last is not None and not self.blank and self.layout.gap(last, line) < _NEW_PARAGRAPH:
            return False
        following = next((below for below in self.lines[index + 1 :] if below.text.strip()), None)
        return following is not None and not (following.print and following.print.italic)

    def _grades_heading(self, line: RawLine) -> bool:
        """Whether `line`, though not set like a heading, is the cell with a heading's grade."""
        current = self.open
        return (
            current is not None
            and current.kind is BlockKind.HEADING
            and line.print is not None
            and is_grade_line(line.text.strip())
            and self._beside(current, line)
        )

    def _emphasis(self, line: RawLine, index: int) -> bool:
        """Whether a bold line is part of the paragraph around it."""
        if self.open is None or self.open.kind is BlockKind.HEADING or line.print is None:
            return False
        if line.print.size > self.layout.body_size + 0.9:
            return False
        last = self.open.lines[-1]
        if last.page == line.page and self.blank:
            return False
        unfinished = not _TERMINAL.search(last.text.rstrip())
        return unfinished and _LOWER.match(line.text.strip()) is not None

    def _plain_heading(self, text: str, index: int) -> bool:
        """A heading without print: short, alone between blank lines, no stop, text below."""
        if len(text) > _MAX_PLAIN_HEADING or text[-1] in ".,;!…" or not text[0].isupper():
            return False
        if _NUMBERED.match(text):
            return False
        above = self.lines[index - 1].text.strip() if index else ""
        below = [line.text.strip() for line in self.lines[index + 1 : index + 3]]
        if above or not below:
            return False
        if below[0]:
            # No blank line below: only a text whose lines are whole paragraphs tells.
            return not self.layout.wrapped and len(below[0]) > len(text)
        return len(below) > 1 and bool(below[1]) and not BULLET.match(below[1])

    def _heading(self, line: RawLine) -> None:
        current = self.open
        if (
            current is not None
            and current.kind is BlockKind.HEADING
            and is_grade_line(line.text.strip())
            and grade_of(current.text) is None
        ):
            current.lines.append(line)
            return
        if (
            current is not None
            and current.kind is BlockKind.HEADING
            and line.print is not None
            and (last := current.lines[-1]).print is not None
            and last.page == line.page
            and abs(last.print.size - line.print.size) < 0.6
            and last.print.bold == line.print.bold
            and (self._beside(current, line) or self._wrapped(last, line))
        ):
            current.lines.append(line)
            return
        self._start(BlockKind.HEADING, [line])

    def _wrapped(self, last: RawLine, line: RawLine) -> bool:
        """Whether a heading's next line follows close enough below to be a part of it."""
        if self.blank or line.print is None or last.print is None:
            return False
        return 0 <= line.print.top - last.print.top < _NEW_HEADING * line.print.size

    def _beside(self, current: Draft, line: RawLine) -> bool:
        """Whether `line` is the grade in the cell beside a heading."""
        first = current.lines[0].print
        if first is None or line.print is None or not is_cell(line.text.strip()):
            return False
        return line.print.left > first.left + _COLUMN and line.print.top >= first.top - _INDENT

    def _continues(self, current: Draft, line: RawLine, index: int) -> bool:
        """Whether `line` goes on with the open block."""
        if current.kind in (BlockKind.HEADING, BlockKind.GRADE_ROW):
            return False
        if index <= self.letter:
            return False
        last = current.lines[-1]
        if not last.text.strip():
            return True  # a number or bullet on a line of its own
        text = line.text.strip()
        ended = _TERMINAL.search(last.text.rstrip()) is not None
        lower = _LOWER.match(text) is not None
        if self.cover:
            return self._cover_line_continues(last, line)
        if line.print is None or last.print is None:
            return self._plain_continues(last, ended, lower)
        if abs(line.print.size - last.print.size) > 1.0:
            return False
        if last.page != line.page:
            return not ended or lower or self._at_inner(current, line)
        if lower and not ended:
            return True
        if self.blank or not 0 <= self.layout.gap(last, line) < _NEW_PARAGRAPH:
            return False
        if current.inner is not None:
            return abs(line.print.left - current.inner) < _INDENT or not ended
        if current.kind is BlockKind.LIST_ITEM or current.number:
            return current.left is None or line.print.left >= current.left - _INDENT
        return True

    def _at_inner(self, current: Draft, line: RawLine) -> bool:
        """Whether `line` begins where the lines of a hanging paragraph begin."""
        if current.inner is None or current.left is None or line.print is None:
            return False
        return (
            current.inner > current.left + _INDENT
            and abs(line.print.left - current.inner) < _INDENT
        )

    def _cover_line_continues(self, last: RawLine, line: RawLine) -> bool:
        """On a cover only the lines of one heading, set alike and close together, go together."""
        if line.print is None or last.print is None or self.blank or _LABEL.match(line.text):
            return False
        # A title's two parts: "Inspection of …", "and", "Review of …".
        return "and" in (last.text.strip(), line.text.strip()) or (
            abs(last.print.size - line.print.size) < 0.6
            and last.print.bold == line.print.bold
            and 0 <= line.print.top - last.print.top < 1.3 * line.print.size
        )

    def _plain_continues(self, last: RawLine, ended: bool, lower: bool) -> bool:
        if not self.layout.wrapped:
            return False
        if self.blank:
            return not ended and lower
        if last.page != self.lines[0].page and not ended:
            return True
        return not (ended and len(last.text.strip()) < self.short)


def _rank_headings(blocks: Sequence[Draft], layout: Layout) -> None:
    """Give headings without a level the rank of their print: the largest first, bold first."""
    styles = {
        (round(place.size), place.bold, place.italic)
        for block in blocks
        if block.kind is BlockKind.HEADING and not block.level
        if (place := block.lines[0].print) is not None
    }
    ranks = {style: rank for rank, style in enumerate(sorted(styles, reverse=True), 1)}
    for block in blocks:
        if block.kind is BlockKind.HEADING and not block.level:
            place = block.lines[0].print
            style = (round(place.size), place.bold, place.italic) if place else None
            block.level = ranks[style] if style else 1


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
        while stack and left < stack[-1][0] - _INDENT:
            stack.pop()
        same = [
            i for i, (at, mark) in enumerate(stack) if mark == block.prefix and at >= left - _INDENT
        ]
        if same:
            del stack[same[0] + 1 :]
        elif not stack or left > stack[-1][0] + _INDENT or stack[-1][1] != block.prefix:
            stack.append((left, block.prefix))
        block.depth = len(stack)
