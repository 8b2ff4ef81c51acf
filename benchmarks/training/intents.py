"""Fit what kind of answer a question is after; write assistant/data/intents.json.

    python -m benchmarks.training.intents --data DATA --intents benchmarks/training/intents.tsv \
        --pairs benchmarks/training/pairs.jsonl --output assistant/data/intents.json

Labelled questions of our own, with [COUNCIL] where an authority's name stands, and as many more
of the pairs as ordinary findings, dressed with names and times. Prints what a fifth of them gets
that was left out. A multinomial logistic regression, each question's features of length 1.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assistant.intent import Intent, frame, shingles
from assistant.lexicon import Lexicon
from assistant.pipeline import Assistant
from assistant.understand import without_authorities
from benchmarks.training.examples import training_pairs
from index.local import open_engine

_N_FINDINGS = 2000  # of the pairs
_SEEN = 2
_L2 = 0.05
_NAMES = (
    "Barnet",
    "Wirral",
    "Essex",
    "Leeds",
    "Norfolk",
    "Slough",
    "Hull",
    "Kent",
    "Bury",
    "Devon",
)

_GROUPS = (
    "care leavers",
    "children in care",
    "leaders",
    "help and protection",
    "adoption",
    "children",
)

Floats = NDArray[np.float64]
Labelled = tuple[str, Intent]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--intents", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(argv)
    random.seed(1)
    labelled = list(
        _read(options.intents, options.pairs, Assistant(open_engine(options.data)).lexicon)
    )
    random.shuffle(labelled)
    right: Counter[Intent] = Counter()
    for fold in range(5):
        rest = [entry for place, entry in enumerate(labelled) if place % 5 != fold]
        names, bias, weights = fit(rest)
        for text, label in labelled[fold::5]:
            row = [names[s] for s in shingles(text) if s in names]
            scores = bias + (weights[row].sum(axis=0) / np.sqrt(len(row)) if row else 0)
            right[label] += list(Intent)[int(np.argmax(scores))] is label
    counts = Counter(label for _, label in labelled)
    print(", ".join(f"{label} {right[label]} of {counts[label]}" for label in Intent))
    names, bias, weights = fit(labelled)
    found = {
        "labels": [str(label) for label in Intent],
        "bias": [round(float(b), 3) for b in bias],
        "weights": {s: [round(float(w), 2) for w in weights[place]] for s, place in names.items()},
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    options.output.write_text(text.replace("],", "],\n") + "\n", "utf-8")
    return 0


def _read(intents: Path, pairs: Path, lexicon: Lexicon) -> list[Labelled]:
    found: list[Labelled] = []
    for line in intents.read_text("utf-8").splitlines():
        label, text = line.split("\t")
        named = text.replace("[COUNCIL]", random.choice(_NAMES))  # noqa: S311
        found.append((frame(without_authorities(named, lexicon)), Intent(label)))
    for term in (entry.term for entry in lexicon.glossary.entries):
        # a topic alone asks for findings, whatever strand it belongs to
        fragments = (term, f"{random.choice(_GROUPS)} {term}", f"{term} {random.choice(_GROUPS)}")  # noqa: S311
        found += [(frame(_timed(text)), Intent.FINDING) for text in fragments]
    texts = [text for text, *_ in training_pairs(pairs)]
    for text in random.sample(texts, min(_N_FINDINGS, len(texts))):
        found.append((frame(without_authorities(_dressed(text), lexicon)), Intent.FINDING))
    return found


def _dressed(text: str) -> str:
    """A question as people ask it of one authority."""
    name = random.choice(_NAMES)  # noqa: S311
    mark = "?" if text.endswith("?") else ""
    bare = text.rstrip("?")
    ways = (
        f"{bare} in {name}{mark}",
        f"{name}: {text}",
        f"{name} - {text}",
        text,
        f"in {name}, {text}",
    )
    dressed = random.choice(ways)  # noqa: S311
    return _timed(dressed)


def _timed(text: str) -> str:
    """`text`, every fourth time with a time."""
    year = random.randint(2013, 2025)  # noqa: S311
    mark = "?" if text.endswith("?") else ""
    bare = text.rstrip("?")
    times = (
        f"{bare} in {year}{mark}", f"{year} inspection: {text}", f"{text} ({year})",
        f"{text} {year} report", f"{bare} now{mark}", f"{text} latest report",
    )  # fmt: skip
    return random.choice(times) if random.random() < 0.25 else text  # noqa: S311


def fit(labelled: Sequence[Labelled]) -> tuple[dict[str, int], Floats, Floats]:
    """Places of the shingles, biases, (n_labels,), and weights, (n_shingles, n_labels)."""
    rows = [shingles(text) for text, _ in labelled]
    counts = Counter(s for row in rows for s in row)
    names = {s: i for i, s in enumerate(sorted(s for s, c in counts.items() if c >= _SEEN))}
    kept = [[names[s] for s in sorted(row) if s in names] for row in rows]
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(1, len(row)))) for row in kept])
    ends = np.cumsum([0, *map(len, kept)])
    matrix = csr_matrix(
        (values, np.concatenate(kept).astype(np.int64), ends), (len(kept), len(names))
    )
    intents = list(Intent)
    truth = np.eye(len(intents))[[intents.index(label) for _, label in labelled]]
    shape = (len(names) + 1, len(intents))

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        scores = matrix @ weights[:-1] + weights[-1]
        scores = scores - scores.max(axis=1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        error = np.exp(log) - truth
        penalty = _L2 * weights
        penalty[-1] = 0
        gradient = np.vstack([matrix.T @ error, error.sum(axis=0)]) + 2 * penalty
        return float(-(truth * log).sum() + (penalty * weights).sum()), gradient.ravel()

    result = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B")
    weights = np.asarray(result.x, dtype=np.float64).reshape(shape)
    return names, weights[-1], weights[:-1]


if __name__ == "__main__":
    raise SystemExit(main())
