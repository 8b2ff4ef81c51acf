"""The embedded engine over made-up documents: filters, parts of scores, ids, threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.document import About, Document, Judgement, Kind, Span, Speaker
from index.engine import Filter, WeightedTerm
from index.errors import DamagedIndexError, IncompatibleError, NoIndexError
from index.generation import GenerationWriter
from index.generations import Generations, Manifest
from index.local import LocalEngine, open_engine
from index.report import FileOutcome, FileRecord
from index.settings import IndexSettings, SentenceVectors
from index.vectorise import vectorise
from tests.index.making import HashedWords, make_document, make_passages, make_provenance


def _documents() -> list[Document]:
    farnley_2016 = make_provenance(
        "Farnley", inspected=(date(2016, 5, 3), date(2016, 5, 26)), published=date(2016, 7, 4)
    )
    farnley_2019 = make_provenance("Farnley", published=date(2019, 2, 1))
    minutes = make_provenance("Oakshire", speaker=Speaker.COUNCIL, kind=Kind.MINUTES)
    unknown = make_provenance(None, speaker=None, kind=None)
    grade = Judgement("leadership", "Leadership", "good", Span(0, 4))
    return [
        make_document(
            ["Caseloads of social workers are too high.", "Visits are regular.",
             "The board challenges its partners about caseloads."],
            source="farnley 2016.txt", provenance=farnley_2016, n_board=1, judgements=[grade],
        ),
        make_document(
            ["Caseloads have fallen since 2016.", "Carers are well trained."],
            source="farnley 2019.txt", provenance=farnley_2019,
        ),
        make_document(
            ["Members asked about caseloads.", "Officers said that visits were late."],
            source="oakshire.txt", provenance=minutes,
        ),
        make_document(["Nobody knows who wrote about caseloads."], source="x.txt",
                      provenance=unknown),
    ]  # fmt: skip


def write_generation(data_dir: Path, documents: list[Document], encoder: HashedWords) -> str:
    """A generation of hand-made documents, in use."""
    generations = Generations(data_dir)
    with generations.building():
        name, folder = generations.begin()
        writer = GenerationWriter(folder, encoder.dim)
        pairs = [(document, make_passages(document)) for document in documents]
        encoded = vectorise(pairs, encoder, SentenceVectors.CONTEXT)
        for (document, passages), vectors in zip(pairs, encoded, strict=True):
            writer.add(
                document,
                passages,
                vectors.passages,
                vectors.sentences,
                path=data_dir / document.source,
                key=document.sha256,
                fingerprint=document.sha256,
            )
        writer.add_other_source("oakshire.txt", "oakshire copy.txt")
        writer.finish([FileRecord("a.zip", "/a.zip", FileOutcome.SKIPPED, "not a document")])
        generations.seal(
            folder,
            Manifest(
                name=name,
                created="2026-01-01",
                model=encoder.name,
                fingerprint=encoder.fingerprint,
                dim=encoder.dim,
                settings=IndexSettings().stored(),
                pipeline="test",
                counts=writer.counts,
            ),
        )
        generations.rename(folder, name)
        generations.switch(name)
    return name


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine") / "data"
    write_generation(folder, _documents(), HashedWords())
    return folder


@pytest.fixture
def engine(data_dir: Path) -> Iterator[LocalEngine]:
    engine = open_engine(data_dir, encoder=HashedWords())
    yield engine
    engine.close()


CASELOADS = [WeightedTerm("caseloads")]


def _sources(engine: LocalEngine, where: Filter | None) -> set[str]:
    hits = engine.search_sentences(
        engine.encode(["caseloads"])[0], CASELOADS, top_k=20, where=where
    )
    return {engine.document(hit.document_id).source for hit in hits}


ALL = {"farnley 2016.txt", "farnley 2019.txt", "oakshire.txt", "x.txt"}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (None, ALL),
        (Filter(), ALL),
        (Filter(authorities=frozenset({"Farnley"})), {"farnley 2016.txt", "farnley 2019.txt"}),
        (Filter(authorities=frozenset()), set()),
        (Filter(authorities=frozenset({"Nowhere"})), set()),
        (Filter(speakers=frozenset({Speaker.COUNCIL})), {"oakshire.txt"}),
        (Filter(speakers=frozenset({Speaker.UNKNOWN})), {"x.txt"}),
        (Filter(kinds=frozenset({Kind.MINUTES, Kind.OTHER})), {"oakshire.txt", "x.txt"}),
        (
            Filter(inspected_or_published=(date(2016, 5, 26), date(2016, 6, 1))),
            {"farnley 2016.txt"},
        ),
        (Filter(inspected_or_published=(date(2016, 5, 27), date(2016, 7, 3))), set()),
        (
            Filter(inspected_or_published=(date(2016, 7, 4), date(2019, 2, 1))),
            {"farnley 2016.txt", "farnley 2019.txt"},
        ),
        (Filter(about=About.BOARD), {"farnley 2016.txt"}),
        (Filter(authorities=frozenset({"Oakshire"}), about=About.BOARD), set()),
    ],
)
def test_filters(engine: LocalEngine, where: Filter | None, expected: set[str]) -> None:
    assert _sources(engine, where) == expected
    if where is None or where.about is None:
        assert {record.source for record in engine.documents(where)} == expected


def test_filter_by_document(engine: LocalEngine) -> None:
    wanted = engine.documents()[0].id
    assert {r.id for r in engine.documents(Filter(documents=frozenset({wanted})))} == {wanted}


def test_documents_stand_by_authority_then_date(engine: LocalEngine) -> None:
    sources = [record.source for record in engine.documents()]
    assert sources == ["farnley 2016.txt", "farnley 2019.txt", "oakshire.txt", "x.txt"]
    assert engine.documents()[2].other_sources == ("oakshire copy.txt",)


def test_document_is_given_back_whole(engine: LocalEngine) -> None:
    for document in _documents():
        assert engine.document(document.id) == document
    with pytest.raises(KeyError):
        engine.document("no such document")


def test_hits_carry_the_parts_of_their_score(engine: LocalEngine) -> None:
    hits = engine.search(engine.encode(["caseloads fallen"])[0], CASELOADS, top_k=20)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for hit in hits:
        ranks = [hit.parts[name] for name in ("dense_rank", "lexical_rank") if name in hit.parts]
        assert hit.score == pytest.approx(sum(1 / (60 + rank) for rank in ranks))
        assert {"fused", "dense", "lexical"} <= set(hit.parts)
        vector = engine.passage_vectors([hit.passage_id])[0]
        cosine = float(vector @ engine.encode(["caseloads fallen"])[0])
        assert hit.parts["dense"] == pytest.approx(cosine, abs=1e-3)
    assert engine.passage(hits[0].passage_id) == hits[0].passage


def test_one_side_alone_is_enough(engine: LocalEngine) -> None:
    dense = engine.search(engine.encode(["visits are regular"])[0], [], top_k=1)
    assert engine.document(dense[0].passage.document_id).source == "farnley 2016.txt"
    assert "lexical" not in dense[0].parts
    lexical = engine.search(None, [WeightedTerm("carers")], top_k=5)
    assert [engine.document(hit.passage.document_id).source for hit in lexical] == [
        "farnley 2019.txt"
    ]
    assert engine.search(None, [], top_k=5) == []


def test_sentences_are_where_they_say(engine: LocalEngine) -> None:
    for hit in engine.search_sentences(None, CASELOADS, top_k=20):
        document = engine.document(hit.document_id)
        assert document.sentences[hit.index].span == hit.span
        assert engine.sentence_ids(hit.document_id)[hit.index] == hit.sentence_id
        assert "caseloads" in document.quote(hit.span).lower()
        assert engine.passage(hit.passage_id).span.covers(hit.span)


def test_vectors_stand_in_the_order_asked(engine: LocalEngine) -> None:
    record = engine.documents()[1]
    ids = engine.sentence_ids(record.id)
    document = engine.document(record.id)
    expected = engine.encode([document.quote(sentence.span) for sentence in document.sentences])
    np.testing.assert_allclose(engine.sentence_vectors(ids)[1:], expected[1:], atol=1e-3)
    backwards = engine.sentence_vectors(list(reversed(ids)))
    np.testing.assert_array_equal(backwards, engine.sentence_vectors(ids)[::-1])


def test_judgements_and_reports_are_kept(engine: LocalEngine) -> None:
    (found,) = engine.judgements()
    assert (found.judgement.grade, found.page, found.quote) == ("good", 1, "What")
    assert found.document.source == "farnley 2016.txt"
    assert engine.judgements(Filter(authorities=frozenset({"Oakshire"}))) == []
    (report,) = engine.ingest_report()
    assert (report.outcome, report.reason) == (FileOutcome.SKIPPED, "not a document")


def test_words_are_counted(engine: LocalEngine) -> None:
    assert engine.vocabulary()["caseloads"] == 5
    assert engine.sentence_frequency("caseload") == 5
    assert engine.analyse("The Caseloads") == ["caseload"]
    assert engine.n_sentences() == sum(record.n_sentences for record in engine.documents())


def test_eight_threads_get_the_same_answers(engine: LocalEngine) -> None:
    def ask(number: int) -> list[tuple[int, float]]:
        where = Filter(authorities=frozenset({"Farnley"})) if number % 2 else None
        hits = engine.search_sentences(
            engine.encode(["caseloads"])[0], CASELOADS, top_k=5, where=where
        )
        for hit in hits:
            engine.document(hit.document_id)
        return [(hit.sentence_id, hit.score) for hit in hits]

    expected = [ask(0), ask(1)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(200)))
    assert all(answer == expected[number % 2] for number, answer in enumerate(answers))


def test_reader_keeps_its_generation_when_it_is_removed(tmp_path: Path) -> None:
    encoder = HashedWords()
    write_generation(tmp_path, _documents(), encoder)
    engine = open_engine(tmp_path, encoder=encoder)
    before = [hit.sentence_id for hit in engine.search_sentences(None, CASELOADS, top_k=20)]
    for _ in range(3):
        write_generation(tmp_path, _documents()[:1], encoder)
    assert engine.generation not in {path.name for path in (tmp_path / "generations").iterdir()}
    after = [hit.sentence_id for hit in engine.search_sentences(None, CASELOADS, top_k=20)]
    assert after == before
    assert {engine.document(record.id).source for record in engine.documents()} == ALL
    engine.close()


def test_empty_folder_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="findings index SOURCE"):
        open_engine(tmp_path, encoder=HashedWords())


def test_index_of_another_model_is_refused(data_dir: Path) -> None:
    with pytest.raises(IncompatibleError, match=r"model hashed words.*findings index"):
        open_engine(data_dir, encoder=HashedWords("another"))


def test_index_of_other_settings_is_refused(data_dir: Path) -> None:
    settings = IndexSettings(sentence_vectors=SentenceVectors.ALONE)
    with pytest.raises(IncompatibleError, match=r'sentence_vectors = "context".*"alone"'):
        open_engine(data_dir, settings, encoder=HashedWords())


@pytest.mark.parametrize("name", ["catalogue.sqlite", "passages.faiss", "manifest.json"])
def test_cut_files_are_refused_by_name(tmp_path: Path, name: str) -> None:
    generation = write_generation(tmp_path, _documents(), HashedWords())
    path = tmp_path / "generations" / generation / name
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DamagedIndexError, match=f"{name}.*findings index"):
        open_engine(tmp_path, encoder=HashedWords())
