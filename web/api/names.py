"""Authorities as callers write them."""

from __future__ import annotations

from functools import cache

from corpus.authorities import Authorities
from web.api.problems import FieldProblem, ProblemError
from web.collection import reading
from web.holdings import holdings

__all__ = ["authority_name"]


def authority_name(typed: str, field: str) -> str:
    """The canonical name of the authority that `field` of a request names.

    :raises ProblemError: it is neither held nor an English authority.
    """
    if typed in holdings(reading()).authorities:
        return typed
    name = _authorities().canonical(typed)
    if name is None:
        detail = "it is no English authority with children’s services, by name or alias"
        raise ProblemError(422, f"{field}: {detail}.", [FieldProblem(field, detail)])
    return name


@cache
def _authorities() -> Authorities:
    return Authorities.load()
