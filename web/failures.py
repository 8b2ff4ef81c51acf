"""What went wrong, in plain English, for every error that a reader can meet."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from web.errors import BusyError
from web.settings import WebSettings

__all__ = ["handle_failures"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Failure:
    title: str
    text: str


_FAILURES = {
    400: _Failure("That could not be read", "The page sent something that was not expected."),
    404: _Failure(
        "Page not found",
        "There is no such page, or the conversation was deleted or belongs to another browser.",
    ),
    405: _Failure("Page not found", "This address cannot be opened in that way."),
    413: _Failure("That is too much text", "What was sent is larger than a question can be."),
    429: _Failure(
        "Too many questions in a short time",
        "Wait a minute, then ask again. Your earlier questions and answers are kept.",
    ),
    500: _Failure(
        "Something went wrong",
        "The fault is ours, not yours. Try again; if it happens again, quote the reference below.",
    ),
    503: _Failure(
        "Too busy just now",
        "Many questions are being answered. Wait a few seconds, then ask again.",
    ),
}
_GONE = {
    "document": _Failure(
        "Document no longer held",
        "The document that this link points to is not in the collection, or not any more.",
    ),
    "original": _Failure(
        "Original file not available",
        "The file has been moved, deleted or changed since it was read. The text that was read"
        " from it can still be opened.",
    ),
}
_OUT_OF_DATE = _Failure(
    "This form was out of date",
    "Go back, reload the page and send it again. Cookies must be allowed for this site.",
)
_RETRY_SECONDS = {429: "60", 503: "10"}


def handle_failures(app: Flask) -> None:
    """Let every failure of `app` end in a page of plain words."""

    @app.errorhandler(CSRFError)
    def out_of_date(error: CSRFError) -> _Page:
        return _page(_OUT_OF_DATE, 400)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> _Page | HTTPException:
        code = error.code or 500
        if code < 400:
            return error
        gone = _GONE.get(error.description or "") if code == 404 else None
        return _page(gone or _FAILURES.get(code, _FAILURES[500 if code >= 500 else 400]), code)

    @app.errorhandler(BusyError)
    def busy(error: BusyError) -> _Page:
        return _page(_FAILURES[503], 503)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> _Page:
        reference = secrets.token_hex(4)
        # The endpoint, never the address or the body: no question reaches the log.
        logger.error("reference %s, at %s", reference, request.endpoint, exc_info=error)
        return _page(_FAILURES[500], 500, reference)


_Page = tuple[str, int, dict[str, str]]


def _page(failure: _Failure, code: int, reference: str = "") -> _Page:
    settings: WebSettings = current_app.extensions["settings"]
    headers = {"Retry-After": _RETRY_SECONDS[code]} if code in _RETRY_SECONDS else {}
    page = render_template(
        "error.html", failure=failure, code=code, reference=reference, settings=settings
    )
    return page, code, headers
