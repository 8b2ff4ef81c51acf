"""Write what the re-ranker learns from: questions with the texts that do and do not answer them.

    python -m benchmarks.training.reranker_examples --data DATA --output examples.jsonl.gz \
        --pairs benchmarks/training/pairs.jsonl --not benchmarks/training/near_pairs.jsonl

One line for each question: its wordings, the texts of its candidates as the first ranking orders
them, and the places of those that answer. A near miss is a question beside a sentence that does
not answer it, however much it looks so; that sentence comes first of its texts. The file holds
words of the documents and stays outside the project. With --without-half the documents of half of
the authorities are left out: what is then fitted can be judged on them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.candidates import Candidate, find_candidates
from assistant.pipeline import Assistant
from assistant.question import AnswerKind
from assistant.reranking import judged_text
from assistant.settings import AssistantSettings
from assistant.understand import understand
from benchmarks.training.examples import half_of, training_pairs
from corpus.document import Span
from index.local import open_engine

_N_TEXTS = 40


def main(argv: Sequence[str] | None = None) -> int:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--not", dest="near", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--without-half", type=int, choices=(0, 1), help="of the authorities")
    options = parser.parse_args(argv)
    # texts in the order that the re-ranker will meet: it reads the best of the first ranking
    assistant = Assistant(open_engine(options.data), AssistantSettings(n_reranked=0))
    with gzip.open(options.output, "wt", encoding="utf-8") as out:
        for path, answers in ((options.pairs, True), (options.near, False)):
            for example in _examples(assistant, path, answers, options.without_half):
                out.write(json.dumps(example, ensure_ascii=False) + "\n")
    return 0


def _examples(
    assistant: Assistant, path: Path, answers: bool, without_half: int | None
) -> Iterator[dict[str, object]]:
    names = {r.id: r.provenance.authority.value or "" for r in assistant.engine.documents()}
    halves = {key: half_of(name.lower(), list(names.values())) for key, name in names.items()}
    held = {key for key, half in halves.items() if half != without_half}
    for text, document_id, start, end in training_pairs(path):
        if document_id[:16] not in held:
            continue
        question = understand(text, assistant.lexicon)
        if question.kind in (AnswerKind.COMPARE, AnswerKind.TREND):
            question = replace(question, kind=AnswerKind.FINDING)
        topic, reading = question.topic or text, question.reading or text
        candidates = assistant.ranker.rank(
            topic,
            find_candidates(
                question,
                assistant.engine,
                {document_id[:16]: 0},
                assistant.read,
                vectors=assistant.engine.encode_questions([topic, reading]),
                n_candidates=assistant.settings.n_candidates,
            ),
        )
        span = Span(start, end)
        own = [candidate for candidate in candidates if _states(candidate, span)]
        others = [candidate for candidate in candidates[:_N_TEXTS] if candidate not in own]
        if not answers and not own:
            own = _sentences_at(assistant, document_id, span)
        if own:
            yield {
                "wordings": [topic, reading, text],
                "answers": answers,
                "n_own": len(own),
                "texts": [judged_text(candidate) for candidate in (*own, *others)],
            }


def _states(candidate: Candidate, span: Span) -> bool:
    own = candidate.document.document.sentences[candidate.index].span
    shared = min(own.end, span.end) - max(own.start, span.start)
    return 2 * shared >= len(own) or own.covers(span)


def _sentences_at(assistant: Assistant, document_id: str, span: Span) -> list[Candidate]:
    read = assistant.read(document_id[:16])
    places = (i for i, s in enumerate(read.document.sentences) if s.span.overlaps(span))
    return [Candidate(read, place, 0, np.zeros(0, dtype=np.float32)) for place in places][:1]


if __name__ == "__main__":
    raise SystemExit(main())
