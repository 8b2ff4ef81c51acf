"""Runs in the background: one at a time, and one that fails says why."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assistant.evaluation.experiments import Experiments
from tests.sample import QUERIES
from tests.web.made import MadeAssistant, MadeEngine, made_collection, made_documents
from web import Collection, Reading
from web.errors import TrialError
from web.workbench.trials import Trial, Trials


def _ended(trials: Trials) -> Trial:
    for _ in range(200):
        trial = trials.latest()
        if trial is not None and trial.finished:
            return trial
        time.sleep(0.02)
    raise AssertionError("the run did not end")


def test_what_cannot_be_evaluated_is_told(tmp_path: Path) -> None:
    trials = Trials(made_collection(tmp_path / "files")[0], Experiments(tmp_path / "runs"))
    assert trials.latest() is None
    trials.start(QUERIES, "first")
    ended = _ended(trials)
    assert (ended.name, ended.problem) == ("first", "what is served here cannot be evaluated")
    assert not (tmp_path / "runs").exists()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    engine = MadeEngine(made_documents(tmp_path / "files"))
    held, opened = threading.Event(), threading.Event()

    def current() -> str:
        opened.set()
        held.wait(10)
        return "1"

    collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), current)
    trials = Trials(collection, Experiments(tmp_path / "runs"))
    trials.start(QUERIES, "first")
    assert opened.wait(10)
    with pytest.raises(TrialError, match="another run is under way"):
        trials.start(QUERIES, "second")
    held.set()
    assert _ended(trials).name == "first"
    trials.start(QUERIES, "second")
    assert _ended(trials).name == "second"
