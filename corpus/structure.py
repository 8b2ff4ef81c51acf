"""A raw document in, its text and what every stretch of that text is out.

Lines become drafts of blocks (:mod:`corpus.drafts`), drafts become text: one line a block, words a
single space apart, a blank line above each heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.cleaning import clean
from corpus.document import About, Block, BlockKind, Heading, Sentence, Span
from corpus.draft import Draft
from corpus.drafts import drafts
from corpus.footnotes import MARK, Footnote
from corpus.glyphs import close_hyphens, join
from corpus.grade_table import GRADE, grade_of
from corpus.raw import RawDocument, RawLine
from corpus.sentences import split

__all__ = ["Text", "build"]

_MARK = re.compile(rf"\s*{MARK}(\S+)")
_BOARD = re.compile(
    r"(?:section \w+:? )?(?:the )?(?:effectiveness of the )?(?:[\w’'&, -]{0,60} )?"
    r"(?:(?:local )?safeguarding children['’]?s? boards?(?: \(.{2,12}\))?|lscb)"
    rf"(?: (?:is|are|requires?)\b.{{0,40}}|: {GRADE})?",
    re.I,
)
_BOARD_END = re.compile(
    r"(?:section \w+:? the local authority|information about this inspection|what the inspection judge?ments mean"
    r"|the local authority|annex|glossary|appendix|about this inspection)\b",
    re.I,
)
_OPEN_ENDED = re.compile(r"[:;,–—-]$|[^.!?…]$")


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text and structure, as :class:`corpus.document.Document` holds them."""

    text: str
    page_starts: tuple[int, ...]
    outline: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


def build(raw: RawDocument) -> Text:
    """Return the text of `raw`, cleaned, with pages, headings, blocks and sentences."""
    cleaned = clean(raw)
    body = drafts(cleaned.lines, cleaned.layout)
    builder = _Builder(n_pages=len(raw.pages))
    for draft in _with_footnotes(body, cleaned.footnotes):
        builder.add(draft)
    return builder.finish()


def _with_footnotes(body: Sequence[Draft], footnotes: Sequence[Footnote]) -> list[Draft]:
    """`body` with each footnote behind the last block that ends on its page."""
    placed: list[Draft] = []
    waiting = list(footnotes)
    for draft in body:
        while waiting and waiting[0].page < draft.last_page and waiting[0].page <= draft.first_page:
            placed.append(_footnote(waiting.pop(0)))
        placed.append(draft)
    placed.extend(_footnote(note) for note in waiting)
    return placed


def _footnote(note: Footnote) -> Draft:
    return Draft(kind=BlockKind.FOOTNOTE, lines=list(note.lines), prefix=note.mark)


