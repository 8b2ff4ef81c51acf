"""Count in how many sentences each stem stands; write assistant/data/frequency.json.

    python -m benchmarks.training.frequency --data DATA --output assistant/data/frequency.json

Numbers only: a small collection borrows from them what is rare in the field. Stems of fewer than
five sentences are left out, names of few people among them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

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
    found = {"n_sentences": engine.n_sentences(), "frequency": dict(sorted(counts.items()))}
    text = json.dumps(found, indent=0, separators=(",", ":"), ensure_ascii=False)
    options.output.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
