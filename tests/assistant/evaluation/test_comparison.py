from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.evaluation.comparison import (
    Comparison,
    ComparisonError,
    Difference,
    compare,
    comparison_record,
    holm,
)
from assistant.evaluation.experiment import Outcome, QuestionResult
from assistant.evaluation.printing import comparison_lines
from tests.assistant.evaluation.made_runs import result, run, shown


def _results(right: float, seed: int, n: int = 80) -> list[QuestionResult]:
    """Questions of which that share is answered rightly."""
    draw = np.random.default_rng(seed)
    return [
        result(f"q{place}", {"hit@1": float(hit), "hit@3": float(hit), "RR@10": hit * rank})
        for place, (hit, rank) in enumerate(
            zip(draw.random(n) < right, draw.random(n), strict=True)
        )
    ]


def _of(comparison: Comparison, name: str) -> Difference:
    return next(each for each in comparison.differences if each.measure.name == name)


def test_holm_corrects_as_worked_by_hand() -> None:
    # In order 0.01, 0.02, 0.03, 0.04, times 4, 3, 2, 1: 0.04, 0.06, 0.06, and never less: 0.06.
    assert holm([0.03, 0.01, 0.04, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_runs_that_differ_in_the_seed_of_their_intervals_do_not_differ() -> None:
    results = _results(0.7, 1)
    a, b = run("a", results, seed=1), run("b", results, seed=2)
    assert a.overall.measures["RR@10"] != b.overall.measures["RR@10"]  # the intervals
    found = compare(a, b)
    assert not any(each.differs for each in found.differences)
    assert {each.p for each in found.differences} == {1.0}
    assert found.changed == ()
    assert "no measure of the answers differs" in "\n".join(comparison_lines(found))


def test_a_planted_degradation_is_found() -> None:
    before = _results(0.9, 3)
    worse = [
        result(each.id, {"hit@1": 0.0, "hit@3": 0.0, "RR@10": 0.0}, outcome=Outcome.RANKED_LOW)
        if n % 5 == 0
        else each
        for n, each in enumerate(before)
    ]
    found = compare(run("a", before), run("b", worse))
    lost = sum(each.measures["hit@3"] or 0 for each in before[::5])
    difference = _of(found, "hit@3")
    assert difference.differs and not difference.improved
    assert (difference.better, difference.worse, difference.same) == (0, lost, 80 - lost)
    assert difference.difference.value == pytest.approx(-lost / 80)
    assert _of(found, "falsely refused").differs is False
    assert len(found.changed) == 16
    assert any(line.startswith("hit@3") and "worse" in line for line in comparison_lines(found))


def test_the_chance_of_few_changes_is_that_of_their_signs() -> None:
    # Three questions lost, none won: of the eight sets of signs two are as extreme.
    before = [result(f"q{n}") for n in range(20)]
    worse = [result(f"q{n}", {"hit@3": 0.0}) if n < 3 else before[n] for n in range(20)]
    difference = _of(compare(run("a", before), run("b", worse)), "hit@3")
    assert difference.p == pytest.approx(2 / 8)
    assert not difference.differs
    one = [result("q0", {"hit@3": 0.0}), *before[1:]]
    assert _of(compare(run("a", before), run("b", one)), "hit@3").p == 1.0


def test_chance_alone_is_seldom_called_a_difference() -> None:
    called = 0
    for seed in range(8):
        found = compare(run("a", _results(0.7, seed, 30)), run("b", _results(0.7, seed + 99, 30)))
        called += any(each.differs for each in found.differences)
    assert called <= 1  # of runs alike, one in twenty is expected


def test_falling_may_be_better() -> None:
    before = [result(f"q{n}", {"falsely refused": 1.0}) for n in range(12)]
    after = [result(f"q{n}", {"falsely refused": 0.0}) for n in range(12)]
    difference = _of(compare(run("a", before), run("b", after)), "falsely refused")
    assert difference.differs and difference.improved
    assert (difference.better, difference.worse) == (12, 0)


def test_times_are_not_counted_among_the_measures() -> None:
    before = [result(f"q{n}", {"ms": 20.0}) for n in range(12)]
    after = [result(f"q{n}", {"ms": 30.0}) for n in range(12)]
    found = compare(run("a", before), run("b", after))
    assert _of(found, "ms").adjusted == _of(found, "ms").p < 0.05
    assert "no measure of the answers differs" in "\n".join(comparison_lines(found))


def test_only_questions_of_both_are_compared_and_what_is_unlike_is_said() -> None:
    a = run("a", [result("x"), result("y")])
    b = replace(
        run("b", [result("y"), result("z")]),
        questions_hash="dd", documents_hash="ee", model="other", model_hash="ff",
    )  # fmt: skip
    found = compare(a, b)
    assert _of(found, "hit@3").same == 1
    assert len(found.remarks) == 4
    with pytest.raises(ComparisonError, match="no question in common"):
        compare(a, run("c", [result("z")]))


def test_a_changed_question_is_shown_with_both_answers() -> None:
    one = result("x", extracts=(shown("It was so."),))
    other = result(
        "x", status="not_found", refusal="not answered", message="They do not say.", extracts=(),
        outcome=Outcome.WRONGLY_REFUSED,
    )  # fmt: skip
    found = compare(run("a", [one]), run("b", [other]))
    printed = "\n".join(comparison_lines(found))
    assert "x (finding) x?" in printed
    assert "a: right" in printed and "It was so." in printed
    assert "b: wrongly refused" in printed and "They do not say." in printed
    assert "x (finding)" not in "\n".join(comparison_lines(found, questions=0))
    record = comparison_record(found)
    assert record["changed"][0]["b"] == {
        "outcome": "wrongly refused", "status": "not_found", "refusal": "not answered",
        "quotes": [],
    }  # fmt: skip
