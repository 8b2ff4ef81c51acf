"""What an engine offers: hand it a filter and a query, get documents, passages and sentences back.

`assistant` and `web` see this Protocol only; the embedded engine (:mod:`index.local`) is the
default and a distributed one can take its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.document import About, Document, Judgement, Kind, Passage, Provenance, Span, Speaker
from index.report import FileRecord

__all__ = [
    "DocumentRecord",
    "Engine",
    "Filter",
    "Hit",
    "JudgementRecord",
    "SentenceHit",
    "Vectors",
    "WeightedTerm",
]

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the catalogue lists it, without its text."""

    id: str
    sha256: str
    source: str
    path: str  # where the file was when it was read, absolute
    provenance: Provenance
    n_pages: int
    n_sentences: int
    n_passages: int
    other_sources: tuple[str, ...] = ()  # names of its duplicates
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """A judgement with the document that states it and the page it stands on."""

    document: DocumentRecord
    judgement: Judgement
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search may return; None admits everything, an empty collection nothing.

    `inspected_or_published` is a closed range of days: a document passes when its fieldwork or
    its publication touches it.
    """

    authorities: frozenset[str] | None = None
    speakers: frozenset[Speaker] | None = None
    kinds: frozenset[Kind] | None = None
    documents: frozenset[str] | None = None
    inspected_or_published: tuple[date, date] | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A word, or several words as a phrase, of a lexical query; weight 1.0 is the user's own."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches. `score` rises with relevance; `parts` says what it is made of:
    "dense" (cosine), "lexical" (BM25), "dense_rank" and "lexical_rank" (1-based, absent where the
    passage was not among that side's candidates) and "fused".
    """

    passage_id: int
    passage: Passage
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that matches: `index` is its place in :attr:`Document.sentences`."""

    sentence_id: int
    document_id: str
    index: int
    span: Span
    passage_id: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


class Engine(Protocol):
    """A searchable collection. Ids of passages and sentences hold within one generation."""

    @property
    def generation(self) -> str:
        """Name of the generation that answers."""
        ...

    def documents(self, where: Filter | None = None) -> Sequence[DocumentRecord]:
        """The documents that pass `where`, ordered by authority, then date."""
        ...

    def document(self, document_id: str) -> Document:
        """The whole document; :raises KeyError: no such document."""
        ...

    def judgements(self, where: Filter | None = None) -> Sequence[JudgementRecord]:
        """The grades stated by the documents that pass `where`."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, to compare with those of passages and sentences: the same shape."""
        ...

    @property
    def reranks(self) -> bool:
        """Whether there is a re-ranker: :meth:`relevance` may be asked."""
        ...

    def relevance(self, question: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers, by reading both together: logits, float32, (n_texts,)."""
        ...

    def search(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[Hit]:
        """The best passages by dense and lexical score, fused (RRF); best first."""
        ...

    def search_sentences(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[SentenceHit]:
        """The best sentences, likewise."""
        ...

    def passage(self, passage_id: int) -> Passage:
        """The passage of that id."""
        ...

    def sentence_ids(self, document_id: str) -> range:
        """Ids of a document's sentences, in reading order: ids of one document are consecutive."""
        ...

    def sentence_vectors(self, sentence_ids: Sequence[int]) -> Vectors:
        """Vectors of sentences: float32, (n_sentences, dim), rows of unit length."""
        ...

    def passage_vectors(self, passage_ids: Sequence[int]) -> Vectors:
        """Vectors of passages: float32, (n_passages, dim), rows of unit length."""
        ...

    def analyse(self, text: str) -> list[str]:
        """The stems that lexical search sees in `text`, in order, stop words kept out."""
        ...

    def sentence_frequency(self, stem: str) -> int:
        """In how many sentences `stem` occurs."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Every word form (lower case) of the collection and how often it occurs."""
        ...

    def n_sentences(self) -> int:
        """How many sentences the collection holds."""
        ...

    def ingest_report(self) -> Sequence[FileRecord]:
        """What became of every file of the last build, in the order of the files."""
        ...

    def close(self) -> None:
        """Release files."""
        ...
