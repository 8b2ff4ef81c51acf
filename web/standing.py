"""Whether an extract's words still stand where its citation says, in what is held now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from assistant.answer import Extract
from corpus.document import Document
from index.engine import DocumentRecord
from web.collection import reading

__all__ = ["Standing", "held_document", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`held`: the document is in the collection; `verified`: its words stand at the span."""

    held: bool
    verified: bool
    n_pages: int = 0


def standing(extract: Extract) -> Standing:
    """Compare `extract` with the documents that this request reads. A template global."""
    document_id = extract.citation.document_id
    record = _records().get(document_id)
    if record is None:
        return Standing(held=False, verified=False)
    verified = _document(document_id).quote(extract.span) == extract.quote
    return Standing(held=True, verified=verified, n_pages=record.n_pages)


def held_document(document_id: str) -> Document | None:
    """The document of that id, read once for a request; None where it is not held."""
    return _document(document_id) if document_id in _records() else None


def _records() -> dict[str, DocumentRecord]:
    if "records" not in g:
        g.records = {record.id: record for record in reading().engine.documents()}
    records: dict[str, DocumentRecord] = g.records
    return records


def _document(document_id: str) -> Document:
    if "documents" not in g:
        g.documents = {}
    documents: dict[str, Document] = g.documents
    if document_id not in documents:
        documents[document_id] = reading().engine.document(document_id)
    return documents[document_id]
