"""A made-up collection and a stand-in assistant, for tests of what judges answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, Extract, Refusal, RefusalKind
from assistant.question import AS_ASKED, AnswerKind, Choices, Question, Turn
from corpus.document import About, Document, Kind, Origin, Provenance, Span, Speaker, Stated
from index.engine import DocumentRecord, Engine

__all__ = ["Scripted", "answered", "collection", "document", "extract", "refused"]

_UNKNOWN = Origin.UNKNOWN


def document(
    source: str, pages: Sequence[str], authority: str = "Nowhere", speaker: Speaker = Speaker.OFSTED
) -> Document:
    """A document whose page texts follow one another with a line feed between."""
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 1)
    sha256 = f"{sum(map(ord, source)):064x}"[::-1]
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        text="\n".join(pages),
        page_starts=tuple(starts),
        outline=(),
        blocks=(),
        sentences=(),
        provenance=Provenance(
            title=Stated("A report", Origin.TEXT),
            authority=Stated(authority, Origin.TEXT),
            publisher=Stated("Ofsted", Origin.TEXT),
            kind=Stated(Kind.INSPECTION_REPORT, Origin.TEXT),
            speaker=Stated(speaker, Origin.TEXT),
            framework=Stated(None, _UNKNOWN),
            inspected_from=Stated(date(2021, 1, 11), Origin.TEXT),
            inspected_to=Stated(None, _UNKNOWN),
            published=Stated(date(2021, 3, 4), Origin.FILE_NAME),
            source_url=Stated(None, _UNKNOWN),
        ),
    )


def extract(of: Document, quote: str, *, score: float = 0.9, group: str | None = None) -> Extract:
    """The extract of `quote`, which stands in the text of `of`."""
    start = of.text.index(quote)
    span = Span(start, start + len(quote))
    page, last_page = of.pages_of(span)
    provenance = of.provenance
    citation = Citation(
        document_id=of.id,
        sha256=of.sha256,
        source=of.source,
        title=provenance.title.value,
        authority=provenance.authority.value,
        publisher=provenance.publisher.value,
        kind=provenance.kind.value or Kind.OTHER,
        speaker=provenance.speaker.value or Speaker.UNKNOWN,
        about=About.AUTHORITY,
        inspected_from=provenance.inspected_from.value,
        inspected_to=provenance.inspected_to.value,
        published=provenance.published.value,
        page=page,
        last_page=last_page,
        paragraph="7",
        heading_path=("Leaders",),
    )
    return Extract(span, quote, citation, score, group=group)


def _question(text: str) -> Question:
    return Question(text=text, topic=text, terms=(), kind=AnswerKind.FINDING)


def answered(*extracts: Extract, question: str = "what?", elapsed_ms: float = 5.0) -> Answer:
    """An answer of these extracts."""
    return Answer(_question(question), extracts, elapsed_ms=elapsed_ms)


def refused(*nearest: Extract, kind: RefusalKind = RefusalKind.NOT_ANSWERED) -> Answer:
    """A refusal with these nearest passages."""
    refusal = Refusal(kind, "The documents do not say.", "Ask about something else.", nearest)
    return Answer(_question("what?"), refusal=refusal, elapsed_ms=5.0)


class Scripted:
    """Answers from a script, and remembers the turns that came with each question."""

    def __init__(self, engine: Engine, answers: Mapping[str, Answer]) -> None:
        self.engine = engine
        self._answers = answers
        self.turns: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        choices: Choices = AS_ASKED,
    ) -> Answer:
        """The scripted answer, its question as asked."""
        self.turns.append((question, tuple(history)))
        return replace(self._answers[question], question=_question(question))


class _Collection:
    """Documents alone: the part of an engine that judging answers uses."""

    def __init__(self, documents: Sequence[Document], other: Mapping[str, tuple[str, ...]]) -> None:
        self._documents = {each.id: each for each in documents}
        self._other = other

    def documents(self, where: object = None) -> list[DocumentRecord]:
        """All of them."""
        return [
            DocumentRecord(
                id=each.id,
                sha256=each.sha256,
                source=each.source,
                path=f"/nowhere/{each.source}",
                provenance=each.provenance,
                n_pages=len(each.page_starts),
                n_sentences=0,
                n_passages=0,
                other_sources=self._other.get(each.source, ()),
            )
            for each in self._documents.values()
        ]

    def document(self, document_id: str) -> Document:
        """The whole document."""
        return self._documents[document_id]


def collection(
    *documents: Document, other_sources: Mapping[str, tuple[str, ...]] | None = None
) -> Engine:
    """An engine that holds `documents`; it cannot search."""
    return _Collection(documents, other_sources or {})  # type: ignore[return-value]
