"""The first page: what is held, what it cannot do, questions to begin with; and the page about."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from web.collection import reading
from web.holdings import examples, holdings
from web.settings import WebSettings
from web.site import contact

__all__ = ["blueprint"]

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def index() -> str:
    """Show what is held and the box for a question."""
    return render_template("start/index.html", **start_context())


@blueprint.get("/about")
def about() -> str:
    """Say how it works, what it cannot do and what is kept."""
    settings: WebSettings = current_app.extensions["settings"]
    return render_template(
        "start/about.html", holdings=holdings(reading()), whom=contact(settings.contact)
    )


def start_context() -> dict[str, object]:
    """What the start page shows, also when it is shown again with an error."""
    return {"holdings": holdings(reading()), "examples": examples(reading())}
