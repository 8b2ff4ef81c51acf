"""A run in, the text of one HTML file out. It needs no network, and says so to the browser."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from assistant.evaluation.experiment import Estimate, Outcome, QuestionResult, Run
from assistant.evaluation.html_report.data import (
    RANKS,
    calibration,
    rank_rows,
    refuse_below,
    risk_points,
)
from assistant.evaluation.html_report.plots import (
    calibration_plot,
    estimate_plot,
    rank_plot,
    risk_plot,
    times_plot,
)
from assistant.evaluation.measures import MEASURES, Family

__all__ = ["ABOUT", "report_page", "went_wrong"]

ABOUT = {
    Outcome.RIGHT: "A gold quote is among the first three extracts.",
    Outcome.RIGHTLY_REFUSED: "There is no answer, and none was given.",
    Outcome.NOT_RETRIEVED: "No gold sentence was among those ranked.",
    Outcome.RANKED_LOW: "A gold sentence was ranked, but not among what is shown first.",
    Outcome.WRONG_SENTENCE: "The gold’s paragraph is shown, but not its words.",
    Outcome.WRONG_DOCUMENT: "Nothing shown is of a document that holds gold.",
    Outcome.INCOMPLETE: "One side of several is right, another is not.",
    Outcome.WRONGLY_REFUSED: "There is an answer, and none was given.",
    Outcome.WRONGLY_ANSWERED: "There is no answer, and one was given.",
}


def report_page(run: Run) -> str:
    """The whole report of `run`."""
    known = calibration(run.results)
    rows = rank_rows(run.results)
    curve = run.overall.refusal.curve
    style, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html")
        .render(
            run=run,
            figures=run.overall,
            measures=list(MEASURES.values()),
            families=list(Family),
            outcomes=[(o, [r for r in run.results if r.outcome is o]) for o in _worst_first()],
            about=ABOUT,
            ranks=RANKS,
            rank_rows=rows,
            rank_plot=rank_plot(rows),
            risk_points=risk_points(curve),
            risk_plot=risk_plot(curve, refuse_below(run)),
            refuse_below=refuse_below(run),
            calibration=known,
            calibration_plot=calibration_plot(known),
            times_plot=times_plot(run.overall.times),
            estimate_plot=estimate_plot,
            went_wrong=went_wrong,
            style=Markup(style),  # noqa: S704 (our own file)
            script=Markup(script),  # noqa: S704 (our own file)
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        )
    )


def went_wrong(result: QuestionResult) -> str:
    """A word on what went wrong with a question; what went right with one that is right."""
    told = ABOUT[result.outcome]
    if result.outcome is Outcome.WRONGLY_REFUSED:
        told += f" Answerability {result.score:.2f} ({result.refusal})."
    if result.outcome is Outcome.WRONGLY_ANSWERED:
        told += f" Answerability {result.score:.2f}."
    if result.answerable and not result.outcome.right:
        if result.gold_rank is not None:
            told += f" Gold was ranked {result.gold_rank} of {result.n_ranked} sentences."
        elif result.n_ranked and result.outcome is not Outcome.NOT_RETRIEVED:
            told += f" No gold sentence was among the {result.n_ranked} ranked."
    return told


def _worst_first() -> list[Outcome]:
    return [o for o in Outcome if not o.right] + [o for o in Outcome if o.right]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(number=_number, interval=_interval, anchor=_anchor)
    return environment


def _part(name: str) -> str:
    """A file of the report as it is packaged."""
    return (
        files("assistant.evaluation.html_report").joinpath(f"templates/{name}").read_text("utf-8")
    )


def _hash(text: str) -> str:
    """What names `text` in a content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _interval(estimate: Estimate, digits: int = 2) -> str:
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{estimate.low:.{digits}f} to {estimate.high:.{digits}f}"


def _anchor(name: str) -> str:
    """`name` as the id of a place on the page: letters, digits and hyphens."""
    return "".join(c if c.isalnum() else "-" for c in name.lower())
