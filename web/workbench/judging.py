"""Judge the extracts of an answer in the chat; look through what was judged."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assistant.evaluation.queries import Query
from web.conversation import entries_of
from web.workbench.bench import SEE_OTHER, Place, bench, blueprint, judged_of, mark, to_judge

__all__ = ["answer", "judge_answer", "own", "remove"]


@blueprint.get("/answers/<conversation_id>/<int:number>")
def answer(conversation_id: str, number: int) -> str:
    """Show the extracts of an answer in a conversation, to be judged."""
    query, shown = _answered(conversation_id, number)
    judged = judged_of(query)
    return render_template(
        "workbench/answer.html",
        conversation_id=conversation_id,
        number=number,
        query=query,
        judged=judged,
        extracts=to_judge(shown, judged),
    )


@blueprint.post("/answers/<conversation_id>/<int:number>")
def judge_answer(conversation_id: str, number: int) -> Response:
    """Mark an extract of an answer in a conversation, or its question as unanswerable."""
    mark(_answered(conversation_id, number)[0])
    address = url_for(".answer", conversation_id=conversation_id, number=number, _anchor="judged")
    return redirect(address, SEE_OTHER)


@blueprint.get("/own")
def own() -> str:
    """Show the questions that were judged, with what was said of each."""
    return render_template(
        "workbench/own.html",
        questions=[
            (judged, to_judge([(s.document, s.start, s.end) for s in spans], judged))
            for judged in bench().own.judged().values()
            for spans in [(*judged.right, *judged.wrong)]
        ],
    )


@blueprint.post("/own/remove")
def remove() -> Response:
    """Take a question out of one's own collection."""
    bench().own.remove(request.form.get("id", ""))
    return redirect(url_for(".own"), SEE_OTHER)


def _answered(conversation_id: str, number: int) -> tuple[Query, list[Place]]:
    """A question of a conversation, and where the extracts of its answer stand."""
    entries = [entry for entry in entries_of(conversation_id) if entry.asked.like is None]
    entry = next((one for one in entries if one.number == number), None)
    if entry is None or entry.answer is None:
        abort(404)
    understood = entry.answer.question
    names = [mention.name for mention in understood.authorities]
    query = Query(
        "",
        entry.asked.question,
        history=tuple(one.asked.question for one in entries if one.number < number),
        authority=names[0] if len(names) == 1 else None,
        speaker=understood.speaker,
    )
    refusal = entry.answer.refusal
    shown = refusal.nearest if refusal else entry.answer.extracts
    return query, [(e.citation.document_id, e.span.start, e.span.end) for e in shown]
