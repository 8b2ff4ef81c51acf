"""A question and texts in, how well each text answers it out; which model judges is a setting.

The packaged re-ranker runs with OpenVINO as the encoder does; another adapter of the same model, or
any CrossEncoder of sentence-transformers with one output, can take its place.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import ConversionError
from index.errors import ModelError
from index.model import find_model
from index.settings import DEFAULT_MODEL, IndexSettings, Runtime

__all__ = ["MAX_PIECES", "PACKAGED", "Relevances", "Reranker", "load_reranker"]

logger = logging.getLogger(__name__)

Relevances = NDArray[np.float32]
PACKAGED = "packaged"
MAX_PIECES = 128  # of question and text together


class Reranker(Protocol):
    """What reads a question and a text together. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """What the model is called."""
        ...

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """Logits, more is more relevant: float32, (n_texts,)."""
        ...


def load_reranker(settings: IndexSettings, cache: Path) -> Reranker | None:
    """The re-ranker that `settings` name, None for ""; a converted model is kept in `cache`.

    :raises ModelError: the model is missing, or is no cross-encoder with one output.
    """
    if not settings.reranker:
        return None
    if settings.reranker == PACKAGED:
        adapter = Path(str(files("index").joinpath("data/reranker.safetensors")))
    elif settings.reranker.endswith(".safetensors"):
        adapter = Path(settings.reranker).expanduser()
        if not adapter.is_file():
            raise ModelError(
                f"{adapter} does not exist; set the index setting reranker to a file that"
                f' benchmarks/training/reranker.py wrote, to "{PACKAGED}" or to ""'
            )
    else:
        from index.torch_reranker import CrossEncoderReranker

        return CrossEncoderReranker(settings.reranker)
    model = find_model(DEFAULT_MODEL)
    if settings.runtime is Runtime.OPENVINO:
        from index.openvino_reranker import OpenVinoReranker

        try:
            return OpenVinoReranker.load(model, adapter, cache, settings.precision)
        except ConversionError as error:
            logger.warning("the re-ranker runs with PyTorch: %s", error)
    from index.torch_reranker import PackagedTorchReranker

    return PackagedTorchReranker(model, adapter)
