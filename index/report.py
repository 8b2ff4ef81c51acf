"""What a build says of itself: every file with its outcome, the counts, the cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.document import Provenance
from index.records import provenance_values

__all__ = ["BuildReport", "FileOutcome", "FileRecord"]


class FileOutcome(StrEnum):
    """What a build made of a file."""

    INDEXED = "indexed"
    UNCHANGED = "unchanged"  # indexed before; neither read nor encoded again
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    SKIPPED = "skipped"
    REMOVED = "removed"  # indexed before, and no longer there


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file and what became of it; `reason` says why where it is not indexed."""

    source: str
    path: str
    outcome: FileOutcome
    reason: str | None = None
    sha256: str | None = None
    duplicate_of: str | None = None
    document_id: str | None = None
    provenance: Provenance | None = None

    def to_json(self) -> dict[str, Any]:
        """The record that `findings index --json` prints for a file."""
        stated = None if self.provenance is None else provenance_values(self.provenance)
        return {
            "source": self.source,
            "outcome": str(self.outcome),
            "reason": self.reason,
            "provenance": stated,
        }


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one run of `findings index` did.

    `generation` is the one in use afterwards; `built` is False when nothing had changed.
    `peak_memory_bytes` is the most that this process had resident.
    """

    generation: str
    built: bool
    files: tuple[FileRecord, ...]
    n_documents: int
    n_passages: int
    n_sentences: int
    seconds: float
    peak_memory_bytes: int

    @property
    def counts(self) -> dict[str, int]:
        """`seen` and, for every outcome, how many files; `seen` does not count the removed."""
        by_outcome = Counter(record.outcome for record in self.files)
        counts = {str(outcome): by_outcome[outcome] for outcome in FileOutcome}
        return {"seen": len(self.files) - counts["removed"], **counts}

    def to_json(self) -> dict[str, Any]:
        """The object that `findings index --json` prints."""
        return {
            "generation": self.generation,
            "built": self.built,
            "counts": self.counts,
            "documents": self.n_documents,
            "passages": self.n_passages,
            "sentences": self.n_sentences,
            "seconds": round(self.seconds, 3),
            "peak_memory_bytes": self.peak_memory_bytes,
            "files": [record.to_json() for record in self.files],
        }
