"""Re-rankers on PyTorch: the packaged one, and any CrossEncoder of sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.errors import ModelError
from index.model import ModelFolder
from index.reranker import MAX_PIECES, PACKAGED, Relevances

__all__ = ["CrossEncoderReranker", "PackagedTorchReranker"]


class PackagedTorchReranker:
    """The packaged re-ranker where OpenVINO cannot run it."""

    name = PACKAGED

    def __init__(self, model: ModelFolder, adapter: Path) -> None:
        """Load the model. :raises ModelError: the adapter does not belong to it."""
        from transformers import AutoTokenizer

        from index.relevance_model import RelevanceModel

        path = str(model.path)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(path, local_files_only=True)
        self._model = RelevanceModel(model.path, adapter).eval()
        self._lock = Lock()

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """Logits, more is more relevant: float32, (n_texts,)."""
        import torch

        if not texts:
            return np.empty(0, dtype=np.float32)
        batch = self._tokenizer(
            [question] * len(texts), list(texts),
            padding=True, truncation=True, max_length=MAX_PIECES, return_tensors="pt",
        )  # fmt: skip
        with self._lock, torch.no_grad():
            return np.asarray(self._model(**batch).numpy(), dtype=np.float32)


class CrossEncoderReranker:
    """A CrossEncoder by folder, or by its name on the Hugging Face hub."""

    def __init__(self, name: str) -> None:
        """Load it. :raises ModelError: it cannot be, or has more than one output."""
        from sentence_transformers import CrossEncoder

        self.name = name
        folder = Path(name).expanduser()
        try:
            self._model = CrossEncoder(
                str(folder.resolve()) if folder.is_dir() else name, device="cpu"
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(
                f"sentence-transformers cannot load the cross-encoder {name!r} ({error}); set the"
                f' index setting reranker to a folder of one, to "{PACKAGED}" or to ""'
            ) from error
        n_outputs = self._model.config.num_labels
        if n_outputs != 1:
            raise ModelError(
                f"the cross-encoder {name!r} has {n_outputs} outputs, a re-ranker has one; set the"
                f' index setting reranker to another, to "{PACKAGED}" or to ""'
            )
        self._lock = Lock()

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """Logits, more is more relevant: float32, (n_texts,)."""
        import torch

        if not texts:
            return np.empty(0, dtype=np.float32)
        with self._lock:
            logits = self._model.predict(
                [(question, text) for text in texts],
                activation_fn=torch.nn.Identity(),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(logits, dtype=np.float32).reshape(-1)
