from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.errors import QuestionError
from assistant.evaluation.queries import Gold, Query, QueryError
from assistant.evaluation.runner import evaluate
from assistant.question import AS_ASKED, Choices, Turn
from assistant.turns import turn_of
from corpus.document import Speaker
from tests.assistant.evaluation.made_up import (
    Scripted,
    answered,
    collection,
    document,
    extract,
    refused,
)

LATE, GOOD, HOMES = "Visits are late.", "Plans are good.", "Homes are safe."
EAST = document("east/2019.pdf", [f"{LATE} {GOOD} {HOMES}"], "East")
WEST = document("west/2021.pdf", [f"{LATE} {GOOD}"], "West")
MINUTES = document("minutes.txt", [f"{LATE} We were told."], "East", Speaker.COUNCIL)
ENGINE = collection(EAST, WEST, MINUTES)
IN_EAST = Gold("all/east/2019.pdf", 1, LATE)
ASKED = Query("q", "visits?", authority="east", gold=(IN_EAST,))


def _pages(path: Path) -> Sequence[str]:
    held = {f"/nowhere/{each.source}": each.text for each in (EAST, WEST, MINUTES)}
    return [held[str(path)]]


def test_a_hit_counts_at_its_rank() -> None:
    others = [extract(EAST, HOMES), extract(EAST, GOOD), extract(EAST, LATE)]
    third = evaluate(Scripted(ENGINE, {"visits?": answered(*others)}), [ASKED])
    assert (third.overall.hit_1.count, third.overall.hit_3.count) == (0, 1)
    assert third.results[0].hit_golds == (frozenset(), frozenset(), frozenset({0}))
    first = evaluate(Scripted(ENGINE, {"visits?": answered(*others[::-1])}), [ASKED])
    assert (first.overall.hit_1.count, first.overall.hit_3.count) == (1, 1)
    assert not first.failures


def test_the_fourth_extract_is_too_late() -> None:
    shown = [extract(EAST, HOMES)] * 3 + [extract(EAST, LATE)]
    report = evaluate(Scripted(ENGINE, {"visits?": answered(*shown)}), [ASKED])
    assert report.overall.hit_3.count == 0
    assert [result.query.id for result in report.failures] == ["q"]


@pytest.mark.parametrize(("rank", "hit"), [(6, True), (7, False)])
def test_every_part_must_be_hit_among_the_first_six(rank: int, hit: bool) -> None:
    query = Query(
        "q",
        "compare",
        "compare",
        gold=(replace(IN_EAST, part="East"), Gold("west/2021.pdf", 1, LATE, "West")),
    )
    shown = [extract(EAST, LATE)] * (rank - 1) + [extract(WEST, LATE)]
    report = evaluate(Scripted(ENGINE, {"compare": answered(*shown)}), [query])
    assert report.results[0].hit_3 is hit
    assert report.results[0].hit_1 is hit


def test_one_part_alone_is_no_comparison() -> None:
    query = Query(
        "q",
        "compare",
        "compare",
        gold=(replace(IN_EAST, part="East"), Gold("west/2021.pdf", 1, LATE, "West")),
    )
    report = evaluate(Scripted(ENGINE, {"compare": answered(extract(EAST, LATE))}), [query])
    assert not report.results[0].hit_3


def test_refusals_are_right_or_false() -> None:
    queries = [ASKED, Query("u", "cost?", "unanswerable"), Query("v", "who?", "unanswerable")]
    script = {"visits?": refused(), "cost?": refused(), "who?": answered(extract(EAST, GOOD))}
    figures = evaluate(Scripted(ENGINE, script), queries).overall
    assert (figures.false_refusals.count, figures.false_refusals.total) == (1, 1)
    assert (figures.refused_unanswerable.count, figures.refused_unanswerable.total) == (1, 2)
    assert (figures.hit_3.count, figures.hit_3.total) == (0, 1)


def test_extracts_of_another_authority_or_speaker_are_counted() -> None:
    shown = answered(extract(WEST, LATE), extract(MINUTES, LATE), extract(EAST, LATE))
    query = replace(ASKED, speaker=Speaker.OFSTED)
    result = evaluate(Scripted(ENGINE, {"visits?": shown}), [query]).results[0]
    assert (result.other_authority, result.other_speaker) == ((0,), (1,))


def test_without_an_authority_those_of_the_gold_may_be_quoted() -> None:
    shown = answered(extract(WEST, LATE), extract(EAST, LATE))
    query = replace(ASKED, authority=None)
    assert evaluate(Scripted(ENGINE, {"visits?": shown}), [query]).results[0].other_authority == (
        0,
    )
    free = Query("u", "visits?", "unanswerable")
    assert evaluate(Scripted(ENGINE, {"visits?": shown}), [free]).results[0].other_authority == ()


