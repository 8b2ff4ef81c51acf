"""Documents, passages, sentences, judgements and file reports in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.document import About, Document, Passage, Span
from index.engine import DocumentRecord
from index.errors import BuildError, DamagedIndexError
from index.records import pack_document, provenance_from_json, provenance_to_json, unpack_document
from index.report import FileOutcome, FileRecord

__all__ = ["Catalogue", "CatalogueWriter", "Entry", "SentenceRow"]

_SCHEMA = """
CREATE TABLE documents (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    source TEXT NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
    authority TEXT, publisher TEXT, kind TEXT, speaker TEXT, framework TEXT,
    inspected_from TEXT, inspected_to TEXT, published TEXT, provenance TEXT NOT NULL,
    n_pages INTEGER NOT NULL, first_passage INTEGER NOT NULL, n_passages INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL, n_sentences INTEGER NOT NULL,
    other_sources TEXT NOT NULL DEFAULT '[]', notes TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, first_sentence INTEGER NOT NULL,
    end_sentence INTEGER NOT NULL, heading_path TEXT NOT NULL, paragraph TEXT,
    about TEXT NOT NULL, context TEXT NOT NULL);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, start INTEGER NOT NULL, end INTEGER NOT NULL,
    passage INTEGER NOT NULL, about TEXT NOT NULL);
