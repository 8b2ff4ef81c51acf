"""Fixtures of several packages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sample import SAMPLE


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the sample, made by the real engine; only to be read."""
    from index.builder import build

    data = tmp_path_factory.mktemp("sample") / "data"
    build([SAMPLE], data)
    return data


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name in ("FINDINGS_DATA", "FINDINGS_CONFIG")]:
        monkeypatch.delenv(name)
