"""The workbench over the sample, by the real engine: runs, results, marks, feedback."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.evaluation.collection import load_collection
from assistant.evaluation.experiments import Experiments
from assistant.evaluation.queries import GoldSpan
from assistant.pipeline import Assistant
from index.encoder import Encoder
from index.local import LocalEngine, open_engine
from tests.sample import QUERIES
from tests.web.sending import send
from web import Collection, Reading, WebSettings, create_app

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


@pytest.fixture(scope="module")
def engine(sample_data: Path, encoder: Encoder) -> Iterator[LocalEngine]:
    opened = open_engine(sample_data, encoder=encoder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workbench")
    (folder / "collections").mkdir()
    shutil.copy(QUERIES, folder / "collections" / "the sample.jsonl")
    (folder / "collections" / "broken.jsonl").write_text("{")
    return folder


@pytest.fixture(scope="module")
def app(engine: LocalEngine, data: Path) -> Flask:
    collection = Collection(lambda: Reading(engine, Assistant(engine)), lambda: engine.generation)
    return create_app(WebSettings(workbench=True, questions_per_minute=1_000), collection, data)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def kept(app: Flask, data: Path) -> str:
    """The name of a run of the sample, begun on the page and followed to its end."""
    client = app.test_client()
    begun = send(client, "/workbench/", "/workbench/runs", collection="the sample")
    assert begun.status_code == 303, begun.text
    assert begun.location == "/workbench/progress"
    for _ in range(300):
        page = client.get(begun.location).text
        if "Running" not in page:
            break
        assert "<progress" in page
        time.sleep(0.2)
    assert "The run is done" in page, page
    (run,) = Experiments(data / "experiments").runs()
    assert run.name.startswith("the-sample-")
    return run.name


def test_without_the_setting_there_is_no_workbench(engine: LocalEngine, tmp_path: Path) -> None:
    collection = Collection(lambda: Reading(engine, Assistant(engine)), lambda: engine.generation)
    client = create_app(WebSettings(), collection, tmp_path).test_client()
    assert client.get("/workbench/").status_code == 404
    assert "Workbench" not in client.get("/").text
    assert "/workbench" not in client.get("/explain/").text


def test_runs_are_listed_and_their_results_filtered(client: FlaskClient, kept: str) -> None:
    assert kept in client.get("/workbench/").text
    page = client.get(f"/workbench/runs/{kept}").text
    everything = re.findall(rf"/workbench/runs/{kept}/(\d+)", page)
    assert len(everything) > 30
    refused = client.get(f"/workbench/runs/{kept}?outcome=rightly+refused").text
    some = re.findall(rf"/workbench/runs/{kept}/(\d+)", refused)
    assert 0 < len(some) < len(everything)
    none = client.get(f"/workbench/runs/{kept}?outcome=rightly+refused&kind=nothing").text
    assert "No question is like that" in none
    assert client.get(f"/workbench/runs/{kept}?from=9999").status_code == 200


def test_the_report_is_a_file(client: FlaskClient, kept: str) -> None:
    report = client.get(f"/workbench/runs/{kept}/report")
    assert report.headers["Content-Disposition"] == f"attachment; filename={kept}.html"
    assert "Report of a run" in report.text


@pytest.mark.parametrize(
    "path", ["runs/nothing", "runs/..%2f..%2fsecret", "runs/{}/0", "runs/{}/9999", "answers/x/1"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, kept: str, path: str) -> None:
    assert client.get(f"/workbench/{path.format(kept)}").status_code == 404


def test_a_collection_that_is_spoilt_is_told(client: FlaskClient) -> None:
    told = send(client, "/workbench/", "/workbench/runs", collection="broken")
    assert told.status_code == 400
    assert "line 1" in told.text
    assert send(client, "/workbench/", "/workbench/runs", collection="x").status_code == 404


def _first_place(page: str) -> dict[str, str]:
    return {
        name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0]
        for name in ("document", "start", "end")
    }


def test_a_marked_extract_is_gold_of_a_collection(
    client: FlaskClient, kept: str, data: Path, engine: LocalEngine
) -> None:
    address = f"/workbench/runs/{kept}/1"
    place = _first_place(client.get(address).text)
    marked = send(client, address, address, verdict="right", **place)
    assert marked.status_code == 303
    assert "Marked right" in client.get(address).text
    (query,) = load_collection(data / "collections" / "own").queries
    (gold,) = query.gold
    assert isinstance(gold, GoldSpan)
    assert gold.document == place["document"]
    assert query.authority == "Wirral" or query.authority
    assert query.question in client.get("/workbench/own").text.replace("&#39;", "'")
    text = engine.document(gold.document).text[gold.start : gold.end]
    assert text[:20] in client.get("/workbench/own").text
    send(client, address, address, verdict="none", **place)
    assert "Marked right" not in client.get(address).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "-1"},
        {"end": "999999999"},
        {"start": "x"},
        {"document": "nothing"},
        {"verdict": "maybe"},
    ],
)
def test_a_mark_of_what_is_not_there_is_refused(
    client: FlaskClient, kept: str, wrong: dict[str, str]
) -> None:
    address = f"/workbench/runs/{kept}/1"
    place = _first_place(client.get(address).text)
    sent = send(client, address, address, **{"verdict": "right", **place, **wrong})
    assert sent.status_code in (400, 404)


def test_an_answer_of_the_chat_is_judged_with_its_conversation(
    client: FlaskClient, data: Path
) -> None:
    asked = send(client, "/", "/conversation/", question=CASELOADS)
    conversation = asked.location.partition("#")[0]
    send(client, conversation, conversation, question="And about pathway plans?")
    link = re.findall(r'href="(/workbench/answers/[^"]+/2)"', client.get(conversation).text)
    place = _first_place(client.get(link[0]).text)
    assert send(client, link[0], link[0], verdict="wrong", **place).status_code == 303
    assert "Marked wrong" in client.get(link[0]).text
    send(client, link[0], link[0], unanswerable="yes")
    queries = load_collection(data / "collections" / "own").queries
    query = next(q for q in queries if q.question == "And about pathway plans?")
    assert query.history == (CASELOADS,)
    assert not query.answerable
    taken = send(client, "/workbench/own", "/workbench/own/remove", id=query.id)
    assert taken.status_code == 303
    assert "pathway plans" not in client.get("/workbench/own").text


def test_feedback_becomes_gold_or_is_dismissed(client: FlaskClient, data: Path) -> None:
    for question in ("How many personal advisers are in Wirral?", CASELOADS):
        asked = send(client, "/", "/conversation/", question=question)
        address = asked.location.partition("#")[0]
        given = send(
            client, address, f"{address}/1/feedback", verdict="answers", reason="It <b>does</b>."
        )
        assert given.status_code == 303
    page = client.get("/workbench/feedback").text
    keys = re.findall(r'action="(/workbench/feedback/[^"]+)"', page)
    assert len(keys) == 2
    assert "It &lt;b&gt;does&lt;/b&gt;." in page
    assert "2 opinions" in client.get("/workbench/").text
    nothing = send(client, "/workbench/feedback", keys[0], decision="accept", question="Q?")
    assert nothing.status_code == 400
    assert "Say of an extract" in nothing.text
    empty = send(client, "/workbench/feedback", keys[0], decision="accept", question=" ")
    assert empty.status_code == 400
    accepted = send(
        client,
        "/workbench/feedback",
        keys[0],
        decision="accept",
        question="Reworded: how many?",
        **{"verdict-0": "right"},
    )
    assert accepted.status_code == 303
    queries = load_collection(data / "collections" / "own").queries
    assert [len(q.gold) for q in queries if q.question == "Reworded: how many?"] == [1]
    send(client, "/workbench/feedback", keys[1], decision="dismiss")
    assert "Nothing is waiting" in client.get("/workbench/feedback").text
    assert client.post("/workbench/feedback/nobody").status_code in (400, 404)
