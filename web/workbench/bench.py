"""What the pages of the workbench share: its data, the blueprint, words that can be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, current_app, request

from assistant.evaluation.collection import QUERIES, README
from assistant.evaluation.gold import GoldError, gold_span
from assistant.evaluation.own_collection import Judged, OwnCollection, Verdict, own_id
from assistant.evaluation.queries import GoldSpan, Query
from corpus.document import Span
from web.collection import reading
from web.workbench.kept_runs import KeptRuns
from web.workbench.reviews import Reviews
from web.workbench.trials import Trials

__all__ = [
    "BAD_REQUEST",
    "OWN",
    "SEE_OTHER",
    "Bench",
    "Place",
    "ToJudge",
    "bench",
    "blueprint",
    "judged_of",
    "mark",
    "span_at",
    "to_judge",
]

blueprint = Blueprint("workbench", __name__, url_prefix="/workbench")

OWN = "own"
BAD_REQUEST = 400
SEE_OTHER = 303

Place = tuple[str, int, int]
"""A document's id, and a span of its text: characters, half-open."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the pages work with; `folder` holds the collections."""

    folder: Path
    runs: KeptRuns
    trials: Trials
    own: OwnCollection
    reviews: Reviews

    def collections(self) -> dict[str, Path]:
        """The collections in the folder, by name: folders, and files of questions.

        One whose every judgement was taken back has nothing to run, and is not among them.
        """
        found: dict[str, Path] = {}
        for path in sorted(self.folder.glob("*")):
            queries = path / QUERIES
            if path.suffix == ".jsonl" and path.is_file():
                found[path.stem] = path
            elif (path / README).is_file() and queries.is_file() and queries.stat().st_size:
                found[path.name] = path
        return found


@dataclass(frozen=True, slots=True)
class ToJudge:
    """Words of a document that can be marked right or wrong for a question."""

    document: str
    start: int
    end: int
    quote: str
    place: str
    verdict: Verdict
    held: bool = True


def bench() -> Bench:
    """The workbench of the application."""
    found: Bench = current_app.extensions["workbench"]
    return found


def judged_of(query: Query) -> Judged | None:
    """What was said so far of the extracts of a question."""
    return bench().own.judged().get(own_id(query.question, query.history))


def mark(query: Query) -> None:
    """Do as the form says: mark a span as right or wrong, or the question as unanswerable."""
    own, form = bench().own, request.form
    if "unanswerable" in form:
        own.set_unanswerable(query, form["unanswerable"] == "yes")
        return
    try:
        verdict = Verdict(form["verdict"])
        span = span_at((form["document"], int(form["start"]), int(form["end"])))
    except (KeyError, ValueError):
        abort(BAD_REQUEST)
    own.mark(query, span, verdict)


def span_at(place: Place) -> GoldSpan:
    """A stretch of a document that is held, as gold; else the page is not found."""
    document_id, start, end = place
    try:
        document = reading().engine.document(document_id)
        if not 0 <= start < end <= len(document.text):
            abort(BAD_REQUEST)
        return gold_span(document, Span(start, end))
    except (KeyError, GoldError):
        abort(404)


def to_judge(places: Sequence[Place], judged: Judged | None) -> list[ToJudge]:
    """The words at `places`, each with what was said of it; each place once."""
    engine = reading().engine
    held = {record.id for record in engine.documents()}
    found: list[ToJudge] = []
    for document_id, start, end in dict.fromkeys(places):
        verdict = judged.verdict(document_id, start, end) if judged else Verdict.NONE
        document = engine.document(document_id) if document_id in held else None
        if document is None or end > len(document.text):
            found.append(ToJudge(document_id, start, end, "", "", verdict, held=False))
            continue
        place = f"{document.source}, page {document.page_of(start)}"
        quote = document.quote(Span(start, end))
        found.append(ToJudge(document_id, start, end, quote, place, verdict))
    return found
