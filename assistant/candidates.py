"""Sentences that may answer, with what speaks for each: a question and documents in, features out.

Dense and lexical search over sentences and passages propose; every proposal is then measured the
same way, so that each feature can be looked at by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from assistant.answer_type import find_answer_type, states
from assistant.question import Question, Term
from assistant.rarity import rarity
from assistant.reading import ReadDocument, Said
from assistant.trace import note
from assistant.translation import load_translations
from corpus.document import About
from index.engine import Engine, Filter, Vectors, WeightedTerm

__all__ = ["FEATURES", "RERANKED_FEATURES", "Candidate", "Concept", "concepts", "find_candidates"]

# What speaks for a sentence; all rise with relevance and lie between about -1 and 1.
FEATURES = (
    "dense",  # cosine of the topic and the sentence
    "dense_reading",  # cosine of the topic in the field's own terms and the sentence
    "dense_passage",  # cosine of the topic and the passage around it
    "dense_best",  # the better of the first two, against the best of all candidates
    "lexical",  # BM25 of the sentence, against the best of all candidates
    "cover",  # share of the topic's weight that the sentence names
    "cover_typed",  # the same, by the user's own words only
    "cover_near",  # … by the sentence, its neighbours and its lead-in
    "cover_heading",  # … by the headings above it
    "cover_rare",  # whether the rarest concept is named (near the sentence)
    "translated",  # how likely people ask for the sentence in the question's words
    "phrase",  # typed words that stand side by side in both
    "states",  # the figure, name or date that is asked for
    "long",  # words, saturating
    "short",  # under eight words
    "summary",  # in a summary of the report
    "improve",  # in a list of what must improve
    "item",  # a list item
    "board",  # about the safeguarding board
    "second",  # of the inspection before the latest
    "older",  # of one older still
    "contrast",  # opens with "However", "But": the point of a paragraph
    "opening",  # the first sentence of its paragraph
    "found",  # fused score of the searches that proposed it, by itself or with its passage
)

# What the re-ranker adds for the candidates that it read; see assistant.reranking.
RERANKED_FEATURES = (
    "cross",  # its logit, a quarter of it
    "cross_sure",  # its probability
)


_APART = 0.5  # of a name's weight, where its words are said but not together


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the topic: stems by which it may be named with weights, and how telling it is.

    `importance` is 0 (in every sentence) to 1 (in none).
    """

    names: tuple[tuple[tuple[str, ...], float, bool], ...]
    importance: float
    typed: str


@dataclass(slots=True)
class Candidate:
    """A sentence of a document, the features that speak for it, and its score."""

    document: ReadDocument
    index: int
    recency: int
    vector: Vectors
    features: Mapping[str, float] = field(default_factory=dict)
    score: float = 0.0


def concepts(terms: Sequence[Term], engine: Engine) -> tuple[Concept, ...]:
    """The ideas of a question's terms, each with its importance in this collection."""
    grouped: dict[int, list[Term]] = {}
    for term in terms:
        grouped.setdefault(term.concept, []).append(term)
    found = []
    for group in grouped.values():
        names: list[tuple[tuple[str, ...], float, bool]] = []
        importance = 0.0
        factor = 1.0
        typed = group[0].text
        for term in group:
            stems = tuple(engine.analyse(term.text))
            if not stems:
                continue
            own = term.origin in ("typed", "carried")
            names.append((stems, min(term.weight, 1.0), own))
            if own:
                importance = rarity(stems, engine)
                factor = 0.5 if term.origin == "carried" else 1.0
        if not names:
            continue
        others = any(not own for _, _, own in names)
        if others:
            # its names in the documents say how telling it is, not how people put it
            importance = min(max(importance, 0.4), 0.75)
        found.append(Concept(tuple(names), importance * factor, typed))
    return tuple(found)


