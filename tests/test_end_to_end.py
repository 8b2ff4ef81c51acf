"""The whole path on the sample: files in, cited answers out, through the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

import findings
from assistant.evaluation.matching import words
from corpus.reader import read_raw
from corpus.settings import ReadSettings
from tests.sample import QUERIES, SAMPLE

Run = Callable[..., tuple[int, str, str]]
"""Runs a command on the sample: exit code, standard output, standard error."""

PA_CASELOADS = "what did Ofsted say about Wirral's PA caseloads"
RECORD = ["id", "status", "refusal", "elapsed_ms", "extracts"]
EXTRACT = [
    "source", "page", "last_page", "paragraph", "quote", "authority", "publisher", "kind",
    "speaker", "inspected_from", "inspected_to", "published", "group", "score",
]  # fmt: skip


@pytest.fixture
def run(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = findings.main([*arguments, "--data", str(sample_data)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_the_question_of_the_readme_is_answered_with_its_quote_first(run: Run) -> None:
    code, out, err = run("ask", PA_CASELOADS)
    assert (code, err) == (findings.ANSWERED, "")
    first = out[out.index("1. ") : out.index("2. ")]
    assert "“" in first
    assert words(first).count("caseloads")
    assert "advisers" in first and "Wirral" in first and "page 1" in first
    assert "IRO" not in first and "Worcestershire" not in first
    assert "\x1b" not in out  # no colour where no terminal is


def test_an_answer_for_programs_keeps_its_promise(run: Run) -> None:
    code, out, _ = run("ask", PA_CASELOADS, "--json")
    record = json.loads(out)
    assert code == findings.ANSWERED
    assert list(record)[:5] == RECORD
    assert (record["id"], record["status"], record["refusal"]) == (None, "answered", None)
    assert 1 <= len(record["extracts"]) <= 10
    for extract in record["extracts"]:
        assert list(extract)[: len(EXTRACT)] == EXTRACT  # keys are only added
        assert extract["authority"] == "Wirral"
        assert extract["speaker"] == "ofsted"
        text = "".join(read_raw(SAMPLE / extract["source"], ReadSettings()).pages)
        assert words(extract["quote"])[0] in words(text)
    assert record["understood"]["authorities"][0]["name"] == "Wirral"


def test_a_refusal_has_its_own_exit_code_and_says_what_is_no_answer(run: Run) -> None:
    code, out, _ = run("ask", "what did Ofsted say about care leavers in Cornwall?")
    assert code == findings.REFUSED
    assert "No answer (not held)" in out
    code, out, _ = run("ask", "what is the capital of France?", "--json")
    record = json.loads(out)
    assert code == findings.REFUSED
    assert (record["status"], record["refusal"]) == ("not_found", "outside the subject")
    assert record["extracts"] == []
    assert record["message"] and record["next_step"]


def test_an_authority_can_be_chosen_by_its_alias(run: Run) -> None:
    _, out, _ = run("ask", "how are the pathway plans?", "--authority", "South Glos", "--json")
    extracts = json.loads(out)["extracts"]
    assert extracts
    assert {extract["authority"] for extract in extracts} == {"South Gloucestershire"}


def test_a_speaker_can_be_chosen(run: Run) -> None:
    _, out, _ = run("ask", "staff sickness in Wirral", "--speaker", "council", "--json")
    assert {extract["speaker"] for extract in json.loads(out)["extracts"]} == {"council"}


def test_a_file_of_questions_is_answered_line_by_line(run: Run, tmp_path: Path) -> None:
    queries, output = tmp_path / "q.jsonl", tmp_path / "run.jsonl"
    lines = [
        {"id": "one", "question": PA_CASELOADS},
        {"id": "two", "question": "and in Cornwall?", "history": [PA_CASELOADS]},
    ]
    queries.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    code, out, err = run("answer", "--queries", str(queries), "--output", str(output))
    assert (code, out) == (findings.ANSWERED, "")
    assert "2 questions" in err
    records = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [list(record) for record in records] == [RECORD, RECORD]
    assert [(record["id"], record["status"]) for record in records] == [
        ("one", "answered"),
        ("two", "not_found"),
    ]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_sample_is_evaluated(run: Run) -> None:
    code, out, _ = run("evaluate", "--queries", str(QUERIES), "--json")
    report = json.loads(out)
    assert code == findings.ANSWERED
    assert report["left_out"] == []
    assert report["recounted"]
    assert report["false_quotes"] == []
    assert report["overall"]["extracts_of_another_authority"] == 0
    # A floor, not an aim: a change that falls through it has broken answering.
    assert report["overall"]["hit@3"]["value"] >= 0.6
    assert report["overall"]["refused_unanswerable"]["value"] >= 0.6
    code, out, _ = run("evaluate", "--queries", str(QUERIES), "--failures", "--no-recount")
    assert code == findings.ANSWERED
    assert "not recounted" in out


def test_what_is_held_is_listed(run: Run) -> None:
    _, out, _ = run("documents", "--json")
    rows = json.loads(out)
    assert {row["source"] for row in rows} == {
        path.name for path in SAMPLE.iterdir() if path.suffix not in (".toml", ".py")
    }
    assert all(row["provenance"]["authority"]["value"] for row in rows)
    _, out, err = run("documents")
    assert "Wirral: " in out
    assert f"{len(rows)} documents" in err


def test_grades_are_listed_in_every_shape(run: Run) -> None:
    _, out, _ = run("judgements", "--json")
    rows = json.loads(out)
    _, out, _ = run("judgements", "--csv")
    table = list(csv.DictReader(io.StringIO(out)))
    assert len(table) == len(rows)
    _, out, err = run("judgements", "--authority", "South Glos")
    assert "judgements" in err


def test_a_sound_index_is_verified(run: Run) -> None:
    code, out, _ = run("verify", "--json")
    verification = json.loads(out)
    assert code == findings.ANSWERED
    assert verification["problems"] == []
    assert verification["checked"]["documents"] >= 6


def test_a_build_is_reported_and_verified_against_its_files(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    for name in ("wirral-help-and-protection.txt", "wirral-help-and-protection.txt.toml"):
        shutil.copy(SAMPLE / name, source)
    (source / "empty.txt").write_text("", encoding="utf-8")
    data.mkdir()
    (data / "models").symlink_to(sample_data / "models")  # spares a second conversion
    assert findings.main(["index", str(source), "--data", str(data), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["counts"]["seen"], report["counts"]["indexed"]) == (2, 1)
    assert {file["source"] for file in report["files"]} == {
        "empty.txt",
        "wirral-help-and-protection.txt",
    }
    assert all(file["reason"] or file["outcome"] == "indexed" for file in report["files"])

    with (source / "wirral-help-and-protection.txt").open("a", encoding="utf-8") as file:
        file.write("One more word.\n")
    assert findings.main(["verify", "--data", str(data)]) == findings.FAILED
    assert "has changed" in capsys.readouterr().out
    (source / "wirral-help-and-protection.txt").unlink()
    assert findings.main(["verify", "--data", str(data)]) == findings.FAILED
    assert "is gone" in capsys.readouterr().out


def test_the_chat_opens_and_stops(sample_data: Path) -> None:
    command = [sys.executable, "-m", "findings", "serve", "--port", "0"]
    serving = subprocess.Popen(
        [*command, "--data", str(sample_data)], stderr=subprocess.PIPE, text=True
    )
    try:
        assert serving.stderr is not None
        said = serving.stderr.readline()
        address = re.search(r"http://[\d.:]+/", said)
        assert address, said
        with urllib.request.urlopen(address[0], timeout=30) as page:
            assert page.status == 200
    finally:
        serving.terminate()  # where tests run in the background, SIGINT is ignored
        try:
            _, rest = serving.communicate(timeout=30)
        finally:
            serving.kill()
    assert serving.returncode == findings.ANSWERED
    assert "Traceback" not in rest
