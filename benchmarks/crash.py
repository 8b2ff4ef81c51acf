"""Kill builds at random moments and ask the index after each: does it always answer?

    python -m benchmarks.crash [--kills 50]

Every build is killed with SIGKILL, its child processes too. Afterwards the index must open, have
the files that its manifest vouches for, and answer as the generation before, or as the new one
where the kill came after the switch.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.generations import Generations, current_generation

__all__ = ["Kills", "kill_builds"]


@dataclass(slots=True)
class Kills:
    """What came of killed builds. `old` and `new` say which generation answered afterwards."""

    kills: int = 0
    finished_first: int = 0
    old: int = 0
    new: int = 0
    left_over: int = 0  # unfinished generations found after a kill: killed while writing


def kill_builds(
    command: Sequence[str],
    data_dir: Path,
    *,
    n_kills: int,
    longest_seconds: float,
    before_each: Callable[[int], None],
    ask: Callable[[], object],
    seed: int = 0,
) -> Kills:
    """Start `command`, kill it at a random moment, ask; `n_kills` times.

    `before_each` changes the sources so that there is something to build; `ask` raises where the
    index does not answer, and returns the answer.

    :raises AssertionError: another answer than before, from the same generation.
    """
    moments = random.Random(seed)  # noqa: S311  # moments, not secrets
    tally = Kills()
    generations = Generations(data_dir)
    while tally.kills < n_kills:
        before_each(tally.kills + tally.finished_first)
        generation, answer = current_generation(data_dir), ask()
        child = subprocess.Popen(
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            child.wait(moments.uniform(0.05, longest_seconds))
            tally.finished_first += 1
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            tally.kills += 1
            tally.left_over += bool(list((data_dir / "generations").glob(".building-*")))
        after = current_generation(data_dir)
        assert after is not None
        generations.verify_files(generations.path(after))
        assert (ask() == answer) or after != generation
        tally.old += after == generation
        tally.new += after != generation
    return tally


def main() -> int:
    """Run with the default encoder over made-up reports, and print the tally."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--build", nargs=2, metavar=("REPORTS", "DATA"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    from index.builder import build

    if options.build:
        build([Path(options.build[0])], Path(options.build[1]))
        return 0
    from index.engine import WeightedTerm
    from index.local import open_engine
    from tests.index.making import write_reports

    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        reports, data = Path(folder) / "reports", Path(folder) / "data"
        write_reports(reports, 12, n_paragraphs=20)
        build([reports], data)

        def ask() -> object:
            engine = open_engine(data)
            try:
                vector = engine.encode(["caseloads vary too much"])[0]
                hits = engine.search_sentences(vector, [WeightedTerm("caseloads")], top_k=10)
                assert hits
                return [engine.document(hit.document_id).quote(hit.span) for hit in hits]
            finally:
                engine.close()

        def change(number: int) -> None:
            write_reports(reports, 4, n_paragraphs=20, seed=100 + number % 3)
            for path in reports.glob(f"report {100 + (number + 1) % 3}-*"):
                path.unlink()

        command = [sys.executable, "-m", "benchmarks.crash", "--build", str(reports), str(data)]
        change(0)
        shutil.copytree(data, Path(folder) / "timed")
        started = time.perf_counter()
        subprocess.run([*command[:-1], str(Path(folder) / "timed")], check=True)
        seconds = time.perf_counter() - started
        tally = kill_builds(
            command,
            data,
            n_kills=options.kills,
            longest_seconds=seconds,
            before_each=change,
            ask=ask,
        )
        report = build([reports], data)
        print(json.dumps({**asdict(tally), "build_seconds": round(seconds, 2), "failed": 0}))
        print(f"then an undisturbed build: {report.counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
