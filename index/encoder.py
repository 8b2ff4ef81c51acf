"""Texts in, vectors of unit length out; which runtime computes them is a setting."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.document import Span
from index.adapter import find_adapter
from index.engine import Vectors
from index.errors import ModelError
from index.model import ModelFolder, find_model
from index.settings import IndexSettings, Runtime

__all__ = ["EncodedPassages", "Encoder", "load_encoder", "load_question_encoder"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EncodedPassages:
    """Vectors of passages and of the sentences in each.

    `passages` is float32, (n_passages, dim); `sentences[i]` is float32, (n_sentences, dim), for the
    spans given with passage i. Rows are of unit length; the row of a sentence that lies beyond
    what the model reads is zero.
    """

    passages: Vectors
    sentences: tuple[Vectors, ...]


class Encoder(Protocol):
    """What turns texts into vectors. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hash of what decides the vectors; the same for every runtime of one model."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_pieces(self) -> int:
        """Word pieces of text that the model reads; its special ones are already taken off."""
        ...

    def count(self, text: str) -> int:
        """Word pieces of `text`, special ones not counted."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        ...

    def encode_with_sentences(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> EncodedPassages:
        """Vectors of `texts` and, from the same forward pass, of the spans within each."""
        ...


def load_encoder(settings: IndexSettings, cache: Path) -> Encoder:
    """The encoder that `settings` name; a converted model is kept in the folder `cache`.

    A model that OpenVINO cannot run falls back to PyTorch, with a warning that says why.

    :raises ModelError: the model is missing or altered.
    """
    return _load(settings, cache, find_model(settings.model), None)


def load_question_encoder(settings: IndexSettings, cache: Path, encoder: Encoder) -> Encoder:
    """What encodes questions: the model with its adapter, or `encoder` where it has none.

    :raises ModelError: the adapter is missing or is another model's.
    """
    model = find_model(settings.model)
    adapter = find_adapter(settings.question_adapter, model)
    if adapter is None or model.fingerprint != encoder.fingerprint:
        return encoder
    return _load(settings, cache, model, adapter)


def _load(
    settings: IndexSettings, cache: Path, model: ModelFolder, adapter: Path | None
) -> Encoder:
    if settings.runtime is Runtime.OPENVINO:
        reason = model.why_not_plain()
        if reason is None:
            from index.openvino_encoder import OpenVinoEncoder

            try:
                return OpenVinoEncoder.load(model, cache, settings.precision, adapter)
            except ConversionError as error:
                reason = str(error)
        logger.warning(
            "the model %s runs with PyTorch: %s; set the index setting runtime to torch "
            "to be spared this line",
            model.name,
            reason,
        )
    from index.torch_encoder import TorchEncoder

    return TorchEncoder(model, adapter)


class ConversionError(ModelError):
    """The model converted to OpenVINO does not compute what PyTorch computes."""
