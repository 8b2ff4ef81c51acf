"""What a report states in lines of its own: grades, lists, dates and a report as a whole, in; no ranking.

Whatever asks for these is answered from the lines that state them, each quoted whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer import Extract
from assistant.grades import grade_extracts
from assistant.improve import improvement_blocks, is_whole_list, list_extracts
from assistant.inspection_dates import INSPECTION_DATES, asks_for_publication, date_extract
from assistant.kinds import asks_for_list, compares_grades
from assistant.overview import overview_extracts
from assistant.question import AnswerKind, Question
from assistant.reading import ReadDocument
from assistant.scope import Side
from corpus.document import About, Kind

__all__ = ["asks_for_all", "names_board", "stated"]

_BOARD = re.compile(
    r"\b(?:lscb|lscp|boards?|safeguarding (?:children )?(?:board|partnership))\b", re.I
)
_OF_CHANGE = re.compile(
    r"\b(?:chang|improv|progress|trend|compar)\w*|\b(?:better|worse)\b|\bover\s+(?:the\s+)?(?:time|years)\b",
    re.IGNORECASE,
)
_N_LIST = 10  # extracts of a list at most

Read = Callable[[str], ReadDocument]


def stated(question: Question, side: Side, read: Read, *, max_words: int) -> tuple[Extract, ...]:
    """The grades, the list, the dates or the overview that the question asks for; () where it asks for
    something else, or the side's documents have none.

    `read` gives a document by its id, `max_words` bounds a paragraph's or a run of items' extract.
    """
    if question.topic == INSPECTION_DATES:
        return _dates(question, side, read)
    beside = question.kind in (AnswerKind.COMPARE, AnswerKind.TREND)
    if _asks_of_all(question):
        return _overview(question, side, read, max_words)
    # "compare them", "how has it changed?": without a topic, the grades
    grades = question.kind is AnswerKind.GRADE or (
        beside and (not question.terms or compares_grades(question.topic))
    )
    listed = question.kind is AnswerKind.IMPROVE or (beside and asks_for_list(question.topic))
    found = _grades(question, side, read) if grades else ()
    if not found and listed and asks_for_all(question):
        found = _whole_list(question, side, read, max_words)
    return found


def names_board(question: Question) -> bool:
    """Whether the safeguarding board, or partnership, is asked about by name."""
    return _BOARD.search(question.text) is not None


def asks_for_all(question: Question) -> bool:
    """Whether what must improve is asked for as a list, not what the list says of something."""
    # "it came out top, but what was left on its list?"
    asked = [part for part in re.split(r"\bbut\b", question.topic) if asks_for_list(part)]
    return question.whole or is_whole_list(asked[-1] if asked else question.topic)


def _asks_of_all(question: Question) -> bool:
    """Whether what was found is asked for, of no topic: of the latest report or of each of a span."""
    # "what did Ofsted say from 2014 to 2018?", but "how has it changed?" asks for the grades
    spanned = question.kind is AnswerKind.TREND and not question.topic
    spanned = spanned and not _OF_CHANGE.search(question.text)
    return not question.terms and (question.kind is AnswerKind.FINDING or spanned)


def _grades(question: Question, side: Side, read: Read) -> tuple[Extract, ...]:
    for record in side.documents:
        document = read(record.id).document
        compared = question.kind is AnswerKind.COMPARE
        found = grade_extracts(question.topic, document, group=side.label, compared=compared)
        if found:
            return tuple(found)
    return ()


def _dates(question: Question, side: Side, read: Read) -> tuple[Extract, ...]:
    """When each inspection took place, the latest first."""
    documents = (read(record.id).document for record in side.documents)
    published = asks_for_publication(question.text)
    found = (date_extract(d, group=side.label, published=published) for d in documents)
    return tuple(extract for extract in found if extract is not None)


def _overview(question: Question, side: Side, read: Read, max_words: int) -> tuple[Extract, ...]:
    """What the latest report that grades says as a whole."""
    for record in side.documents:
        found = overview_extracts(
            question.topic, read(record.id), max_words=max_words, group=side.label
        )
        if found:
            return tuple(found)
    return ()


def _whole_list(question: Question, side: Side, read: Read, max_words: int) -> tuple[Extract, ...]:
    """The latest list of what must improve, in its order."""
    about = About.BOARD if names_board(question) else About.AUTHORITY
    for record in side.documents:
        if record.provenance.kind.value not in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER):
            continue
        document = read(record.id).document
        blocks = improvement_blocks(document, about)
        if blocks:
            listed = list_extracts(document, blocks, max_words=max_words, group=side.label)
            return tuple(listed[:_N_LIST])
    return ()
