"""The packaged re-ranker by OpenVINO and `tokenizers` alone: PyTorch is not imported."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import openvino
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.conversion import GRAPH, REPORT
from index.converted import convert
from index.encoder import ConversionError
from index.model import ModelFolder, file_sha256
from index.reranker import MAX_PIECES, PACKAGED, Relevances
from index.settings import Precision

__all__ = ["OpenVinoReranker"]

FURTHEST = 0.02  # logits of f32 from those of PyTorch
_FURTHEST_AUTO = 0.25  # of the processor's own precision: less than what parts two answers
_BATCH = 4  # pairs of like length, so that little is computed for padding


class OpenVinoReranker:
    """An :class:`~index.reranker.Reranker` from a converted graph."""

    name = PACKAGED

    def __init__(self, model: ModelFolder, graph: Path, *, bf16: bool | None) -> None:
        """Take a converted graph; `bf16` None is the processor's own precision."""
        self._words = Tokenizer.from_file(str(model.path / "tokenizer.json"))
        self._words.enable_truncation(MAX_PIECES, strategy="longest_first")
        self._words.no_padding()
        self._pad_id = model.pad_id
        n_processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
        n = n_processors or os.cpu_count() or 1
        options: dict[str, Any] = {"NUM_STREAMS": n, "INFERENCE_NUM_THREADS": n}
        if bf16 is not None:
            options["INFERENCE_PRECISION_HINT"] = "bf16" if bf16 else "f32"
        core = openvino.Core()
        compiled = core.compile_model(core.read_model(graph), "CPU", options)
        self._queue = openvino.AsyncInferQueue(compiled, 2 * n)
        self._lock = Lock()

    @classmethod
    def load(
        cls, model: ModelFolder, adapter: Path, cache: Path, precision: Precision
    ) -> OpenVinoReranker:
        """The re-ranker of `adapter`, converted into `cache` where that has not been done.

        :raises ConversionError: it cannot be converted, or computes something else then.
        """
        version = openvino.__version__.split("-")[0]
        name = f"{model.weights_sha256[:16]}-{file_sha256(adapter)[:8]}-reranker-openvino-{version}"
        folder = cache / name
        if not (folder / REPORT).is_file():
            convert("index.reranker_conversion", "re-ranker", model.path, folder, [adapter])
        furthest = json.loads((folder / REPORT).read_text("utf-8"))
        if furthest["f32"] > FURTHEST:
            raise ConversionError(
                f"converted to OpenVINO its logits differ by {furthest['f32']:.3f}"
            )
        if precision is Precision.AUTO:
            bf16 = None if furthest["auto"] <= _FURTHEST_AUTO else False
        else:
            bf16 = precision is Precision.BF16
        return cls(model, folder / GRAPH, bf16=bf16)

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """Logits, more is more relevant: float32, (n_texts,)."""
        logits = np.empty(len(texts), dtype=np.float32)
        pairs = self._words.encode_batch([(question, text) for text in texts])
        order = sorted(range(len(pairs)), key=lambda index: -len(pairs[index].ids))

        def collect(request: openvino.InferRequest, batch: list[int]) -> None:
            logits[batch] = request.get_output_tensor().data

        with self._lock:
            self._queue.set_callback(collect)
            for first in range(0, len(order), _BATCH):
                batch = order[first : first + _BATCH]
                self._queue.start_async(self._inputs([pairs[i] for i in batch]), batch)
            self._queue.wait_all()
        return logits

    def _inputs(self, batch: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
        shape = len(batch), max(len(pair.ids) for pair in batch)
        ids = np.full(shape, self._pad_id, dtype=np.int64)
        types = np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        for row, pair in enumerate(batch):
            ids[row, : len(pair.ids)] = pair.ids
            types[row, : len(pair.ids)] = pair.type_ids
            mask[row, : len(pair.ids)] = 1
        return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}
