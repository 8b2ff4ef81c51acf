"""What ranking needs to know of a document's sentences, computed once and kept.

Stems, headings, neighbours and places of sentences, so that a question can be scored against
them without reading the document again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.document import About, Block, BlockKind, Document, Sentence

__all__ = ["ReadDocument", "Said", "is_improvement_heading"]

_IMPROVE = re.compile(
    r"need(?:s|ed)? to improve|areas? (?:for|of) (?:improvement|development|priority)|recommendation"
    r"|priority actions?|priority and immediate action|next steps|^immediately|within (?:three|six) months",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"information about this inspection|about this inspection|^annex\b|^contents$|inspection team"
    r"|how to complain|what the (?:inspection )?(?:grades|judgements) mean",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"summary|executive|overview", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?…][’”\"')\]]*(?:\s*\d{1,2})?$")  # perhaps a footnote's mark behind
_MAX_TITLE = 15  # words; a longer line without a stop is a sentence that lost it
# What makes a statement of a line without a stop: a verb, or a name and its value ("Cases: 412").
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|ha[sd]|have|does|do|did|can|could|may|might|must|shall|should|will"
    r"|would|needs?|not|said|told|(?!looked after|cared for)[a-z]+ed)\b|\w: ",
    re.IGNORECASE,
)
_COVER_LINE = re.compile(
    r"(?:(?:re-?)?inspection of|(?:inspection|visit) dates?:|(?:report )?published:|date of "
    r"|(?:deputy lead|team|shadow|associate) inspectors?:|(?:senior )?data analyst:|quality assurance \w+:)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")


def is_improvement_heading(title: str) -> bool:
    """Whether a heading opens a list of what must improve."""
    return bool(_IMPROVE.search(title))


class Said(NamedTuple):
    """The stems of a text, and in their order."""

    stems: frozenset[str]
    sequence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence's features that do not depend on a question."""

    stems: frozenset[str]
    sequence: tuple[str, ...]
    n_words: int
    quotable: bool  # a statement: not a heading, boilerplate or a stray line


class ReadDocument:
    """A document with, on demand, what ranking asks of each sentence."""

    def __init__(self, document: Document, analyse: Callable[[str], list[str]]) -> None:
        self.document = document
        self._analyse = analyse
        self._sentences: dict[int, ReadSentence] = {}
        self._headings: dict[int, Said] = {}
        self._lead_ins: dict[tuple[int, int], Said] = {}
        self._blocks: dict[int, range] | None = None

    def block(self, sentence: int) -> Block:
        """The block of a sentence."""
        return self.document.blocks[self.document.sentences[sentence].block]

    def sentence(self, index: int) -> ReadSentence:
        """The features of sentence `index`."""
        read = self._sentences.get(index)
        if read is None:
            read = self._read(self.document.sentences[index])
            self._sentences[index] = read
        return read

    def _read(self, sentence: Sentence) -> ReadSentence:
        text = self.document.quote(sentence.span)
        block = self.document.blocks[sentence.block]
        sequence = tuple(self._analyse(text))
        words = text.split()
        path = self.document.heading_path(block.heading)
        quotable = (
            block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            and len(words) >= 4
            and not any(_BOILERPLATE.search(title) for title in path)
            and not self._is_title(sentence, text)
            and not self._leads_in(sentence, text)
        )
        return ReadSentence(
            stems=frozenset(sequence),
            sequence=sequence,
            n_words=len(words),
            quotable=quotable,
        )

    def _is_title(self, sentence: Sentence, text: str) -> bool:
        """Whether the sentence is a line of the cover or a small heading in a block of its own."""
        block = self.document.blocks[sentence.block]
        if block.kind is not BlockKind.PARAGRAPH or block.span != sentence.span:
            return False
        if _STOPPED.search(text):
            return False
        if _COVER_LINE.match(text):
            return True
        return len(text.split()) < _MAX_TITLE and not _SAYS.search(text)

    def _leads_in(self, sentence: Sentence, text: str) -> bool:
        """Whether the sentence only opens what stands in the blocks below it: "These are:"."""
        if (
            not text.endswith(":")
            or self.document.blocks[sentence.block].span.end != sentence.span.end
        ):
            return False
        return not (_FIGURE.search(text) and _SAYS.search(text[:-1]))

    def heading(self, heading: int) -> Said:
        """The heading path of `heading`."""
        if heading not in self._headings:
            stems = tuple(self._analyse(" ".join(self.document.heading_path(heading))))
            self._headings[heading] = Said(frozenset(stems), stems)
        return self._headings[heading]

    def lead_in(self, block: Block) -> Said:
        """The sentence a list item depends on; nothing for others."""
        if block.lead_in is None:
            return Said(frozenset(), ())
        key = (block.lead_in.start, block.lead_in.end)
        if key not in self._lead_ins:
            stems = tuple(self._analyse(self.document.quote(block.lead_in)))
            self._lead_ins[key] = Said(frozenset(stems), stems)
        return self._lead_ins[key]

    def of_block(self, block: int) -> range:
        """Indices of the sentences of block `block`."""
        if self._blocks is None:
            self._blocks = _ranges(self.document.sentences)
        return self._blocks.get(block, range(0))

    def improving(self, index: int) -> bool:
        """Whether the sentence stands under a heading of what must improve."""
        path = self.document.heading_path(self.block(index).heading)
        return bool(path) and is_improvement_heading(path[-1])

    def in_summary(self, index: int) -> bool:
        """Whether the sentence stands in a summary of the report."""
        path = self.document.heading_path(self.block(index).heading)
        return any(_SUMMARY.search(title) for title in path)

    def about_board(self, index: int) -> bool:
        """Whether the sentence is about the safeguarding board, not the authority."""
        return self.block(index).about is About.BOARD


def _ranges(sentences: Sequence[Sentence]) -> dict[int, range]:
    ranges: dict[int, range] = {}
    for index, sentence in enumerate(sentences):
        first = ranges[sentence.block].start if sentence.block in ranges else index
        ranges[sentence.block] = range(first, index + 1)
    return ranges