def _named(concept: Concept, said: Sequence[Said], *, typed_only: bool = False) -> float:
    """How far one of the texts `said` names the concept, 0 to 1."""
    best = 0.0
    for name, weight, own in concept.names:
        if weight <= best or (typed_only and not own):
            continue
        for stems, sequence in said:
            if stems.issuperset(name):
                # "young people … foster carers" are no young carers
                together = len(name) == 1 or _stands_together(name, sequence)
                best = max(best, weight if together else _APART * weight)
            elif own and len(name) > 1 and not stems.isdisjoint(name):
                held = sum(stem in stems for stem in name)
                best = max(best, 0.5 * weight * held / len(name))
    return best


def _stands_together(name: Sequence[str], sequence: Sequence[str]) -> bool:
    """Whether the stems of `name` stand in `sequence` in their order, a word between at most."""
    at = -1
    for start, stem in enumerate(sequence):
        if stem != name[0]:
            continue
        at = start
        for wanted in name[1:]:
            at = next(
                (i for i in (at + 1, at + 2) if i < len(sequence) and sequence[i] == wanted), -1
            )
            if at < 0:
                break
        if at >= 0:
            return True
    return False


def _cover(ideas: Sequence[Concept], said: Sequence[Said], *, typed_only: bool = False) -> float:
    weight = sum(idea.importance for idea in ideas)
    if not weight:
        return 0.0
    return sum(i.importance * _named(i, said, typed_only=typed_only) for i in ideas) / weight


def find_candidates(
    question: Question,
    engine: Engine,
    recency: Mapping[str, int],
    read_document: Callable[[str], ReadDocument],
    *,
    vectors: Vectors,
    n_candidates: int,
    about: About | None = None,
    sentences: bool = True,
) -> list[Candidate]:
    """Sentences that may answer, with their features.

    `recency` gives the documents, by id, and the place of each among its authority's, 0 for the
    latest. `vectors` are those of the question's topic and reading: float32, (2, dim), unit rows.
    Without `sentences` passages alone are searched, and all their sentences proposed.
    """
    if not recency:
        return []
    ideas = concepts(question.terms, engine)
    where = Filter(documents=frozenset(recency), about=about)
    proposed = _propose(question, engine, vectors, where, n_candidates, sentences)
    by_document: dict[str, list[int]] = {}
    for document_id, index in proposed:
        by_document.setdefault(document_id, []).append(index)
    candidates: list[Candidate] = []
    for document_id in sorted(by_document, key=lambda i: (recency[i], i)):
        read = read_document(document_id)
        indices = sorted(i for i in set(by_document[document_id]) if read.sentence(i).quotable)
        if not indices:
            continue
        first = engine.sentence_ids(document_id).start
        rows = engine.sentence_vectors([first + i for i in indices])
        for index, row in zip(indices, rows, strict=True):
            candidates.append(Candidate(read, index, recency[document_id], row))
    if candidates:
        asked = load_translations().of(engine.analyse(question.topic or question.text))
        _measure(question, ideas, candidates, proposed, vectors, asked)
    return candidates


# → (BM25, cosine of its passage, fused score of the searches)
_Proposed = dict[tuple[str, int], tuple[float, float, float]]
_UNKNOWN = (0.0, 0.0, 0.0)


