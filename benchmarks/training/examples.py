"""Questions with gold in, candidates with labels out: what the fitting scripts learn from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate, Concept, concepts
from assistant.evaluation.gold import span_of
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import Gold, GoldSpan, Query
from assistant.outside import refuse_body, refuse_outside
from assistant.pipeline import Assistant
from assistant.question import Question, Turn
from assistant.scope import Side, find_scope
from assistant.understand import understand
from corpus.document import Document, Span

__all__ = ["Example", "authorities_of", "examples", "half_of", "training_pairs"]


@dataclass(frozen=True, slots=True)
class Example:
    """One side of a question: its candidates, which of them are gold, and its topic's ideas.

    `labels` is bool, (n_candidates,), in the order of `candidates`, best first by today's weights.
    """

    query: Query
    question: Question
    candidates: list[Candidate]
    labels: NDArray[np.bool_]
    ideas: tuple[Concept, ...]


def examples(assistant: Assistant, queries: Sequence[Query]) -> Iterator[Example]:
    """The examples of `queries`; sides whose documents are not held are left out."""
    holdings = Holdings(assistant.engine.documents())
    for query in queries:
        turns = [Turn(text) for text in query.history]
        question = understand(query.question, assistant.lexicon, turns)
        if refuse_outside(question) or refuse_body(question):
            continue
        for side in find_scope(question, list(assistant.engine.documents())).sides:
            if side.documents:
                yield _example(assistant, query, question, side, holdings)


def _example(
    assistant: Assistant, query: Query, question: Question, side: Side, holdings: Holdings
) -> Example:
    topic, reading = question.topic or question.text, question.reading or question.text
    vectors = assistant.engine.encode_questions([topic, reading])
    ranked = assistant.ranked(question, side, vectors)
    gold: dict[str, list[Span]] = {}
    for entry in query.gold:
        document_id, span = _gold_span(assistant, entry, holdings)
        gold.setdefault(document_id, []).append(span)
    labels = np.array([_is_gold(candidate, gold) for candidate in ranked], dtype=np.bool_)
    ideas = concepts(question.terms, assistant.engine)
    return Example(query, question, ranked, labels, ideas)


def _gold_span(assistant: Assistant, gold: Gold | GoldSpan, holdings: Holdings) -> tuple[str, Span]:
    if isinstance(gold, GoldSpan):
        return gold.document[:16], Span(gold.start, gold.end)
    record = holdings.by_source(gold.source)
    if record is None:
        return "", Span(0, 0)
    found = span_of(assistant.engine.document(record.id), gold)
    return record.id, Span(found.start, found.end)


def _is_gold(candidate: Candidate, gold: dict[str, list[Span]]) -> bool:
    document: Document = candidate.document.document
    own = document.sentences[candidate.index].span
    for span in gold.get(document.id, ()):
        shared = min(own.end, span.end) - max(own.start, span.start)
        if shared > 0 and (2 * shared >= len(own) or own.covers(span)):
            return True
    return False


def authorities_of(query: Query, assistant: Assistant, holdings: Holdings) -> str:
    """What folds keep together: the query's authority, else that of its gold, else its id."""
    if query.authority:
        return query.authority.lower()
    for entry in query.gold:
        record = (
            holdings.by_hash(entry.document)
            if isinstance(entry, GoldSpan)
            else holdings.by_source(entry.source)
        )
        if record is not None and record.provenance.authority.value:
            return record.provenance.authority.value.lower()
    return query.id


def half_of(authority: str, authorities: Sequence[str]) -> int:
    """Which half, 0 or 1, of `authorities` (all names held) holds `authority`; -1: neither."""
    names = sorted({name.lower() for name in authorities})
    random.Random(5).shuffle(names)  # noqa: S311
    return names.index(authority) % 2 if authority in names else -1


def training_pairs(path: Path) -> Iterator[tuple[str, str, int, int]]:
    """Question, document id and span of every line of a file of pairs."""
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        yield pair["question"], pair["document"], pair["start"], pair["end"]
