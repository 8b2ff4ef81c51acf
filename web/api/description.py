"""The API described: an OpenAPI 3.1 document, made from the operations and their types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Response, abort
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.api.operations import OPERATIONS, Operation, Reply, blueprint, operation
from web.api.problems import PREFIX, PROBLEMS
from web.api.schemas import Description, ProblemTold

__all__ = ["describe", "explain_problem", "read_description"]

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFERENCE = "#/components/schemas/{model}"
_OF_EVERY_OPERATION = (400, 401, 429, 500)
_OF_BODIES = (413, 415, 422)


@operation("GET", "/openapi.json", answers=Description)
def read_description() -> Reply:
    """Read this description."""
    return Reply(describe())


@blueprint.get("/problems/<name>")
def explain_problem(name: str) -> Response:
    """What a problem's type means, in plain words."""
    meant = {known: f"{title} (status {status}).\n" for status, (known, title) in PROBLEMS.items()}
    if name not in meant:
        abort(404)
    return Response(meant[name], mimetype="text/plain")


@cache
def describe() -> Mapping[str, Any]:
    """The OpenAPI description of every operation."""
    types: dict[type[BaseModel], str] = {ProblemTold: "serialization"}
    for each in OPERATIONS:
        types.update(dict.fromkeys(filter(None, (each.body, each.query)), "validation"))
        types.update(dict.fromkeys(filter(None, (each.answers,)), "serialization"))
    references, whole = models_json_schema(
        list(types.items()),  # type: ignore[arg-type]
        ref_template=_REFERENCE,
    )
    schemas = whole["$defs"]
    named = {model: schema for (model, _), schema in references.items()}
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        path = PREFIX + _PARAMETER.sub(r"{\2}", each.rule)
        paths.setdefault(path, {})[each.method.lower()] = _operation(each, named, schemas)
    for model in {each.query for each in OPERATIONS if each.query}:
        del schemas[named[model]["$ref"].rpartition("/")[2]]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Findings",
            "version": version("findings"),
            "description": (
                "What inspectors found, in the documents’ own words: nothing is generated."
                " Errors are problem details (RFC 9457)."
            ),
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _operation(
    each: Operation,
    named: Mapping[Any, Any],
    schemas: Mapping[str, Any],
) -> dict[str, Any]:
    told: dict[str, Any] = {"operationId": each.name, "summary": each.summary}
    if each.about:
        told["description"] = each.about
    told["parameters"] = [
        {"name": name, "in": "path", "required": True, "schema": _SCHEMAS[kind or "string"]}
        for kind, name in _PARAMETER.findall(each.rule)
    ]
    if each.query is not None:
        told["parameters"] += _query(schemas[named[each.query]["$ref"].rpartition("/")[2]])
    if each.body is not None:
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": named[each.body]}},
        }
    told["responses"] = _responses(each, named)
    return told


def _query(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parameters that the properties of a query's type are."""
    parameters = []
    for name, about in schema["properties"].items():
        given = {key: value for key, value in about.items() if key not in ("title", "description")}
        choices = [one for one in given.pop("anyOf", []) if one.get("type") != "null"]
        given = {**given, **(choices[0] if choices else {})}
        if given.get("default", ...) is None:
            del given["default"]
        parameter: dict[str, Any] = {"name": name, "in": "query", "schema": given}
        if "description" in about:
            parameter["description"] = about["description"]
        parameters.append(parameter)
    return parameters


def _responses(each: Operation, named: Mapping[Any, Any]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": each.summary}
    if each.answers is not None:
        good["content"] = {"application/json": {"schema": named[each.answers]}}
    responses = {str(each.status): good}
    if each.cached:
        good["headers"] = {"ETag": {"schema": {"type": "string"}}}
        responses["304"] = {"description": "What the caller has is still so"}
    refused = {*_OF_EVERY_OPERATION, *each.problems}
    refused |= {*_OF_BODIES} if each.body else {422} if each.query else set()
    for status in sorted(refused):
        responses[str(status)] = {
            "description": PROBLEMS[status][1],
            "content": {"application/problem+json": {"schema": named[ProblemTold]}},
        }
    return responses


_SCHEMAS: dict[str, dict[str, object]] = {
    "string": {"type": "string"},
    "int": {"type": "integer", "minimum": 0},
}