def _propose(
    question: Question,
    engine: Engine,
    vectors: Vectors,
    where: Filter,
    n_candidates: int,
    sentences: bool,
) -> _Proposed:
    terms = [WeightedTerm(term.text, term.weight) for term in question.terms]
    proposed: _Proposed = {}
    searches = (
        ("sentences by topic", vectors[0], terms),
        ("sentences by reading", vectors[1], terms[:0]),
    )
    for name, vector, words in searches if sentences else ():
        hits = engine.search_sentences(vector, words, top_k=n_candidates, where=where)
        note.search(name, hits, where)
        for hit in hits:
            key = (hit.document_id, hit.index)
            lexical, _, found = proposed.get(key, _UNKNOWN)
            lexical = max(hit.parts.get("lexical", 0.0), lexical)
            proposed[key] = (lexical, 0.0, found + hit.score)
    passages = engine.search(vectors[1], terms, top_k=n_candidates // 4, where=where)
    note.search("passages", passages, where)
    for passage_hit in passages:
        passage = passage_hit.passage
        similarity = passage_hit.parts.get("dense", 0.0)
        for index in range(*passage.sentences):
            key = (passage.document_id, index)
            lexical, before, found = proposed.get(key, _UNKNOWN)
            proposed[key] = (lexical, max(similarity, before), found + passage_hit.score)
    return proposed


_CONTRAST = re.compile(r"^(?:however|but|nevertheless|in contrast|despite|although|while)\b", re.I)


def _measure(
    question: Question,
    ideas: Sequence[Concept],
    candidates: Sequence[Candidate],
    proposed: _Proposed,
    vectors: Vectors,
    asked: Callable[[Collection[str]], float],
) -> None:
    matrix = np.stack([candidate.vector for candidate in candidates])
    cosines = matrix @ vectors.T  # (n_candidates, 2)
    best = np.maximum(cosines[:, 0], cosines[:, 1])
    top_dense = float(best.max())
    top_lexical = max((bm25 for bm25, _, _ in proposed.values()), default=0.0) or 1.0
    rarest = max(ideas, key=lambda idea: idea.importance, default=None)
    wanted = find_answer_type(question.corrected)
    pairs = _typed_pairs(ideas)
    for row, candidate in enumerate(candidates):
        read, index = candidate.document, candidate.index
        sentence = read.sentence(index)
        block = read.block(index)
        said = [Said(sentence.stems, sentence.sequence)]
        near = [*said, *_around(read, index), read.lead_in(block)]
        heading = [read.heading(block.heading)]
        bm25, passage, found = proposed[(read.document.id, index)]
        text = read.document.quote(read.document.sentences[index].span)
        whose = read.document.provenance.authority.value
        own = read.of_block(read.document.sentences[index].block)
        candidate.features = {
            "dense": float(cosines[row, 0]),
            "dense_reading": float(cosines[row, 1]),
            "dense_passage": passage,
            "dense_best": float(best[row]) - top_dense,
            "lexical": bm25 / top_lexical,
            "cover": _cover(ideas, said),
            "cover_typed": _cover(ideas, said, typed_only=True),
            "cover_near": _cover(ideas, near),
            "cover_heading": _cover(ideas, heading),
            "cover_rare": _named(rarest, near + heading) if rarest else 0.0,
            "translated": asked(sentence.stems),
            "phrase": _phrase(pairs, sentence.sequence),
            "states": float(wanted is not None and states(wanted, text, whose)),
            "long": min(sentence.n_words, 40) / 40,
            "short": float(sentence.n_words < 8),
            "summary": float(read.in_summary(index)),
            "improve": float(read.improving(index)),
            "item": float(block.lead_in is not None),
            "board": float(read.about_board(index)),
            "second": float(candidate.recency == 1),
            "older": float(candidate.recency > 1),
            "contrast": float(bool(_CONTRAST.match(text))),
            "opening": float(own.start == index and len(own) > 1),
            "found": found,
        }


def _around(read: ReadDocument, index: int) -> list[Said]:
    """The sentences beside one in its paragraph."""
    own = read.of_block(read.document.sentences[index].block)
    beside = [read.sentence(near) for near in (index - 1, index + 1) if near in own]
    return [Said(sentence.stems, sentence.sequence) for sentence in beside]


def _typed_pairs(ideas: Sequence[Concept]) -> list[tuple[str, str]]:
    words = [name for idea in ideas for name, _, own in idea.names if own]
    flat = [stem for name in words for stem in name]
    return list(pairwise(flat))


def _phrase(pairs: Sequence[tuple[str, str]], sequence: Sequence[str]) -> float:
    if not pairs:
        return 0.0
    held = set(pairwise(sequence))
    return sum(pair in held for pair in pairs) / len(pairs)
