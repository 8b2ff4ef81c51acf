"""An extract and a gold quote in, whether the one hits the other out; judged by source, page and
words, never by passage ids, so that figures survive another way of dividing documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.answer import Extract
from assistant.evaluation.queries import Gold

__all__ = ["MAX_WORDS", "hits", "same_source", "shared_words", "words"]

MAX_WORDS = 120
"""An extract of more words than this hits nothing: a page is not an answer."""

_HELD = 0.6
_WITHIN = 0.5
_PAGES_APART = 1

_JOINED = re.compile(r"(?<=\w)[-\u2010\u2011\u00ad]\s*(?=\w)|['\u2018\u2019\u02bc]")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of `text`: runs of letters and digits, lower case, hyphens and apostrophes closed.

    >>> words("Multi- agency work, children’s 2016–17")
    ['multiagency', 'work', 'childrens', '2016', '17']
    """
    closed = _JOINED.sub("", unicodedata.normalize("NFKC", text))
    return [word.lower() for word in _WORD.findall(closed)]


def shared_words(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words the two have in common in the same order (longest common subsequence)."""
    row = [0] * (len(second) + 1)
    for word in first:
        previous = 0
        for place, other in enumerate(second, start=1):
            above = row[place]
            row[place] = previous + 1 if word == other else max(above, row[place - 1])
            previous = above
    return row[-1]


def same_source(first: str, second: str) -> bool:
    """Whether two paths name one file, either being the other's tail in whole components.

    The folder that was indexed decides how much of a path a source holds; case counts.

    >>> same_source("ofsted/80441_bristol/a.pdf", "80441_bristol/a.pdf")
    True
    >>> same_source("north/a.pdf", "th/a.pdf")
    False
    """
    short, long = sorted((first.split("/"), second.split("/")), key=len)
    return long[len(long) - len(short) :] == short


def hits(extract: Extract, gold: Gold, other_sources: Iterable[str] = ()) -> bool:
    """Whether `extract` shows what `gold` asks for.

    Same source (or one of `other_sources`, the names of its duplicates), a page at most one
    away, at most 120 words, and either 60% of the gold's words are in the extract, in order, or
    the extract lies within the gold and is half of it.
    """
    citation = extract.citation
    if not any(same_source(gold.source, name) for name in (citation.source, *other_sources)):
        return False
    if not citation.page - _PAGES_APART <= gold.page <= citation.last_page + _PAGES_APART:
        return False
    shown, wanted = words(extract.quote), words(gold.quote)
    if not shown or not wanted or len(shown) > MAX_WORDS:
        return False
    if shared_words(wanted, shown) >= _HELD * len(wanted):
        return True
    return _lies_within(shown, wanted) and len(shown) >= _WITHIN * len(wanted)


def _lies_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))
