"""Count in how many sentences stems and pairs of them stand; write assistant/data/frequency.json.

    python -m benchmarks.training.frequency --data DATA --output assistant/data/frequency.json

Numbers only: a small collection borrows from them what is rare in the field, and a phrase is told
from its words ("young carers" from children, young and cared for). What stands in fewer than five
sentences is left out, names of few people among them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from index.engine import Engine
from index.local import open_engine

_LEAST = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(argv)
    engine = open_engine(options.data)
    counts: dict[str, int] = {}
    for word in engine.vocabulary():
        for stem in engine.analyse(word):
            if stem.isalpha() and (count := engine.sentence_frequency(stem)) >= _LEAST:
                counts[stem] = count
    pairs = Counter(pair for stems in _sentences(engine) for pair in set(pairwise(stems)))
    kept = {f"{a} {b}": n for (a, b), n in pairs.items() if n >= _LEAST and {a, b} <= counts.keys()}
    found = {
        "n_sentences": engine.n_sentences(),
        "frequency": dict(sorted(counts.items())),
        "pairs": dict(sorted(kept.items())),
    }
    text = json.dumps(found, indent=0, separators=(",", ":"), ensure_ascii=False)
    options.output.write_text(text + "\n", "utf-8")
    return 0


def _sentences(engine: Engine) -> Iterator[list[str]]:
    """The stems of every sentence, in their order."""
    for record in engine.documents():
        document = engine.document(record.id)
        for sentence in document.sentences:
            yield engine.analyse(document.quote(sentence.span))


if __name__ == "__main__":
    raise SystemExit(main())
