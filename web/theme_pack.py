"""Theme packs: a council chosen, what its inspections say theme by theme, as a briefing to edit."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from assistant.briefing.theme_pack import ThemePack, theme_pack
from web.asking import place_in_line
from web.briefings import Briefings, new_key
from web.collection import reading
from web.holdings import holdings
from web.readers import reader

__all__ = ["blueprint"]

blueprint = Blueprint("themes", __name__, url_prefix="/theme-pack")

_SEE_OTHER = 303


@blueprint.get("/")
def show() -> str:
    """Show the form to choose a council by, and its pack where one is chosen."""
    authority = request.args.get("authority", "")
    return render_template(
        "briefing/theme_pack.html",
        authorities=holdings(reading()).authorities,
        themes=reading().themes,
        authority=authority,
        pack=_pack(authority) if authority else None,
    )


@blueprint.post("/")
def edit() -> BaseResponse:
    """Make the pack a briefing of the reader's own."""
    pack = _pack(request.form.get("authority", ""))
    store: Briefings = current_app.extensions["briefings"]
    briefing_id = store.begin(reader(), pack.briefing(reading().engine, new_key))
    return redirect(url_for("briefing.show", briefing_id=briefing_id), _SEE_OTHER)


def _pack(authority: str) -> ThemePack:
    """The pack of `authority`, worked out once for each generation of the index."""
    lent = reading()
    if authority not in holdings(lent).authorities:
        abort(404)
    key = f"theme pack of {authority}"
    pack = lent.once.get(key)
    if not isinstance(pack, ThemePack):
        with place_in_line():
            pack = theme_pack(authority, lent.themes, lent.engine, lent.assistant)
        with lent.lock:
            lent.once[key] = pack
    return pack
