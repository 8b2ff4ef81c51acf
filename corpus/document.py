"""What a document is once read: its text, and what every stretch of that text is.

All positions are characters in :attr:`Document.text`, half-open and 0-based; pages are 1-based.
Nothing here reads a file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

__all__ = [
    "About",
    "Block",
    "BlockKind",
    "Document",
    "Heading",
    "Judgement",
    "Kind",
    "Origin",
    "Passage",
    "Provenance",
    "Sentence",
    "Span",
    "Speaker",
    "Stated",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: characters, half-open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Kind(StrEnum):
    """What sort of document it is."""

    INSPECTION_REPORT = "inspection report"
    MONITORING_LETTER = "monitoring letter"
    NEWS = "news"
    MINUTES = "minutes"
    OTHER = "other"


class Speaker(StrEnum):
    """Whose words, or whose findings, a document holds.

    A news article that reports an inspection is `OFSTED`: the findings are the inspectors', told
    by a journalist, and the document's kind and publisher say so. Minutes are `COUNCIL`, even
    where every line names Ofsted.
    """

    OFSTED = "ofsted"
    COUNCIL = "council"
    UNKNOWN = "unknown"


class About(StrEnum):
    """Which body a stretch of a report is about."""

    AUTHORITY = "authority"
    BOARD = "board"  # the Local Safeguarding Children Board: a body of its own, with its own grade


class Origin(StrEnum):
    """How a value of the provenance is known."""

    SIDECAR = "sidecar"
    TEXT = "text"
    FILE_NAME = "file name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and how it is known; `value` is None exactly when `origin` is UNKNOWN."""

    value: T | None
    origin: Origin

    def __post_init__(self) -> None:
        if (self.value is None) != (self.origin is Origin.UNKNOWN):
            raise ValueError("a value needs an origin, and an unknown value has none")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document comes from and what it says of itself, each value with its origin.

    `authority` is the canonical name ("Kingston upon Hull"); `inspected_from` and `inspected_to`
    are the first and last day of the inspection's fieldwork; `framework` is "SIF", "ILACS", ….
    """

    title: Stated[str]
    authority: Stated[str]
    publisher: Stated[str]
    kind: Stated[Kind]
    speaker: Stated[Speaker]
    framework: Stated[str]
    inspected_from: Stated[date]
    inspected_to: Stated[date]
    published: Stated[date]
    source_url: Stated[str]


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    GRADE_ROW = "grade row"  # one line of a grade table: strand and grade
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural unit of the text; blocks follow one another and do not overlap.

    `span` excludes a list item's bullet and a paragraph's number. `paragraph` is the number as
    printed ("14"). `lead_in` is the span of the sentence a list item depends on ("The council
    should:"). `heading` indexes :attr:`Document.outline`, -1 before the first heading.
    """

    span: Span
    kind: BlockKind
    heading: int = -1
    paragraph: str | None = None
    lead_in: Span | None = None
    about: About = About.AUTHORITY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 is the highest; `grade` as it carries it ("good"), else None."""

    span: Span
    level: int
    title: str
    grade: str | None = None
    about: About = About.AUTHORITY


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item without full stop, heading or grade row; `block` is its block."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One grade of an inspection and the span that states it.

    `strand` is a canonical name ("overall effectiveness", "leadership", "help and protection",
    "children in care", "care leavers", "adoption", "board"); `wording` is the strand as printed;
    `grade` is "outstanding", "good", "requires improvement", "adequate", "inadequate" or
    "not judged".
    """

    strand: str
    wording: str
    grade: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded and searched: whole sentences under one heading.

    `sentences` is a half-open range of indices into :attr:`Document.sentences`. `heading_path`
    runs from the highest heading down. `context` is what the encoder reads before the text
    (document title, heading path, lead-in); it is never quoted.
    """

    document_id: str
    ordinal: int
    span: Span
    sentences: tuple[int, int]
    heading_path: tuple[str, ...] = ()
    paragraph: str | None = None
    about: About = About.AUTHORITY
    context: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document, cleaned once. `id` is the first 16 hex digits of the file's SHA-256.

    `source` is the file's path below the folder it was found in, as posix. `page_starts[i]` is
    where page i + 1 begins; documents without pages have one page.
    """

    id: str
    sha256: str
    source: str
    text: str
    page_starts: tuple[int, ...]
    outline: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    provenance: Provenance
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()  # what a reader should know: "incomplete: 3 of 12 pages read"

    def quote(self, span: Span) -> str:
        """The words of `span`."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int:
        """The page, 1-based, that holds the character at `offset`."""
        return max(1, bisect_right(self.page_starts, offset))

    def pages_of(self, span: Span) -> tuple[int, int]:
        """First and last page of `span`, 1-based."""
        return self.page_of(span.start), self.page_of(max(span.start, span.end - 1))

    def heading_path(self, heading: int) -> tuple[str, ...]:
        """Titles from the highest heading down to `outline[heading]`; () for -1."""
        path: list[str] = []
        level = 1_000
        for entry in reversed(self.outline[: heading + 1]):
            if entry.level < level:
                path.append(entry.title)
                level = entry.level
        return tuple(reversed(path))
