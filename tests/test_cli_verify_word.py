"""`findings verify FILE`: an exported Word file against the index, or against a folder."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest

import findings
from assistant.briefing import Briefing, refer
from assistant.briefing.checking import check
from assistant.briefing.edition import Edition
from assistant.briefing.word import to_word
from index.local import open_engine
from index.settings import IndexSettings
from tests.sample import SAMPLE


@pytest.fixture(scope="module")
def exported(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file with the longest sentence of each document of the sample."""
    engine = open_engine(sample_data, IndexSettings())
    entries = []
    for number, record in enumerate(engine.documents()):
        document = engine.document(record.id)
        longest = max(document.sentences, key=lambda sentence: len(sentence.span))
        entries.append(refer(document, longest.span, f"k{number}"))
    checked = check(Briefing("The sample", tuple(entries)), engine.document)
    path = tmp_path_factory.mktemp("exported") / "briefing.docx"
    path.write_bytes(to_word(Edition(checked)))
    engine.close()
    return path


@pytest.mark.parametrize("against", ["index", "folder"])
def test_an_exported_file_is_right(
    exported: Path, sample_data: Path, capsys: pytest.CaptureFixture[str], against: str
) -> None:
    where = ["--data", str(sample_data)] if against == "index" else ["--corpus", str(SAMPLE)]
    assert findings.main(["verify", str(exported), *where]) == findings.ANSWERED
    assert re.fullmatch(
        r"checked (\d+) quotes of briefing\.docx\n0 problems\n", capsys.readouterr().out
    )


def test_a_changed_word_is_named_and_the_command_fails(
    exported: Path, sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = docx.Document(str(exported))
    quote = next(p for p in word.paragraphs if p.style and p.style.name == "Findings Quote")
    quote.runs[0].text = "Hardly " + quote.runs[0].text
    path = tmp_path / "changed.docx"
    word.save(str(path))
    arguments = ["verify", str(path), "--data", str(sample_data)]
    assert findings.main(arguments) == findings.FAILED
    printed = capsys.readouterr().out
    assert "extract 1 (" in printed
    assert "“Hardly " in printed
    assert printed.endswith("1 problem\n")
    assert findings.main([*arguments, "--json"]) == findings.FAILED
    record = json.loads(capsys.readouterr().out)
    assert record["file"] == "changed.docx"
    assert record["quotes"] == len(word.tables[1].rows) - 1
    assert [*record["problems"][0]] == ["extract", "what"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.docx"], "FILE: there is no file nowhere.docx"),
        (["--corpus", "."], "--corpus goes with the FILE of a briefing"),
    ],
)
def test_what_cannot_be_checked_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert findings.main(["verify", *arguments]) == findings.FAILED
    assert message in capsys.readouterr().err
