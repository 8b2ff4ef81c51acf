"""Ranked sentences become extracts: whole sentences that answer on their own, none said twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.candidates import Candidate
from assistant.reading import ReadDocument
from corpus.document import BlockKind, Span

__all__ = ["Chosen", "choose", "repeats"]

_MAX_SENTENCES = 3
_NEEDS_BEFORE = re.compile(
    r"^(?:this|these|those|they|it|its|their|he|she|such|others|both|also|here|there is also|the same"
    r"|(?:some|many|most|all|none|few) of (?:this|these|those|them)"
    r"|(?:in|for|because of|despite|since|when|where|while|although|once|if) (?:this|these|those|they|it)"
    r"|however|but|nevertheless|nonetheless|in contrast|by contrast|conversely|instead|otherwise"
    r"|as a result|consequently|therefore|thus|hence|since then|in addition|additionally|furthermore"
    r"|moreover|similarly|likewise|for example|for instance|for some)\b",
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
    """The best extracts of `ranked` (best first): further ones add to the first, or are left out.

    What stands right beside an extract in its paragraph joins it if both sentences fit; else it is
    an extract of its own only if it is further off, or nothing else is left.
    """
    scores = {(id(c.document), c.index): c.score for c in ranked}
    chosen: list[Chosen] = []
    beside: list[Candidate] = []
    for candidate in ranked:
        if len(chosen) == n_extracts:
            return chosen
        if any(repeats(candidate, other) for other in chosen):
            continue
        window = _window(candidate, scores, max_words, chosen)
        near = next((i for i, other in enumerate(chosen) if _touch(window, other)), None)
        if near is None:
            chosen.append(window)
        elif _apart(window, chosen[near]):
            if not _leans(candidate.document, window.first):
                chosen.append(window)
        elif (joined := _joined(chosen[near], candidate, max_words)) is not None:
            chosen[near] = joined
        else:
            beside.append(candidate)
    for candidate in beside:
        if len(chosen) < n_extracts and not any(repeats(candidate, other) for other in chosen):
            window = _window(candidate, scores, max_words, chosen)
            if not _leans(candidate.document, window.first):
                chosen.append(window)
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
    candidate: Candidate,
    scores: Mapping[tuple[int, int], float],
    max_words: int,
    chosen: Sequence[Chosen],
) -> Chosen:
    """The extract around `candidate`, of sentences that `chosen` has not taken.

    The sentence itself; the one before where it leans on that ("This …"); then the better of its
    neighbours, as long as the paragraph, the number of sentences and of words allow.
    """
    read = candidate.document
    free = _free(candidate, chosen)
    if read.block(candidate.index).kind is BlockKind.LIST_ITEM:
        return _fit(candidate, free.start, free.stop - 1, max_words)
    first = last = candidate.index
    words = read.sentence(candidate.index).n_words

    def score(index: int) -> float:
        return scores.get((id(read), index), float("-inf"))

    while last - first + 1 < _MAX_SENTENCES:
        before = first - 1 if first - 1 in free and read.sentence(first - 1).quotable else None
        after = last + 1 if last + 1 in free and read.sentence(last + 1).quotable else None
        options = [i for i in (before, after) if i is not None]
        if not options:
            break
        leans = before is not None and _leans(read, first)
        pick = before if leans and before is not None else max(options, key=score)
        extra = read.sentence(pick).n_words
        if words + extra > max_words:
            break
        words += extra
        first, last = min(first, pick), max(last, pick)
    return _settled(Chosen(candidate, first, last), free, max_words)


def _free(candidate: Candidate, chosen: Sequence[Chosen]) -> range:
    """The sentences of the candidate's block around it that no extract has."""
    read = candidate.document
    own = read.of_block(read.document.sentences[candidate.index].block)
    first, stop = own.start, own.stop
    for other in chosen:
        if other.candidate.document is not read:
            continue
        if other.last < candidate.index:
            first = max(first, other.last + 1)
        else:
            stop = min(stop, other.first)
    return range(first, stop)


def _leans(read: ReadDocument, index: int) -> bool:
    """Whether sentence `index` is understood only with the one before it in its paragraph."""
    sentence = read.document.sentences[index]
    if index - 1 not in read.of_block(sentence.block) or not read.sentence(index - 1).quotable:
        return False
    return _NEEDS_BEFORE.match(read.document.quote(sentence.span)) is not None


def _settled(window: Chosen, free: range, max_words: int) -> Chosen:
    """`window`, moved so that its first sentence leans on none that is left out.

    Forward as long as the wanted sentence stays; if that leans too, back, at its end's cost.
    """
    read, wanted = window.candidate.document, window.candidate.index
    if not _leans(read, window.first):
        return window
    for first in range(window.first + 1, wanted + 1):
        if not _leans(read, first):
            return replace(window, first=first)
    for first in range(window.first - 1, max(free.start, wanted - _MAX_SENTENCES + 1) - 1, -1):
        if not read.sentence(first).quotable:
            break
        if not _leans(read, first):
            last = min(window.last, first + _MAX_SENTENCES - 1)
            return _fit(window.candidate, first, last, max_words)
    return window


def _touch(window: Chosen, other: Chosen) -> bool:
    """Whether two extracts stand side by side in one paragraph."""
    document = window.candidate.document
    if other.candidate.document is not document:
        return False
    sentences = document.document.sentences
    if sentences[window.first].block != sentences[other.first].block:
        return False
    return window.first == other.last + 1 or window.last == other.first - 1


def _apart(window: Chosen, other: Chosen) -> bool:
    """Whether the sentences that two extracts are chosen for are too far from one another for one."""
    return abs(window.candidate.index - other.candidate.index) >= _MAX_SENTENCES


def _joined(chosen: Chosen, candidate: Candidate, max_words: int) -> Chosen | None:
    """`chosen` with the sentence of `candidate` too; None where that is too far off or too much."""
    first, last = min(chosen.first, candidate.index), max(chosen.last, candidate.index)
    if last - first >= _MAX_SENTENCES or _words(candidate.document, first, last) > max_words:
        return None
    return None if _leans(candidate.document, first) else replace(chosen, first=first, last=last)


def _fit(candidate: Candidate, first: int, last: int, max_words: int) -> Chosen:
    """Those of the sentences `first` to `last` that the words allow, the candidate among them."""
    while _words(candidate.document, first, last) > max_words and first < last:
        if last > candidate.index:
            last -= 1
        else:
            first += 1
    return Chosen(candidate, first, last)


def _words(read: ReadDocument, first: int, last: int) -> int:
    return sum(read.sentence(i).n_words for i in range(first, last + 1))
