from __future__ import annotations

import time
from threading import Thread

import pytest

from index.stopwatch import stage, timed


def test_a_stage_counts_without_those_within_it() -> None:
    started = time.perf_counter()
    with timed() as stages, stage("outer"):
        with stage("inner"):
            time.sleep(0.02)
        with stage("inner"):
            time.sleep(0.02)
    whole = (time.perf_counter() - started) * 1000
    assert list(stages) == ["inner", "outer"]
    assert stages["inner"] >= 40
    assert 0 <= stages["outer"] < stages["inner"]
    assert sum(stages.values()) <= whole


def test_a_stage_is_counted_where_its_work_fails() -> None:
    with timed() as stages, pytest.raises(ValueError, match="no"), stage("work"):
        raise ValueError("no")
    assert list(stages) == ["work"]


def test_nothing_is_kept_where_nobody_asks() -> None:
    with stage("work"):
        pass
    with timed() as stages:
        pass
    assert stages == {}


def test_each_thread_has_its_own_watch() -> None:
    def elsewhere() -> None:
        with stage("elsewhere"):
            pass

    with timed() as stages:
        thread = Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert stages == {}
