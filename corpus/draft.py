"""A block to be, and where the reader of lines stands when it decides about the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.layout import Layout
from corpus.raw import RawLine

__all__ = ["INDENT", "LOWER", "NEW_PARAGRAPH", "NUMBERED", "TERMINAL", "Draft", "Place"]

INDENT = 5.0  # points; what begins further right is set in
NEW_PARAGRAPH = 1.28  # line distances from which a gap parts paragraphs

NUMBERED = re.compile(r"\s*(\d{1,3})\.(?:\s+|$)(?=[A-Z‘“'\"(•£\d]|$)")
TERMINAL = re.compile(r"[.!?:…]['’”\")\]]*$")
LOWER = re.compile(r"[‘“'\"(]*[a-z]")


@dataclass
class Draft:
    """A block to be: its lines without bullet and number, which `prefix` holds as printed.

    `left` is where its first line begins, `inner` where the following ones do, in points. `heads_section`
    is true of a grade table's row that stands for its section's heading.
    """

    kind: BlockKind
    lines: list[RawLine]
    prefix: str = ""
    number: str | None = None
    level: int = 0
    depth: int = 0
    left: float | None = None
    inner: float | None = None
    heads_section: bool = False

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

    @property
    def hangs(self) -> bool:
        """Whether its lines are set in behind the first, as behind a number or bullet."""
        return self.inner is not None and self.left is not None and self.inner > self.left + INDENT


@dataclass
class Place:
    """Where the reader stands: `lines[index]` comes next, `open` is the block that may go on.

    `blank` says that a blank line stands before it, `first` that no block is complete yet, `cover`
    that the cover is not yet left; `short` is the length, in characters, below which a line
    without print was ended on purpose.
    """

    lines: Sequence[RawLine]
    layout: Layout
    short: float
    cover: bool
    index: int = 0
    open: Draft | None = None
    blank: bool = False
    first: bool = True

    @property
    def line(self) -> RawLine:
        return self.lines[self.index]

    @property
    def below(self) -> RawLine | None:
        """The next line with text."""
        for i in range(self.index + 1, len(self.lines)):
            if self.lines[i].text.strip():
                return self.lines[i]
        return None
