"""The picture and the table of the risk-coverage curves of kept runs."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.experiment import CurvePoint, Run
from assistant.evaluation.experiments import Experiments
from benchmarks.risk_coverage import main, picture, table
from tests.assistant.evaluation import made_runs

_CURVE = (CurvePoint(0.9, 0.5, 0.0), CurvePoint(0.4, 0.8, 0.25), CurvePoint(0.1, 1.0, 0.4))


def _run(name: str) -> Run:
    run = made_runs.run(name, [made_runs.result("q")])
    refusal = replace(run.overall.refusal, curve=_CURVE)
    return replace(
        run,
        overall=replace(run.overall, refusal=refusal),
    )


def test_the_table_has_each_tenth_and_the_point_that_was_set() -> None:
    lines = list(table([_run("a"), _run("b")]))
    assert lines[0] == "| answered | a: wrong, threshold | b: wrong, threshold |"
    assert lines[2] == "| 10% | 0.00, 0.90 | 0.00, 0.90 |"
    assert lines[7] == "| 60% | 0.25, 0.40 | 0.25, 0.40 |"
    assert lines[-1].startswith("| as set | 80% answered: 0.25, 0.33 |")


def test_the_picture_is_well_formed_and_its_ids_are_unique() -> None:
    root = ElementTree.fromstring(picture([_run("a"), _run("<b>")]))  # noqa: S314  our own
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 2
    assert "".join(root.itertext()).count("<b>: ") == 1


def test_writes_the_picture_of_runs_that_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Experiments(tmp_path).save(_run("kept"))
    output = tmp_path / "risk.svg"
    given = ["--experiments", str(tmp_path), "--output", str(output)]
    assert main(["kept", *given]) == 0
    assert output.read_text("utf-8").startswith("<svg ")
    assert "| 100% | 0.40, 0.10 |" in capsys.readouterr().out
    assert main(["none", *given]) == 1
    assert 'no run "none"' in capsys.readouterr().err
