"""Conversations, kept in one SQLite file: questions as asked and answers as given.

A conversation belongs to the reader (a random name in a signed cookie) who began it; nobody else
can open it. What was not touched for the configured number of days is deleted.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from assistant.answer import Answer
from corpus.document import Speaker
from web.database import create, opened

__all__ = ["Asked", "Conversations", "Entry"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, touched REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversation_touched ON conversation (touched);
CREATE TABLE IF NOT EXISTS entry (
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    question TEXT NOT NULL, authority TEXT, speaker TEXT, alone INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;
"""
_DAY_SECONDS = 86_400.0
_converter = make_converter()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the reader chose beside it; `alone` leaves out the conversation.

    None leaves a choice to the question's own words. An authority of "" is any authority, the
    speaker UNKNOWN is anyone.
    """

    question: str
    authority: str | None = None
    speaker: Speaker | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and its answer. `number` counts from 1.

    `answer` is None where it was written by another version and can no longer be read.
    """

    number: int
    asked: Asked
    answer: Answer | None


class Conversations:
    """The conversations of one data folder; may be used from any thread."""

    def __init__(self, path: Path, history_days: int) -> None:
        self._path = path
        self._keep_seconds = history_days * _DAY_SECONDS
        create(path, _SCHEMA)

    def begin(self, reader: str) -> str:
        """Return the id of a new conversation of `reader`; old ones are deleted on the way."""
        self.forget_old()
        conversation_id = secrets.token_urlsafe(16)
        with opened(self._path) as db:
            db.execute(
                "INSERT INTO conversation VALUES (?, ?, ?)", (conversation_id, reader, time.time())
            )
        return conversation_id

    def entries(self, reader: str, conversation_id: str) -> list[Entry]:
        """The entries of a conversation, oldest first.

        :raises KeyError: `reader` has no such conversation.
        """
        with opened(self._path) as db:
            self._require(db, reader, conversation_id)
            rows = db.execute(
                "SELECT number, question, authority, speaker, alone, answer FROM entry"
                " WHERE conversation = ? ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return [
            Entry(
                number,
                Asked(question, authority, Speaker(speaker) if speaker else None, bool(alone)),
                _read_answer(answer),
            )
            for number, question, authority, speaker, alone, answer in rows
        ]

    def write(
        self, reader: str, conversation_id: str, asked: Asked, answer: Answer, number: int | None
    ) -> int:
        """Write an entry, in place of `number` or else behind the last; return its number.

        :raises KeyError: `reader` has no such conversation.
        """
        # what was ranked but not shown is no part of what the reader was told
        told = replace(answer, considered=())
        text = _converter.dumps(told, unstructure_as=Answer)
        with opened(self._path) as db:
            db.execute("BEGIN IMMEDIATE")
            self._require(db, reader, conversation_id)
            if number is None:
                (number,) = db.execute(
                    "SELECT coalesce(max(number), 0) + 1 FROM entry WHERE conversation = ?",
                    (conversation_id,),
                ).fetchone()
            speaker = asked.speaker.value if asked.speaker else None
            db.execute(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    conversation_id,
                    number,
                    asked.question,
                    asked.authority,
                    speaker,
                    asked.alone,
                    text,
                ),
            )
            db.execute(
                "UPDATE conversation SET touched = ? WHERE id = ?", (time.time(), conversation_id)
            )
        written: int = number
        return written

    def delete(self, reader: str, conversation_id: str) -> None:
        """Delete a conversation; :raises KeyError: `reader` has no such conversation."""
        with opened(self._path) as db:
            self._require(db, reader, conversation_id)
            db.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,))

    def forget_old(self) -> None:
        """Delete what was not touched for longer than conversations are kept."""
        with opened(self._path) as db:
            db.execute(
                "DELETE FROM conversation WHERE touched < ?", (time.time() - self._keep_seconds,)
            )

    @staticmethod
    def _require(db: sqlite3.Connection, reader: str, conversation_id: str) -> None:
        found = db.execute(
            "SELECT 1 FROM conversation WHERE id = ? AND reader = ?", (conversation_id, reader)
        ).fetchone()
        if not found:
            raise KeyError(conversation_id)


def _read_answer(text: str) -> Answer | None:
    try:
        return _converter.loads(text, Answer)
    except (BaseValidationError, ValueError, TypeError, KeyError):
        return None
