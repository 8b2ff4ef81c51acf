"""Review what readers said of answers: accept it as gold, or dismiss it."""

from __future__ import annotations

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assistant.evaluation.own_collection import Verdict, own_id
from assistant.evaluation.queries import Query
from web.opinions import Opinion, Opinions
from web.typed_text import clean_question
from web.workbench.bench import BAD_REQUEST, SEE_OTHER, bench, blueprint, span_at, to_judge

__all__ = ["feedback", "review"]


@blueprint.get("/feedback")
def feedback() -> str:
    """Show what readers said of answers, to be accepted as gold or dismissed."""
    return _feedback()


@blueprint.post("/feedback/<key>")
def review(key: str) -> Response | tuple[str, int]:
    """Accept what a reader said as gold, or dismiss it."""
    here = bench()
    opinion = next((o for o in _opinions() if o.answer == key), None)
    if opinion is None:
        abort(404)
    if request.form.get("decision") == "dismiss":
        here.reviews.decide(key, "dismissed")
        return redirect(url_for(".feedback"), SEE_OTHER)
    words = clean_question(request.form.get("question", ""))
    if not words:
        return _feedback("Write the question as it is to be kept"), BAD_REQUEST
    query = Query(own_id(words), words)
    said = {
        number: Verdict(value)
        for number in range(len(opinion.quoted))
        if (value := request.form.get(f"verdict-{number}", "none")) in ("right", "wrong")
    }
    unanswerable = request.form.get("unanswerable") == "yes"
    if not said and not unanswerable:
        problem = "Say of an extract whether it is right or wrong, or that there is no answer"
        return _feedback(problem), BAD_REQUEST
    if unanswerable:
        here.own.set_unanswerable(query, True)
    for number, verdict in said.items():
        place = opinion.quoted[number]
        if not (unanswerable and verdict is Verdict.RIGHT):
            here.own.mark(query, span_at((place.document_id, place.start, place.end)), verdict)
    here.reviews.decide(key, "accepted")
    return redirect(url_for(".feedback"), SEE_OTHER)


def _opinions() -> list[Opinion]:
    opinions: Opinions = current_app.extensions["opinions"]
    return opinions.listed()


def _feedback(problem: str = "") -> str:
    decided = bench().reviews.decided()
    waiting = [opinion for opinion in _opinions() if opinion.answer not in decided]
    return render_template(
        "workbench/feedback.html",
        waiting=[
            (opinion, to_judge([(q.document_id, q.start, q.end) for q in opinion.quoted], None))
            for opinion in waiting
        ],
        n_decided=len(decided),
        problem=problem,
    )
