"""A document in, the passages that are embedded and searched out.

A passage is a numbered paragraph, a list with its lead-in, or a few sentences; it never crosses a
heading. Together the passages cover every sentence, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from corpus.document import Block, BlockKind, Document, Passage, Span

__all__ = ["divide"]

_CONTEXT_SHARE = 0.16  # of the limit: 40 pieces of 256
_RESERVE = 4  # pieces an encoder adds around and between context and text
_SMALL_SHARE = 0.25  # of the limit: a shorter block shares a passage with its neighbours
_FULL_SHARE = 0.75  # of the limit: short blocks are gathered up to here
_CLAUSE = re.compile(r"[;:,–—]\s+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a part of one that is too long for a passage, and how many pieces it is."""

    span: Span
    sentence: int
    pieces: int


@dataclass(frozen=True, slots=True)
class _Atom:
    """A block and its sentences: what is kept whole where it fits."""

    block: Block
    units: tuple[_Unit, ...]

    @property
    def pieces(self) -> int:
        return sum(unit.pieces for unit in self.units)


def divide(
    document: Document, *, count: Callable[[str], int], max_pieces: int = 256
) -> tuple[Passage, ...]:
    """Return the passages of `document`, in reading order.

    `count` says of how many word pieces a text is for the encoder; a passage's context and text
    together stay within `max_pieces`. A sentence beyond the limit is divided at a clause or word,
    and each part is a passage that names the same sentence.
    """
    divider = _Divider(document, count, max_pieces)
    passages: list[Passage] = []
    for section in _sections(divider.atoms()):
        for atoms in divider.groups(section):
            passages.extend(divider.passages(atoms, len(passages)))
    return tuple(passages)


def _sections(atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    """Atoms under one heading, the heading itself first; headings without text go to the next."""
    section: list[_Atom] = []
    has_text = False
    for atom in atoms:
        heading = atom.block.kind is BlockKind.HEADING
        if heading and has_text:
            yield section
            section, has_text = [], False
        section.append(atom)
        has_text = has_text or not heading
    if section:
        yield section


class _Divider:
    def __init__(self, document: Document, count: Callable[[str], int], max_pieces: int) -> None:
        self.document = document
        self.count = count
        self.limit = max_pieces - _RESERVE
        if self.limit < 8:
            raise ValueError(f"max_pieces is {max_pieces}; passages need at least {8 + _RESERVE}")
        self.max_context = int(max_pieces * _CONTEXT_SHARE)
        self.room = self.limit - self.max_context

    def atoms(self) -> list[_Atom]:
        """The document's blocks with their sentences, counted."""
        units: list[list[_Unit]] = [[] for _ in self.document.blocks]
        for index, sentence in enumerate(self.document.sentences):
            units[sentence.block].extend(self._units(index, sentence.span))
        return [
            _Atom(block, tuple(own))
            for block, own in zip(self.document.blocks, units, strict=True)
            if own
        ]

    def _units(self, index: int, span: Span) -> list[_Unit]:
        """The sentence as one unit, or in parts that each leave room for the context."""
        pieces = self.count(self.document.quote(span))
        if pieces <= self.room:
            return [_Unit(span, index, pieces)]
        middle = self._cut(span)
        if middle is None:
            return [_Unit(span, index, pieces)]  # one word: nothing to divide
        return [
            *self._units(index, Span(span.start, middle[0])),
            *self._units(index, Span(middle[1], span.end)),
        ]

    def _cut(self, span: Span) -> tuple[int, int] | None:
        """Where to divide a stretch: (end of the first part, start of the second)."""
        text = self.document.quote(span)
        for pattern in (_CLAUSE, _SPACE):
            matches = list(pattern.finditer(text))
            if matches:
                best = min(matches, key=lambda match: abs(match.end() - len(text) // 2))
                if pattern is _CLAUSE and not 0.2 < best.end() / len(text) < 0.8:
                    continue
                end = len(text[: best.end()].rstrip())
                return span.start + end, span.start + best.end()
        if len(text) > 1:
            half = len(text) // 2
            return span.start + half, span.start + half
        return None

    def groups(self, section: Sequence[_Atom]) -> Iterator[list[_Atom]]:
        """Atoms that make one passage, or one run of passages where they are too many."""
        small = self.room * _SMALL_SHARE
        full = self.room * _FULL_SHARE
        group: list[_Atom] = []
        size = 0
        for atom in section:
            pieces = atom.pieces
            if group and not self._together(group, atom, size, small, full):
                yield group
                group, size = [], 0
            group.append(atom)
            size += pieces
        if group:
            yield group

    def _together(
        self, group: Sequence[_Atom], atom: _Atom, size: int, small: float, full: float
    ) -> bool:
        """Whether `atom` belongs into the passage of `group`."""
        last = group[-1].block
        block = atom.block
        if last.kind is BlockKind.HEADING:
            return True
        total = size + atom.pieces
        if block.kind is BlockKind.LIST_ITEM and block.lead_in is not None:
            # A list stays with its lead-in, whole where it fits.
            return total <= self.room
        if block.kind is last.kind and block.kind in (BlockKind.LIST_ITEM, BlockKind.GRADE_ROW):
            return total <= (full if block.kind is BlockKind.LIST_ITEM else self.room)
        if BlockKind.FOOTNOTE in (block.kind, last.kind) or block.kind is not last.kind:
            return False
        if block.paragraph is not None or last.paragraph is not None:
            return False
        return total <= full and (atom.pieces < small or size < small)

    def passages(self, atoms: Sequence[_Atom], first: int) -> Iterator[Passage]:
        """The passages of a group: one where it fits, else several of about the same size."""
        units = [(atom.block, unit) for atom in atoms for unit in atom.units]
        total = sum(unit.pieces for _, unit in units)
        n_parts = max(1, ceil(total / self.room))
        target = total / n_parts
        part: list[tuple[Block, _Unit]] = []
        size = 0
        ordinal = first
        for block, unit in units:
            heading_only = all(b.kind is BlockKind.HEADING for b, _ in part)
            over = size + unit.pieces > self.room
            if part and (over or (size + unit.pieces / 2 > target and not heading_only)):
                yield self._passage(part, ordinal)
                ordinal += 1
                part, size = [], 0
            part.append((block, unit))
            size += unit.pieces
        if part:
            yield self._passage(part, ordinal)

    def _passage(self, part: Sequence[tuple[Block, _Unit]], ordinal: int) -> Passage:
        span = Span(part[0][1].span.start, part[-1][1].span.end)
        main = next((b for b, _ in part if b.kind is not BlockKind.HEADING), part[0][0])
        return Passage(
            document_id=self.document.id,
            ordinal=ordinal,
            span=span,
            sentences=(part[0][1].sentence, part[-1][1].sentence + 1),
            heading_path=self.document.heading_path(main.heading),
            paragraph=main.paragraph,
            about=main.about,
            context=self._context(main, span),
        )

    def _context(self, block: Block, span: Span) -> str:
        """What the encoder reads first: headings above, lead-in, as far as `span` lacks them."""
        lines: list[str] = []
        room = self.max_context
        lead_in = block.lead_in
        wanted: list[str] = []
        if lead_in is not None and not span.covers(lead_in):
            wanted.append(self.document.quote(lead_in))
        outline = self.document.outline
        level = 1_000
        for entry in reversed(outline[: block.heading + 1]):
            if entry.level < level:
                level = entry.level
                if not span.covers(entry.span):
                    wanted.append(entry.title)
        for text in wanted:  # nearest first
            pieces = self.count(text)
            if pieces <= room:
                lines.insert(0, text)
                room -= pieces
        return "\n".join(lines)
