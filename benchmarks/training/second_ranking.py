"""Fit the ranking of what the re-ranker read; write assistant/data/reranked.json.

    python -m benchmarks.training.second_ranking --data DATA --without HALF_0 HALF_1 \
        --queries train.jsonl … [--check other.jsonl …] [--output FILE]

Linear, by the same listwise loss as ranker.py, over the candidates that were read. The re-ranker
knows the sentences that it was fitted to; so that its word is not trusted too much, two others take
its place here, each fitted without one half of the authorities (reranker_examples.py
--without-half) and asked about the questions of that half. Figures are printed for the whole first
place, close or not, of folds that share no authority.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.candidates import FEATURES, RERANKED_FEATURES
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import load_queries
from assistant.pipeline import Assistant
from assistant.ranker import LinearRanker, find_weights
from assistant.reranking import CrossRanker
from assistant.settings import AssistantSettings
from benchmarks.training.examples import Example, authorities_of, examples, half_of
from benchmarks.training.ranker import Floats, fit_listwise, rank_figures, usable
from index.engine import Vectors
from index.local import open_engine
from index.settings import IndexSettings

_ALL = (*FEATURES, *RERANKED_FEATURES)
_FOLDS = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--without", nargs=2, type=Path, required=True, metavar=("HALF_0", "HALF_1")
    )
    parser.add_argument("--queries", type=Path, nargs="+", required=True)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(argv)

    readers = [_reader(options.data, str(path)) for path in options.without]
    plain = _reader(options.data, "packaged")
    holdings = Holdings(plain.engine.documents())
    held = [r.provenance.authority.value or "" for r in plain.engine.documents()]
    queries = [query for path in options.queries for query in load_queries(path)]
    names = {query.id: authorities_of(query, plain, holdings) for query in queries}
    found: list[Example] = []
    for half, reader in enumerate(readers):
        own = [query for query in queries if half_of(names[query.id], held) == half]
        found += [example for example in examples(reader, own) if usable(example)]
    folds: list[list[Example]] = [[] for _ in range(_FOLDS)]
    order = sorted({names[example.query.id] for example in found})
    for example in found:
        folds[order.index(names[example.query.id]) % _FOLDS].append(example)

    before: list[int] = []
    after: list[int] = []
    for number, fold in enumerate(folds):
        second = _fit([e for other, f in enumerate(folds) if other != number for e in f])
        before += [_place(example, None) for example in fold]
        after += [_place(example, second) for example in fold]
    print("hit@1, hit@3, MRR of the first gold sentence: first ranking, then with a second look")
    print(f"  {'unseen authorities':20} {rank_figures(before)}   {rank_figures(after)}")
    second = _fit(found)
    for path in options.check:
        others = [e for e in examples(plain, load_queries(path)) if usable(e)]
        figures = (rank_figures([_place(e, ranking) for e in others]) for ranking in (None, second))
        print(f"  {path.stem:20} {'   '.join(figures)}")
    if options.output:
        weights = {name: round(weight, 3) for name, weight in second.weights.items()}
        options.output.write_text(json.dumps({"ranking": weights}, indent=2) + "\n", "utf-8")
    return 0


def _reader(data: Path, reranker: str) -> Assistant:
    """An assistant that reads the first candidates of every question, in the first ranking's order."""
    # as many again as are read in use, to learn from; a second look at each
    settings = AssistantSettings(
        n_reranked=2 * AssistantSettings().n_reranked,
        rerank_within=math.inf,
        reranked=str(Path(__file__).parents[2] / "assistant" / "data" / "ranker.json"),
    )
    return Assistant(open_engine(data, IndexSettings(reranker=reranker)), settings)


def _fit(found: Sequence[Example]) -> LinearRanker:
    data = []
    for example in found:
        read = [place for place, c in enumerate(example.candidates) if "cross" in c.features]
        labels = example.labels[read]
        if labels.any() and not labels.all():
            rows = [[example.candidates[place].features[name] for name in _ALL] for place in read]
            data.append((np.array(rows, dtype=np.float64), labels))
    weights: Floats = fit_listwise(data)
    return LinearRanker(dict(zip(_ALL, (float(w) for w in weights), strict=True)))


def _place(example: Example, second: LinearRanker | None) -> int:
    """The place, from 1, of the first gold sentence, as the settings in use would rank."""
    gold = {id(c) for c, label in zip(example.candidates, example.labels, strict=True) if label}
    ranked = find_weights("").ranker.rank("", example.candidates)
    settings = AssistantSettings()
    if second is not None:
        said = {id(c): c.features.get("cross", 0.0) for c in ranked}

        def relevance(_: str, texts: Sequence[str]) -> Vectors:
            logits = [4 * said[id(c)] for c in ranked[: len(texts)]]
            return np.array(logits, dtype=np.float32)

        ranker = CrossRanker(
            find_weights("").ranker, second, relevance, settings.n_reranked, settings.rerank_within
        )
        ranked = ranker.rank("", ranked)
    return next(place for place, c in enumerate(ranked, 1) if id(c) in gold)


if __name__ == "__main__":
    raise SystemExit(main())
