from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.web.made import MadeAssistant
from web import Collection, PortError, WebSettings, serve


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


@pytest.mark.parametrize(
    ("key", "value"), [("max_question_chars", 0), ("port", 70_000), ("threads", -1)]
)
def test_a_setting_that_cannot_be_is_named(key: str, value: int) -> None:
    with pytest.raises(ValueError, match=rf"\[web\] {key}"):
        replace(
            WebSettings(),
            **{key: value},  # type: ignore[arg-type]
        )
