"""Grades, for programs: each with the words that state it."""

from __future__ import annotations

from index.engine import Filter
from web.api.names import authority_name
from web.api.operations import Reply, operation
from web.api.records import judgement_told
from web.api.schemas import JudgementsTold, JudgementsWanted
from web.collection import reading

__all__ = ["list_judgements"]


@operation("GET", "/judgements", query=JudgementsWanted, answers=JudgementsTold, cached=True)
def list_judgements(query: JudgementsWanted) -> Reply:
    """List the grades that inspections gave, by authority and date."""
    where = None
    if query.authority is not None:
        where = Filter(authorities=frozenset({authority_name(query.authority, "authority")}))
    records = [
        record
        for record in reading().engine.judgements(where)
        if query.strand in (None, record.judgement.strand)
        if query.grade in (None, record.judgement.grade)
    ]
    shown = records[query.offset : query.offset + query.limit]
    return Reply({"total": len(records), "judgements": [judgement_told(each) for each in shown]})
