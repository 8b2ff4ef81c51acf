from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.answer import Answer, Considered
from assistant.evaluation.collection import Collection
from assistant.evaluation.experiment import Outcome, QuestionResult, Run
from assistant.evaluation.printing import failure_lines, run_lines
from assistant.evaluation.queries import Gold, Query
from assistant.evaluation.recording import Circumstances, record
from assistant.evaluation.runner import evaluate
from corpus.document import Block, BlockKind, Document, Span
from tests.assistant.evaluation.made_up import (
    Scripted,
    answered,
    collection,
    document,
    extract,
    refused,
)

LATE, GOOD, HOMES = "Visits are late.", "Plans are good.", "Homes are safe."


def _in_paragraphs(made: Document, *paragraphs: str) -> Document:
    spans = [
        Span(start, start + len(text)) for text in paragraphs for start in [made.text.index(text)]
    ]
    return replace(made, blocks=tuple(Block(span, BlockKind.PARAGRAPH) for span in spans))


EAST = _in_paragraphs(
    document("east/2019.pdf", [f"{LATE} {GOOD} {HOMES}"], "East"), f"{LATE} {GOOD}", HOMES
)
WEST = document("west/2021.pdf", [f"{LATE} {GOOD}"], "West")
IN_EAST = Gold("east/2019.pdf", 1, LATE)
ASKED = Query("q", "visits?", authority="east", gold=(IN_EAST,), note="a trap")
COMPARED = replace(
    ASKED, gold=(replace(IN_EAST, part="East"), Gold("west/2021.pdf", 1, LATE, "West"))
)
NO_ANSWER = Query("u", "cost?", "unanswerable")
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _run(script: Mapping[str, Answer], *queries: Query, seed: int = 1) -> Run:
    engine = collection(EAST, WEST)
    engine.generation = "g1"  # type: ignore[misc]
    report = evaluate(Scripted(engine, script), queries)
    circumstances = Circumstances({"assistant": {}}, {}, "a model", "aa", NOW, 2.0)
    return record(report, engine, Collection("made", queries), circumstances, name="try", seed=seed)


def _result(answer: Answer, query: Query = ASKED) -> QuestionResult:
    (result,) = _run({query.question: answer}, query).results
    return result


def _considered(of: Document, quote: str) -> Considered:
    start = of.text.index(quote)
    span = Span(start, start + len(quote))
    return Considered(of.id, 0, span, span, 1.0)


def _ranked(answer: Answer, *quotes: str) -> Answer:
    return replace(answer, considered=tuple(_considered(EAST, quote) for quote in quotes))


@pytest.mark.parametrize(
    ("answer", "query", "outcome"),
    [
        (answered(extract(EAST, HOMES), extract(EAST, LATE)), ASKED, Outcome.RIGHT),
        (refused(extract(EAST, LATE)), ASKED, Outcome.WRONGLY_REFUSED),
        (answered(extract(EAST, GOOD)), ASKED, Outcome.WRONG_SENTENCE),
        (answered(extract(WEST, LATE)), ASKED, Outcome.WRONG_DOCUMENT),
        (_ranked(answered(extract(EAST, HOMES)), HOMES, LATE), ASKED, Outcome.RANKED_LOW),
        (_ranked(answered(extract(EAST, HOMES)), HOMES), ASKED, Outcome.NOT_RETRIEVED),
        (answered(extract(EAST, LATE)), COMPARED, Outcome.INCOMPLETE),
        (refused(), NO_ANSWER, Outcome.RIGHTLY_REFUSED),
        (answered(extract(EAST, GOOD)), NO_ANSWER, Outcome.WRONGLY_ANSWERED),
    ],
)
def test_an_outcome_says_what_became_of_a_question(
    answer: Answer, query: Query, outcome: Outcome
) -> None:
    assert _result(answer, query).outcome is outcome
    assert outcome.right is (outcome in (Outcome.RIGHT, Outcome.RIGHTLY_REFUSED))


def test_measures_are_of_what_can_be_measured() -> None:
    right = _result(answered(extract(EAST, HOMES), extract(EAST, LATE))).measures
    assert (right["hit@1"], right["hit@3"], right["falsely refused"]) == (0.0, 1.0, 0.0)
    assert right["rightly refused"] is None
    assert (right["verbatim"], right["other authority"]) == (1.0, 0.0)
    # "homes are safe" and "visits are late" share one word of three each: F1 = 1/3.
    assert right["F1"] == pytest.approx(1 / 3)
    no_answer = _result(refused(), NO_ANSWER).measures
    assert no_answer["rightly refused"] == 1.0
    assert {no_answer[name] for name in ("hit@1", "R@1", "F1", "verbatim")} == {None}
    assert set(right) == set(no_answer)


