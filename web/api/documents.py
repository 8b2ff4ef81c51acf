"""What is held, for programs: the list, and one document with its outline and grades."""

from __future__ import annotations

from datetime import date

from index.engine import Filter, JudgementRecord
from index.listing import document_row
from web.api.names import authority_name
from web.api.operations import Reply, operation
from web.api.problems import FieldProblem, ProblemError
from web.api.records import judgement_told
from web.api.schemas import DocumentsTold, DocumentsWanted, DocumentTold
from web.collection import reading
from web.source_page import held

__all__ = ["list_documents", "read_document"]


@operation("GET", "/documents", query=DocumentsWanted, answers=DocumentsTold, cached=True)
def list_documents(query: DocumentsWanted) -> Reply:
    """List the documents that are held, by authority and date."""
    if query.first and query.last and query.first > query.last:
        detail = "it is before first"
        raise ProblemError(422, f"last: {detail}.", [FieldProblem("last", detail)])
    where = Filter(
        authorities=frozenset({authority_name(query.authority, "authority")})
        if query.authority is not None
        else None,
        speakers=frozenset({query.speaker}) if query.speaker else None,
        kinds=frozenset({query.kind}) if query.kind else None,
        inspected_or_published=(query.first or date.min, query.last or date.max)
        if query.first or query.last
        else None,
    )
    records = reading().engine.documents(where)
    shown = records[query.offset : query.offset + query.limit]
    return Reply({"total": len(records), "documents": [document_row(each) for each in shown]})


@operation("GET", "/documents/<document_id>", answers=DocumentTold, problems=(404,), cached=True)
def read_document(document_id: str) -> Reply:
    """Read where a document comes from, its outline and its grades."""
    record, document = held(document_id)
    outline = [
        {
            "title": heading.title,
            "level": heading.level,
            "page": document.page_of(heading.span.start),
            "grade": heading.grade,
            "about": heading.about.value,
        }
        for heading in document.outline
    ]
    judgements = [
        judgement_told(
            JudgementRecord(
                record, each, document.page_of(each.span.start), document.quote(each.span)
            )
        )
        for each in document.judgements
    ]
    return Reply({**document_row(record), "outline": outline, "judgements": judgements})
