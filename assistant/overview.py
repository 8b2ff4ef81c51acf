"""What a report says as a whole: its grades, each from its line, and the opening of its summary."""

from __future__ import annotations

import re

from assistant.answer import Extract
from assistant.cite import extract
from assistant.grades import grade_extracts
from assistant.reading import ReadDocument
from corpus.document import About, BlockKind, Span

__all__ = ["asks_for_overview", "overview_extracts"]

_N_OPENING = 3  # paragraphs
_N_WORDS = 8  # of a paragraph that says something; a cover's lines have fewer
# "sum up the report", "the main findings", "an overview"
_AS_A_WHOLE = re.compile(
    r"\W*(?:(?:give|show|can|could|you|me|us|a|an|the|of|in|what|whats|what's|what’s|how|did|does|do|is|are|was"
    r"|were|its|their|it|they|on|about|for|and|please|just|say|said|happened|go|went|overall|whole|latest|last"
    r"|main|key|top|big|chief|general|quick|short|brief|summar(?:y|ise|ize)|sum|up|overview|gist|headlines?"
    r"|highlights?|findings?|messages?|points?|takeaways?|conclusions?|conclude|inspections?|reports?|ofsted"
    r"|outcomes?|nutshell|picture|full)\b\W*)+",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:summar(?:y|ise|ize)|sum|overview|gist|headlines?|highlights?|findings?|messages?|takeaways?"
    r"|conclusions?|conclude|outcomes?|nutshell|points)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\bLSCB\b|\bSafeguarding Children Board\b")


def asks_for_overview(topic: str) -> bool:
    """Whether `topic`, a question without the authority's name and its year, asks for a report as a whole.

    >>> asks_for_overview("what were the main findings?"), asks_for_overview("findings on neglect")
    (True, False)
    """
    return _WHOLE.search(topic) is not None and _AS_A_WHOLE.fullmatch(topic) is not None


def overview_extracts(
    topic: str, read: ReadDocument, *, max_words: int, group: str | None = None
) -> list[Extract]:
    """The overall grade, the first paragraphs of what the report finds, and its other grades; [] of
    a document that states no grades.
    """
    grades = [
        grade
        for grade in grade_extracts(topic, read.document, group=group)
        if grade.citation.about is About.AUTHORITY and not _BOARD.search(grade.quote)
    ]
    if not grades:
        return []
    opening = [
        extract(read.document, span, score=1.0 - place / 100, group=group)
        for place, span in enumerate(_opening(read, max_words), start=1)
    ]
    return [grades[0], *opening, *grades[1:]]


def _opening(read: ReadDocument, max_words: int) -> list[Span]:
    """The first paragraphs after the grades, each as far as `max_words` allow."""
    document = read.document
    page, _ = document.pages_of(document.judgements[0].span)
    graded = [j.span for j in document.judgements if document.pages_of(j.span)[0] == page]
    after = max(span.end for span in graded)
    spans: list[Span] = []
    for number, block in enumerate(document.blocks):
        if len(spans) == _N_OPENING:
            break
        if block.kind is not BlockKind.PARAGRAPH or block.about is About.BOARD:
            continue
        if block.span.start < after or _BOARD.search(document.quote(block.span)):
            continue
        own = [i for i in read.of_block(number) if read.sentence(i).quotable]
        if sum(read.sentence(i).n_words for i in own) < _N_WORDS:
            continue
        kept: list[int] = []
        words = 0
        for index in own:
            words += read.sentence(index).n_words
            if kept and (words > max_words or len(kept) == _N_OPENING):
                break
            kept.append(index)
        sentences = document.sentences
        spans.append(Span(sentences[kept[0]].span.start, sentences[kept[-1]].span.end))
    return spans
