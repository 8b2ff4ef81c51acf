"""Made-up documents and a lexicon for the tests of `assistant`, with the structure of real reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.glossary import Glossary
from assistant.lexicon import Lexicon
from assistant.pipeline import Assistant
from corpus.authorities import Authorities
from corpus.document import (
    About,
    Block,
    BlockKind,
    Document,
    Heading,
    Judgement,
    Kind,
    Sentence,
    Span,
    Speaker,
)
from index.builder import build
from index.encoder import Encoder
from index.engine import DocumentRecord
from index.local import open_engine
from tests.index.making import make_provenance

__all__ = [
    "Part",
    "assistant_over",
    "heading",
    "item",
    "lexicon",
    "paragraph",
    "record",
    "report",
    "row",
]

HELD = frozenset({"Wirral", "Bristol", "Slough", "South Gloucestershire", "Worcestershire"})


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be made: its sentences, and what it is."""

    sentences: tuple[str, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 1
    grade: str | None = None
    about: About = About.AUTHORITY
    number: str | None = None
    page: int = 1
    strand: str | None = None


def heading(
    title: str, level: int = 1, grade: str | None = None, about: About = About.AUTHORITY
) -> Part:
    """A heading, with the grade that it carries."""
    return Part((title,), BlockKind.HEADING, level, grade, about)


def paragraph(
    *sentences: str, number: str | None = None, page: int = 1, about: About = About.AUTHORITY
) -> Part:
    """A paragraph of sentences."""
    return Part(sentences, number=number, page=page, about=about)


def item(*sentences: str) -> Part:
    """A list item; the paragraph before its list is the lead-in."""
    return Part(sentences, BlockKind.LIST_ITEM)


def row(strand: str, grade: str, wording: str | None = None) -> Part:
    """A line of the grade table."""
    words = f"{wording or strand.capitalize()} {grade.capitalize()}"
    return Part((words,), BlockKind.GRADE_ROW, grade=grade, strand=strand)


def report(*parts: Part, authority: str = "Wirral", when: date | None = None) -> Document:
    """A document of `parts`, inspected on the day `when`."""
    text = ""
    blocks: list[Block] = []
    units: list[Sentence] = []
    outline: list[Heading] = []
    judgements: list[Judgement] = []
    page_starts = [0]
    lead_in: Span | None = None
    for part in parts:
        text += "\n" if text else ""
        while len(page_starts) < part.page:
            page_starts.append(len(text))
        start = len(text)
        spans = []
        for words in part.sentences:
            text += " " if len(text) > start else ""
            spans.append(Span(len(text), len(text) + len(words)))
            text += words
        span = Span(start, len(text))
        if part.kind is BlockKind.HEADING:
            outline.append(Heading(span, part.level, part.sentences[0], part.grade, part.about))
        if part.strand and part.grade:
            judgements.append(Judgement(part.strand, part.sentences[0], part.grade, span))
        is_item = part.kind is BlockKind.LIST_ITEM
        blocks.append(
            Block(
                span,
                part.kind,
                len(outline) - 1,
                part.number,
                lead_in if is_item else None,
                part.about,
            )
        )
        units += [Sentence(s, len(blocks) - 1) for s in spans]
        if part.kind is BlockKind.PARAGRAPH:
            lead_in = spans[-1] if part.sentences[-1].endswith(":") else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=f"{authority.lower()}.pdf",
        text=text,
        page_starts=tuple(page_starts),
        outline=tuple(outline),
        blocks=tuple(blocks),
        sentences=tuple(units),
        provenance=make_provenance(authority, inspected=(when, when) if when else None),
        judgements=tuple(judgements),
    )


def record(
    name: str,
    authority: str = "Wirral",
    *,
    inspected: tuple[date, date] | None = None,
    published: date | None = None,
    kind: Kind = Kind.INSPECTION_REPORT,
    speaker: Speaker = Speaker.OFSTED,
) -> DocumentRecord:
    """A document as the catalogue lists it; `name` is its id."""
    provenance = make_provenance(
        authority, speaker=speaker, kind=kind, inspected=inspected, published=published
    )
    return DocumentRecord(name, name, f"{name}.pdf", f"/{name}.pdf", provenance, 1, 1, 1)


def lexicon(vocabulary: Sequence[str] = (), **changes: object) -> Lexicon:
    """A lexicon of a few authorities in which each of `vocabulary` is used often."""
    made = Lexicon(
        held=HELD,
        vocabulary=dict.fromkeys(vocabulary, 50),
        authorities=Authorities.load(),
        glossary=Glossary.load(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@contextmanager
def assistant_over(text: str, folder: Path, models: Path, encoder: Encoder) -> Iterator[Assistant]:
    """An assistant over one document, `text`, in a data folder made in `folder`."""
    (folder / "report.txt").write_text(text, "utf-8")
    data = folder / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    build([folder / "report.txt"], data, encoder=encoder)
    engine = open_engine(data, encoder=encoder)
    yield Assistant(engine)
    engine.close()
