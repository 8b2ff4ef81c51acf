"""How long a page's picture takes, the first time and after, through the web application.

    python -m benchmarks page_image --data DATA [--n 60] [--seed 0]

Pages are drawn at random from the PDFs of the index. Each is asked for twice: first when it was
never drawn, the process that draws being at work, then kept on disk. So is the page that shows a
sentence on it, which finds the words among the page's characters. Files are hashed before: the
first look at a changed file adds a few milliseconds for each of its megabytes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from flask.testing import FlaskClient

from assistant.pipeline import Assistant
from assistant.settings import AssistantSettings
from index.local import open_engine
from web import Collection, Reading, WebSettings, create_app

__all__ = ["main"]


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _stated(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "max": round(ordered[-1], 1),
    }


def _fetch(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    answer.close()


def main() -> int:
    """Ask for pictures and pages, and print the milliseconds."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks page_image", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="data folder with the index")
    parser.add_argument("--n", type=int, default=60, help="how many pages (default 60)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    engine = open_engine(options.data)
    reading = Reading(engine, Assistant(engine, AssistantSettings()))
    collection = Collection(lambda: reading, lambda: engine.generation)
    records = [r for r in engine.documents() if r.source.lower().endswith(".pdf")]
    draw = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        app = create_app(WebSettings(), collection, Path(folder))
        client = app.test_client()
        for turn in range(options.n + 2):
            record = draw.choice(records)
            document = engine.document(record.id)
            span = draw.choice(document.sentences).span
            page = document.page_of(span.start)
            client.get(f"/documents/{record.id}")  # the file is hashed
            picture = f"/documents/{record.id}/pages/{page}/picture.png"
            extract = f"/documents/{record.id}/extract/{span.start}-{span.end}"
            measured = {
                "picture, first": _milliseconds(lambda at=picture: _fetch(client, at)),  # type: ignore[misc]
                "picture, later": _milliseconds(lambda at=picture: _fetch(client, at)),  # type: ignore[misc]
                "page with a quote": _milliseconds(lambda at=extract: _fetch(client, at)),  # type: ignore[misc]
            }
            if turn >= 2:  # by then the processes and templates are there
                for what, milliseconds in measured.items():
                    times.setdefault(what, []).append(milliseconds)
        app.extensions["pages"].close()
    for what, taken in times.items():
        print(json.dumps({"what": what, "n": len(taken), "milliseconds": _stated(taken)}))
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
