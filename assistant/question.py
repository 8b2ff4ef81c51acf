"""A question as it was understood: whose documents, who speaks, when, about what.

:mod:`assistant.understand` makes these from the words that people type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import Span, Speaker

__all__ = [
    "ANY_TIME",
    "AS_ASKED",
    "VISITS",
    "AnswerKind",
    "AuthorityMention",
    "Choices",
    "Correction",
    "Part",
    "Period",
    "Question",
    "Shown",
    "Term",
    "Turn",
]

VISITS = "visits"


class AnswerKind(StrEnum):
    """What would be an answer."""

    FINDING = "finding"
    FIGURE = "figure"  # a count, a percentage, a duration, a date
    GRADE = "grade"
    IMPROVE = "improve"  # what must improve: the whole list, in order
    COMPARE = "compare"  # one group for each authority
    TREND = "trend"  # one group for each inspection


class Part(StrEnum):
    """A part of a question that can come from its conversation, and be chosen or dropped."""

    AUTHORITY = "authority"
    SPEAKER = "speaker"
    PERIOD = "period"
    TOPIC = "topic"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class AuthorityMention:
    """An authority named in the question; `held` says whether any document is about it.

    `name` is canonical, or as typed where it is no English authority ("Cardiff"); `within` are
    then the authorities, if any, that serve it ("Norwich": Norfolk).
    """

    name: str
    typed: str
    held: bool
    known: bool = True
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The time a question is about, with the words that said so.

    Either a closed range of days (`first`, `last`), or a place in the authority's inspections in
    order of date: `ordinal` -1 is the latest, -2 the one before it, 0 the first. `following` means
    the inspection after the period named before this one, or the first one since `first`; `preceding`
    that of the inspections up to `last` it is that many from the end. `places` are several of them in
    order of date, half-open: (-2, None) are the last two. `each` tells that all the inspections of that
    time are set side by side; `of` that only those of one sort count: those of a framework ("SIF"), or
    the :data:`VISITS` between inspections. `label` is how it is shown.
    """

    label: str
    first: date | None = None
    last: date | None = None
    ordinal: int | None = None
    following: bool = False
    preceding: int = 0
    places: tuple[int | None, int | None] | None = None
    each: bool = False
    of: str | None = None

    @property
    def latest(self) -> bool:
        """Whether the latest inspection is asked for."""
        return self.ordinal == -1

    @property
    def since(self) -> bool:
        """Whether it is all the time from a day on."""
        return self.first is not None and self.last is None and not self.following


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the topic. `origin` is "typed", "glossary", "document" or "carried".

    Terms of one `concept` say the same thing in other words: finding one of them is enough.
    """

    text: str
    weight: float
    origin: str = "typed"
    concept: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A word read as another."""

    typed: str
    read_as: str


ANY_TIME = Period("any time")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader chose beside a question, which wins over what its words say.

    None leaves a part to the question and its conversation. No `authorities` at all are any
    authority, the speaker UNKNOWN is anyone, :data:`ANY_TIME` is any time; a `topic` is looked for
    in place of the question's own. `dropped` parts are not taken from the conversation.
    """

    authorities: tuple[str, ...] | None = None
    speaker: Speaker | None = None
    period: Period | None = None
    topic: str | None = None
    kind: AnswerKind | None = None
    dropped: frozenset[Part] = frozenset()


AS_ASKED = Choices()


@dataclass(frozen=True, slots=True)
class Shown:
    """Where an extract stands that the reader has seen."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, the documents its answer quoted, the choices that
    the reader made beside it, and where its extracts stand.

    `off_subject`: it was refused as outside the subject, or as another inspectorate's, so that its
    words say nothing of what the next question is about.
    """

    question: str
    documents: tuple[str, ...] = ()
    choices: Choices = AS_ASKED
    off_subject: bool = False
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `topic` is what is looked for once authority, time, speaker and politeness are taken out;
    `reading` is the topic with plain words and abbreviations put in the field's own terms.
    `carried` names the parts that came from the conversation, for the reader to keep or drop. Of
    what must improve `whole` asks for the list as such, whatever words stand beside that. A question
    for the citation of what was shown ("when was that?") has the `text` of what it asks again.
    `own_topic` is the question's own part of a topic that was partly carried: it must be answered too.
    `shown` is not to be shown again: "what else?".
    """

    text: str
    topic: str
    terms: tuple[Term, ...]
    kind: AnswerKind
    authorities: tuple[AuthorityMention, ...] = ()
    speaker: Speaker | None = None
    periods: tuple[Period, ...] = ()
    corrections: tuple[Correction, ...] = ()
    carried: tuple[Part, ...] = ()
    reading: str = ""
    whole: bool = False
    own_topic: str = ""
    shown: tuple[Shown, ...] = ()

    @property
    def corrected(self) -> str:
        """`text` with its misspelt words as they were read."""
        text = self.text
        for correction in self.corrections:
            text = text.replace(correction.typed, correction.read_as)
        return text
