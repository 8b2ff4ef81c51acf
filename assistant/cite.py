"""A span of a document becomes an extract with its citation and the context it needs."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Citation, Extract
from assistant.reading import is_improvement_heading
from corpus.document import About, Block, BlockKind, Document, Kind, Span, Speaker

__all__ = ["cite", "extract"]


def cite(document: Document, span: Span) -> Citation:
    """Where `span` of `document` stands."""
    known = document.provenance
    page, last_page = document.pages_of(span)
    block = next((b for b in document.blocks if b.span.overlaps(span)), None)
    heading = block.heading if block else -1
    return Citation(
        document_id=document.id,
        sha256=document.sha256,
        source=document.source,
        title=known.title.value,
        authority=known.authority.value,
        publisher=known.publisher.value,
        kind=known.kind.value or Kind.OTHER,
        speaker=known.speaker.value or Speaker.UNKNOWN,
        about=block.about if block else About.AUTHORITY,
        inspected_from=known.inspected_from.value,
        inspected_to=known.inspected_to.value,
        published=known.published.value,
        page=page,
        last_page=last_page,
        paragraph=block.paragraph if block else None,
        heading_path=document.heading_path(heading),
        grade=_grade(document, heading),
    )


def _grade(document: Document, heading: int) -> str | None:
    """The grade that the heading, or the nearest one above it that carries one, states."""
    level = None
    for entry in reversed(document.outline[: heading + 1]):
        if level is None or entry.level < level:
            if entry.grade:
                return entry.grade
            level = entry.level
    if heading >= 0 and document.outline[heading].about is About.BOARD:
        # the board has one grade, stated by a heading beside its sections: "The LSCB is good"
        stated = [h.grade for h in document.outline if h.about is About.BOARD and h.grade]
        return stated[0] if len(set(stated)) == 1 else None
    return None


def extract(
    document: Document,
    span: Span,
    *,
    score: float,
    reasons: Mapping[str, float] | None = None,
    group: str | None = None,
) -> Extract:
    """`span` of `document` as an extract, with its lead-in and the sentences around it."""
    block = next((b for b in document.blocks if b.span.overlaps(span)), None)
    before = after = None
    if block is not None and block.kind is BlockKind.PARAGRAPH:
        inside = [s.span for s in document.sentences if block.span.covers(s.span)]
        before = next((document.quote(s) for s in reversed(inside) if s.end <= span.start), None)
        after = next((document.quote(s) for s in inside if s.start >= span.end), None)
    return Extract(
        span=span,
        quote=document.quote(span),
        citation=cite(document, span),
        score=score,
        lead_in=_lead_in(document, block),
        before=before,
        after=after,
        group=group,
        reasons=dict(reasons or {}),
    )


def _lead_in(document: Document, block: Block | None) -> str | None:
    """What a list item depends on: its lead-in, or else the heading of what must improve.

    "Clarity about what must change" would else read as praise.
    """
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return None
    if block.lead_in is not None:
        return document.quote(block.lead_in)
    titles = document.heading_path(block.heading)[-2:]
    return next((title for title in reversed(titles) if is_improvement_heading(title)), None)
