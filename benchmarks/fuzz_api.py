"""The JSON API called with values made from its own description: no fault of ours, no false promise.

    python -m benchmarks fuzz_api [--calls 2000] [--data DIR] [--seed 0]

Calls every operation, half of the time with values that its description allows and half with values
that it does not, and prints how many answers of each status came, and every answer of 5xx or that
the description does not promise. Without `--data` over the sample, which is indexed first.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from web import WebSettings

__all__ = ["SETTINGS", "Tally", "fuzz", "main"]

SETTINGS = replace(WebSettings(), questions_per_minute=1_000_000, api_calls_per_minute=1_000_000)
_CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
_ADDRESS = "/api/v1/openapi.json"
_FAULT, _TOO_LARGE = 500, 413
_AT_ONCE = 50

Operation = schemathesis.APIOperation[Any, Any, Any, Any]


@dataclass(slots=True)
class Tally:
    """How many answers of each status came, and what was wrong with some."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    broken_promises: list[str] = field(default_factory=list)

    @property
    def n_calls(self) -> int:
        """How many answers came."""
        return self.statuses.total()


def fuzz(app: Flask, n_calls: int, random_seed: int = 0) -> Tally:
    """Call the operations of `app` at least `n_calls` times, by turns."""
    schema = schemathesis.openapi.from_wsgi(_ADDRESS, app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    turns = [(operation, mode) for operation in operations for mode in GenerationMode]
    known = _known(app)
    tally = Tally()
    while tally.n_calls < n_calls:
        random_seed += 1
        share = min(_AT_ONCE, -(-(n_calls - tally.n_calls) // len(turns)))
        turns = [each for each in turns if _called(*each, share, known, tally, random_seed)]
    return tally


def _called(
    operation: Operation,
    mode: GenerationMode,
    n_calls: int,
    known: Mapping[str, Sequence[str]],
    tally: Tally,
    random_seed: int,
) -> bool:
    """Call one operation; False where it has no input of which this could be made."""

    @seed(random_seed)
    @settings(
        max_examples=n_calls,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: schemathesis.Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE and tally.n_calls % 2:
            for name in known.keys() & case.path_parameters.keys():
                case.path_parameters[name] = known[name][tally.n_calls % len(known[name])]
        answer = case.call()
        tally.statuses[answer.status_code] += 1
        said = f"{operation.label}: {answer.status_code}: {case.as_curl_command()}"
        if answer.status_code >= _FAULT:
            tally.faults.append(said)
        if answer.status_code == _TOO_LARGE:
            return  # refused before it was read
        try:
            case.validate_response(answer, checks=_CHECKS)
        except FailureGroup as group:
            tally.broken_promises += [f"{said}: {each}" for each in group.exceptions]

    try:
        call()
    except Unsatisfiable:
        return False
    return True


def _known(app: Flask) -> Mapping[str, Sequence[str]]:
    """Values of the parameters of addresses that lead somewhere."""
    client = app.test_client()
    documents = client.get("/api/v1/documents").get_json()["documents"]
    question = {"question": "What did inspectors say about care leavers?"}
    begun = client.post("/api/v1/conversations", json=question).get_json()
    return {"document_id": [each["id"] for each in documents], "conversation_id": [begun["id"]]}


def main() -> int:
    """Fuzz and print one JSON object; the exit code is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--data", type=Path, help="a data folder with an index")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    from benchmarks.served import served

    with tempfile.TemporaryDirectory(prefix="fuzz-api-") as folder:
        app = served(Path(folder), options.data, SETTINGS)
        tally = fuzz(app, options.calls, options.seed)
    told = {
        "calls": tally.n_calls,
        "answers_of_5xx": len(tally.faults),
        "answers_not_as_described": len(tally.broken_promises),
        "statuses": {str(status): n for status, n in sorted(tally.statuses.items())},
        "found": [*tally.faults, *tally.broken_promises][:20],
    }
    print(json.dumps(told, indent=1, ensure_ascii=False))
    return 1 if tally.faults or tally.broken_promises else 0


if __name__ == "__main__":
    sys.exit(main())
