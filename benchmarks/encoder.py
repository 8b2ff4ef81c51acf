"""The encoder beside plain sentence-transformers with PyTorch, in one run on one machine.

    python -m benchmarks.encoder [--passages 400] [--data DIR]

Prints passages a second of each and their ratio, the median of single questions, and, each in a
process of its own, the time from start to first vector and the memory resident. With `--data`, the
cold start and memory of an engine over that index as well. Passages are made up, of lengths like
those of real reports. Machines are shared: trust the ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, load_encoder
from index.memory import resident_bytes
from index.model import find_model
from index.settings import DEFAULT_MODEL, IndexSettings, Runtime

__all__ = ["main"]

_ROUNDS = 3
_PLAIN_BATCH = 32  # the default of sentence-transformers
_WORDS = (
    "the of to and children young people care social workers managers plans visits assessment "
    "effective timely risk quality oversight practice improve inspectors families support leavers "
    "caseloads health education missing adoption permanence voice strategic partnership board "
    "quickly consistently variable insufficient robust thresholds referrals early help return"
).split()


def main() -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--data", type=Path, help="a data folder with an index")
    parser.add_argument("--only", choices=["openvino", "torch", "engine"], help=argparse.SUPPRESS)
    parser.add_argument("--models", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(_alone(options.only, options.models, options.data)))
        return 0
    with tempfile.TemporaryDirectory(prefix="encoder-") as folder:
        print(
            json.dumps(_compare(_passages(options.passages), Path(folder), options.data), indent=1)
        )
    return 0


def _passages(n_passages: int) -> list[str]:
    """Made-up passages of 20 to 180 words, 150 word pieces in the middle of their lengths."""
    random = np.random.default_rng(0)
    lengths = np.clip(random.normal(110, 45, n_passages), 20, 180).astype(int)
    return [" ".join(random.choice(_WORDS, length)) for length in lengths]


def _compare(passages: Sequence[str], models: Path, data: Path | None) -> dict[str, object]:
    from sentence_transformers import SentenceTransformer

    ours = load_encoder(IndexSettings(), models)
    plain = SentenceTransformer(
        str(find_model(DEFAULT_MODEL).path), device="cpu", local_files_only=True
    )

    def plainly() -> None:
        plain.encode(list(passages), batch_size=_PLAIN_BATCH, show_progress_bar=False)

    def by_ours() -> None:
        ours.encode(passages)

    ours.encode(passages[:16])
    plain.encode(list(passages[:16]), show_progress_bar=False)
    times: dict[str, list[float]] = {"openvino": [], "torch": []}
    for _ in range(_ROUNDS):  # by turns, so that a busy moment of the machine strikes both
        times["openvino"].append(_seconds(by_ours))
        times["torch"].append(_seconds(plainly))
    rates = {name: len(passages) / min(seconds) for name, seconds in times.items()}
    result: dict[str, object] = {
        "passages_per_second": {name: round(rate, 1) for name, rate in rates.items()},
        "ratio": round(rates["openvino"] / rates["torch"], 2),
        "ratio_by_round": [
            round(other / one, 2)
            for one, other in zip(times["openvino"], times["torch"], strict=True)
        ],
        "mean_word_pieces": round(statistics.mean(ours.count(text) for text in passages), 1),
        "lowest_cosine": _agreement(ours, plain.encode(list(passages[:64]), batch_size=8,
                                                       show_progress_bar=False), passages[:64]),
        "question_ms": {
            "openvino": _median_ms(lambda: ours.encode(["caseloads of personal advisers"])),
            "torch": _median_ms(
                lambda: plain.encode(["caseloads of personal advisers"], show_progress_bar=False)
            ),
        },
    }  # fmt: skip
    alone = ["openvino", "torch", *(["engine"] if data else [])]
    result["in_a_process_of_its_own"] = {name: _in_child(name, models, data) for name in alone}
    return result


def _agreement(ours: Encoder, expected: object, texts: Sequence[str]) -> float:
    theirs = np.asarray(expected, dtype=np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    return round(float((ours.encode(texts) * theirs).sum(axis=1).min()), 6)


def _in_child(name: str, models: Path, data: Path | None) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.encoder", "--only", name, "--models", str(models)]
    if data is not None:
        command += ["--data", str(data)]
    started = time.perf_counter()
    child = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    measured: dict[str, float] = json.loads(child.stdout)
    return {**measured, "whole_process_seconds": round(whole, 2)}


def _alone(name: str, models: Path, data: Path | None) -> dict[str, float]:
    """Load and answer once: seconds after the interpreter's own start, megabytes resident."""
    started = time.perf_counter()
    if name == "engine":
        from index.engine import WeightedTerm
        from index.local import open_engine

        if data is None:
            raise SystemExit("--only engine needs --data")
        engine = open_engine(data)
        vector = engine.encode(["caseloads of personal advisers"])[0]
        terms = [WeightedTerm("caseloads"), WeightedTerm("personal advisers")]
        engine.search(vector, terms, top_k=20)
        for hit in engine.search_sentences(vector, terms, top_k=20):
            engine.document(hit.document_id)
        seconds = time.perf_counter() - started
        search = _median_ms(lambda: engine.search_sentences(vector, terms, top_k=50))
        return {**_cost(seconds), "search_ms": search, "sentences": engine.n_sentences()}
    runtime = IndexSettings(runtime=Runtime(name))
    load_encoder(runtime, models).encode(["caseloads of personal advisers"])
    return _cost(time.perf_counter() - started)


def _cost(seconds: float) -> dict[str, float]:
    return {
        "seconds_to_first": round(seconds, 2),
        "resident_mb": round(resident_bytes() / 1e6),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median_ms(work: Callable[[], object]) -> float:
    return round(statistics.median(_seconds(work) for _ in range(40)) * 1000, 2)


if __name__ == "__main__":
    sys.exit(main())
