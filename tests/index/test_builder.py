"""Builds of made-up folders: what is new is read, what is gone disappears, the rest is copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.document import Document, Passage
from corpus.errors import CorpusError
from corpus.settings import ReadSettings
from index import assembly
from index.builder import Stage, build
from index.engine import WeightedTerm
from index.errors import BusyError
from index.generations import Generations, current_generation
from index.local import LocalEngine, open_engine
from index.openvino_encoder import OpenVinoEncoder
from index.report import BuildReport, FileOutcome
from index.settings import IndexSettings, SentenceVectors
from tests.index.making import HashedWords, write_reports

READING = ReadSettings(n_workers=1)


def _build(folder: Path, data_dir: Path, encoder: HashedWords | None = None) -> BuildReport:
    return build([folder], data_dir, reading=READING, encoder=encoder or HashedWords())


def _state(data_dir: Path) -> dict[str, Any]:
    """Everything that an engine gives, in the order it gives it."""
    engine = open_engine(data_dir, encoder=HashedWords())
    try:
        ids = range(engine.manifest.counts["passages"])
        sentences = range(engine.n_sentences())
        queries = ["caseloads vary", "return home interviews", "posts stay vacant", "managers"]
        return {
            "documents": [engine.document(record.id) for record in engine.documents()],
            "records": list(engine.documents()),
            "passages": [engine.passage(row) for row in ids],
            "passage vectors": engine.passage_vectors(ids).tobytes(),
            "sentence vectors": engine.sentence_vectors(sentences).tobytes(),
            "words": dict(engine.vocabulary()),
            "files": engine.ingest_report(),
            "hits": [_hits(engine, query) for query in queries],
        }
    finally:
        engine.close()


def _hits(engine: LocalEngine, query: str) -> list[Any]:
    vector = engine.encode([query])[0]
    terms = [WeightedTerm(word) for word in query.split()]
    passages = engine.search(vector, terms, top_k=10)
    sentences = engine.search_sentences(vector, terms, top_k=10)
    return [(hit.passage_id, hit.score) for hit in passages] + [
        (hit.sentence_id, hit.score) for hit in sentences
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reports(tmp_path / "reports", 5)
    return tmp_path / "reports"


def test_every_file_is_accounted_for(folder: Path, tmp_path: Path) -> None:
    (folder / "zz copy.txt").write_bytes((folder / "report 1-0.txt").read_bytes())
    (folder / "empty.txt").write_text("")
    (folder / "page.pdf").write_text("<html><body>report not found</body></html>")
    (folder / "tool.exe").write_bytes(b"MZ\x00\x01")
    stages: list[tuple[Stage, int, int]] = []
    report = build(
        [folder],
        tmp_path / "data",
        reading=READING,
        encoder=HashedWords(),
        progress=lambda *event: stages.append(event),
    )
    assert report.built
    assert report.counts["seen"] == 9
    assert report.counts["indexed"] == 5
    assert report.counts["duplicate"] == 1
    assert report.counts["quarantined"] + report.counts["skipped"] == 3
    assert all(file.reason for file in report.files if file.outcome is not FileOutcome.INDEXED)
    assert [stage for stage, _, _ in stages][-2:] == [Stage.WRITING, Stage.VERIFYING]
    assert all(0 <= done <= total == 9 for _, done, total in stages)
    assert report.peak_memory_bytes > 0
    engine = open_engine(tmp_path / "data", encoder=HashedWords())
    twice = [record for record in engine.documents() if record.other_sources]
    assert [record.other_sources for record in twice] == [("zz copy.txt",)]
    assert len(engine.ingest_report()) == 9
    engine.close()
    printed = report.to_json()
    assert set(printed["files"][0]) == {"source", "outcome", "reason", "provenance"}


def test_nothing_changed_builds_nothing(folder: Path, tmp_path: Path) -> None:
    first = _build(folder, tmp_path / "data")
    encoder = HashedWords()
    second = _build(folder, tmp_path / "data", encoder)
    assert not second.built
    assert second.generation == first.generation == current_generation(tmp_path / "data")
    assert second.counts == {**first.counts, "indexed": 0, "unchanged": 5}
    assert encoder.n_encoded == 0
    assert second.n_sentences == first.n_sentences


def _change(folder: Path) -> None:
    """Add, replace, remove and move a file."""
    write_reports(folder, 2, seed=7)
    (folder / "report 1-0.txt").write_text("What changed\n\nVisits are now weekly.\n", "utf-8")
    (folder / "report 1-1.txt").unlink()
    (folder / "moved").mkdir()
    (folder / "report 1-2.txt").rename(folder / "moved" / "report 1-2.txt")


def test_incremental_build_equals_a_fresh_one(folder: Path, tmp_path: Path) -> None:
    _build(folder, tmp_path / "data")
    _change(folder)
    report = _build(folder, tmp_path / "data")
    fresh = _build(folder, tmp_path / "fresh")
    assert _state(tmp_path / "data") == _state(tmp_path / "fresh")
    assert report.counts == {
        "seen": 6,
        "indexed": 4,  # two new, one replaced, one under a new name
        "unchanged": 2,
        "duplicate": 0,
        "quarantined": 0,
        "skipped": 0,
        "removed": 2,  # one gone, one no longer under its old name
    }
    assert fresh.counts["indexed"] == 6
    assert {file.source for file in report.files if file.outcome is FileOutcome.REMOVED} == {
        "report 1-1.txt",
        "report 1-2.txt",
    }


def test_only_what_is_new_is_encoded(folder: Path, tmp_path: Path) -> None:
    fresh = HashedWords()
    _build(folder, tmp_path / "data", fresh)
    write_reports(folder, 1, seed=9)
    encoder = HashedWords()
    report = _build(folder, tmp_path / "data", encoder)
    assert report.counts["indexed"] == 1
    assert encoder.n_encoded < fresh.n_encoded / 2


def test_last_document_removed_leaves_an_empty_index(folder: Path, tmp_path: Path) -> None:
    _build(folder, tmp_path / "data")
    for path in folder.iterdir():
        path.unlink()
    report = _build(folder, tmp_path / "data")
    assert report.counts["removed"] == 5
    assert report.n_documents == 0
    engine = open_engine(tmp_path / "data", encoder=HashedWords())
    assert engine.search(engine.encode(["x"])[0], [WeightedTerm("x")], top_k=3) == []
    engine.close()


def test_change_of_the_reading_code_reads_again_and_encodes_nothing_twice(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(folder, tmp_path / "data")
    before = _state(tmp_path / "data")
    monkeypatch.setattr(assembly, "pipeline_version", lambda: "another")
    encoder = HashedWords()
    report = _build(folder, tmp_path / "data", encoder)
    assert report.built
    assert report.counts["indexed"] == 5
    assert encoder.n_encoded <= 4  # what the verification encodes again
    assert _state(tmp_path / "data") == before


def test_another_model_encodes_everything_again(folder: Path, tmp_path: Path) -> None:
    _build(folder, tmp_path / "data")
    other = HashedWords("another")
    report = _build(folder, tmp_path / "data", other)
    assert report.counts["indexed"] == 5
    assert other.n_encoded >= report.n_passages
    assert len(list((tmp_path / "data" / "generations").iterdir())) == 2
    open_engine(tmp_path / "data", encoder=HashedWords("another")).close()


def test_sentences_alone_differ_from_those_in_context(folder: Path, tmp_path: Path) -> None:
    alone = IndexSettings(sentence_vectors=SentenceVectors.ALONE)
    build([folder], tmp_path / "data", alone, reading=READING, encoder=HashedWords())
    engine = open_engine(tmp_path / "data", alone, encoder=HashedWords())
    record = engine.documents()[0]
    document = engine.document(record.id)
    quotes = [document.quote(sentence.span) for sentence in document.sentences]
    vectors = engine.sentence_vectors(engine.sentence_ids(record.id))
    np.testing.assert_allclose(vectors, engine.encode(quotes), atol=1e-3)
    engine.close()


def test_damaged_index_is_built_anew(folder: Path, tmp_path: Path) -> None:
    first = _build(folder, tmp_path / "data")
    path = tmp_path / "data" / "generations" / first.generation / "sentences.faiss"
    content = bytearray(path.read_bytes())
    content[-100] ^= 0xFF
    path.write_bytes(content)
    report = _build(folder, tmp_path / "data")
    assert report.counts["indexed"] == 5
    assert report.generation != first.generation
    _state(tmp_path / "data")


def test_missing_folder_leaves_the_index(folder: Path, tmp_path: Path) -> None:
    report = _build(folder, tmp_path / "data")
    with pytest.raises(CorpusError):
        _build(tmp_path / "missing", tmp_path / "data")
    assert current_generation(tmp_path / "data") == report.generation
    assert not list((tmp_path / "data" / "generations").glob(".building-*"))


def test_two_builds_at_once_are_refused(folder: Path, tmp_path: Path) -> None:
    with Generations(tmp_path / "data").building(), pytest.raises(BusyError):
        _build(folder, tmp_path / "data")


def test_passages_are_covered_by_vectors(folder: Path, tmp_path: Path) -> None:
    _build(folder, tmp_path / "data")
    engine = open_engine(tmp_path / "data", encoder=HashedWords())
    vectors = engine.sentence_vectors(range(engine.n_sentences()))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)
    for record in engine.documents():
        document: Document = engine.document(record.id)
        covered: set[int] = set()
        for row in engine.passage_ids(record.id):
            passage: Passage = engine.passage(row)
            covered.update(range(*passage.sentences))
        assert covered == set(range(len(document.sentences)))
    engine.close()


def test_real_model_finds_what_is_meant(
    folder: Path, tmp_path: Path, encoder: OpenVinoEncoder, models: Path
) -> None:
    (folder / "app.txt").write_text(
        "Care leavers\n\nYoung people reach their adviser through a telephone programme.\n"
    )
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    build([folder], data, reading=READING, encoder=encoder)
    engine = open_engine(data, encoder=encoder)
    vector = engine.encode(["mobile app to contact a personal adviser"])[0]
    best = engine.search_sentences(vector, [], top_k=1)[0]
    assert "telephone programme" in engine.document(best.document_id).quote(best.span)
    engine.close()
