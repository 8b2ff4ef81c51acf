"""Briefings, kept in one SQLite file: names, order, headings, notes, and where each quote stands.

No word of a document is kept here. A briefing belongs to the reader (a random name in a signed
cookie) who began it; what was not touched for the configured number of days is deleted.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from assistant.briefing import Briefing, Entry
from web.database import create, opened

__all__ = ["Briefings", "Kept", "new_key"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS briefing (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, title TEXT NOT NULL, touched REAL NOT NULL,
    used REAL NOT NULL, entries TEXT NOT NULL, before TEXT, undoes TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS briefing_reader ON briefing (reader, used);
"""
_DAY_SECONDS = 86_400.0
_converter = make_converter()
configure_tagged_union(Entry, _converter)

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A briefing as it is kept. `touched` is when it was last changed, seconds since 1970.

    `undoes` says what an undo would bring back ("an extract"), None where there is nothing;
    `undo_before` is the key of the entry before which it would stand, None for the end.
    """

    id: str
    briefing: Briefing
    touched: float
    undoes: str | None = None
    undo_before: str | None = None

    @property
    def changed(self) -> date:
        """The day on which it was last changed."""
        return datetime.fromtimestamp(self.touched).astimezone().date()


def new_key() -> str:
    """A key for a new entry."""
    return secrets.token_hex(4)


class Briefings:
    """The briefings of one data folder; may be used from any thread.

    Where a method takes a reader and a briefing's id, it raises KeyError when that reader has no
    such briefing.
    """

    def __init__(self, path: Path, keep_days: int) -> None:
        self._path = path
        self._keep_seconds = keep_days * _DAY_SECONDS
        create(path, _SCHEMA)

    def begin(self, reader: str, briefing: Briefing) -> str:
        """Keep a new briefing and return its id; it is the current one from now on."""
        self.forget_old()
        with opened(self._path) as db:
            return _begun(db, reader, briefing)

    def current_or_new(self, reader: str, title: str) -> str:
        """The id of the current briefing; where the reader has none, of a new one of that name."""
        self.forget_old()
        with opened(self._path) as db:
            db.execute("BEGIN IMMEDIATE")  # a button that is pressed twice begins one, not two
            row = _current(db, reader)
            return str(row[0]) if row else _begun(db, reader, Briefing(title))

    def all(self, reader: str) -> list[Kept]:
        """The reader's briefings, the current one first, then by when they were last used."""
        with opened(self._path) as db:
            rows = db.execute(
                "SELECT id, title, touched, entries, undoes, before FROM briefing WHERE reader = ?"
                " ORDER BY used DESC, id",
                (reader,),
            ).fetchall()
        return [_kept(row) for row in rows]

    def current(self, reader: str) -> Kept | None:
        """The briefing that extracts are added to; None where the reader has none."""
        with opened(self._path) as db:
            row = _current(db, reader)
        return _kept(row) if row else None

    def read(self, reader: str, briefing_id: str) -> Kept:
        """One briefing."""
        with opened(self._path) as db:
            return _read(db, reader, briefing_id)

    def use(self, reader: str, briefing_id: str) -> None:
        """Make it the current one."""
        with opened(self._path) as db:
            _update(db, reader, briefing_id, "used = ?", time.time())

    def change(
        self,
        reader: str,
        briefing_id: str,
        change: Callable[[Entries], Entries],
        *,
        undoes: str | None = None,
    ) -> Kept:
        """Write what `change` makes of the entries and return the briefing as it then is.

        With `undoes` the state before can be brought back with :meth:`undo`. Where `change` makes
        no difference nothing is written, and an undo stays open.
        """
        with opened(self._path) as db:
            db.execute("BEGIN IMMEDIATE")
            kept = _read(db, reader, briefing_id)
            entries = change(kept.briefing.entries)
            if entries == kept.briefing.entries:
                return kept
            before = _written(kept.briefing.entries) if undoes else None
            _update(
                db,
                reader,
                briefing_id,
                "touched = ?, entries = ?, before = ?, undoes = ?",
                time.time(),
                _written(entries),
                before,
                undoes,
            )
            return _read(db, reader, briefing_id)

    def undo(self, reader: str, briefing_id: str) -> None:
        """Bring back what was last removed, if nothing was changed since."""
        with opened(self._path) as db:
            _update(
                db,
                reader,
                briefing_id,
                "entries = coalesce(before, entries), before = NULL, undoes = NULL",
            )

    def rename(self, reader: str, briefing_id: str, title: str) -> None:
        """Give it another name."""
        with opened(self._path) as db:
            _update(db, reader, briefing_id, "title = ?, touched = ?", title, time.time())

    def delete(self, reader: str, briefing_id: str) -> None:
        """Delete it, for good."""
        with opened(self._path) as db:
            _read(db, reader, briefing_id)
            db.execute("DELETE FROM briefing WHERE id = ?", (briefing_id,))

    def forget_old(self) -> None:
        """Delete what was neither changed nor used for longer than briefings are kept."""
        with opened(self._path) as db:
            db.execute(
                "DELETE FROM briefing WHERE max(touched, used) < ?",
                (time.time() - self._keep_seconds,),
            )


Row = tuple[str, str, float, str, str | None, str | None]


def _begun(db: sqlite3.Connection, reader: str, briefing: Briefing) -> str:
    briefing_id, now = secrets.token_urlsafe(16), time.time()
    db.execute(
        "INSERT INTO briefing VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
        (briefing_id, reader, briefing.title, now, now, _written(briefing.entries)),
    )
    return briefing_id


def _current(db: sqlite3.Connection, reader: str) -> Row | None:
    row: Row | None = db.execute(
        "SELECT id, title, touched, entries, undoes, before FROM briefing WHERE reader = ?"
        " ORDER BY used DESC, id LIMIT 1",
        (reader,),
    ).fetchone()
    return row


def _read(db: sqlite3.Connection, reader: str, briefing_id: str) -> Kept:
    row = db.execute(
        "SELECT id, title, touched, entries, undoes, before FROM briefing WHERE id = ? AND reader = ?",
        (briefing_id, reader),
    ).fetchone()
    if row is None:
        raise KeyError(briefing_id)
    return _kept(row)


def _update(
    db: sqlite3.Connection, reader: str, briefing_id: str, assignments: str, *values: object
) -> None:
    found = db.execute(
        f"UPDATE briefing SET {assignments} WHERE id = ? AND reader = ?",  # noqa: S608 (ours)
        (*values, briefing_id, reader),
    )
    if not found.rowcount:
        raise KeyError(briefing_id)


def _kept(row: Row) -> Kept:
    briefing_id, title, touched, written, undoes, before = row
    entries: Entries = _converter.loads(written, Entries)
    following = _following(_converter.loads(before, Entries), entries) if before else None
    return Kept(briefing_id, Briefing(title, entries), touched, undoes, following)


def _following(before: Entries, entries: Entries) -> str | None:
    """The key of the entry that came after the one that was removed."""
    keys = {entry.key for entry in entries}
    gone = [at for at, entry in enumerate(before) if entry.key not in keys]
    return next((e.key for e in before[gone[0] :] if e.key in keys), None) if gone else None


def _written(entries: Entries) -> str:
    return _converter.dumps(entries, unstructure_as=Entries)
