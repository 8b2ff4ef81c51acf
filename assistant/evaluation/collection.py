"""A collection of questions on disk in, checked queries out; and back.

A collection is a folder with `queries.jsonl` (the questions), `gold.jsonl` (the right quotes, each
with the id of its query) and `README.md` (where it comes from). Gold may stand in the queries as
well, so a single file of questions is a collection too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.evaluation.queries import (
    UNANSWERABLE,
    Gold,
    GoldSpan,
    Query,
    QueryError,
    gold_of,
    gold_record,
    load_queries,
    query_record,
    read_lines,
)

__all__ = [
    "GOLD",
    "QUERIES",
    "README",
    "Collection",
    "add_gold",
    "load_collection",
    "write_collection",
]

QUERIES, GOLD, README = "queries.jsonl", "gold.jsonl", "README.md"


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions with their gold; `about` says where they come from, "" where nothing does."""

    name: str
    queries: tuple[Query, ...]
    about: str = ""


def load_collection(path: Path) -> Collection:
    """The collection in the folder `path`, or the questions of the file `path`.

    :raises QueryError: a part is missing or malformed, or gold names a query there is not.
    """
    if not path.is_dir():
        return Collection(path.stem, tuple(load_queries(path)))
    readme = path / README
    if not readme.is_file():
        raise QueryError(
            f"{path}: has no {README}; write in it where the questions and their gold come from"
        )
    queries = load_queries(path / QUERIES)
    gold = _load_gold(path / GOLD, {query.id: query for query in queries})
    return Collection(
        path.resolve().name,
        tuple(replace(query, gold=(*query.gold, *gold.get(query.id, ()))) for query in queries),
        readme.read_text(encoding="utf-8"),
    )


def write_collection(folder: Path, queries: Iterable[Query], about: str) -> None:
    """Write a collection to `folder`, which is made, or is empty.

    :raises QueryError: there is something in it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QueryError(f"{folder}: is there already; name a new folder for the collection")
    folder.mkdir(parents=True, exist_ok=True)
    every = list(queries)
    bare = (json.dumps(query_record(replace(q, gold=())), ensure_ascii=False) for q in every)
    (folder / QUERIES).write_text("".join(f"{line}\n" for line in bare), encoding="utf-8")
    gold = (_gold_line(query.id, each) for query in every for each in query.gold)
    (folder / GOLD).write_text("".join(gold), encoding="utf-8")
    (folder / README).write_text(about, encoding="utf-8")


def add_gold(folder: Path, query_id: str, gold: Gold | GoldSpan) -> None:
    """Add a right quote for the query of that id to the collection in `folder`.

    :raises QueryError: the collection has no such query, or it is one without an answer.
    """
    known = {query.id: query for query in load_queries(folder / QUERIES)}
    _check(query_id, known, f"{folder / GOLD}")
    with (folder / GOLD).open("a", encoding="utf-8") as file:
        file.write(_gold_line(query_id, gold))


def _gold_line(query_id: str, gold: Gold | GoldSpan) -> str:
    return json.dumps({"query": query_id, **gold_record(gold)}, ensure_ascii=False) + "\n"


def _load_gold(path: Path, known: dict[str, Query]) -> dict[str, list[Gold | GoldSpan]]:
    """The gold of each query by its id; a file that is not there holds none."""
    found: dict[str, list[Gold | GoldSpan]] = defaultdict(list)
    if not path.exists():
        return found
    for where, value in read_lines(path):
        query_id = value.get("query") if isinstance(value, dict) else None
        if not isinstance(query_id, str):
            raise QueryError(f'{where}: "query" must be the id of a question')
        _check(query_id, known, where)
        found[query_id].append(gold_of(value, where))
    return found


def _check(query_id: str, known: dict[str, Query], where: str) -> None:
    if query_id not in known:
        raise QueryError(f'{where}: there is no question "{query_id}" in {QUERIES}')
    if known[query_id].kind == UNANSWERABLE:
        raise QueryError(
            f'{where}: the question "{query_id}" is of kind "{UNANSWERABLE}", so it can have no '
            "gold; drop one"
        )
