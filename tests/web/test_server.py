from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.web.browser.conftest import served
from tests.web.made import MadeAssistant
from web import Collection, PortError, WebSettings, serve


@dataclass(frozen=True)
class Told:
    """What a server answered."""

    status: int
    headers: Message
    text: str


@contextmanager
def _taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_port_in_use_is_named_with_the_remedy(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    with (
        _taken_port() as port,
        pytest.raises(PortError, match=rf"127\.0\.0\.1:{port} is in use.*--port"),
    ):
        serve(replace(settings, port=port), made[0], tmp_path)


def test_a_bad_host_is_named_with_the_remedy(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    with pytest.raises(PortError, match=r"check \[web\] host"):
        serve(replace(settings, host="192.0.2.1"), made[0], tmp_path)


def test_it_serves_and_says_where(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    ready: queue.Queue[str] = queue.Queue()
    threading.Thread(
        target=serve,
        args=(replace(settings, port=0), made[0], tmp_path),
        kwargs={"ready": ready.put},
        daemon=True,
    ).start()
    address = ready.get(timeout=20)
    with urlopen(address, timeout=20) as answer:
        assert answer.status == 200
        assert "What did inspectors find?" in answer.read().decode()
        assert "Server" not in answer.headers


def test_what_is_too_large_is_told_in_words_and_the_next_is_served(sample_data: Path) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with served(sample_data) as address:
        where = urlsplit(address)
        connection = HTTPConnection(where.hostname or "", where.port, timeout=20)

        def ask(method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Told:
            with closing(connection):
                # a server that has read enough may answer and close while more is sent
                with suppress(BrokenPipeError):
                    connection.request(method, path, body, headers)
                answer = connection.getresponse()
                return Told(answer.status, answer.headers, answer.read().decode())

        told = ask("POST", "/conversation/", b"question=" + b"x" * 20_000, kind)
        assert told.status == 413
        assert "That is too much text" in told.text
        # not read at all, so told by the server
        assert ask("POST", "/", b"x" * 2_000_000, kind).status == 413
        assert ask("GET", "/", None, {"X-Long": "x" * 40_000}).status == 431
        well = ask("GET", "/healthz", None, {})
        assert well.status == 200
        assert well.headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in well.headers


@pytest.mark.parametrize(
    ("key", "value"), [("max_question_chars", 0), ("port", 70_000), ("threads", -1)]
)
def test_a_setting_that_cannot_be_is_named(key: str, value: int) -> None:
    with pytest.raises(ValueError, match=rf"\[web\] {key}"):
        replace(
            WebSettings(),
            **{key: value},  # type: ignore[arg-type]
        )
