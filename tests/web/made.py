"""A small made-up collection: two reports, a news article and minutes, and an assistant over them
that finds sentences by the words they share with the question.

Real documents and real answers; only the search is simple, since these tests are about pages.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answer import (
    Answer,
    Citation,
    Confidence,
    Extract,
    Notice,
    NoticeKind,
    Refusal,
    RefusalKind,
)
from assistant.question import (
    ANY_TIME,
    AS_ASKED,
    AnswerKind,
    AuthorityMention,
    Choices,
    Part,
    Question,
    Term,
    Turn,
)
from corpus.document import (
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
from index.engine import (
    DocumentRecord,
    Filter,
    Hit,
    JudgementRecord,
    SentenceHit,
    Vectors,
    WeightedTerm,
)
from index.report import FileOutcome, FileRecord
from web import Collection, Reading

H, P, L, G = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.GRADE_ROW

_REPORT = [
    (1, H, None, "Northfold Borough Council"),
    (1, G, None, "Overall effectiveness Good"),
    (1, P, None, "Children in Northfold get help early. Leaders know their services well."),
    (1, H, None, "What needs to improve"),
    (1, P, None, "Leaders in Northfold should improve:"),
    (1, L, None, "The timeliness of life-story work for adopted children"),
    (1, L, None, "The number of foster carers who live in the borough"),
    (2, H, None, "The experiences of care leavers: good"),
    (
        2,
        P,
        "14",
        "Personal advisers know their young people well. Most personal advisers hold between"
        " 18 and 20 cases, which lets them keep in touch. A few young people would like"
        " to see their adviser more often, and",
    ),
    (3, None, None, " the service has begun to ask each of them what would help."),
    (3, P, "15", "Almost nine in ten care leavers live in suitable homes."),
]
_OTHER = [
    (1, H, None, "St Aldric’s County Council"),
    (1, G, None, "Overall effectiveness Requires improvement to be good"),
    (1, P, "3", "Personal advisers carry more than 30 cases. Visits to care leavers are too few."),
    (2, P, "4", "Foster carers feel <script>alert('well')</script> supported & valued."),
]
_NEWS = [
    (1, P, None, "Inspectors praised Northfold’s work with missing children, the paper reports."),
    (1, P, None, '"Return interviews are prompt and useful," the inspector wrote.'),
]
_MINUTES = [
    (1, P, "7", "The Director told the committee that care leavers in Northfold had a new hub."),
    (1, P, "8", "RESOLVED: That the report on care leavers be noted."),
]


class MadeEngine:
    """Documents in memory, behind the engine's protocol as far as pages need it."""

    def __init__(self, documents: Sequence[tuple[Document, Path]], generation: str = "1") -> None:
        self._documents = {document.id: document for document, _ in documents}
        self._records = {
            document.id: DocumentRecord(
                id=document.id,
                sha256=document.sha256,
                source=document.source,
                path=str(path),
                provenance=document.provenance,
                n_pages=len(document.page_starts),
                n_sentences=len(document.sentences),
                n_passages=len(document.blocks),
            )
            for document, path in documents
        }
        self._generation = generation
        self.closed = False

    @property
    def generation(self) -> str:
        return self._generation

    reranks = False

    def relevance(self, question: str, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError

    def documents(self, where: Filter | None = None) -> Sequence[DocumentRecord]:
        wanted = where or Filter()
        return [
            record
            for record in self._records.values()
            if wanted.authorities is None or record.provenance.authority.value in wanted.authorities
            if wanted.speakers is None or record.provenance.speaker.value in wanted.speakers
            if wanted.kinds is None or record.provenance.kind.value in wanted.kinds
            if wanted.inspected_or_published is None or _within(record, wanted)
        ]

    def document(self, document_id: str) -> Document:
        assert not self.closed
        return self._documents[document_id]

    def judgements(self, where: Filter | None = None) -> Sequence[JudgementRecord]:
        return [
            JudgementRecord(
                self._records[document.id],
                judgement,
                document.page_of(judgement.span.start),
                document.quote(judgement.span),
            )
            for document in self._documents.values()
            for judgement in document.judgements
        ]

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), np.float32)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def search(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[Hit]:
        return []

    def search_sentences(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[SentenceHit]:
        wanted = (where or Filter()).documents
        hits = [
            SentenceHit(
                sentence_id, document.id, index, sentence.span, 0, cosine, {"dense": cosine}
            )
            for document in self._documents.values()
            if vector is not None and (wanted is None or document.id in wanted)
            for index, (sentence_id, sentence) in enumerate(
                zip(self.sentence_ids(document.id), document.sentences, strict=True)
            )
            for cosine in [float(self.sentence_vectors([sentence_id])[0] @ vector)]
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:top_k]

    def passage(self, passage_id: int) -> Passage:
        raise IndexError(passage_id)

    def sentence_ids(self, document_id: str) -> range:
        before = 0
        for document in self._documents.values():
            if document.id == document_id:
                return range(before, before + len(document.sentences))
            before += len(document.sentences)
        raise KeyError(document_id)

    def sentence_vectors(self, sentence_ids: Sequence[int]) -> Vectors:
        """The words of each sentence, hashed: near sentences share words."""
        sentences = [
            document.quote(sentence.span)
            for document in self._documents.values()
            for sentence in document.sentences
        ]
        vectors = np.full((len(sentence_ids), 64), 0.1, np.float32)
        for row, sentence_id in enumerate(sentence_ids):
            for word in _words(sentences[sentence_id]):
                vectors[row, zlib.crc32(word.encode()) % 64] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def passage_vectors(self, passage_ids: Sequence[int]) -> Vectors:
        return np.zeros((len(passage_ids), 1), np.float32)

    def analyse(self, text: str) -> list[str]:
        return _words(text)

    def sentence_frequency(self, stem: str) -> int:
        return 0

    def vocabulary(self) -> Mapping[str, int]:
        return {}

    def n_sentences(self) -> int:
        return sum(len(document.sentences) for document in self._documents.values())

    def ingest_report(self) -> Sequence[FileRecord]:
        read = [
            FileRecord(record.source, record.path, FileOutcome.INDEXED, document_id=record.id)
            for record in self._records.values()
        ]
        first = read[0].source
        return [
            *read,
            FileRecord(
                "copies/report.pdf",
                "/copies/report.pdf",
                FileOutcome.DUPLICATE,
                f"the same bytes as {first}",
                duplicate_of=first,
            ),
            FileRecord(
                "bad <b>/broken.pdf",
                "/bad <b>/broken.pdf",
                FileOutcome.QUARANTINED,
                "a web page, not a PDF; get the document itself",
            ),
            FileRecord(
                "notes.zip", "/notes.zip", FileOutcome.SKIPPED, "not a kind of file that is read"
            ),
        ]

    def close(self) -> None:
        self.closed = True


def _within(record: DocumentRecord, where: Filter) -> bool:
    first, last = where.inspected_or_published or (date.min, date.max)
    published = record.provenance.published.value
    return published is not None and first <= published <= last


class MadeAssistant:
    """Finds the sentences that share two words with the question, or one rare one."""

    def __init__(self, engine: MadeEngine) -> None:
        self._engine = engine
        self.asked: list[tuple[str, tuple[Turn, ...], Choices]] = []

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        choices: Choices = AS_ASKED,
    ) -> Answer:
        self.asked.append((question, tuple(history), choices))
        speaker = None if choices.speaker is Speaker.UNKNOWN else choices.speaker
        if "collapse" in question:
            raise RuntimeError("the roof fell in")
        names = [n for n in ("Northfold", "St Aldric’s") if n in question]
        carried: tuple[Part, ...] = ()
        if choices.authorities is not None:
            names = list(choices.authorities)
        elif not names and history and Part.AUTHORITY not in choices.dropped:
            names = [n for n in ("Northfold", "St Aldric’s") if n in history[-1].question]
            carried = (Part.AUTHORITY,) if names else ()
        compared = len(names) > 1
        words = [
            w
            for w in _words(choices.topic or question)
            if w not in _PLAIN and w not in "northfold st aldric’s"
        ]
        understood = Question(
            text=question,
            topic=" ".join(words),
            terms=tuple(Term(word, 1.0) for word in words),
            kind=choices.kind or (AnswerKind.COMPARE if compared else AnswerKind.FINDING),
            authorities=tuple(AuthorityMention(n, n, held=True) for n in names),
            speaker=speaker,
            periods=(choices.period,) if choices.period and choices.period != ANY_TIME else (),
            carried=carried,
        )
        found = sorted(self._found(words, names, speaker, compared), key=lambda e: -e.score)
        sure = [extract for extract in found if extract.score >= min(2, len(words))]
        if not words or not sure:
            return Answer(
                understood,
                refusal=Refusal(
                    RefusalKind.NOT_ANSWERED if words else RefusalKind.UNCLEAR,
                    "Four documents were searched; none says this.",
                    "Ask about one topic in other words, or about another council.",
                    tuple(found[:2]),
                ),
            )
        notices = (
            (Notice(NoticeKind.COUNCIL_WORDS, "Some of these are the council’s own words."),)
            if any(e.citation.speaker is Speaker.COUNCIL for e in sure)
            else ()
        )
        return Answer(
            understood,
            extracts=tuple(sure[:6]),
            notices=notices,
            groups=tuple(names) if compared else (),
            confidence=Confidence.HIGH if len(words) > 1 else Confidence.LOW,
            score=0.9,
        )

    def _found(
        self, words: Sequence[str], names: Sequence[str], speaker: Speaker | None, compared: bool
    ) -> Iterator[Extract]:
        where = Filter(
            authorities=frozenset(names) if names else None,
            speakers=frozenset({speaker}) if speaker else None,
        )
        for record in self._engine.documents(where):
            document = self._engine.document(record.id)
            for number, sentence in enumerate(document.sentences):
                block = document.blocks[sentence.block]
                shared = set(words) & set(_words(document.quote(sentence.span)))
                if not shared or block.kind is H:
                    continue
                yield self._extract(record, document, number, float(len(shared)), compared)

    def _extract(
        self, record: DocumentRecord, document: Document, number: int, score: float, compared: bool
    ) -> Extract:
        sentence = document.sentences[number]
        block = document.blocks[sentence.block]
        stated = document.provenance
        first, last = document.pages_of(sentence.span)
        around = [
            document.quote(document.sentences[i].span)
            if 0 <= i < len(document.sentences) and document.sentences[i].block == sentence.block
            else None
            for i in (number - 1, number + 1)
        ]
        heading = document.outline[block.heading] if block.heading >= 0 else None
        return Extract(
            span=sentence.span,
            quote=document.quote(sentence.span),
            citation=Citation(
                document_id=document.id,
                sha256=document.sha256,
                source=document.source,
                title=stated.title.value,
                authority=stated.authority.value,
                publisher=stated.publisher.value,
                kind=stated.kind.value or Kind.OTHER,
                speaker=stated.speaker.value or Speaker.UNKNOWN,
                about=block.about,
                inspected_from=stated.inspected_from.value,
                inspected_to=stated.inspected_to.value,
                published=stated.published.value,
                page=first,
                last_page=last,
                paragraph=block.paragraph,
                heading_path=document.heading_path(block.heading),
                grade=heading.grade if heading else None,
            ),
            score=score,
            lead_in=document.quote(block.lead_in) if block.lead_in else None,
            before=around[0],
            after=around[1],
            group=stated.authority.value if compared else None,
        )


_PLAIN = frozenset(
    {
        "what",
        "did",
        "does",
        "do",
        "say",
        "about",
        "in",
        "of",
        "the",
        "to",
        "and",
        "how",
        "is",
        "are",
    }
    | {"was", "told"}
)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def made_documents(folder: Path) -> list[tuple[Document, Path]]:
    """Four documents whose files stand in `folder`."""
    report = ("Northfold", Kind.INSPECTION_REPORT, Speaker.OFSTED, "Ofsted")
    other = ("St Aldric’s", Kind.INSPECTION_REPORT, Speaker.OFSTED, "Ofsted")
    news = ("Northfold", Kind.NEWS, Speaker.OFSTED, "The Northfold Echo")
    minutes = ("Northfold", Kind.MINUTES, Speaker.COUNCIL, "Northfold Council")
    return [
        _made(folder, "northfold/report 2023.pdf", "Inspection of Northfold", _REPORT, report),
        _made(folder, "staldric/report 2016.pdf", "Inspection of St Aldric’s", _OTHER, other),
        _made(folder, "northfold/echo.html", "Praise for missing children team", _NEWS, news),
        _made(folder, "northfold/minutes.docx", "Children’s Committee", _MINUTES, minutes),
    ]


def made_collection(folder: Path) -> tuple[Collection, MadeAssistant]:
    """The four documents, served as one generation."""
    engine = MadeEngine(made_documents(folder))
    assistant = MadeAssistant(engine)
    return Collection(lambda: Reading(engine, assistant), lambda: "1"), assistant


def _made(
    folder: Path,
    source: str,
    title: str,
    lines: Sequence[tuple[int, BlockKind | None, str | None, str]],
    described: tuple[str, Kind, Speaker, str],
) -> tuple[Document, Path]:
    path = folder / source
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4 made up: " + source.encode())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    text, starts, blocks, outline = "", [0], list[Block](), list[Heading]()
    lead_in: Span | None = None
    for page, kind, paragraph, words in lines:
        if kind is None:  # the rest of a paragraph, over the page
            starts.append(len(text) + 1)
            last = blocks.pop()
            text += words
            blocks.append(Block(Span(last.span.start, len(text)), P, last.heading, last.paragraph))
            continue
        text += "\n" if text else ""
        if page > len(starts):
            starts.append(len(text))
        prefix = {L: "• "}.get(kind, f"{paragraph}. " if paragraph else "")
        text += prefix
        span = Span(len(text), len(text) + len(words))
        text += words
        if kind is H:
            grade = words.rpartition(": ")[2] if ": " in words else None
            outline.append(Heading(span, 2 if outline else 1, words, grade))
        if kind is P:
            lead_in = span if words.endswith(":") else None
        blocks.append(
            Block(span, kind, len(outline) - 1, paragraph, lead_in if kind is L else None)
        )
    sentences = [
        Sentence(Span(block.span.start + m.start(), block.span.start + m.end()), number)
        for number, block in enumerate(blocks)
        for m in re.finditer(r"\S.*?(?:[.!?:](?=\s)|$)", text[block.span.start : block.span.end])
    ]
    authority, kind_of, speaker, publisher = described
    inspected = kind_of is Kind.INSPECTION_REPORT
    year = 2023 if authority == "Northfold" else 2016
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        text=text,
        page_starts=tuple(starts),
        outline=tuple(outline),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        provenance=Provenance(
            title=Stated(title, Origin.TEXT),
            authority=Stated(authority, Origin.TEXT),
            publisher=Stated(publisher, Origin.SIDECAR),
            kind=Stated(kind_of, Origin.TEXT),
            speaker=Stated(speaker, Origin.TEXT),
            framework=Stated("ILACS", Origin.TEXT) if inspected else Stated(None, Origin.UNKNOWN),
            inspected_from=_stated(date(year, 7, 3) if inspected else None),
            inspected_to=_stated(date(year, 7, 14) if inspected else None),
            published=Stated(date(year, 9, 20), Origin.FILE_NAME),
            source_url=Stated(None, Origin.UNKNOWN),
        ),
        judgements=tuple(
            Judgement("overall effectiveness", "Overall effectiveness", text_of.lower(), block.span)
            for block in blocks
            if block.kind is G
            for text_of in [text[block.span.start + 22 : block.span.end]]
        ),
    )
    return document, path


def _stated(value: date | None) -> Stated[date]:
    return Stated(value, Origin.TEXT if value else Origin.UNKNOWN)
