"""Evaluating as a developer does: try, keep, list, compare, sweep, give out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import findings
from assistant.evaluation.command_line import SettingError, changes
from tests.sample import QUERIES

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the sample: exit code, standard output, standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        where = ["--data", str(sample_data), "--experiments", str(tmp_path / "experiments")]
        code = findings.main([*arguments, *where])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def few(tmp_path: Path) -> str:
    """A file of six of the sample's questions, two of them unanswerable."""
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    unanswerable = [line for line in lines if '"unanswerable"' in line]
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join([*lines[:4], *unanswerable[:2]]), encoding="utf-8")
    return str(path)


def test_a_developer_tries_keeps_and_compares(run: Run, few: str, tmp_path: Path) -> None:
    evaluate = ("evaluate", "--queries", few, "--no-recount")
    code, out, err = run(*evaluate, "--name", "base")
    assert code == 0 and "kept: " in err and "answerable: hit@1" in out
    run(*evaluate, "--name", "strict", "--set", "assistant.refuse_below=0.999", "--seed", "7")
    code, out, err = run("experiments")
    assert code == 0 and "2 runs" in err
    assert "assistant.refuse_below=0.999" in out
    code, out, _ = run("experiments", "strict", "--failures")
    assert "wrongly refused" in out
    code, out, _ = run("compare", "base", "strict")
    assert code == 0
    assert "hit@3" in out and "b: wrongly refused" in out
    record = json.loads(run("compare", "base", "strict", "--json")[1])
    assert (record["a"], record["b"]) == ("base", "strict")
    listed = json.loads(run("experiments", "--json")[1])
    assert [each["name"] for each in listed] == ["base", "strict"]
    assert listed[1]["seed"] == 7
    assert listed[1]["settings"]["assistant"]["refuse_below"] == 0.999
    shown = json.loads(run("experiments", "base", "--json")[1])
    assert len(shown["results"]) == 6
    code, _, err = run("collection", "export", "trec", "base", str(tmp_path / "trec"))
    assert code == 0 and "run.txt" in err
    code, _, err = run(*evaluate, "--name", "base")
    assert code == findings.FAILED and "choose another name" in err


def test_the_json_of_an_evaluation_holds_the_record(run: Run, few: str) -> None:
    _, out, _ = run("evaluate", "--queries", few, "--no-recount", "--json")
    printed = json.loads(out)
    assert printed["overall"]["questions"] == 6
    assert printed["run"]["overall"]["questions"] == 6
    assert printed["run"]["changed"] == {}


def test_settings_are_swept(run: Run, few: str) -> None:
    sweep = ("sweep", "--queries", few, "--grid", "assistant.refuse_below=0.0,0.999")
    code, out, err = run(*sweep, "--name", "try")
    assert code == 0 and "3 configurations, 6 questions each" in err
    assert [line.split("  ")[0] for line in out.splitlines()[1:]] == [
        "as they are", "refuse_below=0.0", "refuse_below=0.999",
    ]  # fmt: skip
    assert "try-3" in run("experiments")[1]
    rows = json.loads(run(*sweep, "--json")[1])
    assert [row["changed"] for row in rows][1] == {"assistant.refuse_below": 0.0}
    assert rows[0]["p_adjusted"] is None
    falsely = [row["figures"]["measures"]["falsely refused"]["value"] for row in rows]
    assert falsely[1] == 0.0 < falsely[2]
    code, _, err = run(*sweep, "--by", "beauty")
    assert code == findings.FAILED and "is no measure" in err


def test_each_part_has_its_line(run: Run, tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(QUERIES.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    code, out, _ = run("ablate", "--queries", str(one))
    assert code == 0
    names = [line[:20].strip() for line in out.splitlines()[1:]]
    assert names[:4] == ["words alone", "vectors alone", "both, fused", "+ provenance"]
    assert names[-1] == "+ refusal"


def test_settings_are_given_as_in_a_file() -> None:
    assert changes(["index.rrf_k=20", "assistant.filters=false", 'index.model="a=b"']) == {
        "index.rrf_k": 20, "assistant.filters": False, "index.model": "a=b",
    }  # fmt: skip
    assert changes(["index.model=a b"]) == {"index.model": "a b"}
    for wrong in ("rrf_k=20", "index.rrf_k", ".x=1", "a.b.c=1"):
        with pytest.raises(SettingError, match=r"TABLE\.KEY=VALUE"):
            changes([wrong])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("index.rrf=20", 'unknown key "rrf" in [index]'),
        ("assistant.refuse_below=2", "refuse_below must be from 0 to 1"),
        ("corpse.max_pages=2", "there is no table [corpse]"),
    ],
)
def test_a_setting_that_cannot_be_is_named(run: Run, few: str, given: str, said: str) -> None:
    code, _, err = run("evaluate", "--queries", few, "--set", given)
    assert code == findings.FAILED
    assert said in err and "--set" in err


def test_settings_given_win_over_those_of_the_file(run: Run, few: str, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[assistant]\nrefuse_below = 0.9\nn_extracts = 2\n", encoding="utf-8")
    _, out, _ = run(
        "evaluate", "--queries", few, "--no-recount", "--json", "--config", str(file),
        "--set", "assistant.refuse_below=0",
    )  # fmt: skip
    settings = json.loads(out)["run"]["settings"]["assistant"]
    assert (settings["refuse_below"], settings["n_extracts"]) == (0.0, 2)
