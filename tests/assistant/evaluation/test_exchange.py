"""Files of other tools: what goes out comes back, and means the same to them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.beir import DOCUMENTS, export_beir, import_beir
from assistant.evaluation.collection import load_collection
from assistant.evaluation.experiment import GoldQuote, RankedPassage
from assistant.evaluation.queries import Gold, GoldSpan, Query, QueryError
from assistant.evaluation.trec import (
    QRELS,
    RUN,
    TOPICS,
    read_qrels,
    read_topics,
    trec_queries,
    write_trec,
)
from corpus.document import Block, BlockKind, Document, Span
from tests.assistant.evaluation.made_runs import result, run
from tests.assistant.evaluation.made_up import collection, document

LATE, HOMES = "Visits are late and short.", "Homes are safe and warm."


def _document() -> Document:
    made = document("town/report.pdf", [f"{LATE} {HOMES}"], "Town")
    middle = len(LATE)
    blocks = (Span(0, middle), Span(middle + 1, len(made.text)))
    return replace(made, blocks=tuple(Block(span, BlockKind.PARAGRAPH) for span in blocks))


REPORT = _document()
ENGINE = collection(REPORT)


def _passage(start: int, *gold: int) -> RankedPassage:
    return RankedPassage("d", "a.pdf", 1, start, start + 9, 1.0, start, start + 5, "So.", gold=gold)


def test_ir_measures_makes_of_the_files_what_the_record_says(tmp_path: Path) -> None:
    gold = (GoldQuote("a.pdf", 1, "x", "the east"), GoldQuote("a.pdf", 1, "y", "west"))
    made = run(
        "try 7",
        [
            result("one 1", gold=gold, passages=(_passage(0), _passage(20, 0), _passage(40, 1))),
            result("two", gold=gold[:1], passages=(_passage(0, 0),)),
            result("three", answerable=False, passages=(_passage(0),)),
        ],
    )
    write_trec(made, tmp_path / "trec")
    lines = (tmp_path / "trec" / RUN).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["one_1 Q0 d:0-9 1 -1 try_7", "one_1 Q0 gold:the_east 2 -2 try_7"]
    said = subprocess.run(
        [sys.executable, "-m", "ir_measures", tmp_path / "trec" / QRELS, tmp_path / "trec" / RUN,
         "RR@10 R@1"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    # RR: 1/2 and 1; the share of parts at the first place: 0 of 2 and 1 of 1.
    assert dict(line.split("\t") for line in said.splitlines()) == {
        "RR@10": "0.7500", "R@1": "0.5000",
    }  # fmt: skip
    assert read_topics(tmp_path / "trec" / TOPICS) == {
        "one_1": "one 1?", "two": "two?", "three": "three?",
    }  # fmt: skip


def test_topics_and_judgements_become_questions(tmp_path: Path) -> None:
    topics, qrels = tmp_path / "topics.trec", tmp_path / "qrels.txt"
    topics.write_text("1\tvisits?\n2\thomes?\n3\tcost?\n4\tunjudged?\n", encoding="utf-8")
    start = REPORT.text.index(HOMES)
    qrels.write_text(
        f"1 0 report 1\n2 0 {REPORT.id}:{start}-{len(REPORT.text)} 2\n3 0 town/report.pdf 0\n"
    )
    one, two, three = trec_queries(topics, qrels, ENGINE)
    (whole,), (part,) = one.gold, two.gold
    assert isinstance(whole, GoldSpan) and isinstance(part, GoldSpan)
    assert (whole.document, whole.start, whole.end) == (REPORT.id, 0, len(REPORT.text))
    assert (part.start, part.end) == (start, len(REPORT.text))
    assert (three.answerable, three.gold) == (False, ())


@pytest.mark.parametrize(
    ("topics", "qrels", "said"),
    [
        ("", "1 0 report 1", "no topics"),
        ("1\tvisits?", "1 0 report", "topic, iteration, document and relevance"),
        ("1\tvisits?", "1 0 report yes", "topic, iteration, document and relevance"),
        ("1\tvisits?", "1 0 other 1", "is not held"),
        ("1\tvisits?", f"1 0 {REPORT.id}:0-999 1", "outside the text"),
        ("1\tvisits?", "2 0 report 1", "judges no topic"),
    ],
)
def test_what_is_wrong_with_files_of_trec_is_said(
    tmp_path: Path, topics: str, qrels: str, said: str
) -> None:
    (tmp_path / "t").write_text(topics)
    (tmp_path / "q").write_text(qrels)
    with pytest.raises(QueryError, match=said):
        trec_queries(tmp_path / "t", tmp_path / "q", ENGINE)


def test_judgements_are_read_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "q").write_text("1 0 a 2\n\n1 Q0 b 0\n")
    assert read_qrels(tmp_path / "q") == {"1": {"a": 2, "b": 0}}
    with pytest.raises(QueryError, match="cannot be read"):
        read_qrels(tmp_path / "none")


def _beir(
    folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td/1\t1\nq1\td 1\t0\n"
) -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": "d/1", "title": "A report", "text": LATE},
        {"_id": "d 1", "title": "", "text": HOMES},
    ]
    queries = [{"_id": "q1", "text": "visits?"}, {"_id": "q2", "text": "unjudged?"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_a_corpus_becomes_documents_and_judgements_gold(tmp_path: Path) -> None:
    assert import_beir(_beir(tmp_path / "beir"), tmp_path / "own") == 1
    (query,) = load_collection(tmp_path / "own").queries
    assert query == Query("q1", "visits?", gold=(Gold(f"{DOCUMENTS}/d_1.txt", 1, LATE),))
    texts = {p.name: p.read_text() for p in (tmp_path / "own" / DOCUMENTS).iterdir()}
    assert texts == {"d_1.txt": f"A report\n\n{LATE}\n", "d_1-2.txt": f"{HOMES}\n"}


@pytest.mark.parametrize(
    ("qrels", "said"),
    [
        ("query-id\tcorpus-id\nq1\td/1\n", "needs the columns"),
        ("query-id\tcorpus-id\tscore\nq1\td/1\tmuch\n", "needs the columns"),
        ("query-id\tcorpus-id\tscore\nq1\td/9\t1\n", "corpus.jsonl lacks"),
        ("query-id\tcorpus-id\tscore\nq9\td/1\t1\n", "lacks the judged query"),
    ],
)
def test_what_is_wrong_with_a_beir_collection_is_said(
    tmp_path: Path, qrels: str, said: str
) -> None:
    with pytest.raises(QueryError, match=said):
        import_beir(_beir(tmp_path / "beir", qrels), tmp_path / "own")


def test_paragraphs_go_out_with_those_that_cover_gold_judged(tmp_path: Path) -> None:
    queries = [
        Query("q1", "visits?", gold=(Gold("report.pdf", 1, "Visits are late"),)),
        Query("q2", "cost?", "unanswerable"),
    ]
    assert export_beir(queries, ENGINE, tmp_path / "beir") == 2
    lines = (tmp_path / "beir" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    entries = {entry["_id"]: entry["text"] for entry in map(json.loads, lines)}
    assert list(entries.values()) == [LATE, HOMES]
    judged = (tmp_path / "beir" / "qrels" / "test.tsv").read_text(encoding="utf-8")
    assert judged == f"query-id\tcorpus-id\tscore\nq1\t{REPORT.id}:0-{len(LATE)}\t1\n"
    assert import_beir(tmp_path / "beir", tmp_path / "own") == 1
    (back,) = load_collection(tmp_path / "own").queries
    assert isinstance(back.gold[0], Gold) and back.gold[0].quote == LATE
    with pytest.raises(QueryError, match="name a new folder"):
        export_beir(queries, ENGINE, tmp_path / "beir")
