"""Documents with their passages in, vectors of passages and sentences out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Document, Passage, Span
from index.encoder import Encoder
from index.engine import Vectors
from index.settings import SentenceVectors

__all__ = ["DocumentVectors", "passage_input", "vectorise"]


@dataclass(frozen=True, slots=True)
class DocumentVectors:
    """The vectors of one document: float32, rows of unit length, one for each passage and one for
    each sentence.
    """

    passages: Vectors
    sentences: Vectors


def vectorise(
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    encoder: Encoder,
    mode: SentenceVectors,
) -> list[DocumentVectors]:
    """The vectors of several documents, encoded together so that batches are of like length."""
    texts: list[str] = []
    spans: list[list[Span]] = []
    for document, passages in documents:
        for passage in passages:
            text, shift = passage_input(document, passage, encoder)
            texts.append(text)
            inside = document.sentences[slice(*passage.sentences)]
            spans.append([_moved(sentence.span, passage.span, shift) for sentence in inside])
    if mode is SentenceVectors.CONTEXT:
        encoded = encoder.encode_with_sentences(texts, spans)
        passage_vectors, by_passage = encoded.passages, encoded.sentences
    else:
        passage_vectors, by_passage = encoder.encode(texts), ()
    results = []
    place = 0
    for document, passages in documents:
        stop = place + len(passages)
        sentences = np.zeros((len(document.sentences), encoder.dim), dtype=np.float32)
        if by_passage:
            # Backwards: of two passages that hold a sentence the first has the last word.
            for passage, rows in zip(
                reversed(passages), reversed(by_passage[place:stop]), strict=True
            ):
                sentences[slice(*passage.sentences)] = rows
        results.append(DocumentVectors(passage_vectors[place:stop], sentences))
        place = stop
    _encode_alone(documents, results, encoder)
    return results


def passage_input(document: Document, passage: Passage, encoder: Encoder) -> tuple[str, int]:
    """What the encoder reads for a passage, and where the passage's own text begins in it.

    The context gives way, from its start, where both together are more than the model reads.
    """
    text = document.quote(passage.span)
    words = passage.context.split()
    if not words:
        return text, 0
    room = encoder.max_pieces - encoder.count(text)
    while words and encoder.count(" ".join(words)) > room:
        surplus = encoder.count(" ".join(words)) - room
        words = words[max(1, surplus // 4) :]
    context = " ".join(words)
    return (f"{context}\n{text}", len(context) + 1) if words else (text, 0)


def _moved(sentence: Span, passage: Span, shift: int) -> Span:
    start = max(sentence.start, passage.start) - passage.start + shift
    end = max(min(sentence.end, passage.end) - passage.start + shift, start)
    return Span(start, end)


def _encode_alone(
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    results: Sequence[DocumentVectors],
    encoder: Encoder,
) -> None:
    """Fill in sentences that have no vector yet from the sentences themselves."""
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for number, ((document, _), vectors) in enumerate(zip(documents, results, strict=True)):
        for index in np.flatnonzero(~vectors.sentences.any(axis=1)).tolist():
            texts.append(_sentence_input(document, index))
            places.append((number, index))
    if texts:
        for (number, index), row in zip(places, encoder.encode(texts), strict=True):
            results[number].sentences[index] = row


def _sentence_input(document: Document, index: int) -> str:
    sentence = document.sentences[index]
    lead_in = document.blocks[sentence.block].lead_in
    quote = document.quote(sentence.span)
    return quote if lead_in is None else f"{document.quote(lead_in)} {quote}"
