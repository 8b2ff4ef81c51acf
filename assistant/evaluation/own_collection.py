"""Marks of extracts as right or wrong in, a collection of questions with gold out, kept as a file.

The folder is a collection (:mod:`assistant.evaluation.collection`), so that `findings evaluate`
runs it as it is. Each line of its questions has its gold, and under `wrong` what was marked wrong,
both as a document's hash and a span: no document's text stands in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from assistant.evaluation.collection import QUERIES, README
from assistant.evaluation.queries import (
    UNANSWERABLE,
    GoldSpan,
    Query,
    gold_of,
    gold_record,
    load_queries,
    query_record,
    read_lines,
)

__all__ = ["Judged", "OwnCollection", "Verdict", "own_id"]

_ABOUT = """# Questions judged by people

Questions whose extracts were marked as right or wrong by people who looked at answers. Gold is a
document's hash and a span of its text; `wrong` is what was marked wrong, in the same form.
"""


class Verdict(StrEnum):
    """What is said of an extract."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"  # nothing, or no longer


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of the collection: its gold is what is right, `wrong` what is not."""

    query: Query
    wrong: tuple[GoldSpan, ...] = ()

    @property
    def right(self) -> tuple[GoldSpan, ...]:
        """What was marked right."""
        return tuple(gold for gold in self.query.gold if isinstance(gold, GoldSpan))

    @property
    def unanswerable(self) -> bool:
        """Whether the documents were said to hold no answer."""
        return not self.query.answerable

    def verdict(self, document: str, start: int, end: int) -> Verdict:
        """What was said of a span of a document."""
        for verdict, spans in ((Verdict.RIGHT, self.right), (Verdict.WRONG, self.wrong)):
            if any((s.document, s.start, s.end) == (document, start, end) for s in spans):
                return verdict
        return Verdict.NONE


def own_id(question: str, history: Iterable[str] = ()) -> str:
    """The id of a question in the collection: the same for the same words."""
    told = "\n".join((*history, question))
    return "own-" + hashlib.sha256(told.encode()).hexdigest()[:10]


class OwnCollection:
    """The collection in `folder`; may be used from any thread of one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()

    def judged(self) -> dict[str, Judged]:
        """The questions by their ids, in the order they came.

        :raises QueryError: somebody wrote into the file what is no question.
        """
        with self._lock:
            return self._read()

    def mark(self, query: Query, span: GoldSpan, verdict: Verdict) -> str:
        """Say of a span that it is right or wrong for `query`; return the question's id."""

        def change(judged: Judged) -> Judged:
            right = _without(judged.right, span)
            wrong = _without(judged.wrong, span)
            kind = judged.query.kind
            if verdict is Verdict.RIGHT:
                right = (*right, span)
                kind = "finding" if judged.unanswerable else kind
            elif verdict is Verdict.WRONG:
                wrong = (*wrong, span)
            return Judged(replace(judged.query, kind=kind, gold=right), wrong)

        return self._change(query, change)

    def set_unanswerable(self, query: Query, value: bool) -> str:
        """Say that the documents hold no answer to `query`, or that they may; return its id."""

        def change(judged: Judged) -> Judged:
            gold = () if value else judged.query.gold
            kind = UNANSWERABLE if value else "finding"
            return Judged(replace(judged.query, kind=kind, gold=gold), judged.wrong)

        return self._change(query, change)

    def remove(self, query_id: str) -> None:
        """Take a question out, with all that was said of it."""
        with self._lock:
            known = self._read()
            if known.pop(query_id, None) is not None:
                self._write(known)

    def _change(self, query: Query, change: Callable[[Judged], Judged]) -> str:
        query_id = own_id(query.question, query.history)
        kind = query.kind if query.answerable else "finding"
        new = Judged(replace(query, id=query_id, kind=kind, gold=(), collection=None))
        with self._lock:
            known = self._read()
            judged = change(known.get(query_id, new))
            if judged.right or judged.wrong or judged.unanswerable:
                known[query_id] = judged
            else:
                known.pop(query_id, None)  # nothing is said of it any more
            self._write(known)
        return query_id

    def _read(self) -> dict[str, Judged]:
        path = self.folder / QUERIES
        lines = list(read_lines(path)) if path.is_file() else []
        if not lines:
            return {}
        found: dict[str, Judged] = {}
        for query, (where, value) in zip(load_queries(path), lines, strict=True):
            spans = value.get("wrong", []) if isinstance(value, dict) else []
            wrong = tuple(gold_of(span, where) for span in spans)
            found[query.id] = Judged(query, tuple(w for w in wrong if isinstance(w, GoldSpan)))
        return found

    def _write(self, known: dict[str, Judged]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / README).is_file():
            (self.folder / README).write_text(_ABOUT, encoding="utf-8")
        lines = [
            {
                **query_record(j.query),
                **({"wrong": [gold_record(w) for w in j.wrong]} if j.wrong else {}),
            }
            for j in known.values()
        ]
        unfinished = self.folder / f"{QUERIES}.part"
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(self.folder / QUERIES)


def _without(spans: Iterable[GoldSpan], span: GoldSpan) -> tuple[GoldSpan, ...]:
    place = (span.document, span.start, span.end)
    return tuple(each for each in spans if (each.document, each.start, each.end) != place)
