"""Who reads: a random name for each browser, kept in its signed cookie. Nobody signs in."""

from __future__ import annotations

import secrets

from flask import session as cookie

__all__ = ["reader"]


def reader() -> str:
    """The random name of this browser, made when it is first needed."""
    if "reader" not in cookie:
        cookie["reader"] = secrets.token_urlsafe(16)
        cookie.permanent = True
    name: str = cookie["reader"]
    return name
