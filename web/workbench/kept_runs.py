"""The runs that are kept, for pages: listed without reading each anew, opened by name alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from assistant.errors import AssistantError
from assistant.evaluation.experiment import Figures, Run
from assistant.evaluation.experiments import Experiments

__all__ = ["KeptRuns", "RunSummary"]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in a list; `figures` is None of one that cannot be read."""

    name: str
    started: str
    collection: str
    changed: str
    figures: Figures | None


class KeptRuns:
    """The runs of a folder; may be used from any thread."""

    def __init__(self, experiments: Experiments) -> None:
        self.experiments = experiments
        self._lock = Lock()
        self._summaries: dict[str, tuple[int, RunSummary]] = {}
        self._read = lru_cache(maxsize=4)(self._load)

    def listed(self) -> list[RunSummary]:
        """The runs, the latest first."""
        summaries = [self._summary(path) for path in self.experiments.folder.glob("*.json")]
        return sorted(summaries, key=lambda s: (s.started, s.name), reverse=True)

    def load(self, name: str) -> Run:
        """The run of that name. :raises KeyError: none is kept, or it cannot be read."""
        # subtle: of names that are there alone; another could be a path
        path = next((p for p in self.experiments.folder.glob("*.json") if p.stem == name), None)
        if path is None:
            raise KeyError(name)
        try:
            return self._read(name, path.stat().st_mtime_ns)
        except (AssistantError, OSError) as error:
            raise KeyError(name) from error

    def _load(self, name: str, changed: int) -> Run:
        return self.experiments.load(name)

    def _summary(self, path: Path) -> RunSummary:
        written = path.stat().st_mtime_ns
        with self._lock:
            known = self._summaries.get(path.stem)
        if known is not None and known[0] == written:
            return known[1]
        try:
            run = self.experiments.load(path.stem)
        except AssistantError:
            summary = RunSummary(path.stem, "", "", "cannot be read", None)
        else:
            changed = ", ".join(f"{name} = {value}" for name, value in run.changed.items())
            summary = RunSummary(path.stem, run.started, run.collection, changed, run.overall)
        with self._lock:
            self._summaries[path.stem] = (written, summary)
        return summary
