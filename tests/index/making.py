"""Made-up documents, a small deterministic encoder and made-up folders for the tests of `index`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.document import (
    About,
    Block,
    BlockKind,
    Document,
    Heading,
    Judgement,
    Kind,
    Origin,
    Passage,
    Provenance,
    Sentence,
    Span,
    Speaker,
    Stated,
)
from index.encoder import EncodedPassages
from index.engine import Vectors

__all__ = ["HashedWords", "make_document", "make_passages", "make_provenance", "write_reports"]

T = TypeVar("T")


class HashedWords:
    """An encoder for tests that the model is beside the point of: a vector for each word, added."""

    name = "hashed words"
    dim = 32
    max_pieces = 200

    def __init__(self, fingerprint: str = "hashed-1") -> None:
        self.fingerprint = fingerprint
        self.n_encoded = 0

    def count(self, text: str) -> int:
        """Words of `text`."""
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Sums of word vectors, of unit length."""
        self.n_encoded += len(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else self._none()

    def encode_with_sentences(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> EncodedPassages:
        """The same for the spans within each text."""
        sentences = tuple(
            np.stack([self._vector(text[span.start : span.end]) for span in inside])
            if inside
            else self._none()
            for text, inside in zip(texts, spans, strict=True)
        )
        return EncodedPassages(self.encode(texts), sentences)

    def _none(self) -> Vectors:
        return np.empty((0, self.dim), np.float32)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dim, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dim, np.float32)
        length = float(np.linalg.norm(total))
        return total / length if length else total


def make_provenance(
    authority: str | None = "Farnley",
    *,
    speaker: Speaker | None = Speaker.OFSTED,
    kind: Kind | None = Kind.INSPECTION_REPORT,
    inspected: tuple[date, date] | None = None,
    published: date | None = None,
) -> Provenance:
    """Provenance with some values, the others unknown."""
    first, last = inspected or (None, None)
    return Provenance(
        title=_stated(f"Report on {authority}"),
        authority=_stated(authority),
        publisher=_stated("Ofsted"),
        kind=_stated(kind),
        speaker=_stated(speaker),
        framework=_stated(None),
        inspected_from=_stated(first),
        inspected_to=_stated(last),
        published=_stated(published),
        source_url=_stated(None),
    )


def make_document(
    sentences: Sequence[str],
    *,
    source: str = "farnley.txt",
    provenance: Provenance | None = None,
    n_board: int = 0,
    judgements: Sequence[Judgement] = (),
) -> Document:
    """A document of one paragraph for each sentence below one heading; the last `n_board` of the
    paragraphs are about the board.
    """
    title = "What inspectors found"
    text = title
    blocks = [Block(Span(0, len(title)), BlockKind.HEADING, 0)]
    units = [Sentence(Span(0, len(title)), 0)]
    for place, words in enumerate(sentences):
        start = len(text) + 1
        text = f"{text}\n{words}"
        board = place >= len(sentences) - n_board
        blocks.append(
            Block(
                Span(start, len(text)),
                BlockKind.PARAGRAPH,
                0,
                paragraph=str(place + 1),
                about=About.BOARD if board else About.AUTHORITY,
            )
        )
        units.append(Sentence(Span(start, len(text)), len(blocks) - 1))
    sha256 = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        text=text,
        page_starts=(0,),
        outline=(Heading(Span(0, len(title)), 1, title, "good"),),
        blocks=tuple(blocks),
        sentences=tuple(units),
        provenance=provenance or make_provenance(),
        judgements=tuple(judgements),
    )


def make_passages(document: Document) -> tuple[Passage, ...]:
    """A passage for each sentence; the heading belongs to the first."""
    return tuple(
        Passage(
            document_id=document.id,
            ordinal=place - 1,
            span=document.sentences[place].span,
            sentences=(0 if place == 1 else place, place + 1),
            heading_path=("What inspectors found",),
            paragraph=document.blocks[place].paragraph,
            about=document.blocks[place].about,
            context="What inspectors found",
        )
        for place in range(1, len(document.sentences))
    )


def write_reports(
    folder: Path, n_files: int, *, n_paragraphs: int = 6, seed: int = 1
) -> list[Path]:
    """Made-up reports of made-up places as text files; the same `seed` writes the same."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    paths = []
    for number in range(n_files):
        paragraphs = [
            " ".join(
                f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)} {random.choice(_REASONS)}."
                for _ in range(3)
            )
            for _ in range(n_paragraphs)
        ]
        path = folder / f"report {seed}-{number}.txt"
        path.write_text("What inspectors found\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")
        paths.append(path)
    return paths


_SUBJECTS = (
    "Caseloads", "Foster carers", "Social workers", "Strategic leaders", "Personal advisers",
    "Return home interviews", "Plans for children", "Visits to care leavers", "Managers",
)  # fmt: skip
_VERBS = (
    "are overseen well", "vary too much", "have improved", "are not recorded in time",
    "respond quickly", "wait for too long", "are praised by parents", "know what must change",
)  # fmt: skip
_REASONS = (
    "in the north of the borough", "since the last visit", "because posts stay vacant",
    "for 32% of families", "although training was late", "when a child goes missing",
    "within ten working days", "despite a shortage of homes",
)  # fmt: skip


def _stated(value: T | None) -> Stated[T]:
    return Stated(value, Origin.UNKNOWN if value is None else Origin.TEXT)
