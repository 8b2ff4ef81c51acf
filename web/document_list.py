"""What is asked for in the list of documents in, the files that fit out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from corpus.document import Kind, Speaker
from index.engine import DocumentRecord, Engine, Filter
from index.report import FileOutcome

__all__ = ["FIELDS", "STATUSES", "Listed", "Sought", "listed", "sought", "years"]

E = TypeVar("E", bound=StrEnum)

FIELDS = ("authority", "kind", "speaker", "from", "to", "status")
"""What the form sends."""

STATUSES = {
    FileOutcome.INDEXED: "Held",
    FileOutcome.DUPLICATE: "Duplicate",
    FileOutcome.QUARANTINED: "Set aside",
    FileOutcome.SKIPPED: "Passed over",
}
"""What can have become of a file, and its name on the pages."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks the list for; "" and None leave a thing open.

    `first` and `last` are years, both included: a document fits when its inspection or its
    publication falls into them.
    """

    authority: str = ""
    kind: Kind | None = None
    speaker: Speaker | None = None
    first: int | None = None
    last: int | None = None
    status: FileOutcome = FileOutcome.INDEXED

    @property
    def described(self) -> bool:
        """Whether it asks for what is only known of documents that were read."""
        return bool(self.authority or self.kind or self.speaker or self.first or self.last)

    def filter(self) -> Filter:
        """The documents that fit, whatever their files' status."""
        dated = self.first or self.last
        return Filter(
            authorities=frozenset({self.authority}) if self.authority else None,
            kinds=frozenset({self.kind}) if self.kind else None,
            speakers=frozenset({self.speaker}) if self.speaker else None,
            inspected_or_published=(
                date(self.first or date.min.year, 1, 1),
                date(self.last or date.max.year, 12, 31),
            )
            if dated
            else None,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the list: `record` is its document, or the one that it is a duplicate of."""

    source: str
    reason: str | None
    record: DocumentRecord | None


def sought(chosen: Mapping[str, str]) -> Sought:
    """What the form was sent with; what it does not offer counts as left open."""
    status = _one_of(FileOutcome, chosen.get("status", "")) or FileOutcome.INDEXED
    return Sought(
        authority=chosen.get("authority", ""),
        kind=_one_of(Kind, chosen.get("kind", "")),
        speaker=_one_of(Speaker, chosen.get("speaker", "")),
        first=_year(chosen.get("from", "")),
        last=_year(chosen.get("to", "")),
        status=status if status in STATUSES else FileOutcome.INDEXED,
    )


def listed(engine: Engine, wanted: Sought) -> list[Listed]:
    """The files that fit. Held documents come by authority and date, others as they were found."""
    fitting = engine.documents(wanted.filter())
    if wanted.status is FileOutcome.INDEXED:
        return [Listed(record.source, None, record) for record in fitting]
    by_source = {record.source: record for record in fitting}
    found = []
    for file in engine.ingest_report():
        record = by_source.get(file.duplicate_of or "")
        if file.outcome is wanted.status and (record or not wanted.described):
            found.append(Listed(file.source, file.reason, record))
    return found


def years(records: Sequence[DocumentRecord]) -> list[int]:
    """The years of inspections and publications, the latest first."""
    stated = (record.provenance for record in records)
    days = (d.value for s in stated for d in (s.inspected_from, s.inspected_to, s.published))
    return sorted({day.year for day in days if day}, reverse=True)


def _one_of(cls: type[E], value: str) -> E | None:
    return cls(value) if value in set(cls) else None


def _year(value: str) -> int | None:
    return (
        int(value)
        if len(value) == 4 and value.isascii() and value.isdigit() and value > "0000"
        else None
    )
