"""What the tests of `index` share: the real model, converted once and kept by pytest's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.model import find_model
from index.openvino_encoder import OpenVinoEncoder
from index.settings import DEFAULT_MODEL, Precision


@pytest.fixture(scope="session")
def models(pytestconfig: pytest.Config) -> Path:
    """A folder of converted models that outlives the run."""
    assert pytestconfig.cache is not None
    return Path(pytestconfig.cache.mkdir("models"))


@pytest.fixture(scope="session")
def encoder(models: Path) -> OpenVinoEncoder:
    """The default encoder."""
    return OpenVinoEncoder.load(find_model(DEFAULT_MODEL), models, Precision.AUTO)
