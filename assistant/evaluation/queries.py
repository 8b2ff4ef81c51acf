"""A file of questions in, checked queries out: one JSON object a line, with the gold it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from corpus.document import Speaker

__all__ = [
    "UNANSWERABLE",
    "Gold",
    "GoldSpan",
    "Query",
    "QueryError",
    "gold_of",
    "gold_record",
    "load_queries",
    "query_record",
    "read_lines",
]

UNANSWERABLE = "unanswerable"


class QueryError(AssistantError):
    """A file of questions cannot be used; the message names file, line, key and remedy."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A right quote: where it stands and its words.

    `source` is the file's path below some folder, as posix; `page` is 1-based. `part` names the
    side (authority, year) that it answers, where a question has several.
    """

    source: str
    page: int
    quote: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A right quote without its words: a stretch of a document's cleaned text.

    `document` is the file's SHA-256 or a prefix of it, `start` and `end` are characters,
    half-open. `text_sha` and `letters` are the hash and the number of the quote's letters
    (:func:`assistant.evaluation.gold.span_of`), by which it is found again when cleaning changes.
    """

    document: str
    start: int
    end: int
    text_sha: str
    letters: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question with what is known of its answer.

    `authority` and `speaker` are what an answer must keep to; `history` holds the earlier
    questions of the conversation, oldest first.
    """

    id: str
    question: str
    kind: str = "finding"
    collection: str | None = None
    history: tuple[str, ...] = ()
    authority: str | None = None
    speaker: Speaker | None = None
    gold: tuple[Gold | GoldSpan, ...] = ()
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return self.kind != UNANSWERABLE


def load_queries(path: Path) -> list[Query]:
    """The queries of a JSON-lines file, in order; keys that are not known are left alone.

    :raises QueryError: the file cannot be read, or a line is no usable query.
    """
    queries: list[Query] = []
    seen: dict[str, str] = {}
    for where, value in read_lines(path):
        try:
            query = _query(value)
        except _UnusableError as error:
            raise QueryError(f"{where}: {error}") from error
        if query.id in seen:
            raise QueryError(
                f'{where}: the id "{query.id}" stands on {seen[query.id]} already; give each '
                "question its own"
            )
        seen[query.id] = where.rpartition(", ")[2]
        queries.append(query)
    if not queries:
        raise QueryError(f"{path}: no questions in it; write one JSON object a line")
    return queries


def read_lines(path: Path) -> Iterator[tuple[str, object]]:
    """The values of a JSON-lines file, each with the words for where it stands; no empty lines.

    :raises QueryError: the file cannot be read, or a line is no JSON.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                yield where, json.loads(line)
            except json.JSONDecodeError as error:
                raise QueryError(f"{where}: {error}") from error


def query_record(query: Query) -> dict[str, Any]:
    """The line of `query` in a file of questions: what :func:`load_queries` reads back."""
    record = {
        **asdict(query),
        "speaker": None if query.speaker is None else query.speaker.value,
        "history": list(query.history),
        "gold": [gold_record(gold) for gold in query.gold],
    }
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def gold_record(gold: Gold | GoldSpan) -> dict[str, Any]:
    """A right quote as it stands in a file: what :func:`gold_of` reads back."""
    return {key: value for key, value in asdict(gold).items() if value is not None}


def gold_of(value: object, where: str) -> Gold | GoldSpan:
    """The right quote that `value` is. :raises QueryError: it is none; `where` says which."""
    try:
        return _gold(value)
    except _UnusableError as error:
        raise QueryError(f"{where}: {error}") from error


class _UnusableError(ValueError):
    """What is wrong with a line, without where."""


def _query(value: object) -> Query:
    if not isinstance(value, dict):
        raise _UnusableError('not a JSON object; write {"id": "…", "question": "…"}')
    history = _list(value, "history")
    if not all(isinstance(turn, str) for turn in history):
        raise _UnusableError('"history" must be a list of questions')
    gold = _list(value, "gold")
    kind = _text(value, "kind", default="finding")
    if kind == UNANSWERABLE and gold:
        raise _UnusableError(f'kind "{UNANSWERABLE}" and "gold" contradict each other; drop one')
    return Query(
        id=_text(value, "id"),
        question=_text(value, "question"),
        kind=kind,
        collection=_optional(value, "collection"),
        history=tuple(history),
        authority=_optional(value, "authority"),
        speaker=_speaker(value),
        gold=tuple(_gold(entry) for entry in gold),
        note=_optional(value, "note") or "",
    )


def _gold(value: object) -> Gold | GoldSpan:
    if not isinstance(value, dict):
        raise _UnusableError('each entry of "gold" must be an object')
    if "document" in value:
        return GoldSpan(
            document=_text(value, "document"),
            start=_number(value, "start", least=0),
            end=_number(value, "end", least=1),
            text_sha=_text(value, "text_sha"),
            letters=_number(value, "letters", least=1),
            part=_optional(value, "part"),
        )
    return Gold(
        source=_text(value, "source"),
        page=_number(value, "page", least=1),
        quote=_text(value, "quote"),
        part=_optional(value, "part"),
    )


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    if found is not None and not isinstance(found, list):
        raise _UnusableError(f'"{key}" must be a list')
    return found or []


def _text(value: Mapping[str, Any], key: str, *, default: str | None = None) -> str:
    found = value.get(key, default)
    if not isinstance(found, str) or not found.strip():
        raise _UnusableError(f'"{key}" must be a text that is not empty')
    return found


def _optional(value: Mapping[str, Any], key: str) -> str | None:
    return None if value.get(key) in (None, "") else _text(value, key)


def _number(value: Mapping[str, Any], key: str, *, least: int) -> int:
    found = value.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or found < least:
        raise _UnusableError(f'"{key}" must be a whole number, {least} or more')
    return found


def _speaker(value: Mapping[str, Any]) -> Speaker | None:
    found = _optional(value, "speaker")
    allowed: Sequence[str] = [speaker.value for speaker in Speaker]
    if found is not None and found not in allowed:
        raise _UnusableError(f'"speaker" is "{found}"; it must be one of {", ".join(allowed)}')
    return None if found is None else Speaker(found)
