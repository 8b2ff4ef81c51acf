from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.collection import (
    GOLD,
    QUERIES,
    README,
    add_gold,
    load_collection,
    write_collection,
)
from assistant.evaluation.queries import Gold, GoldSpan, Query, QueryError
from tests.sample import QUERIES as SAMPLE_QUERIES

QUOTE = Gold("town/report.pdf", 3, "Visits are late.", "2019")
SPAN = GoldSpan("ab12", 4, 9, "ff", 5)
LATE = Query("late", "late?", gold=(QUOTE, SPAN), note="a trap", history=("visits?",))
COST = Query("cost", "cost?", "unanswerable")


def test_a_folder_comes_back_as_it_was(tmp_path: Path) -> None:
    write_collection(tmp_path / "own", [LATE, COST], "Asked by the social work team.\n")
    found = load_collection(tmp_path / "own")
    assert found.queries == (LATE, COST)
    assert (found.name, found.about) == ("own", "Asked by the social work team.\n")
    assert "Visits are late" not in (tmp_path / "own" / QUERIES).read_text(encoding="utf-8")


def test_a_file_of_questions_is_a_collection_too() -> None:
    found = load_collection(SAMPLE_QUERIES)
    assert found.name == "sample_queries"
    assert len(found.queries) >= 40
    unanswerable = [query for query in found.queries if not query.answerable]
    assert 3 * len(unanswerable) >= len(found.queries)


def test_gold_is_added_to_that_of_the_question(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    write_collection(folder, [Query("late", "late?", gold=(QUOTE,)), COST], "Ours.")
    add_gold(folder, "late", SPAN)
    assert load_collection(folder).queries[0].gold == (QUOTE, SPAN)
    with pytest.raises(QueryError, match='no question "early"'):
        add_gold(folder, "early", SPAN)
    with pytest.raises(QueryError, match='kind "unanswerable"'):
        add_gold(folder, "cost", SPAN)


def test_gold_may_stand_in_the_questions_and_be_absent_as_a_file(tmp_path: Path) -> None:
    write_collection(tmp_path / "own", [LATE], "Ours.")
    (tmp_path / "own" / GOLD).unlink()
    assert load_collection(tmp_path / "own").queries[0].gold == ()


def test_a_collection_says_where_it_comes_from(tmp_path: Path) -> None:
    write_collection(tmp_path / "own", [LATE], "Ours.")
    (tmp_path / "own" / README).unlink()
    with pytest.raises(QueryError, match="where the questions and their gold come from"):
        load_collection(tmp_path / "own")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    for taken in (tmp_path, tmp_path / "x"):
        with pytest.raises(QueryError, match="name a new folder"):
            write_collection(taken, [LATE], "Ours.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", '"query" must be the id'),
        ('{"query": "early", "source": "a", "page": 1, "quote": "b"}', 'no question "early"'),
        ('{"query": "cost", "source": "a", "page": 1, "quote": "b"}', "can have no gold"),
        ('{"query": "late", "source": "a", "page": 0, "quote": "b"}', '"page" must be'),
        ("{", "Expecting"),
    ],
)
def test_a_line_of_gold_that_is_none_is_named(tmp_path: Path, line: str, said: str) -> None:
    write_collection(tmp_path / "own", [Query("late", "late?"), COST], "Ours.")
    (tmp_path / "own" / GOLD).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=rf"gold\.jsonl, line 2: .*{said}"):
        load_collection(tmp_path / "own")
