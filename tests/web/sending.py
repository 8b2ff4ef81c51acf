"""Sending a form as a browser does: the page is opened first, for its token."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

__all__ = ["send"]


def send(client: FlaskClient, opened: str, action: str, /, **fields: str) -> TestResponse:
    """What comes back when the form of the page `opened` is sent to `action` with `fields`."""
    html = client.get(opened).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert token
    return client.post(
        action,
        data={"csrf_token": token[1], **fields},
        headers={"Referer": f"http://localhost{opened}"},
    )
