"""Index settings: plain strings are taken, wrong ones named."""

from __future__ import annotations

from typing import Any

import pytest

from index.errors import SettingsError
from index.settings import IndexSettings, Runtime, SentenceVectors


def test_strings_become_members() -> None:
    settings = IndexSettings(runtime="torch", sentence_vectors="alone")  # type: ignore[arg-type]
    assert settings.runtime is Runtime.TORCH
    assert settings.sentence_vectors is SentenceVectors.ALONE


def test_unknown_runtime_is_named_with_the_choices() -> None:
    with pytest.raises(SettingsError, match=r'runtime is .tensorflow.*"openvino", "torch"'):
        IndexSettings(runtime="tensorflow")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["rrf_k", "candidates", "cached_documents"])
def test_zero_is_refused(name: str) -> None:
    values: dict[str, Any] = {name: 0}
    with pytest.raises(SettingsError, match=name):
        IndexSettings(**values)


def test_only_what_decides_the_stored_is_stored() -> None:
    assert IndexSettings(runtime=Runtime.TORCH, rrf_k=10).stored() == IndexSettings().stored()
    assert IndexSettings(sentence_vectors=SentenceVectors.ALONE).stored() != (
        IndexSettings(sentence_vectors=SentenceVectors.CONTEXT).stored()
    )
