"""What went wrong, as programs read it: problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, request

from web.errors import WebError

__all__ = ["PREFIX", "PROBLEMS", "FieldProblem", "ProblemError", "for_programs", "problem"]

PREFIX = "/api/v1"

PROBLEMS: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "The request could not be read"),
    401: ("no-key", "A key is needed"),
    403: ("forbidden", "This is not allowed"),
    404: ("not-found", "There is no such thing here"),
    405: ("wrong-method", "This address cannot be used in that way"),
    413: ("too-large", "The request is too large"),
    415: ("not-json", "The body must be JSON"),
    422: ("not-valid", "A value is not valid"),
    429: ("too-many", "Too many calls in a short time"),
    500: ("our-fault", "Something went wrong on our side"),
    503: ("busy", "Too busy just now"),
}
"""By status: the last part of the problem's type, and its title."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one value: `field` is the path to it, such as "history.0.question"."""

    field: str
    detail: str


class ProblemError(WebError):
    """A request that is refused with a problem; `fields` say which values are at fault."""

    def __init__(self, status: int, detail: str, fields: Sequence[FieldProblem] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.fields = tuple(fields)


def for_programs() -> bool:
    """Whether this request asks for the API, so that an error is told in its form."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def problem(
    status: int,
    detail: str,
    *,
    fields: Sequence[FieldProblem] = (),
    reference: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response that tells of a problem; `field` is the first value at fault."""
    name, title = PROBLEMS.get(status, PROBLEMS[500 if status >= 500 else 400])
    told: dict[str, object] = {
        "type": f"{PREFIX}/problems/{name}",
        "title": title,
        "status": status,
        "detail": detail,
    }
    if fields:
        told["field"] = fields[0].field
        told["errors"] = [{"field": each.field, "detail": each.detail} for each in fields]
    if reference:
        told["reference"] = reference
    response = Response(
        json.dumps(told, ensure_ascii=False), status, mimetype="application/problem+json"
    )
    response.headers.update(headers or {})
    return response
