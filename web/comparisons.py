"""Comparisons, kept in one SQLite file: what was asked of whom, and what each said.

A comparison belongs to the reader who made it; nobody else can open it. What was not opened for
as long as conversations are kept is deleted.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from web.comparison import Compared, Comparison
from web.database import create, opened

__all__ = ["Comparisons", "Listed"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS comparison (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, made REAL NOT NULL, touched REAL NOT NULL,
    compared TEXT NOT NULL, comparison TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS comparison_reader ON comparison (reader, made);
CREATE INDEX IF NOT EXISTS comparison_touched ON comparison (touched);
"""
_DAY_SECONDS = 86_400.0
_UNREADABLE = (BaseValidationError, ValueError, TypeError, KeyError)
_converter = make_converter()


@dataclass(frozen=True, slots=True)
class Listed:
    """A comparison as a list shows it."""

    id: str
    made: datetime
    compared: Compared


class Comparisons:
    """The comparisons of one data folder; may be used from any thread."""

    def __init__(self, path: Path, history_days: int) -> None:
        self._path = path
        self._keep_seconds = history_days * _DAY_SECONDS
        create(path, _SCHEMA)

    def keep(self, reader: str, comparison: Comparison) -> str:
        """Keep `comparison` and return its id; old ones are deleted on the way."""
        self.forget_old()
        comparison_id, now = secrets.token_urlsafe(16), time.time()
        with opened(self._path) as db:
            db.execute(
                "INSERT INTO comparison VALUES (?, ?, ?, ?, ?, ?)",
                (
                    comparison_id,
                    reader,
                    now,
                    now,
                    _converter.dumps(comparison.compared, unstructure_as=Compared),
                    _converter.dumps(comparison, unstructure_as=Comparison),
                ),
            )
        return comparison_id

    def read(self, reader: str, comparison_id: str) -> Comparison | None:
        """The comparison; None where another version wrote it and it cannot be read any more.

        :raises KeyError: `reader` has no such comparison.
        """
        with opened(self._path) as db:
            row = db.execute(
                "UPDATE comparison SET touched = ? WHERE id = ? AND reader = ?"
                " RETURNING comparison",
                (time.time(), comparison_id, reader),
            ).fetchone()
        if row is None:
            raise KeyError(comparison_id)
        try:
            return _converter.loads(row[0], Comparison)
        except _UNREADABLE:
            return None

    def all(self, reader: str) -> list[Listed]:
        """The comparisons of `reader`, the newest first; those that cannot be read left out."""
        self.forget_old()
        with opened(self._path) as db:
            rows = db.execute(
                "SELECT id, made, compared FROM comparison WHERE reader = ? ORDER BY made DESC",
                (reader,),
            ).fetchall()
        listed: list[Listed] = []
        for comparison_id, made, text in rows:
            try:
                compared = _converter.loads(text, Compared)
            except _UNREADABLE:
                continue
            listed.append(Listed(comparison_id, datetime.fromtimestamp(made), compared))
        return listed

    def delete(self, reader: str, comparison_id: str) -> None:
        """Delete a comparison; :raises KeyError: `reader` has no such comparison."""
        with opened(self._path) as db:
            deleted = db.execute(
                "DELETE FROM comparison WHERE id = ? AND reader = ?", (comparison_id, reader)
            ).rowcount
        if not deleted:
            raise KeyError(comparison_id)

    def forget_old(self) -> None:
        """Delete what was not opened for longer than comparisons are kept."""
        with opened(self._path) as db:
            db.execute(
                "DELETE FROM comparison WHERE touched < ?", (time.time() - self._keep_seconds,)
            )