def test_quotes_are_recounted_from_the_file() -> None:
    found = extract(EAST, LATE)
    cut = replace(found, quote="Visits are not late.")
    moved = extract(WEST, LATE)
    moved = replace(moved, citation=replace(moved.citation, page=2, last_page=2))
    assistant = Scripted(ENGINE, {"visits?": answered(found, cut, moved)})
    report = evaluate(assistant, [ASKED], pages=_pages)
    assert [reason for _, _, reason in report.false_quotes] == [
        "is not the text of its span",
        "does not stand on its pages in the file",
    ]
    assert len(evaluate(assistant, [ASKED]).false_quotes) == 1


def test_nearest_passages_of_a_refusal_are_recounted_too() -> None:
    wrong = replace(extract(EAST, LATE), quote="Visits are early.")
    report = evaluate(Scripted(ENGINE, {"visits?": refused(wrong)}), [ASKED], pages=_pages)
    assert len(report.false_quotes) == 1


def test_a_conversation_is_replayed() -> None:
    script = {
        "first?": answered(extract(WEST, LATE), extract(WEST, GOOD), extract(EAST, LATE)),
        "second?": refused(),
        "visits?": answered(extract(EAST, LATE), elapsed_ms=7.0),
    }
    assistant = Scripted(ENGINE, script)
    report = evaluate(assistant, [replace(ASKED, history=("first?", "second?"))])
    first = turn_of("first?", script["first?"])
    assert first.documents == (WEST.id, EAST.id)
    second = turn_of("second?", script["second?"])
    assert assistant.turns[1:] == [  # the first asking warms up
        ("first?", ()),
        ("second?", (first,)),
        ("visits?", (first, second)),
    ]
    assert report.overall.p50_ms == 7.0


def test_questions_on_documents_that_are_not_held_are_left_out() -> None:
    queries = [ASKED, Query("n", "north?", gold=(Gold("north/1.pdf", 1, "x"),)), Query("o", "o?")]
    script = {"visits?": answered(extract(EAST, LATE))}
    report = evaluate(Scripted(ENGINE, script), queries)
    assert [(each.query.id, each.reason) for each in report.left_out] == [
        ("n", "its documents are not held"),
        ("o", "has no gold"),
    ]


def test_a_smaller_collection_apart_is_left_out_unless_asked_for() -> None:
    told = Query("m", "told?", collection="minutes", gold=(Gold("minutes.txt", 1, "told"),))
    cost = Query("c", "cost?", "unanswerable", collection="minutes")
    reports = [
        Query("e", "visits?", collection="reports", gold=(IN_EAST,)),
        Query("w", "visits?", collection="reports", gold=(Gold("west/2021.pdf", 1, LATE),)),
        Query("s", "safe?", collection="more", gold=(Gold("east/2019.pdf", 1, HOMES),)),
    ]
    script = dict.fromkeys(["told?", "cost?", "visits?", "safe?"], refused())
    report = evaluate(Scripted(ENGINE, script), [told, cost, *reports])
    assert [result.query.id for result in report.results] == ["e", "w", "s"]
    assert all("--collection minutes" in each.reason for each in report.left_out)
    chosen = evaluate(Scripted(ENGINE, script), [told, cost, *reports], collection="minutes")
    assert [result.query.id for result in chosen.results] == ["m", "c"]
    with pytest.raises(QueryError, match="minutes, more, reports"):
        evaluate(Scripted(ENGINE, script), [told, *reports], collection="maps")


def test_a_collection_of_which_nothing_is_held_is_left_out_whole() -> None:
    queries = [
        ASKED,
        Query("n", "north?", collection="north", gold=(Gold("north/1.pdf", 1, "x"),)),
        Query("u", "cost?", "unanswerable", collection="north"),
    ]
    report = evaluate(Scripted(ENGINE, {"visits?": refused()}), queries)
    assert [each.query.id for each in report.left_out] == ["n", "u"]


def test_a_report_is_plain_data() -> None:
    report = evaluate(Scripted(ENGINE, {"visits?": answered(extract(EAST, LATE))}), [ASKED])
    data = report.as_dict()
    assert data["overall"]["hit@1"]["value"] == 1.0
    assert data["results"][0]["extracts"][0]["quote"] == LATE
    assert data["results"][0]["hit_golds"] == [[0]]
    assert data["quotes_not_verbatim"] == 0
    assert data["recounted"] is False


def test_a_question_that_cannot_be_asked_does_not_stop_the_others() -> None:
    class Strict(Scripted):
        def ask(
            self,
            question: str,
            history: Sequence[Turn] = (),
            choices: Choices = AS_ASKED,
        ) -> Answer:
            if len(question) > 10:
                raise QuestionError("the question is too long: shorten it")
            return super().ask(question, history, choices)

    queries = [replace(ASKED, id="long", question="visits? " * 9), ASKED]
    report = evaluate(Strict(ENGINE, {"visits?": answered(extract(EAST, LATE))}), queries)
    assert [result.answer.answered for result in report.results] == [False, True]
    refusal = report.results[0].answer.refusal
    assert refusal is not None and "too long" in refusal.message
