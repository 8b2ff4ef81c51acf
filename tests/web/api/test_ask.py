from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from assistant.question import AnswerKind, Choices, Part, Period, Turn
from corpus.document import Speaker
from tests.web.made import MadeAssistant
from web.api.schemas import AnswerTold

ADVISERS = "What did Ofsted say about Northfold personal advisers?"


def test_an_answer_is_the_record_of_the_formats(client: FlaskClient) -> None:
    answered = client.post("/api/v1/ask", json={"question": ADVISERS})
    assert answered.status_code == 200
    assert answered.mimetype == "application/json"
    record = answered.get_json()
    assert record["status"] == "answered"
    first = record["extracts"][0]
    assert "ersonal advisers" in first["quote"]
    assert first["authority"] == "Northfold"
    assert first["page"] == 2
    # every key is described, and nothing is described that is not there
    assert AnswerTold.model_validate(record).model_dump(mode="json") == record


def test_an_extract_links_to_its_words(client: FlaskClient) -> None:
    first = client.post("/api/v1/ask", json={"question": ADVISERS}).get_json()["extracts"][0]
    words = client.get("/api/v1" + first["link"])
    assert words.status_code == 200
    assert words.get_json()["quote"] == first["quote"]
    assert words.get_json()["moved"] is False
    assert words.get_json()["document"]["id"] == first["document"]
    assert client.get(first["link"]).status_code == 200


def test_a_refusal_is_an_answer_too(client: FlaskClient) -> None:
    record = client.post("/api/v1/ask", json={"question": "Northfold swimming pools?"}).get_json()
    assert record["status"] == "not_found"
    assert record["refusal"] == "not answered"
    assert record["extracts"] == []
    assert record["message"] and record["next_step"]


def test_history_and_choices_reach_the_assistant(
    client: FlaskClient, assistant: MadeAssistant
) -> None:
    client.post(
        "/api/v1/ask",
        json={
            "question": "And care\u200b leavers?",
            "history": [{"question": ADVISERS, "documents": ["0123456789abcdef"]}],
            "choices": {
                "authorities": ["Northfold", "Hull"],
                "speaker": "ofsted",
                "period": "2016-07-04..2016-07-28",
                "topic": " care  leavers ",
                "kind": "finding",
                "dropped": ["period"],
            },
        },
    )
    question, history, choices = assistant.asked[-1]
    assert question == "And care leavers?"
    assert history == (Turn(ADVISERS, ("0123456789abcdef",)),)
    assert choices.authorities == ("Northfold", "Kingston upon Hull")
    assert (choices.speaker, choices.kind) == (Speaker.OFSTED, AnswerKind.FINDING)
    assert choices.period is not None and choices.period.label == "4 to 28 July 2016"
    assert (choices.topic, choices.dropped) == ("care leavers", frozenset({Part.PERIOD}))


def test_what_is_not_chosen_is_left_to_the_question(
    client: FlaskClient, assistant: MadeAssistant
) -> None:
    client.post("/api/v1/ask", json={"question": ADVISERS, "choices": {"period": "latest"}})
    assert assistant.asked[-1][2] == Choices(period=Period("latest", ordinal=-1))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": " \u200b\x00"}, "question"),
        ({"question": 5}, "question"),
        ({"question": "x" * 301}, "question"),
        ({"question": "x", "colour": "red"}, "colour"),
        ({"question": "x", "history": [{"question": "y"}, {}]}, "history.1.question"),
        ({"question": "x", "history": [{"question": "y"}] * 21}, "history"),
        ({"question": "x", "history": [{"question": "y", "documents": ["1"]}]},
         "history.0.documents.0"),
        ({"question": "x", "choices": {"speaker": "press"}}, "choices.speaker"),
        ({"question": "x", "choices": {"period": "2016-13-01..2016-13-02"}}, "choices.period"),
        ({"question": "x", "choices": {"period": "2016-07-02..2016-07-01"}}, "choices.period"),
        ({"question": "x", "choices": {"authorities": ["Hull", "Nowhere"]}},
         "choices.authorities.1"),
        ({"question": "x", "history": [{"question": "y", "choices": {"authorities": ["No"]}}]},
         "history.0.choices.authorities.0"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_valid_is_named(
    client: FlaskClient, assistant: MadeAssistant, body: dict[str, Any], field: str
) -> None:
    assistant.asked.clear()
    refused = client.post("/api/v1/ask", json=body)
    assert refused.status_code == 422
    assert refused.mimetype == "application/problem+json"
    assert refused.get_json()["field"] == field
    assert refused.get_json()["detail"].startswith(field)
    assert refused.get_json()["errors"][0]["field"] == field
    assert assistant.asked == []
