"""Made-up inspection reports with grades, of two frameworks and of one before, as records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from corpus.document import Judgement, Kind, Origin, Provenance, Span, Speaker, Stated
from index.engine import DocumentRecord, JudgementRecord
from web.ledger import Inspection

__all__ = ["inspection"]

T = TypeVar("T")

_WORDINGS = {
    "care leavers": "The experiences and progress of care leavers",
    "children in care": "The experiences and progress of children in care",
    "board": "The Local Safeguarding Children Board",
}


def inspection(
    authority: str,
    day: date | None,
    framework: str | None,
    grades: Mapping[str, str],
    *,
    together: bool = False,
    kind: Kind = Kind.INSPECTION_REPORT,
) -> Inspection:
    """An inspection of `authority` that ended on `day`; `together`: one grade for children in
    care and care leavers."""
    name = f"{authority} {day} {framework}"
    record = DocumentRecord(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        sha256="ab" * 32,
        source=f"{name}.pdf",
        path=f"/nowhere/{name}.pdf",
        provenance=Provenance(
            title=Stated(f"Inspection of {authority}", Origin.TEXT),
            authority=Stated(authority, Origin.TEXT),
            publisher=Stated("Ofsted", Origin.TEXT),
            kind=Stated(kind, Origin.TEXT),
            speaker=Stated(Speaker.OFSTED, Origin.TEXT),
            framework=_stated(framework),
            inspected_from=_stated(day),
            inspected_to=_stated(day),
            published=_stated(None),
            source_url=_stated(None),
        ),
        n_pages=2,
        n_sentences=10,
        n_passages=4,
    )
    stated: dict[str, JudgementRecord] = {}
    for number, (strand, grade) in enumerate(grades.items()):
        wording = _WORDINGS.get(strand, strand.capitalize())
        if together and strand == "children in care":
            wording += " and care leavers"
        judgement = Judgement(strand, wording, grade, Span(number * 100, number * 100 + 50))
        stated[strand] = JudgementRecord(record, judgement, 1, f"{wording} {grade}")
    return Inspection(record, stated)


def _stated(value: T | None) -> Stated[T]:
    return Stated(value, Origin.TEXT if value else Origin.UNKNOWN)
