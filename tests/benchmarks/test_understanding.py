"""What a file of questions tells of their understanding, and what is counted from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Refusal, RefusalKind
from assistant.evaluation.queries import Gold, Query, QueryError, load_queries
from assistant.question import (
    AnswerKind,
    AuthorityMention,
    Correction,
    Part,
    Period,
    Question,
    Term,
)
from benchmarks.expected import Expected, Label, expected, labels_beside, load_labels
from benchmarks.understanding import PARTS, Check, Put, check, main
from corpus.document import Speaker
from tests.sample import QUERIES

_REFUSED = Refusal(RefusalKind.NOT_HELD, "Nothing.", "Ask.")


def _question(**changes: object) -> Question:
    plain = Question("", "", (), AnswerKind.FINDING)
    return replace(plain, **changes)  # type: ignore[arg-type]


def _checked(wanted: Expected, question: Question, **changes: object) -> list[Check]:
    put = Put(wanted, Answer(question, refusal=_REFUSED), **changes)  # type: ignore[arg-type]
    return list(check(put))


def _right(wanted: Expected, question: Question, **changes: object) -> bool:
    (only,) = _checked(wanted, question, **changes)
    return only.right


def test_what_neither_file_nor_label_tells_is_not_counted() -> None:
    told = expected(Query("1", "are visits late?"), None)
    assert told == Expected()
    assert _checked(told, _question()) == []


def test_the_kind_of_a_question_tells_the_kind_of_answer() -> None:
    kinds = {kind: expected(Query("1", "?", kind), None).kind for kind in ("judgement", "number")}
    assert kinds == {"judgement": "grade", "number": "figure"}


def test_a_comparison_is_of_the_sides_of_its_gold() -> None:
    gold = (Gold("a.pdf", 1, "Good.", "Wirral"), Gold("b.pdf", 1, "Poor.", "Leeds"))
    told = expected(Query("1", "Wirral or Leeds?", "compare", gold=gold), None)
    assert told.authorities == ("leeds", "wirral")


def test_a_trend_is_not_of_authorities_named_like_years() -> None:
    gold = (Gold("a.pdf", 1, "Good.", "2016"), Gold("b.pdf", 1, "Poor.", "2019"))
    assert expected(Query("1", "better?", "trend", gold=gold), None).authorities is None


def test_who_speaks_counts_only_where_the_conversation_names_a_speaker() -> None:
    asked = Query("1", "did Ofsted see plans?", speaker=Speaker.OFSTED)
    assert expected(asked, None).speaker == "ofsted"
    after = Query("1", "and visits?", history=("what did inspectors say?",), speaker=Speaker.OFSTED)
    assert expected(after, None).speaker == "ofsted"
    assert expected(Query("1", "are visits late?", speaker=Speaker.OFSTED), None).speaker is None


def test_the_latest_is_meant_unless_a_year_is_named() -> None:
    assert expected(Query("1", "is it good now?", "latest"), None).periods == ("latest",)
    named = expected(Query("1", "was it good in 2016?", "latest"), None)
    assert (named.periods, named.years) == (None, (2016,))


def test_sums_are_no_years() -> None:
    assert expected(Query("1", "the £2016 paid to 1,400 in 20161?"), None).years == ()


def test_the_note_of_an_unanswerable_question_tells_the_refusal() -> None:
    told = expected(Query("1", "the weather?", "unanswerable", note="(d) no subject of ours"), None)
    assert told.refusal == "outside the subject"


def test_a_label_counts_for_more_and_says_that_nothing_else_is_there() -> None:
    query = Query("1", "and there?", authority="wirral", history=("in Wirral?",))
    told = expected(query, Label(authority=(), kind="finding"))
    assert told.authorities == ()
    assert (told.speaker, told.periods, told.read_as) == ("anyone", (), {})
    assert told.carried == frozenset()


def test_a_longer_or_shorter_neighbour_is_another_authority() -> None:
    wanted = Expected(authorities=("gloucestershire",))
    right = AuthorityMention("Gloucestershire", "glos", True)
    wrong = AuthorityMention("South Gloucestershire", "south glos", True)
    assert _right(wanted, _question(authorities=(right,)))
    assert not _right(wanted, _question(authorities=(wrong,)))
    assert not _right(wanted, _question(authorities=(right, wrong)))


def test_a_year_is_understood_when_a_period_has_it_or_is_bounded_by_it() -> None:
    school_year = Period("2014–15", date(2014, 1, 1), date(2015, 12, 31))
    assert _right(Expected(years=(2014, 2015)), _question(periods=(school_year,)))
    assert _right(Expected(years=(2016,)), _question(periods=(Period("before 2016"),)))
    assert not _right(Expected(years=(2014, 2019)), _question(periods=(school_year,)))
    assert not _right(Expected(years=(2014,)), _question())


def test_a_time_that_nobody_named_is_wrong() -> None:
    latest = _question(periods=(Period("latest", ordinal=-1),))
    assert not _right(Expected(periods=()), latest)
    assert _right(Expected(periods=("latest",)), latest)


def test_a_follow_up_carries_what_it_leaves_unsaid() -> None:
    topic = _question(carried=(Part.TOPIC,))
    assert _right(Expected(), topic, conversation=True, names_authority=True)
    assert not _right(Expected(), topic, conversation=True, names_authority=False)
    wanted = Expected(carried=frozenset({Part.TOPIC, Part.AUTHORITY}))
    assert not _right(wanted, topic, conversation=True)


def test_an_abbreviation_needs_a_name_from_glossary_or_documents() -> None:
    wanted = expected(Query("1", "do IROs visit in H&F?", "acronym"), None)
    assert wanted.abbreviations == ("IROs", "H&F")
    place = (AuthorityMention("Hammersmith and Fulham", "H&F", True),)
    typed = Term("IROs", 1.0, concept=0)
    visit = Term("visit", 1.0, concept=1)
    other = Term("visited", 0.5, "glossary", concept=1)
    known = Term("independent reviewing officer", 0.9, "glossary", concept=0)
    assert not _right(wanted, _question(terms=(typed, visit, other), authorities=place))
    assert _right(wanted, _question(terms=(typed, known, visit), authorities=place))


def test_an_answer_is_no_refusal_and_refusals_differ() -> None:
    assert _right(Expected(refusal="not held"), _question())
    assert not _right(Expected(refusal="not answered"), _question())


def test_a_word_misread_is_wrong_and_one_left_alone_is_right() -> None:
    misread = _question(corrections=(Correction("Bury", "busy"),))
    assert not _right(Expected(read_as={}), misread)
    assert _right(Expected(read_as={"Bury": "busy"}), misread)
    assert _right(Expected(read_as={}), _question())


def test_a_label_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "few.labels.jsonl"
    path.write_text('{"id": "1"}\n{"id": "2", "mood": "cross"}\n', "utf-8")
    with pytest.raises(QueryError, match=r"few\.labels\.jsonl, line 2: no label has mood"):
        load_labels(path)
    path.write_text('{"id": "1", "carried": ["weather"]}\n', "utf-8")
    with pytest.raises(QueryError, match="line 1: 'weather'"):
        load_labels(path)
    assert load_labels(tmp_path / "none.jsonl") == {}


@pytest.mark.parametrize("path", [QUERIES, Path("benchmarks/questions/tuned.jsonl")])
def test_the_labels_of_the_project_are_of_its_questions(path: Path) -> None:
    labels = load_labels(labels_beside(path))
    queries = {query.id: query for query in load_queries(path)}
    assert labels.keys() == queries.keys()
    for name, label in labels.items():
        told = expected(queries[name], label)
        assert told.kind in {kind.value for kind in AnswerKind}, name
        assert (told.refusal is None) == queries[name].answerable, name


def test_prints_a_line_for_each_part_and_what_was_misunderstood(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--queries", str(QUERIES), "--data", str(sample_data)]) == 0
    printed = capsys.readouterr().out
    assert "42 questions" in printed
    assert "authority         42 of 42    1.00 (1.00-1.00)" in printed
    assert main(["--queries", str(QUERIES), "--data", str(sample_data), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["S-001"][0] == {
        "part": "authority",
        "wanted": "wirral",
        "understood": "wirral",
        "right": True,
    }
    assert {each["part"] for checks in found.values() for each in checks} == set(PARTS)


def test_says_what_is_wrong_with_a_file_that_cannot_be_used(
    sample_data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    none = tmp_path / "none.jsonl"
    assert main(["--queries", str(none), "--data", str(sample_data)]) == 1
    assert "none.jsonl" in capsys.readouterr().err
