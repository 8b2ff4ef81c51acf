"""Run a collection, follow it, and look through the results of runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from assistant.errors import AssistantError
from assistant.evaluation.experiment import Outcome, QuestionResult, Run
from assistant.evaluation.html_report import report_page
from assistant.evaluation.html_report.page import went_wrong
from assistant.evaluation.queries import Query
from corpus.document import Speaker
from web.errors import TrialError
from web.opinions import Opinions
from web.workbench.bench import (
    BAD_REQUEST,
    SEE_OTHER,
    bench,
    blueprint,
    judged_of,
    mark,
    to_judge,
)

__all__ = ["index", "judge", "progress", "question", "report", "run", "start"]

_N_LISTED = 50
_N_PASSAGES = 10


@blueprint.get("/")
def index() -> str:
    """Show collections to run, the runs that are kept, and what there is to review."""
    return _index()


@blueprint.post("/runs")
def start() -> BaseResponse | tuple[str, int]:
    """Begin to run a collection."""
    here = bench()
    path = bench().collections().get(request.form.get("collection", ""))
    if path is None:
        abort(404)
    told = re.sub(r"[^\w.+-]+", "-", path.stem).strip(".+-")[:50] or "run"
    name = f"{told}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    try:
        here.trials.start(path, name)
    except (TrialError, AssistantError) as error:
        return _index(str(error)), BAD_REQUEST
    return redirect(url_for(".progress"), SEE_OTHER)


@blueprint.get("/progress")
def progress() -> str:
    """Show how far the run is that is under way, or how the last one ended."""
    return render_template("workbench/progress.html", trial=bench().trials.latest())


@blueprint.get("/runs/<name>")
def run(name: str) -> str:
    """Show the results of a run, those that are asked for."""
    found = _run(name)
    outcome, kind = request.args.get("outcome", ""), request.args.get("kind", "")
    authority = request.args.get("authority", "")
    listed = [
        (place, result)
        for place, result in enumerate(found.results, start=1)
        if outcome in ("", result.outcome.value)
        and kind in ("", result.kind)
        and authority in ("", result.authority or "")
    ]
    listed.sort(key=lambda each: each[1].outcome.right)  # what went wrong is what one looks for
    first = max(0, request.args.get("from", 0, type=int))
    return render_template(
        "workbench/run.html",
        run=found,
        listed=listed[first : first + _N_LISTED],
        n_listed=len(listed),
        first=first,
        step=_N_LISTED,
        outcomes=[o for o in Outcome if o.value in found.overall.outcomes],
        asked={"outcome": outcome, "kind": kind, "authority": authority},
    )


@blueprint.get("/runs/<name>/report")
def report(name: str) -> Response:
    """Give the report of a run as a file."""
    page = Response(report_page(_run(name)), mimetype="text/html")
    page.headers.set("Content-Disposition", "attachment", filename=f"{name}.html")
    return page


@blueprint.get("/runs/<name>/<int:place>")
def question(name: str, place: int) -> str:
    """Show one question of a run: its gold, its answer, what was ranked; to be judged."""
    found = _run(name)
    result = _result(found, place)
    judged = judged_of(_query_of(result))
    shown = [(e.document, e.start, e.end) for e in (*result.extracts, *result.nearest)]
    ranked = [
        (p.document, p.sentence_start, p.sentence_end)
        for p in result.passages
        if not any(
            d == p.document and s <= p.sentence_start and p.sentence_end <= e for d, s, e in shown
        )
    ]
    return render_template(
        "workbench/question.html",
        run=found,
        result=result,
        place=place,
        why=went_wrong(result),
        judged=judged,
        extracts=to_judge(shown, judged),
        passages=to_judge(ranked[:_N_PASSAGES], judged),
    )


@blueprint.post("/runs/<name>/<int:place>")
def judge(name: str, place: int) -> BaseResponse:
    """Mark words as right or wrong for a question of a run, or the question as unanswerable."""
    mark(_query_of(_result(_run(name), place)))
    return redirect(url_for(".question", name=name, place=place, _anchor="judged"), SEE_OTHER)


def _index(problem: str = "") -> str:
    here = bench()
    decided = here.reviews.decided()
    opinions: Opinions = current_app.extensions["opinions"]
    return render_template(
        "workbench/index.html",
        collections=sorted(bench().collections()),
        folder=here.folder,
        runs=here.runs.listed(),
        trial=here.trials.latest(),
        n_feedback=sum(opinion.answer not in decided for opinion in opinions.listed()),
        n_own=len(here.own.judged()),
        problem=problem,
    )


def _run(name: str) -> Run:
    try:
        return bench().runs.load(name)
    except KeyError:
        abort(404)


def _result(found: Run, place: int) -> QuestionResult:
    if not 1 <= place <= len(found.results):
        abort(404)
    return found.results[place - 1]


def _query_of(result: QuestionResult) -> Query:
    return Query(
        result.id,
        result.question,
        kind=result.kind,
        history=result.history,
        authority=result.authority,
        speaker=Speaker(result.speaker) if result.speaker else None,
    )
