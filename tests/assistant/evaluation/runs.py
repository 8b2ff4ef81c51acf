"""Made-up runs of every outcome, for tests of what shows them to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.evaluation.experiment import (
    GoldQuote,
    LeftOutQuestion,
    Outcome,
    QuestionResult,
    Run,
    Shown,
)
from assistant.evaluation.measures import MEASURES
from tests.assistant.evaluation.made_runs import run

__all__ = ["question_result", "run_of"]

_QUOTE = "Personal advisers hold 18 to 20 cases & “keep in touch” <often>."
GOLD = GoldQuote("north/report.pdf", 3, _QUOTE, document="d" * 16, start=10, end=70)


def question_result(number: int, outcome: Outcome, score: float, **changes: Any) -> QuestionResult:  # noqa: ANN401
    """A question with that outcome; gold is ranked 2nd where it was ranked at all."""
    answerable = outcome not in (Outcome.RIGHTLY_REFUSED, Outcome.WRONGLY_ANSWERED)
    refused = outcome in (Outcome.RIGHTLY_REFUSED, Outcome.WRONGLY_REFUSED)
    right = outcome is Outcome.RIGHT
    shown = Shown(
        document="d" * 16,
        source="north/report.pdf",
        start=10,
        end=70,
        page=3,
        last_page=3,
        quote=_QUOTE if right else "Something else is said.",
        score=score * 10,
        authority="Northfold",
        hits=(0,) if right else (),
    )
    made = QuestionResult(
        id=f"T-{number}",
        question=f"How many cases do advisers hold <{number}>?",
        kind="number" if number % 2 else "finding",
        answerable=answerable,
        outcome=outcome,
        status="not_found" if refused else "answered",
        measures={
            name: (float(right) if answerable else None)
            for name in MEASURES
            if name not in ("ms", "rightly refused", "falsely refused")
        }
        | {
            "ms": 10.0 + number,
            "rightly refused": None if answerable else float(refused),
            "falsely refused": float(refused) if answerable else None,
        },
        authority="Northfold",
        gold=(GOLD,) if answerable else (),
        refusal="not answered" if refused else None,
        message="The documents do not answer this." if refused else None,
        score=score,
        would_hit=right,
        extracts=() if refused else (shown,),
        nearest=(shown,) if refused else (),
        n_ranked=40,
        gold_rank=None if outcome is Outcome.NOT_RETRIEVED or not answerable else 2,
        elapsed_ms=10.0 + number,
        stages={"encode": 4.0 + number / 10, "rank": 1.0},
    )
    return replace(made, **changes)


def run_of(results: Sequence[QuestionResult], name: str = "try-1", **changes: Any) -> Run:  # noqa: ANN401
    """A run of these results, of which one question was left out."""
    left_out = (LeftOutQuestion("T-99", "its documents are not held"),)
    return replace(run(name, results), **{"left_out": left_out, **changes})
