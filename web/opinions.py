"""What readers say of answers, kept in one SQLite file for those who review the answers.

An opinion holds the question, what was chosen beside it and where the extracts stand, never who
gave it. It goes when its conversation is deleted by its reader, or after its own number of days.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from assistant.question import AS_ASKED, Choices
from web.database import create, opened

__all__ = ["Opinion", "Opinions", "Quoted", "Verdict"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS opinion (
    answer TEXT PRIMARY KEY, conversation TEXT NOT NULL, given REAL NOT NULL,
    verdict TEXT NOT NULL, reason TEXT NOT NULL, question TEXT NOT NULL, choices TEXT NOT NULL,
    outcome TEXT NOT NULL, quoted TEXT NOT NULL, generation TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS opinion_given ON opinion (given);
CREATE INDEX IF NOT EXISTS opinion_conversation ON opinion (conversation);
"""
_COLUMNS = (
    "answer, conversation, given, verdict, reason, question, choices, outcome, quoted, generation"
)
_DAY_SECONDS = 86_400.0
_converter = make_converter()


class Verdict(StrEnum):
    """What a reader says of an answer."""

    ANSWERS = "answers"
    DOES_NOT = "does not"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where an extract stands: a span of characters, half-open, of the document with a hash."""

    sha256: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict on one answer. `outcome` is "extracts", or the kind of the refusal; `generation`
    is that of the index when the verdict was given.
    """

    answer: str
    conversation: str
    given: datetime
    verdict: Verdict
    question: str
    generation: str
    reason: str = ""
    choices: Choices = AS_ASKED
    outcome: str = "extracts"
    quoted: tuple[Quoted, ...] = ()


class Opinions:
    """The opinions of one data folder; may be used from any thread."""

    def __init__(self, path: Path, keep_days: int) -> None:
        self._path = path
        self._keep_seconds = keep_days * _DAY_SECONDS
        create(path, _SCHEMA)

    def give(self, opinion: Opinion) -> None:
        """Keep an opinion, in place of an earlier one on the same answer."""
        self._forget_old()
        row = (
            opinion.answer,
            opinion.conversation,
            opinion.given.timestamp(),
            opinion.verdict.value,
            opinion.reason,
            opinion.question,
            _converter.dumps(opinion.choices, unstructure_as=Choices),
            opinion.outcome,
            _converter.dumps(opinion.quoted, unstructure_as=tuple[Quoted, ...]),
            opinion.generation,
        )
        with opened(self._path) as db:
            db.execute("INSERT OR REPLACE INTO opinion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def take_back(self, answer: str) -> None:
        """Forget what was said of an answer."""
        with opened(self._path) as db:
            db.execute("DELETE FROM opinion WHERE answer = ?", (answer,))

    def of_conversation(self, conversation: str) -> dict[str, Opinion]:
        """The opinions given in a conversation, by answer."""
        with opened(self._path) as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM opinion WHERE conversation = ?",  # noqa: S608
                (conversation,),
            ).fetchall()
        return {opinion.answer: opinion for opinion in map(_read, rows)}

    def listed(
        self, verdict: Verdict | None = None, *, limit: int = -1, offset: int = 0
    ) -> list[Opinion]:
        """Every opinion, or those of one verdict, the latest first."""
        wanted = verdict.value if verdict else None
        with opened(self._path) as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM opinion WHERE ?1 IS NULL OR verdict = ?1"  # noqa: S608
                " ORDER BY given DESC, answer LIMIT ?2 OFFSET ?3",
                (wanted, limit, offset),
            ).fetchall()
        return [_read(row) for row in rows]

    def counts(self) -> dict[Verdict, int]:
        """How many opinions there are of each verdict."""
        with opened(self._path) as db:
            rows = db.execute("SELECT verdict, count(*) FROM opinion GROUP BY verdict").fetchall()
        known = dict(rows)
        return {verdict: known.get(verdict.value, 0) for verdict in Verdict}

    def forget(self, conversations: Collection[str]) -> None:
        """Forget what was said in conversations that are deleted."""
        with opened(self._path) as db:
            db.executemany(
                "DELETE FROM opinion WHERE conversation = ?", [(c,) for c in conversations]
            )

    def _forget_old(self) -> None:
        with opened(self._path) as db:
            db.execute("DELETE FROM opinion WHERE given < ?", (time.time() - self._keep_seconds,))


def _read(row: sqlite3.Row) -> Opinion:
    answer, conversation, given, verdict, reason, question, choices, outcome, quoted, generation = (
        row
    )
    return Opinion(
        answer,
        conversation,
        datetime.fromtimestamp(given).astimezone(),
        Verdict(verdict),
        question,
        generation,
        reason,
        _read_choices(choices),
        outcome,
        _converter.loads(quoted, tuple[Quoted, ...]),
    )


def _read_choices(text: str) -> Choices:
    try:
        return _converter.loads(text, Choices)
    except (BaseValidationError, ValueError, TypeError, KeyError):
        return AS_ASKED  # of another version: the question stays
