from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.experiment import FORMAT
from assistant.evaluation.experiments import ExperimentError, Experiments
from assistant.evaluation.printing import runs_lines
from tests.assistant.evaluation.made_runs import result, run

RUN = run("try-7", [result("a"), result("b", {"hit@3": None}, refusal="not held", extracts=())])


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    experiments = Experiments(tmp_path / "experiments")
    path = experiments.save(RUN)
    assert path == tmp_path / "experiments" / "try-7.json"
    assert experiments.load("try-7") == RUN
    assert experiments.load(str(path)) == RUN
    assert list(experiments.runs()) == [RUN]


def test_runs_are_listed_by_when_they_began(tmp_path: Path) -> None:
    experiments = Experiments(tmp_path)
    for name, started in (("a", "2026-01-03"), ("b", "2026-01-01"), ("c", "2026-01-02")):
        experiments.save(replace(RUN, name=name, started=started))
    assert [each.name for each in experiments.runs()] == ["b", "c", "a"]
    lines = list(runs_lines(experiments.runs()))
    assert "assistant.refuse_below=0.33" in lines[1]


def test_a_name_is_given_once_and_is_no_path(tmp_path: Path) -> None:
    experiments = Experiments(tmp_path)
    experiments.save(RUN)
    with pytest.raises(ExperimentError, match="choose another name"):
        experiments.save(RUN)
    for name in ("", "../x", "a/b", ".hidden", "x" * 81):
        with pytest.raises(ExperimentError, match="cannot name a run"):
            experiments.check(name)


def test_a_run_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match="none is kept there yet"):
        Experiments(tmp_path).load("try-8")
    Experiments(tmp_path).save(RUN)
    with pytest.raises(ExperimentError, match=r'no run "try-8".*there are try-7'):
        Experiments(tmp_path).load("try-8")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "x"}'])
def test_what_is_no_record_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(ExperimentError, match="is no record of a run"):
        Experiments(tmp_path).load("x")


def test_a_record_of_a_later_version_is_not_misread(tmp_path: Path) -> None:
    experiments = Experiments(tmp_path)
    path = experiments.save(RUN)
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "format": FORMAT + 1, "version": "9.9"}))
    with pytest.raises(ExperimentError, match=r"later version of Findings \(9.9\)"):
        experiments.load("try-7")


def test_a_record_with_keys_added_later_is_read(tmp_path: Path) -> None:
    experiments = Experiments(tmp_path)
    path = experiments.save(RUN)
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "weather": "fine"}))
    assert experiments.load("try-7") == RUN
