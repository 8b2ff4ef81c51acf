"""The types of what goes in and out; the OpenAPI description is made from them.

What goes in may have no other keys. What comes out may gain keys (docs/formats.md).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answer import Confidence, NoticeKind, RefusalKind
from assistant.question import AnswerKind, Choices, Part, Turn
from corpus.document import About, Kind, Origin, Speaker
from web.api.names import authority_name
from web.choices import period_of
from web.typed_text import clean_question

MAX_TURNS = 20
MAX_AUTHORITIES = 10
_MAX_DOCUMENTS = 50


def _period(value: str) -> str:
    period_of(value)
    return value


def _words(value: str) -> str:
    """A question or topic as it is searched; the limit of the settings is checked where asked."""
    cleaned = clean_question(value)
    if not cleaned:
        raise ValueError("it holds no words")
    return cleaned


Words = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_words)]
DocumentId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChoicesSent(_Sent):
    """What is chosen beside a question: it wins over what the question's words say.

    What is left out is left to the question.
    """

    authorities: tuple[Annotated[str, Field(max_length=100)], ...] | None = Field(
        default=None,
        max_length=MAX_AUTHORITIES,
        description="Whose documents, by name or alias; an empty list: any authority’s.",
    )
    speaker: Speaker | None = Field(
        default=None, description="Who must be speaking; unknown: anyone."
    )
    period: Annotated[str, AfterValidator(_period)] | None = Field(
        default=None,
        pattern=r"^(any|latest|(19|20)\d\d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)$",
        description="any, latest (inspection), a year, or two days: 2016-07-04..2016-07-28.",
    )
    topic: Words | None = Field(
        default=None, description="Looked for in place of the question’s own topic."
    )
    kind: AnswerKind | None = None
    dropped: tuple[Part, ...] = Field(
        default=(),
        max_length=2 * len(Part),
        description="Parts that are not taken from the conversation.",
    )

    def choices(self, field: str) -> Choices:
        """As the assistant takes them; `field` is where they stand in what was sent.

        :raises ProblemError: an authority that is not known.
        """
        named = self.authorities
        if named is not None:
            named = tuple(
                authority_name(name, f"{field}.authorities.{i}") for i, name in enumerate(named)
            )
        return Choices(
            authorities=named,
            speaker=self.speaker,
            period=None if self.period is None else period_of(self.period),
            topic=self.topic,
            kind=self.kind,
            dropped=frozenset(self.dropped),
        )


class TurnSent(_Sent):
    """An earlier question of the conversation, and what its answer quoted."""

    question: Words
    documents: tuple[DocumentId, ...] = Field(
        default=(),
        max_length=_MAX_DOCUMENTS,
        description="Ids of the documents that its answer quoted.",
    )
    choices: ChoicesSent = ChoicesSent()

    def turn(self, field: str) -> Turn:
        """As the assistant takes it."""
        return Turn(self.question, self.documents, self.choices.choices(f"{field}.choices"))


class QuestionSent(_Sent):
    """A question, and what is chosen beside it."""

    question: Words
    choices: ChoicesSent = ChoicesSent()


class AskSent(QuestionSent):
    """A question with the conversation before it; nothing is kept."""

    history: tuple[TurnSent, ...] = Field(
        default=(), max_length=MAX_TURNS, description="The questions before it, oldest first."
    )


class _Paged(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to pass over.")


class DocumentsWanted(_Paged):
    """Which documents are listed."""

    authority: str | None = Field(default=None, max_length=100, description="Name or alias.")
    kind: Kind | None = None
    speaker: Speaker | None = None
    first: date | None = Field(
        default=None, description="Inspected or published on this day or later."
    )
    last: date | None = Field(
        default=None, description="Inspected or published on this day or earlier."
    )


class JudgementsWanted(_Paged):
    """Which grades are listed."""

    authority: str | None = Field(default=None, max_length=100, description="Name or alias.")
    strand: str | None = Field(
        default=None, max_length=100, description="“overall effectiveness”, …"
    )
    grade: str | None = Field(default=None, max_length=100, description="“good”, …")


class Extract(_Told):
    """The document’s own words, and where they stand."""

    document: str = Field(description="Id of the document.")
    sha256: str = Field(description="Of the file that was read.")
    start: int = Field(description="First character in the document’s text, from 0.")
    end: int = Field(description="Behind the last character.")
    source: str
    title: str | None
    page: int
    last_page: int
    paragraph: str | None
    headings: list[str]
    grade: str | None
    quote: str
    lead_in: str | None
    before: str | None
    after: str | None
    authority: str | None
    publisher: str | None
    kind: Kind
    speaker: Speaker
    about: About
    inspected_from: date | None
    inspected_to: date | None
    published: date | None
    group: str | None
    score: float
    link: str = Field(description="Permanent link to the words; under /api/v1 it answers in JSON.")
    verified: bool = Field(
        description="The quote stands at this place of the document as it is held now."
    )


class AuthorityNamed(_Told):
    """An authority that the question names."""

    name: str
    typed: str
    held: bool
    known: bool


class PeriodNamed(_Told):
    """A time that the question names."""

    label: str
    first: date | None
    last: date | None
    latest: bool


class Corrected(_Told):
    """A word that was read as another."""

    typed: str
    read_as: str


class Understood(_Told):
    """How the question was understood."""

    text: str
    topic: str
    kind: AnswerKind
    authorities: list[AuthorityNamed]
    speaker: Speaker | None
    periods: list[PeriodNamed]
    corrections: list[Corrected]
    carried: list[Part]


class NoticeTold(_Told):
    """What a reader must be told beside the quotes."""

    kind: NoticeKind
    text: str
    extract: Extract | None = Field(
        default=None,
        description="What a later inspection says on this, where that is what must be told.",
    )


class AnswerTold(_Told):
    """Extracts, or a refusal with its reason."""

    id: str | None
    status: str = Field(pattern="^(answered|not_found)$")
    refusal: RefusalKind | None
    elapsed_ms: float
    extracts: list[Extract] = Field(
        description="In the order a reader sees them: at most ten, or as many as there are groups."
    )
    understood: Understood
    notices: list[NoticeTold]
    groups: list[str]
    confidence: Confidence | None
    message: str | None
    next_step: str | None
    nearest: list[Extract] = Field(description="The nearest passages; they are not an answer.")


class ChoicesTold(_Told):
    """What was chosen beside a question."""

    authorities: list[str] | None
    speaker: Speaker | None
    period: str | None
    topic: str | None
    kind: AnswerKind | None
    dropped: list[Part]


class EntryTold(_Told):
    """A question of a conversation and its answer."""

    number: int = Field(description="Counts from 1.")
    question: str
    choices: ChoicesTold
    answer: AnswerTold | None = Field(
        description="null where another version wrote it and it can no longer be read."
    )


class ConversationTold(_Told):
    """A conversation; its id is all that is needed to read it."""

    id: str
    entries: list[EntryTold]


class StatedTold(_Told):
    """A value and how it is known."""

    value: str | None
    origin: Origin


class ProvenanceTold(_Told):
    """Where a document comes from and what it says of itself."""

    title: StatedTold
    authority: StatedTold
    publisher: StatedTold
    kind: StatedTold
    speaker: StatedTold
    framework: StatedTold
    inspected_from: StatedTold
    inspected_to: StatedTold
    published: StatedTold
    source_url: StatedTold


class DocumentListed(_Told):
    """A document of the collection."""

    id: str
    sha256: str
    source: str
    other_sources: list[str]
    pages: int
    sentences: int
    passages: int
    notes: list[str]
    provenance: ProvenanceTold


class DocumentsTold(_Told):
    """Documents, by authority and date."""

    total: int = Field(description="How many there are in all.")
    documents: list[DocumentListed]


class HeadingTold(_Told):
    """A heading of a document."""

    title: str
    level: int
    page: int
    grade: str | None
    about: About


class JudgementTold(_Told):
    """A grade, and the words that state it."""

    authority: str | None
    framework: str | None
    strand: str
    grade: str
    inspected_from: date | None
    inspected_to: date | None
    published: date | None
    source: str
    page: int
    quote: str
    document: str
    link: str = Field(description="Permanent link to the words that state it.")


class DocumentTold(DocumentListed):
    """A document with its outline and its grades."""

    outline: list[HeadingTold]
    judgements: list[JudgementTold]


class JudgementsTold(_Told):
    """Grades, by authority and date."""

    total: int = Field(description="How many there are in all.")
    judgements: list[JudgementTold]


class ExtractTold(_Told):
    """Words of a document that a permanent link names, as they stand now."""

    document: DocumentListed
    quote: str
    start: int
    end: int
    moved: bool = Field(description="They stand elsewhere than when the link was made.")
    page: int
    last_page: int
    link: str


class FieldProblemTold(_Told):
    """A value that is not valid."""

    field: str
    detail: str


class ProblemTold(_Told):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = Field(
        default=None, description="The value at fault, such as history.0.question."
    )
    errors: list[FieldProblemTold] | None = None
    reference: str | None = Field(default=None, description="To quote when asking for help.")


class Description(_Told):
    """An OpenAPI description."""

    model_config = ConfigDict(extra="allow")

    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]
    components: dict[str, Any]
