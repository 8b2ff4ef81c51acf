"""What a page costs beyond the answering itself: an answer, a long conversation, the start.

    python -m benchmarks web [--data DIR] [--questions 40] [--seed 0]

Questions are put as a browser puts them, by Flask's client in this process: the form is sent and
the page behind its 303 is read. The time that the assistant takes is taken off. Prints
medians, 95th percentiles and the share of the whole that the page is. Without `--data` over the
sample, which is indexed first. Machines are shared: trust the ratios.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from assistant.answer import Answer
from assistant.question import AS_ASKED, Choices, Turn
from benchmarks.served import served
from index.engine import DocumentRecord
from web import WebSettings
from web.collection import Answers, Collection

__all__ = ["main"]

_SETTINGS = replace(WebSettings(), questions_per_minute=1_000_000)
_TOPICS = ("care leavers", "social workers’ caseloads", "children who go missing", "foster carers")
_FOLLOW_UPS = 5
_SEE_OTHER, _OK = 303, 200


@dataclass(slots=True)
class Timed:
    """Answers as `behind` does, and counts the seconds that it takes."""

    behind: Answers
    seconds: float = 0.0

    def ask(
        self, question: str, history: Sequence[Turn] = (), choices: Choices = AS_ASKED
    ) -> Answer:
        """The answer of `behind`."""
        started = time.perf_counter()
        try:
            return self.behind.ask(question, history, choices)
        finally:
            self.seconds += time.perf_counter() - started


class Reader:
    """Puts questions as a browser does."""

    def __init__(self, app: Flask, timed: Timed) -> None:
        self._client: FlaskClient = app.test_client()
        self._timed = timed
        token = re.search(r'name="csrf_token" value="([^"]+)"', self._client.get("/").text)
        assert token
        self._token = token[1]

    def put(self, question: str, address: str = "/conversation/") -> tuple[str, float, float]:
        """The conversation's address, and the seconds of the page and of the answering."""
        before = self._timed.seconds
        started = time.perf_counter()
        sent = self._client.post(
            address,
            data={"csrf_token": self._token, "question": question, "as_is": question},
            headers={"Referer": "http://localhost/"},
        )
        if sent.status_code != _SEE_OTHER:
            raise SystemExit(f"{address}: status {sent.status_code}")
        where = sent.location.partition("#")[0]
        page = self._client.get(where)
        whole = time.perf_counter() - started
        assert page.status_code == _OK
        answering = self._timed.seconds - before
        return where, whole - answering, answering

    def seconds(self, address: str) -> float | None:
        """What getting `address` takes; None where there is nothing."""
        started = time.perf_counter()
        with self._client.get(address) as page:
            return time.perf_counter() - started if page.status_code == _OK else None


def main() -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="a data folder with an index")
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  which questions are put is no secret
    with tempfile.TemporaryDirectory(prefix="web-") as folder:
        app = served(Path(folder), options.data, _SETTINGS)
        collection: Collection = app.extensions["collection"]
        lent = collection.acquire()
        timed = Timed(lent.assistant)
        lent.assistant = timed
        records = list(lent.engine.documents())
        reader = Reader(app, timed)
        result = {
            "answer_page": _answers(reader, records, options.questions, chance),
            "start_page_ms": _ms(_times(lambda: reader.seconds("/"), 20)),
        }
        collection.release(lent)
        collection.close()
    print(json.dumps(result, indent=1))
    return 0


def _answers(
    reader: Reader, records: Sequence[DocumentRecord], n_questions: int, chance: random.Random
) -> dict[str, object]:
    """First questions, each in a conversation of its own, then follow-ups in one of them."""
    stated = (record.provenance.authority.value for record in records)
    names = sorted({name for name in stated if name})
    reader.put(_question(chance, names))  # what is loaded once is loaded
    first = [reader.put(_question(chance, names)) for _ in range(n_questions)]
    address = first[0][0]
    later = [reader.put(_question(chance, names), address) for _ in range(_FOLLOW_UPS)]
    beyond = [page for _, page, _ in first]
    answering = [seconds for _, _, seconds in first]
    return {
        "questions": n_questions,
        "beyond_answering_ms": _ms(beyond),
        "answering_ms": _ms(answering),
        "share_of_the_whole": round(sum(beyond) / (sum(beyond) + sum(answering)), 2),
        f"beyond_answering_after_{_FOLLOW_UPS}_follow_ups_ms": round(later[-1][1] * 1000, 1),
    }


def _question(chance: random.Random, names: Sequence[str]) -> str:
    return f"What did Ofsted say about {chance.choice(_TOPICS)} in {chance.choice(names)}?"


def _times(work: Callable[[], float | None], n: int) -> list[float]:
    return [seconds for seconds in (work() for _ in range(n)) if seconds is not None]


def _ms(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {"median": round(statistics.median(ordered) * 1000, 1), "p95": round(p95 * 1000, 1)}


if __name__ == "__main__":
    sys.exit(main())
