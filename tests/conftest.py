"""Fixtures of several packages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from index.encoder import load_encoder, load_question_encoder
from index.model import find_model
from index.openvino_encoder import OpenVinoEncoder
from index.reranker import PACKAGED, load_reranker
from index.settings import DEFAULT_MODEL, IndexSettings, Precision
from tests.sample import SAMPLE


@pytest.fixture(scope="session")
def models(pytestconfig: pytest.Config) -> Path:
    """A folder of converted models that outlives the run: every one that is packaged.

    Data folders link to it, since each would otherwise convert them for itself.
    """
    assert pytestconfig.cache is not None
    folder = Path(pytestconfig.cache.mkdir("models"))
    settings = IndexSettings(reranker=PACKAGED)
    with FileLock(folder / ".lock"):  # tests may run in several processes
        load_question_encoder(settings, folder, load_encoder(settings, folder))
        load_reranker(settings, folder)
    return folder


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

    data = tmp_path_factory.mktemp("sample") / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    build([SAMPLE], data, encoder=encoder)
    return data


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name in ("FINDINGS_DATA", "FINDINGS_CONFIG")]:
        monkeypatch.delenv(name)
