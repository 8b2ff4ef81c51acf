"""Judgements: every grade held, by authority, inspection and strand, with the words that state it."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from flask import Blueprint, Response, abort, render_template, request, url_for

from web.collection import Reading, reading
from web.grade_chart import HEIGHT, LEFT, LEVELS, WIDTH, panels
from web.holdings import once
from web.judgements_table import judgements_table
from web.ledger import (
    BOARD,
    GRADES,
    MAIN_STRANDS,
    Inspection,
    Selection,
    frameworks,
    inspections,
    select,
    strand_name,
    strands,
    years,
)
from web.spreadsheet import download

__all__ = ["blueprint"]

blueprint = Blueprint("judgements", __name__, url_prefix="/judgements")

PER_PAGE = 50
_FIELDS = ("authority", "strand", "grade", "year", "framework")
_SORTS = ("authority", "date", "framework", *MAIN_STRANDS)


@blueprint.get("/")
def index() -> str:
    """List the grades, narrowed and sorted as the address says."""
    held, wanted = _held(), _wanted()
    listed = select(held, wanted)
    shown = (wanted.strand,) if wanted.strand else strands(listed)
    page, n_pages = _page(len(listed))
    return render_template(
        "judgements/index.html",
        held=held,
        listed=listed[(page - 1) * PER_PAGE : page * PER_PAGE],
        n_listed=len(listed),
        n_grades=sum(wanted.matches(r) for i in listed for r in i.grades.values()),
        columns=[strand for strand in shown if strand in MAIN_STRANDS or wanted.strand],
        others=[strand for strand in shown if strand not in (*MAIN_STRANDS, wanted.strand)],
        mixed={"SIF", "ILACS"} <= set(frameworks(listed)),
        per_page=PER_PAGE,
        panels=panels(listed, shown) if wanted.one_authority else (),
        chart={"width": WIDTH, "height": HEIGHT, "left": LEFT, "levels": LEVELS},
        wanted=wanted,
        narrowed=any(getattr(wanted, field) for field in _FIELDS),
        offered={
            "authority": sorted({i.authority for i in held if i.authority}),
            "strand": strands(held),
            "grade": [g for g in GRADES if any(_states(i, g) for i in held)],
            "year": years(held),
            "framework": frameworks(held),
        },
        sorts=_SORTS,
        board=BOARD,
        page=page,
        n_pages=n_pages,
        address=_addresses(wanted),
    )


@blueprint.get("/grades.<form>")
def table(form: str) -> Response:
    """Send the filtered list for a spreadsheet: `form` is "csv" or "xlsx"."""
    if form not in ("csv", "xlsx"):
        abort(404)
    wanted = _wanted()
    return download(judgements_table(select(_held(), wanted), wanted), form)


def _held() -> list[Inspection]:
    return once(reading(), _inspections)


def _inspections(lent: Reading) -> list[Inspection]:
    return inspections(lent.engine.documents(), lent.engine.judgements())


def _wanted() -> Selection:
    """What the address asks for; a sort that is not known is that by authority."""
    fields = {field: request.args.get(field, "").strip() for field in _FIELDS}
    sort = request.args.get("sort", "")
    return Selection(
        **fields,
        sort=sort if sort in _SORTS else "authority",
        descending=request.args.get("order") == "descending",
    )


def _page(n_listed: int) -> tuple[int, int]:
    n_pages = max(1, ceil(n_listed / PER_PAGE))
    page = request.args.get("page", 1, type=int)
    return min(max(page, 1), n_pages), n_pages


def _addresses(wanted: Selection) -> Callable[..., str]:
    """What makes the address of the same list on another page, sorted anew, or as a file."""

    def address(endpoint: str = ".index", *, page: int = 1, form: str = "", sort: str = "") -> str:
        changed = wanted.sorted_by(sort) if sort else wanted
        sent = {name: getattr(changed, name) or None for name in (*_FIELDS, "sort")}
        if changed.sort == "authority":
            sent["sort"] = None
        return url_for(
            endpoint,
            **sent,
            order="descending" if changed.descending else None,
            page=page if page > 1 else None,
            form=form or None,
        )

    return address


def _states(inspection: Inspection, grade: str) -> bool:
    return any(record.judgement.grade == grade for record in inspection.grades.values())


blueprint.add_app_template_filter(strand_name)
