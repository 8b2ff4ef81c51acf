"""What became of readers' opinions in the workbench: which were looked at, and what was decided."""

from __future__ import annotations

import time
from pathlib import Path

from web.database import create, opened

__all__ = ["Reviews"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS review (
    answer TEXT PRIMARY KEY, decision TEXT NOT NULL, decided REAL NOT NULL
) WITHOUT ROWID;
"""
_DAY_SECONDS = 86_400.0


class Reviews:
    """The decisions of one data folder; may be used from any thread.

    They hold no question: an answer is named by its key. Kept as long as opinions are.
    """

    def __init__(self, path: Path, keep_days: int) -> None:
        self._path = path
        self._keep_seconds = keep_days * _DAY_SECONDS
        create(path, _SCHEMA)

    def decide(self, answer: str, decision: str) -> None:
        """Note that an opinion was looked at."""
        now = time.time()
        with opened(self._path) as db:
            db.execute("DELETE FROM review WHERE decided < ?", (now - self._keep_seconds,))
            db.execute("INSERT OR REPLACE INTO review VALUES (?, ?, ?)", (answer, decision, now))

    def reopen(self, answer: str) -> None:
        """Forget that an opinion was looked at."""
        with opened(self._path) as db:
            db.execute("DELETE FROM review WHERE answer = ?", (answer,))

    def decided(self) -> dict[str, str]:
        """The decisions, by answer."""
        with opened(self._path) as db:
            return dict(db.execute("SELECT answer, decision FROM review").fetchall())
