"""A folder of runs: one JSON file for each, written whole, read back, listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from assistant.errors import AssistantError
from assistant.evaluation.experiment import FORMAT, Figures, Run

__all__ = ["ExperimentError", "Experiments", "plain", "plain_figures"]

_NAME = re.compile(r"[\w][\w.+-]{0,79}")
_converter = make_converter()


def plain(run: Run) -> dict[str, Any]:
    """`run` as it is written: what JSON can hold."""
    found: dict[str, Any] = _converter.unstructure(run)
    return found


def plain_figures(figures: Figures) -> dict[str, Any]:
    """`figures` as they are written."""
    found: dict[str, Any] = _converter.unstructure(figures)
    return found


class ExperimentError(AssistantError):
    """A run cannot be kept under its name, or one is not there or not readable."""


class Experiments:
    """The runs kept in `folder`, each by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def check(self, name: str) -> None:
        """:raises ExperimentError: `name` is no name for a run, or is taken."""
        if not _NAME.fullmatch(name):
            raise ExperimentError(
                f'--name: "{name}" cannot name a run; use letters, digits, ".", "+", "-", "_"'
            )
        if self._path(name).exists():
            raise ExperimentError(
                f'--name: there is a run "{name}" in {self.folder}; choose another name'
            )

    def save(self, run: Run) -> Path:
        """Keep `run`; return its file. :raises ExperimentError: its name cannot be had."""
        self.check(run.name)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(run.name)
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_text(_converter.dumps(run, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)
        return path

    def load(self, name: str) -> Run:
        """The run of that name, or in the file of that name.

        :raises ExperimentError: there is none, or it cannot be read.
        """
        path = self._path(name) if _NAME.fullmatch(name) else Path(name)
        if not path.is_file() and Path(name).is_file():
            path = Path(name)
        return _read(path, self.folder)

    def runs(self) -> Iterator[Run]:
        """All runs, the earliest first."""
        found = [_read(path, self.folder) for path in sorted(self.folder.glob("*.json"))]
        yield from sorted(found, key=lambda run: (run.started, run.name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def _read(path: Path, folder: Path) -> Run:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        known = sorted(each.stem for each in folder.glob("*.json"))
        there = f"there are {', '.join(known)}" if known else "none is kept there yet"
        raise ExperimentError(f'no run "{path.stem}" in {folder}; {there}') from error
    except (OSError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: cannot be read ({error})") from error
    try:
        run = _converter.loads(text, Run)
    except (ValueError, BaseValidationError) as error:
        raise ExperimentError(
            f"{path}: is no record of a run; evaluate again, or take the file away"
        ) from error
    if run.format > FORMAT:
        raise ExperimentError(
            f"{path}: was written by a later version of Findings ({run.version}); use that"
        )
    return run
