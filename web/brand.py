"""A council's own look, from its settings: colours as a small stylesheet, its logo and icon."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app

from web.colours import ACCENT, COLOUR, variables
from web.logo import Logo, read_logo
from web.security import may_be_kept
from web.settings import WebSettings

__all__ = ["Brand", "blueprint", "wear"]

blueprint = Blueprint("brand", __name__, url_prefix="/brand")

_FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Brand:
    """What differs from the look as delivered; `version` is a hash of it all."""

    stylesheet: str
    icon: str
    logo: Logo | None
    version: str


def wear(app: Flask, settings: WebSettings) -> None:
    """Give the pages of `app` the look of `settings`.

    :raises LogoError: the logo cannot be shown.
    """
    chosen = variables(settings.colour, settings.link_colour, settings.accent_colour)
    lines = "".join(f"  {name}: {value};\n" for name, value in chosen.items())
    stylesheet = f":root {{\n{lines}}}\n" if chosen else ""
    icon = (Path(app.static_folder or "") / "icon.svg").read_text("utf-8")
    icon = icon.replace(COLOUR, settings.colour).replace(ACCENT, settings.accent_colour)
    logo = read_logo(settings.logo) if settings.logo else None
    whole = stylesheet.encode() + icon.encode() + (logo.png if logo else b"")
    version = hashlib.sha256(whole).hexdigest()[:12]
    brand = Brand(stylesheet, icon, logo, version)
    app.extensions["brand"] = brand
    app.jinja_env.globals["brand"] = brand
    app.register_blueprint(blueprint)


@blueprint.get("/colours.css")
def colours() -> Response:
    """The colours, for the variables of the stylesheet."""
    return _kept(_brand().stylesheet, "text/css")


@blueprint.get("/icon.svg")
def icon() -> Response:
    """The icon in these colours."""
    return _kept(_brand().icon, "image/svg+xml")


@blueprint.get("/logo.png")
def logo() -> Response:
    """The council's logo."""
    found = _brand().logo
    if found is None:
        abort(404)
    return _kept(found.png, "image/png")


def _kept(content: str | bytes, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    may_be_kept(response, _FOR_A_YEAR)
    return response


def _brand() -> Brand:
    brand: Brand = current_app.extensions["brand"]
    return brand
