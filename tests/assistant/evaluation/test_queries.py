from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.queries import (
    Gold,
    GoldSpan,
    Query,
    QueryError,
    load_queries,
    query_record,
)
from corpus.document import Speaker


def _load(folder: Path, *lines: object) -> list[Query]:
    path = folder / "q.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return load_queries(path)


def test_a_question_needs_an_id_and_a_question_alone(tmp_path: Path) -> None:
    assert _load(tmp_path, {"id": "a", "question": "b?"}) == [Query("a", "b?")]


def test_everything_is_read_and_unknown_keys_are_left_alone(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "question": "b?",
        "kind": "trend",
        "collection": "towns",
        "history": ["c?", "d?"],
        "authority": "nowhere",
        "speaker": "council",
        "gold": [
            {"source": "x/y.pdf", "page": 3, "quote": "So it is.", "part": "2019"},
            {"document": "ab12", "start": 4, "end": 9, "text_sha": "ff", "letters": 5},
        ],
        "note": "n",
        "colour": "blue",
    }
    assert _load(tmp_path, line, "", {"id": "b", "question": "e?", "authority": None}) == [
        Query(
            "a",
            "b?",
            "trend",
            "towns",
            ("c?", "d?"),
            "nowhere",
            Speaker.COUNCIL,
            (Gold("x/y.pdf", 3, "So it is.", "2019"), GoldSpan("ab12", 4, 9, "ff", 5)),
            "n",
        ),
        Query("b", "e?"),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ["line 2", "Expecting"]),
        ("[1]", ["not a JSON object"]),
        ({"question": "b?"}, ['"id"']),
        ({"id": "b", "question": " "}, ['"question"']),
        ({"id": "a", "question": "b?"}, ['the id "a"', "line 1"]),
        ({"id": "b", "question": "b?", "history": "c"}, ['"history"']),
        ({"id": "b", "question": "b?", "speaker": "press"}, ["press", "ofsted, council"]),
        ({"id": "b", "question": "b?", "gold": {}}, ['"gold"']),
        (
            {"id": "b", "question": "b?", "gold": [{"source": "x", "page": 0, "quote": "q"}]},
            ["page"],
        ),
        ({"id": "b", "question": "b?", "gold": [{"document": "x", "start": -1}]}, ["start"]),
        (
            {
                "id": "b",
                "question": "b?",
                "kind": "unanswerable",
                "gold": [{"source": "x", "page": 1, "quote": "q"}],
            },
            ["contradict"],
        ),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, line: object, words: list[str]) -> None:
    with pytest.raises(QueryError) as raised:
        _load(tmp_path, {"id": "a", "question": "b?"}, line)
    assert all(word in str(raised.value) for word in ["q.jsonl, line 2", *words]), raised.value


def test_a_file_that_cannot_be_read_or_is_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"none\.jsonl"):
        load_queries(tmp_path / "none.jsonl")
    with pytest.raises(QueryError, match=r"no questions"):
        _load(tmp_path, "")


def test_a_query_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    queries = [
        Query("a", "b?"),
        Query(
            "c",
            "d?",
            "unanswerable",
            "towns",
            ("e?",),
            "nowhere",
            Speaker.OFSTED,
            note="n",
        ),
        Query("f", "g?", gold=(Gold("x", 1, "q", "2019"), GoldSpan("ab", 1, 2, "ff", 1))),
    ]
    assert _load(tmp_path, *map(query_record, queries)) == queries
    assert query_record(queries[0]) == {"id": "a", "question": "b?", "kind": "finding"}
