"""Pages on the site itself: accessibility, privacy; and what a monitor asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version

from flask import Blueprint, Response, current_app, jsonify, render_template

from web.collection import reading
from web.settings import WebSettings

__all__ = ["Contact", "blueprint", "contact"]

blueprint = Blueprint("site", __name__)

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_NOBODY = "the people in your council who run this service"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: words, and an address to follow where there is one."""

    words: str
    address: str = ""


def contact(written: str) -> Contact:
    """Whom a setting names: an email address, a page, or a few words.

    "web@council.example" -> words the same, address "mailto:web@council.example"
    """
    if _EMAIL.fullmatch(written):
        return Contact(written, f"mailto:{written}")
    if written.startswith(("https://", "http://")) and " " not in written:
        return Contact(written, written)
    return Contact(written or _NOBODY)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say who can use the site, what was tested, and whom to tell of problems."""
    settings = _settings()
    return render_template(
        "site/accessibility.html",
        whom=contact(settings.accessibility_contact or settings.contact),
        version=version("findings"),
    )


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept, for how long, and who can see it."""
    settings = _settings()
    return render_template(
        "site/privacy.html", whom=contact(settings.privacy_contact or settings.contact)
    )


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that questions can be answered: a status for monitors, and nothing that is secret."""
    return jsonify(status="ok", documents=len(reading().engine.documents()))


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["settings"]
    return settings
