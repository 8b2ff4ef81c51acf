"""The embedded engine: one generation of a data folder, opened, searched, closed.

A reader takes the generation in use once and keeps to it, whatever is built meanwhile;
:func:`index.generations.current_generation` tells when another one answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from corpus.document import About, Document, Judgement, Kind, Passage, Span, Speaker
from index.catalogue import Entry
from index.encoder import Encoder, load_encoder, load_question_encoder
from index.engine import (
    DocumentRecord,
    Filter,
    Hit,
    JudgementRecord,
    SentenceHit,
    Vectors,
    WeightedTerm,
)
from index.errors import IncompatibleError, ModelError, SettingsError
from index.fusion import reciprocal_rank_fusion
from index.generation import Generation
from index.generations import Generations, Manifest
from index.lexical import LexicalStore
from index.remembering import RememberingEncoder, RememberingReranker
from index.report import FileRecord
from index.reranker import Reranker, load_reranker
from index.settings import IndexSettings
from index.stopwatch import stage
from index.vectors import VectorStore, row_mask

__all__ = ["LocalEngine", "open_engine"]


@dataclass(frozen=True, slots=True)
class _Side:
    """Passages or sentences: their vectors, their words, and how a document's rows are found."""

    name: str
    vectors: VectorStore
    terms: LexicalStore

    def rows(self, entry: Entry) -> range:
        return entry.passages if self.name == "passages" else entry.sentences


