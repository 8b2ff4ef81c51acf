"""One small SQLite file for each thing that readers leave behind, opened the same safe way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["create", "opened"]


def create(path: Path, schema: str) -> None:
    """Make the file at `path`, readable by its owner alone, with the tables of `schema`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with opened(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(schema)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are written when the block ends well, and undone otherwise."""
    db = sqlite3.connect(path, timeout=10.0)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        with db:
            yield db
    finally:
        db.close()
