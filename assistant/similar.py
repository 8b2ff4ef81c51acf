"""More like an extract: a span of a document in, other spans that say something near it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer import Extract
from assistant.cite import extract
from corpus.document import BlockKind, Document, Span
from index.engine import Engine, Filter, SentenceHit, Vectors

__all__ = ["Likeness", "more_like"]

_LEAST_COSINE = 0.5  # below it, sentences share a subject at most
_LEAST_WORDS = 6  # shorter ones are headings, labels and stubs
_N_SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """Extracts near a given one in meaning, best first: of its own document, and of others.

    Of another document there is one at most. `n_documents` were searched.
    """

    same: tuple[Extract, ...]
    others: tuple[Extract, ...]
    n_documents: int

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """All of them."""
        return self.same + self.others


def more_like(
    engine: Engine, document_id: str, span: Span, *, n_same: int = 3, n_others: int = 5
) -> Likeness:
    """The sentences whose meaning is nearest to `span` of a document, verbatim and cited.

    Likeness is the cosine of sentence vectors; a span of several sentences stands as their mean.
    What the span itself says, word for word, is left out wherever it stands.

    :raises KeyError: no such document.
    """
    document = engine.document(document_id)
    vector = _vector(engine, document, span)
    everyone = [record.id for record in engine.documents()]
    if vector is None:
        return Likeness((), (), len(everyone))
    said = {_words(document.quote(span))}
    said |= {_words(document.quote(s.span)) for s in document.sentences if span.overlaps(s.span)}
    same = _nearest(engine, vector, {document_id}, said)
    others = _nearest(engine, vector, set(everyone) - {document_id}, said, one_each=True)
    return Likeness(
        tuple(_extracts(engine, same[:n_same])),
        tuple(_extracts(engine, others[:n_others])),
        len(everyone),
    )


def _vector(engine: Engine, document: Document, span: Span) -> Vectors | None:
    """The mean of the vectors of the sentences of `span`, of unit length: float32, (dim,)."""
    ids = engine.sentence_ids(document.id)
    wanted = [
        sentence_id
        for sentence_id, sentence in zip(ids, document.sentences, strict=False)
        if span.overlaps(sentence.span)
    ]
    if not wanted:
        return None
    mean = engine.sentence_vectors(wanted).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length, np.float32) if length > 0 else None


def _nearest(
    engine: Engine,
    vector: Vectors,
    documents: Collection[str],
    said: set[tuple[str, ...]],
    *,
    one_each: bool = False,
) -> list[SentenceHit]:
    """Hits that say something of their own, each wording once."""
    if not documents:
        return []
    where = Filter(documents=frozenset(documents))
    hits = engine.search_sentences(vector, (), top_k=_N_SEARCHED, where=where)
    kept: list[SentenceHit] = []
    seen = set(said)
    for hit in sorted(hits, key=lambda hit: -hit.parts["dense"]):
        if hit.parts["dense"] < _LEAST_COSINE:
            break
        document = engine.document(hit.document_id)
        words = _words(document.quote(hit.span))
        block = document.blocks[document.sentences[hit.index].block]
        if block.kind is BlockKind.HEADING or len(words) < _LEAST_WORDS or words in seen:
            continue
        if one_each and any(other.document_id == hit.document_id for other in kept):
            continue
        seen.add(words)
        kept.append(hit)
    return kept


def _extracts(engine: Engine, hits: Sequence[SentenceHit]) -> Iterator[Extract]:
    for hit in hits:
        cosine = hit.parts["dense"]
        document = engine.document(hit.document_id)
        yield extract(document, hit.span, score=cosine, reasons={"likeness": cosine})


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())
