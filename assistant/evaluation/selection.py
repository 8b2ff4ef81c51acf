"""Queries and a collection in, those that can be put to it out, and why the others cannot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evaluation.gold import GoldError, resolve
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import Gold, Query, QueryError
from index.engine import Engine

__all__ = ["Chosen", "LeftOut", "Selection", "select"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A query with the gold that is held, its words known."""

    query: Query
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A query that is not evaluated, and why."""

    query: Query
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is evaluated and what is not."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]


def select(
    queries: Sequence[Query], engine: Engine, holdings: Holdings, collection: str | None = None
) -> Selection:
    """The queries that the documents held can be asked.

    With `collection`, those marked with it alone. Without, a collection of queries is left out
    when none of its documents is held, or when another has more documents here and the two share
    none: questions on five articles are no test of a thousand reports. Of the others, a question
    is left out when the gold of one of its parts is not held.

    :raises QueryError: no query is marked with `collection`.
    """
    if collection is not None and all(query.collection != collection for query in queries):
        names = sorted({query.collection for query in queries if query.collection})
        raise QueryError(
            f'--collection: no question is marked "{collection}"; '
            + (f"there are {', '.join(names)}" if names else "none is marked; leave it out")
        )
    chosen: list[Chosen] = []
    left_out: list[LeftOut] = []
    resolved = {query.id: _resolved(query, engine, holdings) for query in queries}
    others = _other_collections(queries, resolved, holdings) if collection is None else {}
    for query in queries:
        gold = resolved[query.id]
        if collection is not None and query.collection != collection:
            left_out.append(LeftOut(query, f'not of the collection "{collection}"'))
        elif query.collection in others:
            left_out.append(LeftOut(query, others[query.collection]))
        elif isinstance(gold, str):
            left_out.append(LeftOut(query, gold))
        else:
            chosen.append(Chosen(query, gold))
    return Selection(tuple(chosen), tuple(left_out))


def _resolved(query: Query, engine: Engine, holdings: Holdings) -> tuple[Gold, ...] | str:
    """The gold of `query` that is held, or why it cannot be asked."""
    if not query.answerable:
        return ()
    if not query.gold:
        return "has no gold"
    try:
        found = [(gold.part, resolve(gold, engine, holdings)) for gold in query.gold]
    except GoldError as error:
        return str(error)
    parts_held = {part for part, gold in found if gold is not None}
    if parts_held != {part for part, _ in found}:
        return "its documents are not held"
    return tuple(gold for _, gold in found if gold is not None)


def _other_collections(
    queries: Iterable[Query],
    resolved: dict[str, tuple[Gold, ...] | str],
    holdings: Holdings,
) -> dict[str | None, str]:
    """The collections that this is not, and why."""
    documents: dict[str | None, set[str]] = defaultdict(set)
    with_gold: set[str | None] = set()
    for query in queries:
        if query.gold:
            with_gold.add(query.collection)
        gold = resolved[query.id]
        for each in () if isinstance(gold, str) else gold:
            record = holdings.by_source(each.source)
            if record is not None:
                documents[query.collection].add(record.id)
    sizes = Counter({name: len(held) for name, held in documents.items()})
    if not sizes:
        return dict.fromkeys(with_gold, "its collection is not held")
    largest = sizes.most_common(1)[0][0]
    reasons: dict[str | None, str] = {}
    for name in with_gold - {largest}:
        if not documents[name]:
            reasons[name] = "its collection is not held"
        elif documents[name].isdisjoint(documents[largest]):
            reasons[name] = (
                f'its collection is another than "{largest}", which has more documents here; '
                f"ask for it with --collection {name}"
            )
    return reasons
