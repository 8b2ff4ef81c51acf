"""What went wrong, in plain English, for every error that a reader can meet.

Each page has a reference, which the log has as well; programs are told the same as a problem.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assistant.errors import QuestionError
from web.api.problems import ProblemError, for_programs, problem
from web.errors import BusyError

__all__ = ["handle_failures"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Failure:
    title: str
    text: str


_FAILURES = {
    400: _Failure("That could not be read", "The page sent something that was not expected."),
    403: _Failure("This is not open to you", "You are not allowed to do this."),
    404: _Failure(
        "Page not found",
        "There is no such page, or what it showed was deleted or belongs to another browser.",
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
    "comparison": _Failure(
        "Comparison not readable any more",
        "It was made by an earlier version. Compare again to see what the documents say now.",
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
_FOR_PROGRAMS = {
    404: "There is nothing at this address, or it was deleted.",
    405: "The Allow header says what can be done here.",
    413: "A smaller request can be read: docs/api.md states the limits.",
    429: "Wait as long as the Retry-After header says.",
    503: "Wait as long as the Retry-After header says.",
}
_RETRY_SECONDS = {429: "60", 503: "10"}


def handle_failures(app: Flask) -> None:
    """Let every failure of `app` end in a page of plain words, or in a problem for programs."""

    @app.errorhandler(CSRFError)
    def out_of_date(error: CSRFError) -> Response:
        return _told(_OUT_OF_DATE, 400)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response | HTTPException:
        code = error.code or 500
        if code < 400:
            return error
        gone = _GONE.get(error.description or "") if code == 404 else None
        failure = gone or _FAILURES.get(code, _FAILURES[500 if code >= 500 else 400])
        response = _told(failure, code)
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers["Allow"] = value
        return response

    @app.errorhandler(ProblemError)
    def not_valid(error: ProblemError) -> Response:
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
        return problem(error.status, error.detail, fields=error.fields, headers=headers)

    @app.errorhandler(QuestionError)
    def not_a_question(error: QuestionError) -> Response:
        return _told(_Failure("That question cannot be asked", _sentence(str(error))), 400)

    @app.errorhandler(BusyError)
    def busy(error: BusyError) -> Response:
        return _told(_FAILURES[503], 503)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        return _told(_FAILURES[500], 500, error)


def _told(failure: _Failure, code: int, error: Exception | None = None) -> Response:
    reference = secrets.token_hex(4)
    # The endpoint, never the address or the body: no question reaches the log.
    level = logging.ERROR if error else logging.INFO
    logger.log(level, "reference %s: %d at %s", reference, code, request.endpoint, exc_info=error)
    if for_programs():
        gone = failure.text if failure in _GONE.values() else None
        detail = gone or _FOR_PROGRAMS.get(code) or failure.text
        response = problem(code, detail, reference=reference)
    else:
        page = render_template("error.html", failure=failure, code=code, reference=reference)
        response = make_response(page, code)
    if code in _RETRY_SECONDS:
        response.headers["Retry-After"] = _RETRY_SECONDS[code]
    return response


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
