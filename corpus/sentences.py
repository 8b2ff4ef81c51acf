"""A block of text in, the spans of its sentences out.

The boundaries are sentencex's; what these documents need besides is put right here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sentencex import get_sentence_boundaries

from corpus.document import Span

__all__ = ["split"]

# After these no sentence ends, whatever follows.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(‘“'\"])(?:[Nn]os?|[Pp]aras?|[Pp]p?|[Ss]s?|[Ff]igs?|[Rr]efs?|[Ss]ect?s?|[Aa]rts?|[Rr]egs?"
    r"|e\.g|i\.e|cf|viz|[Aa]pprox|[Ii]ncl|[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|[Rr]ev|[Ss]t|[Hh]on|[Cc]llr|vs?"
    r"|[A-Z])\.$"
)
_NEEDS_NUMBER = re.compile(r"(?:[Nn]os?|[Pp]aras?|[Pp]p?|[Ss]s?|[Ff]igs?|[Ss]ect?s?|[Rr]egs?)\.$")
_TERMINAL = re.compile(r"[.!?…]['’”\"»)\]]*$")
_ACRONYM_END = re.compile(r"\b[A-Z]{2,}s?\)?\.\s+(?=[‘“]?[A-Z])")
_BRACKET_END = re.compile(r"[.!?][)\]]\s+(?=[‘“]?[A-Z])")
_REFERENCE = re.compile(r"(?<=[.!?])\s+\([^()]{1,120}\)\s+(?=[‘“]?[A-Z])")
_CLOSING = re.compile(r"['’”\"»)\]]+(?=\s|$)")
_LOWER_START = re.compile(r"[‘“'\"(\[]*[a-z]")
# What is no sentence of its own: marks, figures, a reference in brackets "(Recommendation)".
_TAIL = re.compile(r"[\W\d_]*|[(\[][^()\[\]]{1,120}[)\]][.,;]?")

_QUOTED = re.compile(r"(?:(?<=[\s(])|^)(?:‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|“[^“”]*”)")
_MAX_QUOTED = 3  # sentences of one quotation; what goes on longer has lost its closing mark


def split(text: str, marks: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """Return the sentences of `text`: in order, apart from white space they cover all of it.

    `marks` are the footnote marks; one behind a full stop belongs to the sentence before it.
    """
    masked = text
    for start, end in marks:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    cuts = [0]
    for boundary in get_sentence_boundaries("en", masked):
        cuts.append(int(boundary["end_index"]))
    # sentencex takes every word in capitals for an abbreviation: "… with their PA. Young people".
    cuts.extend(match.end() for match in _ACRONYM_END.finditer(masked))
    cuts.extend(match.end() for match in _BRACKET_END.finditer(masked))
    references = {match.end() for match in _REFERENCE.finditer(masked)}
    cuts = sorted({cut for cut in (*cuts, *references) if cut < len(text)})
    kept = [0]
    for cut in cuts[1:]:
        moved = cut if cut in references else _place(masked, kept[-1], cut)
        if moved is not None and moved > kept[-1]:
            kept.append(moved)
    kept.append(len(text))
    spans: list[Span] = []
    for start, end in pairwise(_whole_quotations(masked, kept)):
        span = _trimmed(text, start, end)
        if span is None:
            continue
        if spans and _TAIL.fullmatch(masked[span.start : span.end]):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _whole_quotations(text: str, cuts: Sequence[int]) -> list[int]:
    """`cuts` without those inside a short quotation: “‘I was heard. It helped,’ one said.”"""
    inside: set[int] = set()
    for match in _QUOTED.finditer(text):
        own = [cut for cut in cuts if match.start() < cut < match.end()]
        if len(own) < _MAX_QUOTED:
            inside.update(own)
    return [cut for cut in cuts if cut not in inside]


def _place(text: str, start: int, cut: int) -> int | None:
    """Where the boundary at `cut` really stands; None where the sentence goes on."""
    before = text[start:cut].rstrip()
    # A quotation mark or bracket that closes behind the stop belongs to what it closes.
    closing = _CLOSING.match(text, cut)
    if closing and _opens(before, closing.group()):
        return closing.end()
    after = text[cut:].lstrip()
    if not _TERMINAL.search(before):
        return None
    if _ABBREVIATION.search(before[-12:]) and not (
        _NEEDS_NUMBER.search(before) and not after[:1].isdigit()
    ):
        return None
    if _LOWER_START.match(after):
        # "etc. and", "the Reach Out! group": what begins in lower case goes on.
        return None
    return cut


def _opens(before: str, closing: str) -> bool:
    pairs = {"’": "‘", "”": "“", ")": "(", "]": "[", "'": "'", '"': '"', "»": "«"}
    opening = pairs[closing[0]]
    if opening == closing[0]:
        return before.count(opening) % 2 == 1
    return before.count(opening) > before.count(closing[0])


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space at its ends; None where nothing else is there."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))
