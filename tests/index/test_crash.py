"""Builds killed at random moments; `python -m benchmarks.crash` does it fifty times."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from benchmarks.crash import kill_builds
from corpus.settings import ReadSettings
from index.builder import build
from tests.index.making import HashedWords, write_reports
from tests.index.test_faults import answers

_BUILD = (
    "import sys; from pathlib import Path; from corpus.settings import ReadSettings;"
    "from index.builder import build; from tests.index.making import HashedWords;"
    "build([Path(sys.argv[1])], Path(sys.argv[2]), reading=ReadSettings(n_workers=1),"
    "encoder=HashedWords())"
)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_killed_builds_leave_an_index_that_answers(tmp_path: Path) -> None:
    reports, data = tmp_path / "reports", tmp_path / "data"
    write_reports(reports, 3)
    reading = ReadSettings(n_workers=1)
    started = time.perf_counter()
    build([reports], data, reading=reading, encoder=HashedWords())
    seconds = time.perf_counter() - started + 1  # a child has its imports before it

    def change(number: int) -> None:
        write_reports(reports, 2, seed=100 + number % 3)

    tally = kill_builds(
        [sys.executable, "-c", _BUILD, str(reports), str(data)],
        data,
        n_kills=8,
        longest_seconds=seconds,
        before_each=change,
        ask=lambda: answers(data)[1],
    )
    assert tally.kills == 8
    build([reports], data, reading=reading, encoder=HashedWords())
    build([reports], tmp_path / "fresh", reading=reading, encoder=HashedWords())
    assert answers(data)[1] == answers(tmp_path / "fresh")[1]
    assert not list((data / "generations").glob(".building-*"))