@dataclass
class _Builder:
    """Text and structure, as far as they are put together."""

    n_pages: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    first_on_page: dict[int, int] = field(default_factory=dict)
    outline: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    about: About = About.AUTHORITY
    after_board: bool = False  # a report has one half about the board
    # Open list items and paragraphs that an item may depend on: depth and last sentence.
    leads: list[tuple[int, Span]] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Append `draft` as one block."""
        text, marks, page_offsets = _assemble(draft.lines)
        if not text:
            return
        heading = draft.kind is BlockKind.HEADING
        if self.parts:
            self._append("\n\n" if heading else "\n")
        for page, offset in page_offsets:
            # What precedes the block's own text (bullet, number) stands on its first page.
            at = self.length + (
                offset + len(draft.prefix) + 1 if offset and draft.prefix else offset
            )
            if page >= max(self.first_on_page, default=0):
                self.first_on_page.setdefault(page, at)
        if draft.prefix:
            self._append(draft.prefix + " ")
        start = self.length
        self._append(text)
        span = Span(start, self.length)
        if heading:
            self._add_heading(span, text, draft)
        elif draft.kind is BlockKind.GRADE_ROW:
            self._grade_heading(text)
        block_index = len(self.blocks)
        whole = draft.kind in (BlockKind.HEADING, BlockKind.GRADE_ROW)
        spans = [Span(0, len(text))] if whole else split(text, marks)
        own = [
            Sentence(Span(start + piece.start, start + piece.end), block_index) for piece in spans
        ]
        self.sentences.extend(own)
        self.blocks.append(
            Block(
                span=span,
                kind=draft.kind,
                heading=len(self.outline) - 1,
                paragraph=draft.number,
                lead_in=self._lead_in(draft, own, text),
                about=self.about,
            )
        )

    def finish(self) -> Text:
        """The text put together."""
        text = "".join(self.parts)
        starts: list[int] = []
        following = len(text)
        for page in range(self.n_pages, 0, -1):
            following = self.first_on_page.get(page, following)
            starts.append(following)
        starts.reverse()
        if starts:
            starts[0] = 0
        return Text(
            text, tuple(starts), tuple(self.outline), tuple(self.blocks), tuple(self.sentences)
        )

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _add_heading(self, span: Span, text: str, draft: Draft) -> None:
        plain = _MARKS_END.sub("", text)
        if _BOARD.fullmatch(plain) and not self.after_board:
            self.about = About.BOARD
        elif self.about is About.BOARD and _BOARD_END.match(plain):
            self.about = About.AUTHORITY
            self.after_board = True
        self.outline.append(Heading(span, max(1, draft.level), text, grade_of(plain), self.about))

    def _grade_heading(self, row: str) -> None:
        """Take the grade of a row that repeats the heading above it for that heading's own."""
        if not self.outline or self.outline[-1].grade is not None:
            return
        above = self.outline[-1]
        if row.casefold().startswith(above.title.casefold()):
            self.outline[-1] = replace(above, grade=grade_of(row))

    def _lead_in(self, draft: Draft, own: Sequence[Sentence], text: str) -> Span | None:
        """The sentence that a list item depends on; keeps track of what later items may need."""
        if draft.kind is BlockKind.FOOTNOTE or not own:
            return None
        if draft.kind is not BlockKind.LIST_ITEM:
            self.leads = []
            if draft.kind is BlockKind.PARAGRAPH and _OPEN_ENDED.search(text):
                self.leads = [(0, own[-1].span)]
            return None
        self.leads = [lead for lead in self.leads if lead[0] < draft.depth]
        found = self.leads[-1][1] if self.leads else None
        if _OPEN_ENDED.search(text):
            self.leads.append((draft.depth, own[-1].span))
        return found


_MARKS_END = re.compile(r"(?<=\w)\s+\d{1,2}$")


def _assemble(
    lines: Sequence[RawLine],
) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Text of `lines`, the spans of its footnote marks, and (page, offset) where pages begin."""
    text = ""
    pages: list[tuple[int, int]] = []
    previous = ""
    for line in lines:
        own = close_hyphens(line.text)
        if not own:
            continue
        if text:
            text += join(previous, own)
        if not pages or pages[-1][0] != line.page:
            pages.append((line.page, len(text)))
        text += own
        previous = line.text
    if MARK not in text:
        return text, [], pages
    marks: list[tuple[int, int]] = []
    out = ""
    last = 0
    shifts: list[tuple[int, int]] = []  # (offset before, change)
    for match in _MARK.finditer(text):
        out += text[last : match.start()]
        mark = match.group(1)
        digits = re.match(r"[\d,*†‡]*\d|[*†‡]", mark)
        end = match.start(1) + (digits.end() if digits else 0)
        out += " "
        marks.append((len(out), len(out) + end - match.start(1)))
        out += text[match.start(1) : end]
        shifts.append((end, len(out) - end))
        last = end
    out += text[last:]
    moved = [
        (page, offset + next((change for at, change in reversed(shifts) if at <= offset), 0))
        for page, offset in pages
    ]
    return out, marks, moved
