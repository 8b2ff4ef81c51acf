"""Ranked sentences become extracts: whole sentences that answer on their own, none said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from assistant.reading import ReadDocument
from corpus.document import BlockKind, Span

__all__ = ["Chosen", "choose", "repeats"]

_MAX_SENTENCES = 3
_NEEDS_BEFORE = re.compile(
    r"^(?:this|these|those|they|it|its|their|he|she|such|as a result|consequently|therefore|in addition"
    r"|furthermore|however|for example|for some|in these|here|there is also|similarly|also|both)\b",
    re.IGNORECASE,
)
_SAME = 0.9  # cosine above which two sentences say the same thing
_SAME_WORDS = 0.7  # share of the shorter one's stems, likewise


@dataclass(frozen=True, slots=True)
class Chosen:
    """A run of sentences of one block, and the candidate it was chosen for."""

    candidate: Candidate
    first: int
    last: int  # inclusive

    @property
    def span(self) -> Span:
        """Where it stands: characters, half-open."""
        sentences = self.candidate.document.document.sentences
        return Span(sentences[self.first].span.start, sentences[self.last].span.end)


def choose(ranked: Sequence[Candidate], *, n_extracts: int, max_words: int) -> list[Chosen]:
    """The best extracts of `ranked` (best first): further ones add to the first, or are left out."""
    scores = {(id(c.document), c.index): c.score for c in ranked}
    chosen: list[Chosen] = []
    for candidate in ranked:
        if len(chosen) == n_extracts:
            break
        if any(repeats(candidate, other) for other in chosen):
            continue
        first, last = _window(candidate, scores, max_words)
        taken = [o for o in chosen if o.candidate.document is candidate.document]
        for other in taken:
            if other.last < candidate.index:
                first = max(first, other.last + 1)
            else:
                last = min(last, other.first - 1)
        chosen.append(Chosen(candidate, first, last))
    return chosen


def repeats(candidate: Candidate, chosen: Chosen) -> bool:
    """Whether `candidate` says what is chosen already, or stands within it."""
    same_document = chosen.candidate.document is candidate.document
    if same_document and chosen.first <= candidate.index <= chosen.last:
        return True
    if float(candidate.vector @ chosen.candidate.vector) > _SAME:
        return True
    mine = candidate.document.sentence(candidate.index).stems
    other = chosen.candidate.document.sentence(chosen.candidate.index).stems
    smaller = min(len(mine), len(other))
    return same_document and smaller > 3 and len(mine & other) / smaller > _SAME_WORDS


def _window(
    candidate: Candidate, scores: dict[tuple[int, int], float], max_words: int
) -> tuple[int, int]:
    """First and last sentence, inclusive, of the extract around `candidate`.

    The sentence itself; the one before where it leans on that ("This …"); then the better of its
    neighbours, as long as the paragraph, the number of sentences and of words allow.
    """
    read = candidate.document
    block = read.block(candidate.index)
    first = last = candidate.index
    if block.kind is BlockKind.LIST_ITEM:
        own = read.of_block(read.document.sentences[candidate.index].block)
        return _fit(read, own.start, own.stop - 1, candidate.index, max_words)
    own = read.of_block(read.document.sentences[candidate.index].block)
    words = read.sentence(candidate.index).n_words

    def score(index: int) -> float:
        return scores.get((id(read), index), float("-inf"))

    while last - first + 1 < _MAX_SENTENCES:
        text = read.document.quote(read.document.sentences[first].span)
        leans = bool(_NEEDS_BEFORE.match(text)) and first - 1 in own
        before = first - 1 if first - 1 in own and read.sentence(first - 1).quotable else None
        after = last + 1 if last + 1 in own and read.sentence(last + 1).quotable else None
        options = [i for i in (before, after) if i is not None]
        if not options:
            break
        pick = before if leans and before is not None else max(options, key=score)
        extra = read.sentence(pick).n_words
        if words + extra > max_words:
            break
        words += extra
        first, last = min(first, pick), max(last, pick)
    return first, last


def _fit(read: ReadDocument, first: int, last: int, keep: int, max_words: int) -> tuple[int, int]:
    while (
        sum(read.sentence(i).n_words for i in range(first, last + 1)) > max_words and first < last
    ):
        if last > keep:
            last -= 1
        else:
            first += 1
    return first, last
