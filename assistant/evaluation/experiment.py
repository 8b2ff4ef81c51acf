"""The record of a run: what was asked of what, with which settings, and how each answer fared.

Plain values that go to JSON and come back the same (docs/formats.md): whoever compares, prints or
draws runs reads these and needs neither the index nor the documents. Keys are added, never
renamed or dropped; `format` rises when an older reader would go wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = [
    "FORMAT",
    "CurvePoint",
    "Estimate",
    "Figures",
    "GoldQuote",
    "LeftOutQuestion",
    "Outcome",
    "QuestionResult",
    "RankedPassage",
    "RefusalFigures",
    "Run",
    "Shown",
    "Times",
]

FORMAT = 1


class Outcome(StrEnum):
    """What became of a question, in a word; one that is not right says what went wrong."""

    RIGHT = "right"  # a gold quote among the first three extracts
    RIGHTLY_REFUSED = "rightly refused"
    NOT_RETRIEVED = "not retrieved"  # no gold sentence among those ranked
    RANKED_LOW = "ranked low"  # ranked, but not among what is shown first
    WRONG_SENTENCE = "wrong sentence"  # the gold's paragraph is shown, but not its words
    WRONG_DOCUMENT = "wrong document"  # nothing shown is of a document that holds gold
    INCOMPLETE = "incomplete"  # one side of several is right, another is not
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"

    @property
    def right(self) -> bool:
        """Whether the reader was served."""
        return self in (Outcome.RIGHT, Outcome.RIGHTLY_REFUSED)


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A right quote. `document`, `start` and `end` are None where it is not found in the text."""

    source: str
    page: int
    quote: str
    part: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An extract as it was shown. `hits` are the places of the gold quotes that it hits, from 0.

    `false_quote` says why it is not verbatim, None where it is. `reasons` are the parts of `score`.
    """

    document: str
    source: str
    start: int
    end: int
    page: int
    last_page: int
    quote: str
    score: float
    paragraph: str | None = None
    title: str | None = None
    authority: str | None = None
    speaker: str | None = None
    published: str | None = None
    group: str | None = None
    hits: tuple[int, ...] = ()
    other_authority: bool = False
    other_speaker: bool = False
    false_quote: str | None = None
    reasons: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A paragraph at its rank, with the best sentence in it.

    `start` and `end` are those of the paragraph, `sentence_start` and `sentence_end` of the
    sentence whose words are `quote`. `gold` are the places of the gold quotes that it covers.
    """

    document: str
    source: str
    page: int
    start: int
    end: int
    score: float
    sentence_start: int
    sentence_end: int
    quote: str
    group: str | None = None
    gold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: its gold, its answer, and how the answer fared.

    `measures` holds what each measure says of this question (`assistant.evaluation.measures`),
    None where it says nothing. `passages` are the first that were ranked, whether shown or not;
    `n_ranked` sentences were ranked in all, the first that covers gold at `gold_rank` (1-based).
    `would_hit` says whether the first three extracts are right, those of a refusal's nearest
    passages included. `score` is the answerability, 0 to 1. Times are milliseconds.
    """

    id: str
    question: str
    kind: str
    answerable: bool
    outcome: Outcome
    status: str
    measures: Mapping[str, float | None]
    history: tuple[str, ...] = ()
    authority: str | None = None
    speaker: str | None = None
    note: str = ""
    understood: Mapping[str, Any] = field(default_factory=dict)
    gold: tuple[GoldQuote, ...] = ()
    refusal: str | None = None
    message: str | None = None
    confidence: str | None = None
    notices: tuple[str, ...] = ()
    score: float = 0.0
    would_hit: bool = False
    extracts: tuple[Shown, ...] = ()
    nearest: tuple[Shown, ...] = ()
    passages: tuple[RankedPassage, ...] = ()
    n_ranked: int = 0
    gold_rank: int | None = None
    elapsed_ms: float = 0.0
    stages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` questions with its 95% interval; all None of none."""

    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Answering only what scores at least `threshold`: how much is answered, how much is wrong."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class RefusalFigures:
    """How well answerable questions are told from the others.

    `auroc` is of `score`; `area` lies under the risk-coverage curve (lower is better).
    `precision`, `recall` and `f1` are those of refusing at the threshold that was set. `by_kind`
    counts the refusals of each kind: those of unanswerable questions, then of answerable ones.
    """

    auroc: Estimate
    area: Estimate
    curve: tuple[CurvePoint, ...]
    precision: float | None
    recall: float | None
    f1: float | None
    by_kind: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds a question: median and 95th percentile."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some questions. `times` has an entry for the whole ("all") and each stage."""

    questions: int
    measures: Mapping[str, Estimate]
    refusal: RefusalFigures
    times: Mapping[str, Times]
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LeftOutQuestion:
    """A question that was not put, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a collection of questions.

    `settings` are all settings by table, `changed` those given for this run by their full name
    ("assistant.refuse_below"). `commit` is that of the program's source, "+" behind it where files
    were changed; None outside a repository. `model_hash` stands for the encoder's weights,
    `documents_hash` for the documents held, `questions_hash` for questions and gold.
    """

    name: str
    started: str
    seconds: float
    version: str
    settings: Mapping[str, Mapping[str, Any]]
    changed: Mapping[str, Any]
    commit: str | None
    model: str
    model_hash: str
    generation: str
    documents: int
    documents_hash: str
    collection: str
    questions_hash: str
    recounted: bool
    seed: int
    overall: Figures
    kinds: Mapping[str, Figures]
    authorities: Mapping[str, Figures]
    results: tuple[QuestionResult, ...]
    left_out: tuple[LeftOutQuestion, ...] = ()
    format: int = FORMAT
