"""Texts in, vectors out, by sentence-transformers on PyTorch: any of its models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from corpus.document import Span
from index.adapter import merge_adapter
from index.encoder import EncodedPassages
from index.engine import Vectors
from index.errors import ModelError
from index.model import ModelFolder
from index.pieces import Pieces, pool_spans, unit_rows

__all__ = ["TorchEncoder"]

_BATCH = 16


class TorchEncoder:
    """An :class:`~index.encoder.Encoder` of any model of sentence-transformers."""

    def __init__(self, model: ModelFolder, adapter: Path | None = None) -> None:
        """Load `model`, with an `adapter` for questions. :raises ModelError: it cannot be."""
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = model
        self._lock = Lock()
        try:
            self._transformer = SentenceTransformer(
                str(model.path), device="cpu", local_files_only=True
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(
                f"sentence-transformers cannot load {model.path} ({error}); set the index setting "
                "model to a folder of one of its models"
            ) from error
        if adapter is not None:
            merge_adapter(self._transformer[0].auto_model, adapter)  # type: ignore[arg-type]
        self._tokenizer: Any = self._transformer.tokenizer
        dim = self._transformer.get_embedding_dimension()
        if dim is None:
            raise ModelError(f"{model.path} does not state the length of its vectors")
        self._dim = int(dim)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def fingerprint(self) -> str:
        """Hash of what decides the vectors."""
        return self._model.fingerprint

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    @property
    def max_pieces(self) -> int:
        """Word pieces of text that the model reads."""
        longest = int(self._transformer.max_seq_length or 512)
        return longest - int(self._tokenizer.num_special_tokens_to_add())

    def count(self, text: str) -> int:
        """Word pieces of `text`, special ones not counted."""
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        if not texts:
            return np.empty((0, self._dim), dtype=np.float32)
        with self._lock:
            vectors = self._transformer.encode(
                list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
            )
        return unit_rows(np.asarray(vectors, dtype=np.float32))

    def encode_with_sentences(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> EncodedPassages:
        """Vectors of `texts` and, from the same forward pass, of the spans within each.

        :raises ModelError: the model's token vectors are not of its sentence vectors' length.
        """
        vectors = np.empty((len(texts), self._dim), dtype=np.float32)
        sentences: list[Vectors] = [np.empty((0, self._dim), dtype=np.float32)] * len(texts)
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            pooled, tokens, pieces = self._forward([texts[index] for index in batch])
            if tokens[0].shape[1] != self._dim:
                raise ModelError(
                    f"the model {self.name} has no token vectors of its vectors' length; "
                    'set the index setting sentence_vectors to "alone"'
                )
            for row, index in enumerate(batch):
                vectors[index] = pooled[row]
                sentences[index] = pool_spans(tokens[row], pieces[row], spans[index])
        return EncodedPassages(unit_rows(vectors), tuple(sentences))

    def _forward(self, texts: list[str]) -> tuple[Vectors, list[Vectors], list[Pieces]]:
        import torch

        features = self._tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self._transformer.max_seq_length,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = features.pop("offset_mapping").numpy().astype(np.int32)
        with self._lock, torch.no_grad():
            output = self._transformer(dict(features))
        lengths = features["attention_mask"].sum(dim=1).tolist()
        ids = features["input_ids"].numpy()
        tokens = [
            output["token_embeddings"][row, :length].float().numpy()
            for row, length in enumerate(lengths)
        ]
        pieces = [
            Pieces(ids[row, :length], offsets[row, :length, 0], offsets[row, :length, 1])
            for row, length in enumerate(lengths)
        ]
        return output["sentence_embedding"].float().numpy(), tokens, pieces
