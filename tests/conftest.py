"""Fixtures of several packages."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index.encoder import load_question_encoder
from index.model import find_model
from index.openvino_encoder import OpenVinoEncoder
from index.settings import DEFAULT_MODEL, IndexSettings, Precision
from tests.sample import SAMPLE


@pytest.fixture(scope="session")
def models(pytestconfig: pytest.Config) -> Path:
    """A folder of converted models that outlives the run."""
    assert pytestconfig.cache is not None
    return Path(pytestconfig.cache.mkdir("models"))


@pytest.fixture(scope="session")
def encoder(models: Path) -> OpenVinoEncoder:
    """The default encoder."""
    return OpenVinoEncoder.load(find_model(DEFAULT_MODEL), models, Precision.AUTO)


@pytest.fixture(scope="session")
def sample_data(
    tmp_path_factory: pytest.TempPathFactory, models: Path, encoder: OpenVinoEncoder
) -> Path:
    """A data folder with the index of the sample, made by the real engine; only to be read."""
    from index.builder import build

    load_question_encoder(IndexSettings(), models, encoder)
    data = tmp_path_factory.mktemp("sample") / "data"
    shutil.copytree(models, data / "models")  # converted once for all
    build([SAMPLE], data, encoder=encoder)
    return data


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name in ("FINDINGS_DATA", "FINDINGS_CONFIG")]:
        monkeypatch.delenv(name)
