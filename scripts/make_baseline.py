"""The record of a run over the sample in, the floor that tests hold out.

python scripts/make_baseline.py RUN.json > tests/data/sample_baseline.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.evaluation.experiments import Experiments


def main() -> None:
    """Print the baseline made of the run whose file is named."""
    path = Path(sys.argv[1])
    run = Experiments(path.parent).load(str(path))
    baseline = {
        "questions_hash": run.questions_hash,
        "documents_hash": run.documents_hash,
        "measures": {
            name: each.value for name, each in run.overall.measures.items() if name != "ms"
        },
        "auroc": run.overall.refusal.auroc.value,
        "outcomes": {result.id: result.outcome.value for result in run.results},
    }
    print(json.dumps(baseline, indent=2))


if __name__ == "__main__":
    main()
