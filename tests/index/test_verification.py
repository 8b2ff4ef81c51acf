from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Span
from index.generations import Generations
from index.local import LocalEngine, open_engine
from index.verification import Verification, verify


def _verified(data: Path) -> Verification:
    engine = open_engine(data)
    try:
        return verify(engine, Generations(data))
    finally:
        engine.close()


def test_what_was_checked_is_counted(sample_data: Path) -> None:
    verification = _verified(sample_data)
    assert verification.problems == ()
    engine = open_engine(sample_data)
    records = engine.documents()
    engine.close()
    assert verification.checked["documents"] == len(records)
    assert verification.checked["sentences"] == sum(record.n_sentences for record in records)
    assert verification.checked["passages"] == sum(record.n_passages for record in records)
    assert verification.to_json()["problems"] == []


def test_a_changed_byte_of_the_index_is_found(sample_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    (vectors,) = data.glob("generations/*/sentences.faiss")
    content = bytearray(vectors.read_bytes())
    content[-2] ^= 0xFF
    vectors.write_bytes(content)
    problems = _verified(data).problems
    assert (str(vectors), "this file of the index has changed; run findings index again") in [
        (problem.source, problem.what) for problem in problems
    ]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda d: replace(d, text=d.text[: len(d.text) // 2]), "reaches beyond its text"),
        (lambda d: replace(d, sentences=d.sentences[:-1]), "not as many as were counted"),
        (lambda d: replace(d, sha256="0" * 64), "another document's name"),
        (
            lambda d: replace(
                d, sentences=(replace(d.sentences[0], span=Span(0, len(d.text))), *d.sentences[1:])
            ),
            "lies outside it",
        ),
    ],
)
def test_a_document_that_does_not_fit_its_record_is_named(
    change: object, what: str, sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(change)
    engine = open_engine(sample_data)
    first = engine.documents()[0]
    stored = LocalEngine.document

    def changed(self: LocalEngine, document_id: str) -> Document:
        document = stored(self, document_id)
        return change(document) if document_id == first.id else document

    monkeypatch.setattr(LocalEngine, "document", changed)
    verification = verify(engine, Generations(sample_data))
    engine.close()
    assert any(what in p.what and p.source == first.source for p in verification.problems)
