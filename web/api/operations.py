"""What the API can be asked: each operation with its types, which describe it and check requests.

A view takes what was sent, already checked, and returns what is sent back as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from importlib.metadata import version
from inspect import getdoc
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError

from web.api.problems import PREFIX, FieldProblem, ProblemError
from web.collection import reading
from web.security import may_be_kept

__all__ = ["OPERATIONS", "Operation", "Reply", "blueprint", "operation"]

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)

_JSON = "application/json"
_TWICE = "it may be given once"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its address as Flask writes it, and the types of what goes in and out.

    `problems` are the statuses it may refuse with, besides those of every operation.
    """

    name: str
    method: str
    rule: str
    summary: str
    about: str
    status: int
    answers: type[BaseModel] | None
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    problems: tuple[int, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back, with headers of its own; no content is sent with status 204."""

    content: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


OPERATIONS: list[Operation] = []

View = Callable[..., Reply]


def operation(
    method: str,
    rule: str,
    *,
    answers: type[BaseModel] | None,
    status: int = 200,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    problems: tuple[int, ...] = (),
    cached: bool = False,
) -> Callable[[View], View]:
    """Make a view an operation of the API; the first line of its docstring is the summary.

    `cached`: what it returns depends on its address and the generation alone.
    """

    def register(view: View) -> View:
        summary, _, about = (getdoc(view) or "").partition("\n")
        described = Operation(
            name=view.__name__,
            method=method,
            rule=rule,
            summary=summary.rstrip("."),
            about=" ".join(about.split()),
            status=status,
            answers=answers,
            body=body,
            query=query,
            problems=problems,
            cached=cached,
        )
        OPERATIONS.append(described)

        @wraps(view)
        def answer(**path: object) -> Response:
            sent = dict(path)
            if query is not None:
                sent["query"] = _checked_query(query)
            if body is not None:
                sent["body"] = _checked_body(body)
            if cached and (unchanged := _unchanged()) is not None:
                return unchanged
            reply = view(**sent)
            return _response(reply, described)

        blueprint.add_url_rule(rule, view.__name__, answer, methods=[method])
        return view

    return register


def _response(reply: Reply, described: Operation) -> Response:
    content = None if described.answers is None else json.dumps(reply.content, ensure_ascii=False)
    response = Response(content, described.status, mimetype=_JSON)
    if described.answers is None:
        del response.headers["Content-Type"]
    response.headers.update(reply.headers)
    if described.cached:
        _tag(response)
    return response


def _unchanged() -> Response | None:
    """The answer to a caller who has what this generation says already."""
    if request.if_none_match.contains_weak(_etag()):
        response = Response(status=304)
        _tag(response)
        return response
    return None


def _tag(response: Response) -> None:
    response.set_etag(_etag())
    may_be_kept(response, "private, no-cache")


def _etag() -> str:
    """Names what all addresses say: the generation, and the version of what tells it."""
    return f"{reading().engine.generation}-{version('findings')}"


def _checked_body(model: type[BaseModel]) -> BaseModel:
    if request.mimetype != _JSON:
        raise ProblemError(415, f"Send the body as JSON, with Content-Type: {_JSON}.")
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        raise _refusal(error) from None  # the error would repeat the question


def _checked_query(model: type[BaseModel]) -> BaseModel:
    for name, values in request.args.lists():
        if len(values) > 1:
            raise ProblemError(422, f"{name}: {_TWICE}.", [FieldProblem(name, _TWICE)])
    try:
        return model.model_validate_strings(request.args.to_dict())
    except ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: ValidationError) -> ProblemError:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if any(each["type"] == "json_invalid" for each in found):
        return ProblemError(400, "The body is not valid JSON.")
    fields = [_field(each["loc"], each["msg"], each["type"]) for each in found]
    first = fields[0]
    return ProblemError(422, f"{first.field or 'The body'}: {first.detail}.", fields)


def _field(path: tuple[Any, ...], message: str, kind: str) -> FieldProblem:
    said = _PLAIN.get(kind, message.removeprefix("Value error, "))
    return FieldProblem(".".join(str(part) for part in path), said)


_PLAIN = {
    "missing": "it is required",
    "extra_forbidden": "there is no such field",
    "string_type": "it must be a text",
    "string_too_short": "it is empty",
    "int_parsing": "it must be a whole number",
}
