"""Runs of collections in the background, one at a time, with how far they are.

A run reads the generation that is current when it begins, and keeps it to its end.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.evaluation.collection import load_collection
from assistant.evaluation.experiments import Experiments
from assistant.evaluation.recording import Circumstances, record
from assistant.evaluation.runner import evaluate
from assistant.pipeline import Assistant
from index.local import LocalEngine
from web.collection import Collection, Reading
from web.errors import TrialError

__all__ = ["Trial", "Trials"]

logger = logging.getLogger(__name__)


class _StoppedError(Exception):
    """The server stops."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A run: `done` of `total` questions are answered. `problem` says why it ended, if it failed."""

    name: str
    collection: str
    done: int = 0
    total: int = 0
    finished: bool = False
    problem: str = ""


class Trials:
    """Starts runs over what is served; `experiments` keeps them."""

    def __init__(self, collection: Collection, experiments: Experiments) -> None:
        self._collection = collection
        self._experiments = experiments
        self._lock = threading.Lock()
        self._trial: Trial | None = None

    def latest(self) -> Trial | None:
        """The run that is under way, or the last one; None where there was none."""
        with self._lock:
            return self._trial

    def start(self, path: Path, name: str) -> None:
        """Begin to run the collection at `path`, to be kept as `name`.

        :raises TrialError: another run is under way.
        :raises ExperimentError: the name cannot be had.
        :raises QueryError: it is no collection.
        """
        self._experiments.check(name)
        n_questions = len(load_collection(path).queries)
        with self._lock:
            if self._trial is not None and not self._trial.finished:
                raise TrialError("another run is under way; wait for its end")
            self._trial = Trial(name, path.stem, total=n_questions)
        # subtle: no daemon, which could be killed inside a library; it ends itself (see _follow)
        threading.Thread(target=self._run, args=(path, name), name="trial").start()

    def _run(self, path: Path, name: str) -> None:
        problem = "it ended for a reason that was not foreseen; the server's log says more"
        try:
            lent = self._collection.acquire()
            try:
                self._evaluate(path, name, lent)
            finally:
                self._collection.release(lent)
            problem = ""
        except (AssistantError, TrialError) as error:
            problem = str(error)
        except _StoppedError:
            problem = "the server was stopped"
        finally:
            with self._lock:
                assert self._trial is not None  # noqa: S101 (set before the thread began)
                self._trial = replace(self._trial, finished=True, problem=problem)
        logger.info("run %s ended%s", name, f": {problem}" if problem else "")

    def _evaluate(self, path: Path, name: str, lent: Reading) -> None:
        assistant, engine = lent.assistant, lent.engine
        if not isinstance(assistant, Assistant) or not isinstance(engine, LocalEngine):
            raise TrialError("what is served here cannot be evaluated")
        collection = load_collection(path)
        started, clock = datetime.now(UTC), time.perf_counter()
        report = evaluate(assistant, collection.queries, progress=self._follow)
        settings: Mapping[str, Mapping[str, Any]] = {
            "index": dict(engine.manifest.settings),
            "assistant": asdict(assistant.settings),
        }
        known = Circumstances(
            settings=settings,
            changed={},
            model=engine.encoder.name,
            model_hash=engine.encoder.fingerprint,
            started=started,
            seconds=time.perf_counter() - clock,
        )
        self._experiments.save(record(report, engine, collection, known, name=name))

    def _follow(self, done: int, total: int) -> None:
        if not threading.main_thread().is_alive():
            raise _StoppedError
        with self._lock:
            assert self._trial is not None  # noqa: S101
            self._trial = replace(self._trial, done=done, total=total)
