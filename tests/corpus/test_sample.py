"""The sample corpus: what it must hold, and that no words of others are in it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from corpus.document import Document, Kind, Speaker
from corpus.formats import Format, sniff
from corpus.ingest import Outcome, ingest
from corpus.reader import read_raw
from corpus.settings import ReadSettings

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
QUERIES = ROOT / "tests" / "data" / "sample_queries.jsonl"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The documents of the sample by source; every file of it is one."""
    found = list(ingest([SAMPLE], ReadSettings(n_workers=1)))
    assert {report.outcome for report in found} == {Outcome.INDEXED}
    return {report.source: report.document for report in found if report.document}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "scripts/make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def test_all_formats_are_there(documents: dict[str, Document]) -> None:
    assert len(documents) >= 6
    assert {sniff(SAMPLE / source) for source in documents} == set(Format)
    assert any(path.suffix == ".toml" for path in SAMPLE.iterdir())


def test_authority_kind_and_speaker_are_found(documents: dict[str, Document]) -> None:
    found = {
        source: (p.authority.value, p.kind.value, p.speaker.value, p.publisher.value)
        for source, document in documents.items()
        if (p := document.provenance)
    }
    by_ofsted = (Kind.NEWS, Speaker.OFSTED, "Findings sample")
    by_council = (Kind.MINUTES, Speaker.COUNCIL, "Findings sample")
    assert found == {
        "south-gloucestershire-care-leavers.md": ("South Gloucestershire", *by_ofsted),
        "wirral-care-leavers.html": ("Wirral", *by_ofsted),
        "wirral-help-and-protection.txt": ("Wirral", *by_ofsted),
        "wirral-improvement-journey-minutes.txt": ("Wirral", *by_council),
        "wirral-monitoring-visits-briefing.pdf": ("Wirral", *by_ofsted),
        "worcestershire-through-care-minutes.docx": ("Worcestershire", *by_council),
    }


def test_every_document_says_that_it_is_a_digest(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert "was written for the Findings project as a sample. It is a digest" in document.text


def test_menu_and_footer_of_the_web_page_are_left_out(documents: dict[str, Document]) -> None:
    text = documents["wirral-care-leavers.html"].text
    assert text.startswith("Wirral: what Ofsted saw")
    assert "About us" not in text
    assert "Find out more" not in text


def test_sentence_over_the_page_break_is_whole(documents: dict[str, Document]) -> None:
    briefing = documents["wirral-monitoring-visits-briefing.pdf"]
    crossing = [s.span for s in briefing.sentences if len(set(briefing.pages_of(s.span))) == 2]
    assert [briefing.quote(span) for span in crossing] == [
        "The count of personal advisers in Wirral rose from three to 16 after the inspection, "
        "as the council put money into the service."
    ]
    assert "Findings sample: digest" not in briefing.text


def test_script_makes_the_same_files_again(script: ModuleType, tmp_path: Path) -> None:
    for name, make in ((script.PDF_NAME, script.make_pdf), (script.DOCX_NAME, script.make_docx)):
        assert make() == make()
        (tmp_path / name).write_bytes(make())
        made, kept = (read_raw(folder / name, ReadSettings()) for folder in (tmp_path, SAMPLE))
        assert made.pages == kept.pages


def test_gold_quotes_stand_in_the_documents(documents: dict[str, Document]) -> None:
    queries = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    assert Counter(bool(query["gold"]) for query in queries) == {True: 28, False: 14}
    assert len({query["id"] for query in queries}) == len(queries)
    for query in queries:
        assert (query["kind"] == "unanswerable") == (not query["gold"])
        for gold in query["gold"]:
            document = documents[gold["source"]]
            start = document.text.find(gold["quote"])
            assert start >= 0, gold["quote"]
            assert document.page_of(start) == gold["page"]
            assert document.provenance.speaker.value == query["speaker"]
            assert (document.provenance.authority.value or "").lower() == query["authority"]


def test_no_run_of_six_words_is_anybody_elses(documents: dict[str, Document]) -> None:
    corpus = os.environ.get("FINDINGS_CORPUS")
    if not corpus:
        pytest.skip("FINDINGS_CORPUS is not set: the folder with the originals (seeds/)")
    originals: set[tuple[str, ...]] = set()
    for path in Path(corpus, "seeds").iterdir():
        theirs = words(path.read_text(encoding="utf-8"))
        originals.update(zip(*(theirs[n:] for n in range(6)), strict=False))
    for document in documents.values():
        ours = words(document.text)
        assert not originals.intersection(zip(*(ours[n:] for n in range(6)), strict=False))
