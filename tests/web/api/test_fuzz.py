"""schemathesis on a small scale; `python -m benchmarks fuzz_api` does it on a large one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.fuzz_api import SETTINGS, fuzz
from tests.web.made import MadeAssistant
from web import Collection, create_app


def test_what_the_description_allows_and_forbids_is_answered_as_described(
    tmp_path: Path, made: tuple[Collection, MadeAssistant]
) -> None:
    tally = fuzz(create_app(SETTINGS, made[0], tmp_path), 80)
    assert tally.n_calls >= 80
    assert tally.faults == []
    assert tally.broken_promises == []
    assert {200, 201, 404, 422} <= set(tally.statuses)
