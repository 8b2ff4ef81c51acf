"""Compare: a question and some authorities in (POST), then 303, then a table of what each says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from assistant.answer import Answer
from assistant.question import Choices
from corpus.document import Speaker
from web.asking import Typed, place_in_line, typed_question
from web.collection import reading
from web.comparison import (
    MAX_SUBJECTS,
    Compared,
    Comparison,
    compare,
    held_inspections,
    subjects,
)
from web.comparison_table import comparison_table
from web.comparisons import Comparisons
from web.holdings import holdings
from web.readers import reader
from web.spreadsheet import download

__all__ = ["blueprint", "n_questions"]

blueprint = Blueprint("compare", __name__, url_prefix="/compare")

_BAD_REQUEST = 400
_SEE_OTHER = 303
_SPEAKERS = ("", Speaker.OFSTED.value, Speaker.COUNCIL.value)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of the form; `field` is its id."""

    field: str
    text: str


@blueprint.get("/")
def index() -> str:
    """Show the form, and the comparisons made earlier."""
    return _form_page(Compared("", tuple(_offered(request.args.getlist("authority")))))


@blueprint.post("/")
def make() -> BaseResponse | tuple[str, int]:
    """Put a question to each authority that was chosen, or to each inspection of one."""
    typed = typed_question()
    compared = Compared(
        typed.question, tuple(_offered(request.form.getlist("authority"))), *_chosen()
    )
    problems = _problems(typed, compared)
    if problems or typed.personal:
        return _form_page(compared, problems, typed), _BAD_REQUEST
    comparison = compare(compared, reading().engine.documents(), _ask)
    comparison_id = _kept().keep(reader(), comparison)
    return redirect(url_for(".show", comparison_id=comparison_id), _SEE_OTHER)


@blueprint.get("/<comparison_id>")
def show(comparison_id: str) -> str:
    """Show a comparison, and the form to change it and compare again."""
    comparison = _comparison(comparison_id)
    return render_template(
        "compare/show.html",
        comparison=comparison,
        comparison_id=comparison_id,
        n_held=_n_inspections(comparison.compared),
        **_form_context(comparison.compared),
    )


@blueprint.get("/<comparison_id>/table.<form>")
def table(comparison_id: str, form: str) -> Response:
    """Send the table for a spreadsheet: `form` is "csv" or "xlsx"."""
    if form not in ("csv", "xlsx"):
        abort(404)
    return download(comparison_table(_comparison(comparison_id)), form)


@blueprint.post("/<comparison_id>/delete")
def delete(comparison_id: str) -> BaseResponse:
    """Delete a comparison."""
    try:
        _kept().delete(reader(), comparison_id)
    except KeyError:
        abort(404)
    return redirect(url_for(".index"), _SEE_OTHER)


def n_questions() -> int:
    """How many questions the form that was sent asks, for the limit on their rate."""
    limit: int = current_app.extensions["settings"].questions_per_minute
    chosen = tuple(dict.fromkeys(request.form.getlist("authority")))
    rows = len(subjects(Compared("", chosen), reading().engine.documents())) if chosen else 1
    return max(1, min(rows, MAX_SUBJECTS, limit))


def _ask(question: str, choices: Choices) -> Answer:
    # Each cell waits for its own turn: a long comparison lets other readers' questions through.
    with place_in_line():
        return reading().assistant.ask(question, (), choices)


def _chosen() -> tuple[Speaker | None, bool]:
    """Whose words and whether only the latest inspection's, as chosen."""
    speaker = request.form.get("speaker", "")
    if speaker not in _SPEAKERS:
        abort(_BAD_REQUEST)
    return Speaker(speaker) if speaker else None, request.form.get("latest") == "yes"


def _offered(names: list[str]) -> Iterator[str]:
    """`names` as chosen, each once; those that are not held cannot come from the form."""
    held = set(holdings(reading()).authorities)
    for name in dict.fromkeys(names):
        if name not in held:
            abort(_BAD_REQUEST)
        yield name


def _problems(typed: Typed, compared: Compared) -> list[Problem]:
    problems = [Problem("question", typed.problem)] if typed.problem else []
    n_chosen = len(compared.authorities)
    if not n_chosen:
        problems.append(Problem("authorities", "Choose the authorities to compare"))
    elif n_chosen > MAX_SUBJECTS:
        text = f"Choose at most {MAX_SUBJECTS} authorities: {n_chosen} are chosen"
        problems.append(Problem("authorities", text))
    elif compared.across_inspections:
        (name,) = compared.authorities
        n_rows = len(subjects(compared, reading().engine.documents()))
        if n_rows < 2:
            held = "One inspection" if n_rows else "No inspection"
            text = f"{held} of {name} is held: choose another authority to compare it with"
            problems.append(Problem("authorities", text))
        elif compared.speaker is Speaker.COUNCIL:
            text = "Inspections are in Ofsted’s words: choose “Ofsted’s inspectors” or “Anyone”"
            problems.append(Problem("speaker", text))
    return problems


def _form_page(
    compared: Compared, problems: list[Problem] | None = None, typed: Typed | None = None
) -> str:
    return render_template(
        "compare/index.html",
        earlier=_kept().all(reader()),
        problems=problems or [],
        problem=bool(problems),
        personal=typed.personal if typed else (),
        **_form_context(compared),
    )


def _form_context(compared: Compared) -> dict[str, object]:
    """What the form shows: every authority with its inspections, the chosen ones first."""
    held, chosen = holdings(reading()).authorities, compared.authorities
    names = [*(n for n in chosen if n in held), *(n for n in held if n not in chosen)]
    records = reading().engine.documents()
    return {
        "compared": compared,
        "authorities": [(name, len(held_inspections(records, name))) for name in names],
        "max_subjects": MAX_SUBJECTS,
    }


def _n_inspections(compared: Compared) -> int:
    if not compared.across_inspections:
        return 0
    return len(held_inspections(reading().engine.documents(), compared.authorities[0]))


def _comparison(comparison_id: str) -> Comparison:
    try:
        comparison = _kept().read(reader(), comparison_id)
    except KeyError:
        abort(404)
    if comparison is None:
        abort(404, "comparison")
    return comparison


def _kept() -> Comparisons:
    kept: Comparisons = current_app.extensions["comparisons"]
    return kept