CREATE TABLE judgements (
    document INTEGER NOT NULL, place INTEGER NOT NULL, strand TEXT NOT NULL, grade TEXT NOT NULL,
    wording TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER NOT NULL,
    quote TEXT NOT NULL, PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE words (form TEXT PRIMARY KEY, occurrences INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    place INTEGER PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, outcome TEXT NOT NULL,
    reason TEXT, sha256 TEXT, duplicate_of TEXT, document_id TEXT);
CREATE INDEX judgement_strand ON judgements (strand, grade);
"""
_MARKS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's record and where its passages and sentences lie.

    `key` stands for the file as it was read, `fingerprint` for the document's text.
    """

    ordinal: int
    record: DocumentRecord
    key: str
    fingerprint: str
    passages: range
    sentences: range


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as stored: its span, and the passage it is read in."""

    sentence_id: int
    span: Span
    passage_id: int
    about: About


class CatalogueWriter:
    """Writes a new catalogue, document by document, in one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._words: Counter[str] = Counter()
        self._others: dict[str, list[str]] = {}
        self.n_documents = self.n_passages = self.n_sentences = 0
        with self._writing():
            self._database = sqlite3.connect(path, isolation_level=None)
            # A half-written catalogue is thrown away whole: no journal, one fsync at the end.
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.executescript(_SCHEMA)
            self._database.execute("BEGIN")

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        passage_of: Sequence[int],
        *,
        path: Path,
        key: str,
        fingerprint: str,
    ) -> None:
        """Add one document; `passage_of[i]` is the ordinal of the passage of sentence i."""
        stated = document.provenance
        days = (stated.inspected_from.value, stated.inspected_to.value, stated.published.value)
        row = (
            self.n_documents,
            document.id,
            document.sha256,
            document.source,
            str(path),
            key,
            fingerprint,
            stated.authority.value,
            stated.publisher.value,
            stated.kind.value,
            stated.speaker.value,
            stated.framework.value,
            *(day and day.isoformat() for day in days),
            provenance_to_json(stated),
            len(document.page_starts),
            self.n_passages,
            len(passages),
            self.n_sentences,
            len(document.sentences),
            json.dumps(document.notes),
            pack_document(document),
        )
        with self._writing():
            self._insert(
                "documents (ordinal, id, sha256, source, path, key, fingerprint, authority,"
                " publisher, kind, speaker, framework, inspected_from, inspected_to, published,"
                " provenance, n_pages, first_passage, n_passages, first_sentence, n_sentences,"
                " notes, content)",
                [row],
            )
            self._insert("passages", self._passage_rows(passages))
            self._insert("sentences", self._sentence_rows(document, passage_of))
            self._insert("judgements", self._judgement_rows(document))
        self.n_documents += 1
        self.n_passages += len(passages)
        self.n_sentences += len(document.sentences)

    def count_words(self, forms: Iterable[str]) -> None:
        """Add word forms to the vocabulary."""
        self._words.update(forms)

    def add_other_source(self, of: str, source: str) -> None:
        """Note that the document read from `of` is there under another name as well."""
        self._others.setdefault(of, []).append(source)

    def finish(self, files: Sequence[FileRecord]) -> None:
        """Write what is known at the end only, and close."""
        with self._writing():
            self._insert("words", sorted(self._words.items()))
            self._database.executemany(
                "UPDATE documents SET other_sources = ? WHERE source = ?",
                [(json.dumps(names), of) for of, names in self._others.items()],
            )
            self._insert(
                "files",
                [
                    (
                        place,
                        file.source,
                        file.path,
                        str(file.outcome),
                        file.reason,
                        file.sha256,
                        file.duplicate_of,
                        file.document_id,
                    )
                    for place, file in enumerate(files)
                ],
            )
            self._database.execute("COMMIT")
            self._database.close()

    def close(self) -> None:
        """Release the file; what was not finished is lost."""
        self._database.close()

    def _passage_rows(self, passages: Sequence[Passage]) -> list[tuple[Any, ...]]:
        return [
            (
                self.n_passages + place,
                self.n_documents,
                passage.ordinal,
                passage.span.start,
                passage.span.end,
                *passage.sentences,
                json.dumps(passage.heading_path, ensure_ascii=False),
                passage.paragraph,
                str(passage.about),
                passage.context,
            )
            for place, passage in enumerate(passages)
        ]

    def _sentence_rows(
        self, document: Document, passage_of: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        return [
            (
                self.n_sentences + index,
                sentence.span.start,
                sentence.span.end,
                self.n_passages + passage_of[index],
                str(document.blocks[sentence.block].about),
            )
            for index, sentence in enumerate(document.sentences)
        ]

    def _judgement_rows(self, document: Document) -> list[tuple[Any, ...]]:
        return [
            (
                self.n_documents,
                place,
                judgement.strand,
                judgement.grade,
                judgement.wording,
                judgement.span.start,
                judgement.span.end,
                document.page_of(judgement.span.start),
                document.quote(judgement.span),
            )
            for place, judgement in enumerate(document.judgements)
        ]

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise BuildError(f"{self._path} cannot be written ({error})") from error


class Catalogue:
    """A finished catalogue, read-only. Safe to use from several threads.

    All threads share one connection, opened at once: a reader keeps its catalogue even when its
    generation is removed behind it.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`. :raises DamagedIndexError: it is not a catalogue."""
        self._path = path
        self._lock = Lock()
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise self._damaged() from error
        try:
            self.entries: tuple[Entry, ...] = tuple(self._read_entries())
        except DamagedIndexError:
            self._database.close()
            raise
        self.by_id = {entry.record.id: entry for entry in self.entries}

    def content(self, ordinal: int) -> Document:
        """The whole document of that ordinal."""
        rows = self._select("SELECT content FROM documents WHERE ordinal = ?", (ordinal,))
        return unpack_document(rows[0][0])

    def passages(self, passage_ids: Sequence[int] | range) -> dict[int, Passage]:
        """The passages of those ids; ids that do not exist are left out."""
        rows = self._among(
            "SELECT id, document, ordinal, start, end, first_sentence, end_sentence, heading_path,"
            " paragraph, about, context FROM passages WHERE id",
            passage_ids,
        )
        return {
            row[0]: Passage(
                document_id=self.entries[row[1]].record.id,
                ordinal=row[2],
                span=Span(row[3], row[4]),
                sentences=(row[5], row[6]),
                heading_path=tuple(json.loads(row[7])),
                paragraph=row[8],
                about=About(row[9]),
                context=row[10],
            )
            for row in rows
        }

    def sentences(self, sentence_ids: Sequence[int] | range) -> dict[int, SentenceRow]:
        """The sentences of those ids; ids that do not exist are left out."""
        rows = self._among(
            "SELECT id, start, end, passage, about FROM sentences WHERE id", sentence_ids
        )
        return {
            row[0]: SentenceRow(row[0], Span(row[1], row[2]), row[3], About(row[4])) for row in rows
        }

    def ids_about(self, table: str, about: About) -> list[int]:
        """Ids of the "passages" or "sentences" that are about one body."""
        rows = self._select(f"SELECT id FROM {table} WHERE about = ?", (str(about),))  # noqa: S608
        return [row[0] for row in rows]

    def judgement_rows(self) -> list[tuple[Any, ...]]:
        """Document's ordinal, strand, wording, grade, start, end, page and quote of every grade."""
        return self._select(
            "SELECT document, strand, wording, grade, start, end, page, quote FROM judgements"
            " ORDER BY document, place"
        )

    def vocabulary(self) -> dict[str, int]:
        """Every word form and how often it occurs."""
        return dict(self._select("SELECT form, occurrences FROM words"))

    def files(self) -> list[FileRecord]:
        """What became of every file of the last build, in order."""
        rows = self._select(
            "SELECT source, path, outcome, reason, sha256, duplicate_of, document_id FROM files"
            " ORDER BY place"
        )
        found = []
        for source, path, outcome, reason, sha256, duplicate_of, document_id in rows:
            entry = self.by_id.get(document_id or "")
            found.append(
                FileRecord(
                    source,
                    path,
                    FileOutcome(outcome),
                    reason,
                    sha256,
                    duplicate_of,
                    document_id,
                    entry.record.provenance if entry else None,
                )
            )
        return found

    def check(self) -> None:
        """Read the whole file. :raises DamagedIndexError: SQLite finds fault with it."""
        if self._select("PRAGMA integrity_check") != [("ok",)]:
            raise self._damaged()

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._database.close()

    def _read_entries(self) -> Iterator[Entry]:
        rows = self._select(
            "SELECT ordinal, id, sha256, source, path, key, fingerprint, provenance, n_pages,"
            " first_passage, n_passages, first_sentence, n_sentences, other_sources, notes"
            " FROM documents ORDER BY ordinal"
        )
        for row in rows:
            yield Entry(
                ordinal=row[0],
                record=DocumentRecord(
                    id=row[1],
                    sha256=row[2],
                    source=row[3],
                    path=row[4],
                    provenance=provenance_from_json(row[7]),
                    n_pages=row[8],
                    n_sentences=row[12],
                    n_passages=row[10],
                    other_sources=tuple(json.loads(row[13])),
                    notes=tuple(json.loads(row[14])),
                ),
                key=row[5],
                fingerprint=row[6],
                passages=range(row[9], row[9] + row[10]),
                sentences=range(row[11], row[11] + row[12]),
            )

    def _among(self, statement: str, ids: Sequence[int] | range) -> list[tuple[Any, ...]]:
        if isinstance(ids, range) and ids.step == 1:
            return self._select(f"{statement} BETWEEN ? AND ?", (ids.start, ids.stop - 1))
        rows: list[tuple[Any, ...]] = []
        for first in range(0, len(ids), _MARKS_AT_ONCE):
            some = [int(one) for one in ids[first : first + _MARKS_AT_ONCE]]
            rows += self._select(f"{statement} IN ({', '.join('?' * len(some))})", some)
        return rows

    def _select(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._database.execute(statement, values).fetchall()
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise self._damaged() from error

    def _damaged(self) -> DamagedIndexError:
        return DamagedIndexError(
            f"{self._path} cannot be read; build the index again with: findings index"
        )
