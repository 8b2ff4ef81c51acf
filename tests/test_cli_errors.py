"""Errors at the front door: exit code 1, one line that names what is wrong, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import findings
from tests.sample import QUERIES


def _fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert findings.main(arguments) == findings.FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("findings: ")
    assert printed.err.count("\n") == 1, printed.err
    return printed.err


@pytest.mark.parametrize(
    "arguments",
    [[], ["polish"], ["ask"], ["ask", "a?", "--speaker", "press"], ["serve", "--port", "x"]],
)
def test_a_wrong_command_line_is_an_error_and_no_refusal(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as raised:
        findings.main(arguments)
    assert raised.value.code == findings.FAILED
    assert "usage: findings" in capsys.readouterr().err


def test_without_an_index_the_remedy_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["ask", "why?"], ["documents"], ["judgements"], ["verify"], ["serve"]):
        message = _fails(capsys, *command, "--data", str(tmp_path))
        assert str(tmp_path) in message
        assert "findings index" in message


def test_a_source_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "reports")
    assert missing in _fails(capsys, "index", missing, "--data", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[index]\ncandidate = 3\n", ['"candidate"', "[index]", "candidates"]),
        ("[indx]\n", ['"indx"', "index"]),
        ("[index]\nrrf_k = 0\n", ["rrf_k"]),
        ("[index]\nruntime = 'steam'\n", ["runtime", "openvino"]),
    ],
)
def test_a_wrong_setting_is_named(
    text: str, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "findings.toml"
    path.write_text(text, encoding="utf-8")
    message = _fails(capsys, "documents", "--data", str(tmp_path), "--config", str(path))
    assert all(word in message for word in words), message


def test_settings_are_found_in_this_folder_and_in_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "findings.toml").write_text("[here]\n", encoding="utf-8")
    (tmp_path / "other.toml").write_text("[there]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert '"here"' in _fails(capsys, "documents")
    monkeypatch.setenv("FINDINGS_CONFIG", "other.toml")
    assert '"there"' in _fails(capsys, "documents")
    monkeypatch.setenv("FINDINGS_DATA", "elsewhere")
    (tmp_path / "other.toml").write_text("", encoding="utf-8")
    assert "elsewhere" in _fails(capsys, "documents")


def test_a_settings_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "none.toml" in _fails(capsys, "documents", "--config", str(tmp_path / "none.toml"))


def test_files_of_questions_are_named(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, output = ["--data", str(sample_data)], ["--output", str(tmp_path / "run.jsonl")]
    none = str(tmp_path / "none.jsonl")
    assert "none.jsonl" in _fails(capsys, "answer", *data, *output, "--queries", none)
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a"}\n', encoding="utf-8")
    assert "bad.jsonl, line 1" in _fails(capsys, "evaluate", *data, "--queries", str(bad))
    nowhere = str(tmp_path / "no" / "run.jsonl")
    message = _fails(capsys, "answer", *data, "--queries", str(QUERIES), "--output", nowhere)
    assert "--output" in message
    assert "--collection" in _fails(
        capsys, "evaluate", *data, "--queries", str(QUERIES), "--collection", "maps"
    )


def test_an_authority_that_is_none_is_named(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(sample_data)]
    for command in (["ask", "how are care leavers?"], ["judgements"]):
        assert '"Atlantis"' in _fails(capsys, *command, *data, "--authority", "Atlantis")


def test_an_empty_question_is_an_error(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "empty" in _fails(capsys, "ask", " ", "--data", str(sample_data))


def test_a_damaged_index_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "CURRENT").write_text("nonsense", encoding="ascii")
    assert "CURRENT" in _fails(capsys, "documents", "--data", str(tmp_path))


def test_what_was_not_foreseen_is_said_in_one_line_unless_debugging(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("of nothing")

    monkeypatch.setattr(findings, "_documents", broken)
    assert "ZeroDivisionError" in _fails(capsys, "documents")
    with pytest.raises(ZeroDivisionError):
        findings.main(["documents", "--debug"])


def test_interruption_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(findings, "_documents", interrupted)
    assert "interrupted" in _fails(capsys, "documents")


def test_a_reader_that_stops_is_no_error_shown(sample_data: Path) -> None:
    program = "import sys, findings; sys.stdout.close = lambda: None; sys.exit(findings.main())"
    running = subprocess.Popen(
        [sys.executable, "-c", program, "documents", "--json", "--data", str(sample_data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    running.wait(60)
    assert b"Traceback" not in errors
    assert b"Broken" not in errors


def test_a_port_that_cannot_be_is_named(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = _fails(capsys, "serve", "--port", "99999", "--data", str(sample_data))
    assert "--port" in message and "65535" in message


def test_an_index_of_nothing_is_remarked_on(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    data.mkdir()
    (data / "models").symlink_to(sample_data / "models")
    assert findings.main(["index", str(source), "--data", str(data)]) == findings.ANSWERED
    assert "the index is empty" in capsys.readouterr().err
