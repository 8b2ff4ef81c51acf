from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.made import MadeAssistant
from web.personal_data import PersonalData, personal_data

EMAIL, PHONE, NINO, POSTCODE = (
    PersonalData.EMAIL,
    PersonalData.PHONE,
    PersonalData.NATIONAL_INSURANCE,
    PersonalData.POSTCODE,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to a.resident+news@example.org.uk about it", (EMAIL,)),
        ("my mum's on 0151 496 0999", (PHONE,)),
        ("call 07700900123", (PHONE,)),
        ("call +44 7700 900 123.", (PHONE,)),
        ("call (0113) 496-0123", (PHONE,)),
        ("call 0044 113 496 0123", (PHONE,)),
        ("NI number QQ 12 34 56 C", ()),  # Q begins none
        ("NI number ab 12 34 56 c", (NINO,)),
        ("JG103759A was theirs", (NINO,)),
        ("she lives at CH41 6EY", (POSTCODE,)),
        ("ch416ey, a@b.uk, 07700 900123", (EMAIL, PHONE, POSTCODE)),
        ("What did Ofsted say about caseloads in Wirral in 2019?", ()),
        ("Between 2016 and 2019, 18 to 20 cases, 1,204 children, 85.5%", ()),
        ("Regulation 44 visits, section 20 and section 47 enquiries", ()),
        ("from 01/02/2016 to 2018-07-14", ()),
        ("What of the SE7EN project and LSCB @ Wirral?", ()),
        ("A 2016 inspection found 0 of 10 homes 20 22 23", ()),
    ],
)
def test_addresses_and_numbers_are_known_by_their_form(
    text: str, found: tuple[PersonalData, ...]
) -> None:
    assert personal_data(text) == found


@pytest.mark.parametrize("part", ["a", "a.", "07", "a@b-", "AB1", "0 ", "a@"])
def test_the_longest_form_is_looked_through_in_no_time(part: str) -> None:
    started = time.process_time()
    personal_data((part * 16_384)[:16_384])
    assert time.process_time() - started < 0.5


ADVISERS = "What did Ofsted say about Northfold personal advisers?"
GIVING = f"{ADVISERS} Write to me@example.org"


def test_it_is_told_before_anything_is_asked_or_kept(
    client: FlaskClient, send: Callable[..., TestResponse], assistant: MadeAssistant
) -> None:
    client.get("/")
    n_asked = len(assistant.asked)
    told = send("/", "/conversation/", question=GIVING)
    assert told.status_code == 400
    assert "Nothing has been asked or kept yet" in told.text
    assert "seems to hold an email address" in told.text
    assert f">{GIVING}</textarea>" in told.text
    assert len(assistant.asked) == n_asked
    assert "0 conversations" not in client.get("/history/").text
    assert "Nothing is kept" in client.get("/history/").text


def test_it_is_asked_as_it_is_where_the_reader_says_so(
    client: FlaskClient, send: Callable[..., TestResponse], assistant: MadeAssistant
) -> None:
    told = send("/", "/conversation/", question=GIVING)
    sent = dict(re.findall(r'type="hidden" name="(question)" value="([^"]*)"', told.text))
    asked = send("/", "/conversation/", as_is="yes", **sent)
    assert asked.status_code == 303
    assert assistant.asked[-1][0] == GIVING


def test_a_follow_up_a_topic_and_a_reason_are_checked_too(
    client: FlaskClient,
    ask: Callable[..., str],
    send: Callable[..., TestResponse],
    assistant: MadeAssistant,
) -> None:
    conversation = ask(ADVISERS)
    n_asked = len(assistant.asked)
    for action, fields in (
        (conversation, {"question": "And 07700 900123?"}),
        (conversation, {"question": "And 07700\u200b900123?"}),
        (f"{conversation}/1", {"topic": "a@example.org", "speaker": "ofsted"}),
        (f"{conversation}/1/feedback", {"verdict": "answers", "reason": "ask a@example.org"}),
    ):
        told = send(conversation, action, **fields)
        assert told.status_code == 400
        assert "Nothing has been asked or kept yet" in told.text
        assert f'<form method="post" action="{action}" data-ask>' in told.text
        for name, value in fields.items():
            assert f'name="{name}" value="{value}"' in told.text
    assert len(assistant.asked) == n_asked