class LocalEngine:
    """An :class:`~index.engine.Engine` over one generation. Safe to use from several threads."""

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder,
        settings: IndexSettings,
        questions: Encoder | None = None,
        reranker: Callable[[], Reranker | None] | None = None,
    ) -> None:
        """Take an open generation; `reranker` gives the re-ranker when it is first needed."""
        self._generation = generation
        self._catalogue = generation.catalogue
        self._encoder = encoder
        self._questions = questions or encoder
        self._reranker = reranker
        self._settings = settings
        self._passages = _Side("passages", generation.passages, generation.passage_terms)
        self._sentences = _Side("sentences", generation.sentences, generation.sentence_terms)
        self._lock = Lock()
        self._vocabulary: Mapping[str, int] | None = None
        self._about: dict[tuple[str, About], NDArray[np.bool_]] = {}
        self._document = lru_cache(settings.cached_documents)(self._catalogue.content)
        self._listed = tuple(sorted(self._catalogue.entries, key=_by_authority_and_date))

    @property
    def generation(self) -> str:
        """Name of the generation that answers."""
        return self._generation.manifest.name

    @property
    def manifest(self) -> Manifest:
        """What the generation says of itself."""
        return self._generation.manifest

    @property
    def encoder(self) -> Encoder:
        """What turns questions into vectors."""
        return self._encoder

    def searching(self, settings: IndexSettings) -> LocalEngine:
        """The same index, searched with `settings`; what it has read is not read again.

        :raises SettingsError: a setting differs with which the index was opened.
        """
        now, before = settings.opened(), self._settings.opened()
        for name, value in now.items():
            if before[name] != value:
                raise SettingsError(
                    f"index setting {name} is {before[name]!r} in this index; open it anew for"
                    f" {value!r}"
                )
        return LocalEngine(
            self._generation, self._encoder, settings, self._questions, self._reranker
        )

    def documents(self, where: Filter | None = None) -> Sequence[DocumentRecord]:
        """The documents that pass `where`, ordered by authority, then date."""
        return [entry.record for entry in self._listed if _passes(entry.record, where)]

    def document(self, document_id: str) -> Document:
        """The whole document; :raises KeyError: no such document."""
        return self._document(self._catalogue.by_id[document_id].ordinal)

    def judgements(self, where: Filter | None = None) -> Sequence[JudgementRecord]:
        """The grades stated by the documents that pass `where`, ordered as the documents are."""
        by_document: dict[int, list[JudgementRecord]] = {}
        for (
            ordinal,
            strand,
            wording,
            grade,
            start,
            end,
            page,
            quote,
        ) in self._catalogue.judgement_rows():
            by_document.setdefault(ordinal, []).append(
                JudgementRecord(
                    self._catalogue.entries[ordinal].record,
                    Judgement(strand, wording, grade, Span(start, end)),
                    page,
                    quote,
                )
            )
        return [
            record
            for entry in self._listed
            if _passes(entry.record, where)
            for record in by_document.get(entry.ordinal, ())
        ]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        return self._encoder.encode(texts)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, by the encoder with its adapter where there is one."""
        return self._questions.encode(texts)

    @property
    def reranks(self) -> bool:
        """Whether there is a re-ranker."""
        return self._reranker is not None and bool(self._settings.reranker)

    def relevance(self, question: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers, by reading both together: logits, float32, (n_texts,).

        :raises ModelError: the re-ranker cannot be loaded, or there is none.
        """
        reranker = self._reranker() if self._reranker else None
        if reranker is None:
            raise ModelError("there is no re-ranker; set the index setting reranker")
        return reranker.score(question, texts)

    def search(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[Hit]:
        """The best passages by dense and lexical score, fused (RRF); best first."""
        ranked = self._ranked(self._passages, vector, terms, top_k, where)
        passages = self._catalogue.passages(list(ranked))
        return [Hit(row, passages[row], parts["fused"], parts) for row, parts in ranked.items()]

    def search_sentences(
        self,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        *,
        top_k: int,
        where: Filter | None = None,
    ) -> Sequence[SentenceHit]:
        """The best sentences, likewise."""
        ranked = self._ranked(self._sentences, vector, terms, top_k, where)
        rows = self._catalogue.sentences(list(ranked))
        hits = []
        for row, parts in ranked.items():
            entry = self._entry_of_sentence(row)
            hits.append(
                SentenceHit(
                    sentence_id=row,
                    document_id=entry.record.id,
                    index=row - entry.sentences.start,
                    span=rows[row].span,
                    passage_id=rows[row].passage_id,
                    score=parts["fused"],
                    parts=parts,
                )
            )
        return hits

    def passage(self, passage_id: int) -> Passage:
        """The passage of that id; :raises KeyError: no such passage."""
        return self._catalogue.passages([passage_id])[passage_id]

    def passage_ids(self, document_id: str) -> range:
        """Ids of a document's passages, in reading order; :raises KeyError: no such document."""
        return self._catalogue.by_id[document_id].passages

    def sentence_ids(self, document_id: str) -> range:
        """Ids of a document's sentences, in reading order; :raises KeyError: no such document."""
        return self._catalogue.by_id[document_id].sentences

    def sentence_vectors(self, sentence_ids: Sequence[int]) -> Vectors:
        """Vectors of sentences: float32, (n_sentences, dim), rows of unit length."""
        return self._generation.sentences.rows(sentence_ids)

    def passage_vectors(self, passage_ids: Sequence[int]) -> Vectors:
        """Vectors of passages: float32, (n_passages, dim), rows of unit length."""
        return self._generation.passages.rows(passage_ids)

    def analyse(self, text: str) -> list[str]:
        """The stems that lexical search sees in `text`, in order, stop words kept out."""
        return self._generation.analyser.stems(text)

    def sentence_frequency(self, stem: str) -> int:
        """In how many sentences `stem` occurs."""
        return self._generation.sentence_terms.frequency(stem)

    def vocabulary(self) -> Mapping[str, int]:
        """Every word form (lower case) of the collection and how often it occurs."""
        with self._lock:
            if self._vocabulary is None:
                self._vocabulary = self._catalogue.vocabulary()
            return self._vocabulary

    def n_sentences(self) -> int:
        """How many sentences the collection holds."""
        return self._generation.manifest.counts["sentences"]

    def ingest_report(self) -> list[FileRecord]:
        """What became of every file of the last build."""
        return self._catalogue.files()

    def close(self) -> None:
        """Release files."""
        self._generation.close()

    def _ranked(
        self,
        side: _Side,
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
        top_k: int,
        where: Filter | None,
    ) -> dict[int, dict[str, float]]:
        """The best rows with the parts of their scores, best first."""
        depth = max(top_k, self._settings.candidates)
        entries = None
        if where is not None and where != Filter(about=where.about):
            entries = [e for e in self._catalogue.entries if _passes(e.record, where)]
        about = None if where is None else where.about
        mask = self._mask(side, entries, about)
        dense: dict[int, float] = {}
        lexical: dict[int, float] = {}
        if mask is not None and not mask.any():
            return {}
        if vector is not None and self._settings.dense_weight:
            with stage("dense"):
                rows, cosines = side.vectors.search(np.asarray(vector).reshape(-1), depth, mask)
                dense = dict(zip(rows.tolist(), cosines.tolist(), strict=True))
        if terms and self._settings.lexical_weight:
            ordinals = None if entries is None else [entry.ordinal for entry in entries]
            with stage("lexical"):
                lexical = dict(side.terms.search(terms, depth, documents=ordinals, about=about))
        fused = reciprocal_rank_fusion(
            [list(dense), list(lexical)],
            k=self._settings.rrf_k,
            weights=[self._settings.dense_weight, self._settings.lexical_weight],
        )
        chosen = list(fused)[:top_k]
        parts = {row: {"fused": fused[row]} for row in chosen}
        for name, scores in (("dense", dense), ("lexical", lexical)):
            for rank, row in enumerate(scores, start=1):
                if row in parts:
                    parts[row] |= {name: scores[row], f"{name}_rank": float(rank)}
        self._complete(side, parts, vector, terms)
        return parts

    def _complete(
        self,
        side: _Side,
        parts: dict[int, dict[str, float]],
        vector: Vectors | None,
        terms: Sequence[WeightedTerm],
    ) -> None:
        """Give each row the score of the side that had not proposed it, without a rank."""
        if vector is not None:
            rows = [row for row, known in parts.items() if "dense" not in known]
            if rows:
                with stage("dense"):
                    cosines = side.vectors.rows(rows) @ np.asarray(vector, np.float32).reshape(-1)
                for row, cosine in zip(rows, cosines.tolist(), strict=True):
                    parts[row]["dense"] = cosine
        if terms:
            rows = [row for row, known in parts.items() if "lexical" not in known]
            if rows:
                with stage("lexical"):
                    scores = dict(side.terms.search(terms, len(rows), rows=rows))
                for row in rows:
                    parts[row]["lexical"] = scores.get(row, 0.0)

    def _mask(
        self, side: _Side, entries: Sequence[Entry] | None, about: About | None
    ) -> NDArray[np.bool_] | None:
        """Which rows a search may return: bool, (n_rows,); None for all."""
        mask = None
        if entries is not None:
            mask = row_mask(len(side.vectors), [side.rows(entry) for entry in entries])
        if about is not None:
            relevant = self._rows_about(side, about)
            mask = relevant if mask is None else mask & relevant
        return mask

    def _rows_about(self, side: _Side, about: About) -> NDArray[np.bool_]:
        with self._lock:
            known = self._about.get((side.name, about))
        if known is None:
            known = np.zeros(len(side.vectors), dtype=np.bool_)
            known[self._catalogue.ids_about(side.name, about)] = True
            with self._lock:
                self._about[side.name, about] = known
        return known

    def _entry_of_sentence(self, row: int) -> Entry:
        entries = self._catalogue.entries
        low, high = 0, len(entries) - 1
        while low < high:
            middle = (low + high) // 2
            if entries[middle].sentences.stop <= row:
                low = middle + 1
            else:
                high = middle
        return entries[low]


def open_engine(
    data_dir: Path,
    settings: IndexSettings | None = None,
    *,
    encoder: Encoder | None = None,
    remember: bool = False,
) -> LocalEngine:
    """The engine over the generation in use in `data_dir`.

    With `remember` a question is encoded once, and texts are read with it once, however often it is
    asked.

    :raises NoIndexError: nothing has been built there.
    :raises IncompatibleError: it was built with another format, model or setting.
    :raises DamagedIndexError: its files are not those that were written.
    :raises ModelError: the encoder's model is missing or altered.
    """
    settings = settings or IndexSettings()
    generations = Generations(data_dir)
    name = generations.current()
    manifest = generations.manifest(name)
    encoder = encoder or load_encoder(settings, generations.models)
    reason = incompatibility(manifest, encoder, settings)
    if reason is not None:
        raise IncompatibleError(
            f"the index in {data_dir} was built with {reason}; build it again with: findings "
            "index, or put the setting back"
        )
    generation = Generation(
        generations.path(name), manifest, context_weight=settings.context_weight
    )
    questions = load_question_encoder(settings, generations.models, encoder)
    if remember:
        questions = RememberingEncoder(questions)
    reranker = cache(partial(_load_reranker, settings, generations.models, remember))
    return LocalEngine(generation, encoder, settings, questions, reranker)


def _load_reranker(settings: IndexSettings, cache: Path, remember: bool) -> Reranker | None:
    reranker = load_reranker(settings, cache)
    return RememberingReranker(reranker) if remember and reranker is not None else reranker


def incompatibility(manifest: Manifest, encoder: Encoder, settings: IndexSettings) -> str | None:
    """What was different when the index was built; None when it can be used."""
    if (manifest.fingerprint, manifest.dim) != (encoder.fingerprint, encoder.dim):
        return f"the model {manifest.model}, but the model now is {encoder.name}, other vectors"
    for name, now in settings.stored().items():
        before = manifest.settings.get(name)
        if before != now:
            return f'{name} = "{before}", but the setting now is "{now}"'
    return None


def _passes(record: DocumentRecord, where: Filter | None) -> bool:
    if where is None:
        return True
    stated = record.provenance
    if where.documents is not None and record.id not in where.documents:
        return False
    if where.authorities is not None and stated.authority.value not in where.authorities:
        return False
    speaker, kind = stated.speaker.value or Speaker.UNKNOWN, stated.kind.value or Kind.OTHER
    if where.speakers is not None and speaker not in where.speakers:
        return False
    if where.kinds is not None and kind not in where.kinds:
        return False
    return where.inspected_or_published is None or _touches(record, where.inspected_or_published)


def _touches(record: DocumentRecord, period: tuple[date, date]) -> bool:
    """Whether the fieldwork or the publication falls, at least partly, into a closed period."""
    first, last = period
    stated = record.provenance
    published = stated.published.value
    if published is not None and first <= published <= last:
        return True
    begun = stated.inspected_from.value or stated.inspected_to.value
    ended = stated.inspected_to.value or begun
    return begun is not None and ended is not None and begun <= last and first <= ended


def _by_authority_and_date(entry: Entry) -> tuple[bool, str, date, str]:
    stated = entry.record.provenance
    authority = stated.authority.value
    day = stated.published.value or stated.inspected_to.value or date.min
    return authority is None, authority or "", day, entry.record.source
