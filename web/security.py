"""What every response carries so that a browser trusts nothing but this site, and the key that
signs its cookies."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from web.errors import SecretKeyError

__all__ = ["add_headers", "may_be_kept", "secret_key"]

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_KEY_BYTES = 32


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie goes with pages alone.

    What may be kept, by a browser or a proxy between, carries nobody's cookie; the API has none.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        with_a_page = not _is_kept() and request.blueprint != "api"
        return with_a_page and super().should_set_cookie(app, session)


def add_headers(app: Flask, *, https: bool) -> None:
    """Give every response of `app` its headers; a view's own headers win."""
    app.session_interface = _Sessions()

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not _is_kept():
            response.headers["Cache-Control"] = "no-store"
        return response


def may_be_kept(response: Response, cache_control: str) -> None:
    """Let browsers keep `response`; what a view does not say this of is stored nowhere."""
    response.headers["Cache-Control"] = cache_control
    g.may_be_kept = True


def _is_kept() -> bool:
    return bool(g.get("may_be_kept")) or request.endpoint == "static"


def secret_key(path: Path) -> bytes:
    """Return the key in the file `path`, made on first use and readable by its owner only.

    :raises SecretKeyError: it cannot be read or written, or is not a key.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise SecretKeyError(
            f"{path}: {error.strerror}; let this user read and write the data folder"
        ) from error
    if len(key) != _KEY_BYTES:
        raise SecretKeyError(f"{path}: not a key; delete it and a new one is made")
    return key


def _make_key(path: Path) -> None:
    if path.exists():
        return
    # subtle: written whole under another name, then linked: two processes that start together
    # agree on one key, and a killed one leaves no half of it.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
