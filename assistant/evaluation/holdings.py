"""What a collection holds, found by any name a file goes by or by its hash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.evaluation.matching import same_source
from assistant.evaluation.queries import Gold, GoldSpan
from index.engine import DocumentRecord

__all__ = ["Holdings"]


class Holdings:
    """The documents of a collection, looked up by source, hash or id."""

    def __init__(self, records: Iterable[DocumentRecord]) -> None:
        self._by_id = {record.id: record for record in records}
        self._by_file: dict[str, list[tuple[str, DocumentRecord]]] = defaultdict(list)
        for record in self._by_id.values():
            for name in (record.source, *record.other_sources):
                self._by_file[name.rsplit("/", 1)[-1]].append((name, record))

    def __len__(self) -> int:
        return len(self._by_id)

    def by_source(self, source: str) -> DocumentRecord | None:
        """The document that `source` names, also by the name of a duplicate; None if not held."""
        for name, record in self._by_file.get(source.rsplit("/", 1)[-1], ()):
            if same_source(name, source):
                return record
        return None

    def by_hash(self, prefix: str) -> DocumentRecord | None:
        """The document whose SHA-256 begins with `prefix`; None if not held."""
        found = self._by_id.get(prefix[:16])
        if found is not None and found.sha256.startswith(prefix):
            return found
        return next((r for r in self._by_id.values() if r.sha256.startswith(prefix)), None)

    def authority(self, gold: Gold | GoldSpan) -> str | None:
        """Whom the document of `gold` is about; None if it is not held or does not say."""
        found = (
            self.by_source(gold.source) if isinstance(gold, Gold) else self.by_hash(gold.document)
        )
        return None if found is None else found.provenance.authority.value

    def other_names(self, document_id: str) -> tuple[str, ...]:
        """The names of a document's duplicates; () of one that is not held."""
        record = self._by_id.get(document_id)
        return () if record is None else record.other_sources

    def by_id(self, document_id: str) -> DocumentRecord | None:
        """The document of that id; None if not held."""
        return self._by_id.get(document_id)
