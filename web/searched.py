"""What was searched for an answer: which documents, of whom, and of what time."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.question import Question
from assistant.scope import date_of, find_scope
from web.collection import reading
from web.holdings import Inspected, holdings

__all__ = ["Searched", "searched"]


@dataclass(frozen=True, slots=True)
class Searched:
    """Counts of the documents that may answer a question, and the years they tell of.

    `held` are the inspections that are held of the authorities asked about, whatever the time;
    `serving` the authorities, of those held, that serve the districts and towns asked about.
    """

    n_documents: int
    authorities: tuple[str, ...]
    years: tuple[int, ...]
    n_held: int
    held: tuple[tuple[str, tuple[Inspected, ...]], ...]
    serving: tuple[str, ...]


def searched(question: Question) -> Searched:
    """What is searched for `question` in the generation that is read. A template global."""
    engine = reading().engine
    records = list(engine.documents())
    sides = find_scope(question, records).sides
    documents = {record.id: record for side in sides for record in side.documents}
    names = {record.provenance.authority.value for record in documents.values()}
    years = {day.year for record in documents.values() if (day := date_of(record))}
    held = holdings(reading())
    return Searched(
        n_documents=len(documents),
        authorities=tuple(sorted(name for name in names if name)),
        years=tuple(sorted(years)),
        n_held=len(records),
        held=tuple(
            (mention.name, held.inspections[mention.name])
            for mention in question.authorities
            if mention.name in held.inspections
        ),
        serving=tuple(
            dict.fromkeys(
                name
                for mention in question.authorities
                if not mention.known
                for name in mention.within
                if name in held.inspections
            )
        ),
    )
