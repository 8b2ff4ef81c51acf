"""Fit how sentences are asked for; write assistant/data/translations.json.

    python -m benchmarks.training.translations --data DATA --pairs pairs.jsonl --output FILE

IBM Model 1 (Brown et al. 1993) over stems: every word of a question is explained by one word of the
sentence that answers it, or by none; which is found by expectation maximisation. The file holds
stems and probabilities, no text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.examples import training_pairs
from index.engine import Engine
from index.local import open_engine

_ROUNDS = 5
_DOUBT = 1.0  # added to each sentence word's count: a word seen once explains little
_LEAST = 0.005  # probability worth keeping
_SEEN = 2  # questions, or sentences, that a stem must stand in
_SCALE = 1000

Pair = tuple[frozenset[str], frozenset[str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(argv)
    pairs = _read(open_engine(options.data), options.pairs)
    asked = fit(pairs)
    counts = Counter(word for question, _ in pairs for word in question)
    total = sum(counts.values())
    kept = sorted(word for word, count in counts.items() if count >= _SEEN)
    found = {
        "scale": _SCALE,
        "asked": {
            word: {stem: max(1, round(p * _SCALE)) for stem, p in sorted(asked[word].items())}
            for word in kept
            if word in asked
        },
        "frequency": {word: float(f"{counts[word] / total:.2e}") for word in kept},
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    options.output.write_text(text.replace("},", "},\n") + "\n", "utf-8")
    entries = sum(len(stems) for stems in asked.values())
    print(f"{len(pairs)} pairs, {len(asked)} words asked, {entries} translations")
    return 0


def _read(engine: Engine, path: Path) -> list[Pair]:
    """The stems of each question and of the sentence that answers it."""
    pairs: list[Pair] = []
    for question, document_id, start, end in training_pairs(path):
        sentence = engine.document(document_id[:16]).text[start:end]
        pairs.append((frozenset(engine.analyse(question)), frozenset(engine.analyse(sentence))))
    return pairs


def fit(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """For each stem of questions the stems that it translates, with t(question | sentence)."""
    asked = _numbered(question for question, _ in pairs)
    stated = _numbered(sentence for _, sentence in pairs)
    unstated = len(stated)  # the word that stands in no sentence explains the rest
    tokens, words, stems = _alignments(pairs, asked, stated, unstated)
    links, link = np.unique(stems * len(asked) + words, return_inverse=True)
    of_stem = links // len(asked)
    probability = np.ones(len(links))
    for _ in range(_ROUNDS):
        share = probability[link]
        share = share / np.bincount(tokens, weights=share)[tokens]
        expected = np.bincount(link, weights=share, minlength=len(links))
        total = np.bincount(of_stem, weights=expected)
        probability = expected / (total[of_stem] + _DOUBT)
    question_word, sentence_word = list(asked), list(stated)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for key, value in zip(links.tolist(), probability.tolist(), strict=True):
        stem, word = divmod(key, len(asked))
        if stem != unstated and value >= _LEAST:
            found[question_word[word]][sentence_word[stem]] = value
    return dict(found)


def _numbered(texts: Iterable[frozenset[str]]) -> dict[str, int]:
    counts = Counter(stem for text in texts for stem in text)
    return {s: n for n, s in enumerate(sorted(s for s, c in counts.items() if c >= _SEEN))}


Integers = NDArray[np.int64]


def _alignments(
    pairs: Sequence[Pair], asked: dict[str, int], stated: dict[str, int], unstated: int
) -> tuple[Integers, Integers, Integers]:
    """Every way to explain a question's word: its number among all, the word, the stem."""
    tokens: list[int] = []
    words: list[int] = []
    stems: list[int] = []
    token = 0
    for question, sentence in pairs:
        among = [*(stated[s] for s in sorted(sentence) if s in stated), unstated]
        for word in sorted(question):
            if word in asked:
                tokens += [token] * len(among)
                words += [asked[word]] * len(among)
                stems += among
                token += 1
    as_integers = (np.array(part, dtype=np.int64) for part in (tokens, words, stems))
    tokens_, words_, stems_ = as_integers
    return tokens_, words_, stems_


if __name__ == "__main__":
    raise SystemExit(main())
