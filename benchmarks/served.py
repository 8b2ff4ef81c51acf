"""The application over a real index, for benchmarks that call it in their own process."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from assistant.pipeline import Assistant
from index.builder import build
from index.local import open_engine
from web import Collection, Reading, WebSettings, create_app

__all__ = ["served"]

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"


def served(folder: Path, data: Path | None, settings: WebSettings) -> Flask:
    """The application over the index in `data`, else over one of the sample made in `folder`.

    What readers leave behind goes to `folder`.
    """
    if data is None:
        data = folder / "data"
        build([SAMPLE], data)
    assistant = Assistant(open_engine(data))
    reading = Reading(assistant.engine, assistant)
    collection = Collection(lambda: reading, lambda: assistant.engine.generation)
    return create_app(settings, collection, folder)
