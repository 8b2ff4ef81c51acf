"""What the operations share of the application: its settings, and who calls."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app, request

from web.api.problems import ProblemError
from web.settings import WebSettings

__all__ = ["caller", "require_key", "settings"]


def settings() -> WebSettings:
    """The settings of the web."""
    found: WebSettings = current_app.extensions["settings"]
    return found


def require_key() -> None:
    """Refuse a call without one of the keys of the settings, where there are any."""
    keys = settings().api_keys
    if not keys:
        return
    sent = _sent_key()
    if not any(hmac.compare_digest(sent, key.encode()) for key in keys):
        raise ProblemError(401, "Send one of the keys as Authorization: Bearer KEY.")


def caller() -> str:
    """Whose conversations a call may open: a reader's name that no browser can have.

    Without keys it is one name for all, and a conversation's id is what opens it.
    """
    if not settings().api_keys:
        return "api"
    return f"api {hashlib.sha256(_sent_key()).hexdigest()[:16]}"


def _sent_key() -> bytes:
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip().encode() if kind.lower() == "bearer" else b""