def test_a_refusal_knows_whether_it_would_have_been_right() -> None:
    assert _result(refused(extract(EAST, GOOD), extract(EAST, LATE))).would_hit
    assert not _result(refused(extract(EAST, GOOD))).would_hit
    assert _result(refused(extract(EAST, LATE))).nearest[0].hits == (0,)
    assert not _result(refused(extract(EAST, LATE)), NO_ANSWER).would_hit


def test_the_ranking_is_measured_whether_shown_or_not() -> None:
    result = _result(_ranked(refused(), HOMES, LATE))
    assert (result.measures["RR@10"], result.measures["R@1"]) == (0.5, 0.0)
    assert (result.n_ranked, result.gold_rank) == (2, 2)
    assert [passage.gold for passage in result.passages] == [(), (0,)]


def test_gold_has_its_place_where_it_is_found() -> None:
    gone = replace(ASKED, gold=(IN_EAST, Gold("east/2019.pdf", 1, "Visits are early.")))
    found, lost = _result(answered(extract(EAST, LATE)), gone).gold
    assert (found.document, found.start, found.end) == (EAST.id, 0, len("Visits are late"))
    assert (lost.document, lost.start) == (None, None)


def test_whom_a_question_is_about_is_the_golds_where_it_does_not_say() -> None:
    silent = replace(ASKED, authority=None)
    assert _result(answered(extract(EAST, LATE)), silent).authority == "East"
    known = replace(ASKED, authority="wirral")
    assert _result(answered(extract(EAST, LATE)), known).authority == "Wirral"


def test_extracts_are_recorded_as_they_were_shown() -> None:
    cut = replace(extract(WEST, LATE), quote="Visits are early.", reasons={"dense": 0.123456})
    (shown,) = _result(answered(cut)).extracts
    assert shown.false_quote == "is not the text of its span"
    assert shown.other_authority and not shown.other_speaker
    assert (shown.document, shown.start, shown.source) == (WEST.id, 0, "west/2021.pdf")
    assert shown.reasons == {"dense": 0.1235}


def _script() -> dict[str, Answer]:
    shown = answered(extract(WEST, LATE), elapsed_ms=30.0)
    return {
        "visits?": replace(shown, stages={"encode": 20.0, "rank": 4.0}),
        "cost?": replace(refused(), stages={"encode": 4.0}),
    }


def test_a_run_says_what_it_was_made_with() -> None:
    found = _run(_script(), ASKED, NO_ANSWER)
    assert (found.name, found.started, found.seconds) == ("try", "2026-01-02T00:00:00+00:00", 2.0)
    assert (found.model, found.generation, found.documents) == ("a model", "g1", 2)
    assert found.collection == "made"
    assert len(found.questions_hash) == len(found.documents_hash) == 16
    changed = _run(_script(), replace(ASKED, gold=COMPARED.gold), NO_ANSWER)
    assert changed.questions_hash != found.questions_hash
    assert changed.documents_hash == found.documents_hash
    assert list(found.kinds) == ["finding", "unanswerable"]
    assert found.overall.outcomes == {"rightly refused": 1, "wrong document": 1}


def test_times_are_of_the_whole_and_of_each_stage() -> None:
    times = _run(_script(), ASKED, NO_ANSWER).overall.times
    # Whole: 30 and 5; encode 20 and 4; rank 4 and, where it was not needed, 0; the rest 6 and 1.
    assert {name: each.p50 for name, each in times.items()} == {
        "all": 17.5, "encode": 12.0, "rank": 2.0, "rest": 3.5,
    }  # fmt: skip


def test_a_run_prints_its_figures_and_failures() -> None:
    found = _run(_script(), ASKED, NO_ANSWER)
    printed = "\n".join(run_lines(found))
    for line in (
        "hit@1 0.00 (0.00-0.00), 0 of 1",
        "refusals of unanswerable questions: 1.00 (1.00-1.00), 1 of 1",
        "of 1 extracts: 1 from another authority",
        "refused as not answered: 1 unanswerable, 0 answerable",
        "outcomes: rightly refused 1, wrong document 1",
        "encode 12.0",
    ):
        assert line in printed
    failures = "\n".join(failure_lines(found))
    for line in (
        "q (finding) visits?", "wrong document", "a trap", "gold - p1: Visits are late.",
        "1- 0.900 West",
    ):  # fmt: skip
        assert line in failures
    assert "cost?" not in failures


def test_a_run_of_no_question_prints_too() -> None:
    far = Query("n", "north?", gold=(Gold("north/1.pdf", 1, "x"),))
    lines: Sequence[str] = list(run_lines(_run({}, far)))
    assert any("none asked" in line for line in lines)
    assert any("left out: 1" in line for line in lines)
