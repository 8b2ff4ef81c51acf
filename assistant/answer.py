"""What the assistant says: extracts with their citations, or a refusal, and why.

Every word shown as a quote is `document.text[span.start:span.end]`; nothing here is generated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.question import Question
from corpus.document import About, Kind, Span, Speaker

__all__ = [
    "Answer",
    "Citation",
    "Confidence",
    "Considered",
    "Extract",
    "Notice",
    "NoticeKind",
    "Refusal",
    "RefusalKind",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an extract stands. Pages are 1-based; `paragraph` as printed."""

    document_id: str
    sha256: str
    source: str
    title: str | None
    authority: str | None
    publisher: str | None
    kind: Kind
    speaker: Speaker
    about: About
    inspected_from: date | None
    inspected_to: date | None
    published: date | None
    page: int
    last_page: int
    paragraph: str | None
    heading_path: tuple[str, ...]
    grade: str | None = None  # of the section the extract stands in


@dataclass(frozen=True, slots=True)
class Extract:
    """One to three whole sentences, a list, or a grade's line, verbatim.

    `lead_in`, `before` and `after` are the document's own words around the quote, to be shown as
    context and never as the quote. `reasons` are the parts of `score`. `group` is the side
    (authority or inspection) the extract speaks for, where sides are compared.
    """

    span: Span
    quote: str
    citation: Citation
    score: float
    lead_in: str | None = None
    before: str | None = None
    after: str | None = None
    group: str | None = None
    reasons: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Considered:
    """A sentence that was ranked for an answer; `reasons` are the parts of `score`.

    `sentence` is its place in :attr:`Document.sentences`, `paragraph` the span of the paragraph
    or list item that it stands in. `group` is the side it was ranked for.
    """

    document_id: str
    sentence: int
    span: Span
    paragraph: Span
    score: float
    reasons: Mapping[str, float] = field(default_factory=dict)
    group: str | None = None


class RefusalKind(StrEnum):
    """Why there is no answer."""

    OUTSIDE_SUBJECT = "outside the subject"
    NOT_HELD = "not held"  # no document of that authority, body or period
    NOT_ANSWERED = "not answered"  # documents are held, but do not say
    UNCLEAR = "unclear"  # no question could be made out


@dataclass(frozen=True, slots=True)
class Refusal:
    """An honest no: what was looked for, what to try, and the nearest passages, not an answer."""

    kind: RefusalKind
    message: str
    next_step: str
    nearest: tuple[Extract, ...] = ()


class NoticeKind(StrEnum):
    """What a reader has to be told beside the quotes."""

    LATER_INSPECTION = "later inspection"
    COUNCIL_WORDS = "council words"
    BOARD = "board"
    NOTHING_LOCATED = "nothing located"  # one side of a comparison has no extract
    CORRECTED = "corrected"  # a spelling was read as another word
    SEVERAL_AUTHORITIES = "several authorities"  # none was named: choose one
    REPORTED = "reported"  # the press reports the inspectors
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark in our own words, shown apart from the quotes.

    `extract` is what the later inspection says on the topic, where the remark is that there is
    one; it is no part of the answer's own extracts.
    """

    kind: NoticeKind
    text: str
    extract: Extract | None = None


class Confidence(StrEnum):
    """How sure the assistant is that the first extract answers, in words."""

    HIGH = "clear match"
    MEDIUM = "likely match"
    LOW = "weak match"


@dataclass(frozen=True, slots=True)
class Answer:
    """Either extracts, in the order a reader sees them, or a refusal; never both, never neither.

    `groups` names the sides of a comparison in order, also those with nothing located.
    `considered` are the sentences that were ranked, best first, side after side; none where grades
    or a whole list answer. `stages` are the milliseconds of each stage of the work.
    """

    question: Question
    extracts: tuple[Extract, ...] = ()
    refusal: Refusal | None = None
    notices: tuple[Notice, ...] = ()
    groups: tuple[str, ...] = ()
    confidence: Confidence | None = None
    score: float = 0.0  # answerability, 0 to 1
    elapsed_ms: float = 0.0
    considered: tuple[Considered, ...] = field(default=(), repr=False)
    stages: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if bool(self.extracts) == (self.refusal is not None):
            raise ValueError("an answer has extracts or a refusal, and not both")

    @property
    def answered(self) -> bool:
        """Whether there are extracts."""
        return self.refusal is None
