"""A collection of one's own: marks become gold that an evaluation runs, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.collection import QUERIES, load_collection
from assistant.evaluation.gold import gold_span, quote_of
from assistant.evaluation.own_collection import OwnCollection, Verdict, own_id
from assistant.evaluation.queries import UNANSWERABLE, GoldSpan, Query, QueryError
from corpus.document import Span
from tests.assistant.evaluation.made_up import document

REPORT = document("north/report.pdf", ["Advisers hold 18 cases. They visit often."])
FIRST, SECOND = gold_span(REPORT, Span(0, 23)), gold_span(REPORT, Span(24, 41))
QUERY = Query("T-1", "How many cases?", kind="number", authority="Northfold")


@pytest.fixture
def own(tmp_path: Path) -> OwnCollection:
    return OwnCollection(tmp_path / "own")


def test_what_is_marked_right_is_gold_of_a_collection(own: OwnCollection) -> None:
    query_id = own.mark(QUERY, FIRST, Verdict.RIGHT)
    own.mark(QUERY, SECOND, Verdict.WRONG)
    collection = load_collection(own.folder)
    (query,) = collection.queries
    assert (query.id, query.question, query.kind) == (query_id, "How many cases?", "number")
    assert query.authority == "Northfold"
    (gold,) = query.gold
    assert isinstance(gold, GoldSpan)
    assert quote_of(REPORT, gold).quote == "Advisers hold 18 cases."
    judged = own.judged()[query_id]
    assert judged.verdict(REPORT.id, 0, 23) is Verdict.RIGHT
    assert judged.verdict(REPORT.id, 24, 41) is Verdict.WRONG
    assert judged.verdict(REPORT.id, 0, 41) is Verdict.NONE
    assert "18 cases" not in (own.folder / QUERIES).read_text()


def test_a_mark_can_be_changed_and_taken_back(own: OwnCollection) -> None:
    query_id = own.mark(QUERY, FIRST, Verdict.RIGHT)
    own.mark(QUERY, FIRST, Verdict.WRONG)
    judged = own.judged()[query_id]
    assert (judged.right, judged.wrong) == ((), (FIRST,))
    own.mark(QUERY, FIRST, Verdict.NONE)
    assert own.judged() == {}
    own.mark(QUERY, FIRST, Verdict.RIGHT)
    own.remove(query_id)
    own.remove(query_id)
    assert own.judged() == {}


def test_no_answer_and_gold_exclude_each_other(own: OwnCollection) -> None:
    query_id = own.mark(QUERY, FIRST, Verdict.RIGHT)
    own.set_unanswerable(QUERY, True)
    assert own.judged()[query_id].unanswerable
    assert load_collection(own.folder).queries[0].kind == UNANSWERABLE
    own.mark(QUERY, FIRST, Verdict.RIGHT)
    assert not own.judged()[query_id].unanswerable
    own.set_unanswerable(QUERY, True)
    own.set_unanswerable(QUERY, False)
    assert own.judged() == {}


def test_the_same_words_after_others_are_another_question() -> None:
    assert own_id("And there?") == own_id("And there?")
    assert own_id("And there?") != own_id("And there?", ("What of here?",))


def test_a_file_that_somebody_spoilt_is_named(own: OwnCollection) -> None:
    own.mark(QUERY, FIRST, Verdict.RIGHT)
    line = json.loads((own.folder / QUERIES).read_text())
    (own.folder / QUERIES).write_text(json.dumps({**line, "wrong": [{"document": 1}]}))
    with pytest.raises(QueryError, match=f"{QUERIES}, line 1"):
        own.judged()
    (own.folder / QUERIES).write_text("{")
    with pytest.raises(QueryError, match=f"{QUERIES}, line 1"):
        own.mark(QUERY, FIRST, Verdict.RIGHT)


def test_marks_from_many_threads_are_all_kept(own: OwnCollection) -> None:
    queries = [Query(f"T-{n}", f"Question {n}?") for n in range(12)]
    threads = [Thread(target=own.mark, args=(q, FIRST, Verdict.RIGHT)) for q in queries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {j.query.question for j in own.judged().values()} == {q.question for q in queries}


@given(
    marks=st.lists(
        st.tuples(
            st.sampled_from(["a?", "b “?”\n", "ß?"]),
            st.sampled_from([FIRST, SECOND]),
            st.sampled_from(Verdict),
        ),
        max_size=12,
    )
)
def test_the_last_mark_of_a_span_holds(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[str, GoldSpan, Verdict]]
) -> None:
    own = OwnCollection(tmp_path_factory.mktemp("own") / "c")
    last: dict[tuple[str, int], Verdict] = {}
    for question, span, verdict in marks:
        own.mark(Query("x", question), span, verdict)
        last[question, span.start] = verdict
    known = own.judged()
    for (question, start), verdict in last.items():
        judged = known.get(own_id(question))
        span = FIRST if start == 0 else SECOND
        said = judged.verdict(span.document, span.start, span.end) if judged else Verdict.NONE
        assert said is verdict
