"""Conversations, kept in one SQLite file: questions as asked and answers as given.

A conversation belongs to the reader (a random name in a signed cookie) who began it; nobody else
can open it. What was not touched for the configured number of days is deleted.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from assistant.answer import Answer
from assistant.question import AS_ASKED, Choices
from web.database import create, opened

__all__ = ["MAX_EXTRACT_CHARS", "Asked", "Conversations", "Entry", "Place", "Summary"]

_CONVERSATION = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, touched REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversation_touched ON conversation (touched);
"""
_ENTRY = """
CREATE TABLE IF NOT EXISTS entry (
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    question TEXT NOT NULL, choices TEXT NOT NULL, likeness TEXT NOT NULL,
    answer TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;
"""
# Files of version 0.1 keep a choice in three columns of its own.
_MOVE_FROM_0_1 = """
INSERT INTO entry SELECT conversation, number, question,
    json_object(
        'authorities', CASE WHEN authority = '' THEN json('[]')
            WHEN authority IS NOT NULL THEN json_array(authority) END,
        'speaker', speaker,
        'dropped', CASE WHEN alone THEN
            json_array('authority', 'speaker', 'period', 'topic', 'kind') ELSE json('[]') END
    ), 'null', answer, lower(hex(randomblob(8))) FROM entry_0_1
"""
MAX_EXTRACT_CHARS = 6_000
"""Of a place that a form may name: no extract is longer, and a whole document is none."""

_DAY_SECONDS = 86_400.0
_converter = make_converter()


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document: characters, half-open."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the reader chose beside it.

    With a place, `like`, more like its words was asked for, and `question` is those words.
    """

    question: str
    choices: Choices = AS_ASKED
    like: Place | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and its answer. `number` counts from 1; `key` names this very answer.

    `answer` is None where it was written by another version and can no longer be read.
    """

    number: int
    asked: Asked
    answer: Answer | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list: when it was last used, its first question, how many there are."""

    id: str
    used: datetime
    question: str
    n_questions: int


class Conversations:
    """The conversations of one data folder; may be used from any thread."""

    def __init__(self, path: Path, history_days: int) -> None:
        self._path = path
        self._keep_seconds = history_days * _DAY_SECONDS
        create(path, _CONVERSATION + _ENTRY)
        with opened(path) as db:
            db.execute("BEGIN IMMEDIATE")
            if "alone" in [row[1] for row in db.execute("PRAGMA table_info(entry)")]:
                db.execute("ALTER TABLE entry RENAME TO entry_0_1")
                for statement in (_ENTRY, _MOVE_FROM_0_1, "DROP TABLE entry_0_1"):
                    db.execute(statement)

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
                "SELECT number, question, choices, likeness, answer, key FROM entry"
                " WHERE conversation = ? ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return [
            Entry(number, _read_asked(question, choices, like), _read_answer(answer), key)
            for number, question, choices, like, answer, key in rows
        ]

    def summaries(self, reader: str, *, limit: int = -1, offset: int = 0) -> list[Summary]:
        """The conversations of `reader` that hold a question, the one last used first."""
        self.forget_old()
        with opened(self._path) as db:
            rows = db.execute(
                "SELECT id, touched, question,"
                " (SELECT count(*) FROM entry WHERE conversation = id)"
                " FROM conversation JOIN entry ON conversation = id"
                " WHERE reader = ? AND number = (SELECT min(number) FROM entry"
                " WHERE conversation = id)"
                " ORDER BY touched DESC, id LIMIT ? OFFSET ?",
                (reader, limit, offset),
            ).fetchall()
        return [
            Summary(id, datetime.fromtimestamp(touched).astimezone(), question, count)
            for id, touched, question, count in rows
        ]

    def count(self, reader: str) -> int:
        """How many conversations of `reader` hold a question."""
        with opened(self._path) as db:
            (count,) = db.execute(
                "SELECT count(*) FROM conversation WHERE reader = ?"
                " AND EXISTS (SELECT 1 FROM entry WHERE conversation = id)",
                (reader,),
            ).fetchone()
        return int(count)

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
            choices = _converter.dumps(asked.choices, unstructure_as=Choices)
            like = _converter.dumps(asked.like, unstructure_as=Place | None)
            db.execute(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    conversation_id,
                    number,
                    asked.question,
                    choices,
                    like,
                    text,
                    secrets.token_urlsafe(12),
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

    def delete_all(self, reader: str) -> list[str]:
        """Delete every conversation of `reader`; return their ids."""
        with opened(self._path) as db:
            rows = db.execute("DELETE FROM conversation WHERE reader = ? RETURNING id", (reader,))
            return [row[0] for row in rows.fetchall()]

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


def _read_asked(question: str, choices: str, like: str) -> Asked:
    try:
        return Asked(
            question,
            _converter.loads(choices, Choices),
            _converter.loads(like, Place | None),  # type: ignore[arg-type]
        )
    except (BaseValidationError, ValueError, TypeError, KeyError):
        return Asked(question)  # written by another version: the question stays
