"""Texts in, vectors out, by OpenVINO and `tokenizers` alone: PyTorch is not imported.

The transformer is converted once, in a child process, and kept beside the index under the hash of
its weights and OpenVINO's version. Single questions are computed on one thread, passages in small
batches of like length on all processors.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import openvino
from numpy.typing import NDArray

from corpus.document import Span
from index.conversion import GRAPH, REPORT
from index.converted import convert
from index.encoder import ConversionError, EncodedPassages
from index.engine import Vectors
from index.model import ModelFolder, file_sha256
from index.pieces import Pieces, WordPieces, pool_mean, pool_spans
from index.settings import Precision

__all__ = ["OpenVinoEncoder"]

LEAST_AGREEMENT = 0.9999  # cosine with sentence-transformers in f32
_BATCH = 8
_FEW = 8  # texts up to here are questions: one thread, no queue


class OpenVinoEncoder:
    """An :class:`~index.encoder.Encoder` of a plain mean-pooled transformer."""

    def __init__(self, model: ModelFolder, graph: Path, *, bf16: bool | None) -> None:
        """Take a converted graph; `bf16` None is the processor's own precision."""
        self._model = model
        self._words = WordPieces(model)
        self._core = openvino.Core()
        self._graph = self._core.read_model(graph)
        self._options: dict[str, Any] = {}
        if bf16 is not None:
            self._options["INFERENCE_PRECISION_HINT"] = "bf16" if bf16 else "f32"
        self._lock = Lock()
        self._single: openvino.InferRequest | None = None
        self._bulk: openvino.AsyncInferQueue | None = None
        self._dim = int(self._graph.outputs[0].partial_shape[2].get_length())

    @classmethod
    def load(
        cls, model: ModelFolder, cache: Path, precision: Precision, adapter: Path | None = None
    ) -> OpenVinoEncoder:
        """The encoder of `model`, converted into `cache` where that has not been done.

        With an `adapter`, the encoder of questions.

        :raises ConversionError: the model cannot be converted, or computes something else then.
        """
        version = openvino.__version__.split("-")[0]
        variant = f"-{file_sha256(adapter)[:8]}" if adapter else ""
        folder = cache / f"{model.weights_sha256[:16]}{variant}-openvino-{version}"
        if not (folder / REPORT).is_file():
            convert("index.conversion", model.name, model.path, folder, [adapter])
        agreement = json.loads((folder / REPORT).read_text("utf-8"))
        if agreement["f32"] < LEAST_AGREEMENT:
            raise ConversionError(
                f"converted to OpenVINO it agrees with PyTorch only to {agreement['f32']:.5f}"
            )
        if precision is Precision.AUTO:
            bf16 = None if agreement["auto"] >= LEAST_AGREEMENT else False
        else:
            bf16 = precision is Precision.BF16
        return cls(model, folder / GRAPH, bf16=bf16)

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
        return self._words.max_pieces

    def count(self, text: str) -> int:
        """Word pieces of `text`, special ones not counted."""
        return self._words.count(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        vectors = np.empty((len(texts), self._dim), dtype=np.float32)

        def keep(index: int, tokens: Vectors) -> None:
            vectors[index] = pool_mean(tokens)

        self._run(self._words.split(texts), keep)
        return vectors

    def encode_with_sentences(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> EncodedPassages:
        """Vectors of `texts` and, from the same forward pass, of the spans within each."""
        pieces = self._words.split(texts)
        vectors = np.empty((len(texts), self._dim), dtype=np.float32)
        sentences: list[Vectors] = [np.empty((0, self._dim), dtype=np.float32)] * len(texts)

        def keep(index: int, tokens: Vectors) -> None:
            vectors[index] = pool_mean(tokens)
            sentences[index] = pool_spans(tokens, pieces[index], spans[index])

        self._run(pieces, keep)
        return EncodedPassages(vectors, tuple(sentences))

    def _run(self, pieces: Sequence[Pieces], keep: Callable[[int, Vectors], None]) -> None:
        """Hand the token vectors of every text to `keep`, in no particular order."""
        if len(pieces) <= _FEW:
            with self._lock:
                if self._single is None:
                    self._single = self._compile(1, 1).create_infer_request()
                for index, one in enumerate(pieces):
                    output = self._single.infer(self._inputs([one]), share_inputs=True)
                    keep(index, output[0][0])
            return
        with self._lock:
            if self._bulk is None:
                n = _processors()
                self._bulk = openvino.AsyncInferQueue(self._compile(n, n), 2 * n)

            def collect(request: openvino.InferRequest, batch: list[int]) -> None:
                tokens = request.get_output_tensor().data
                for row, index in enumerate(batch):
                    keep(index, tokens[row, : len(pieces[index])])

            self._bulk.set_callback(collect)
            order = sorted(range(len(pieces)), key=lambda index: -len(pieces[index]))
            for first in range(0, len(order), _BATCH):
                batch = order[first : first + _BATCH]
                self._bulk.start_async(self._inputs([pieces[i] for i in batch]), batch)
            self._bulk.wait_all()

    def _inputs(self, batch: Sequence[Pieces]) -> dict[str, NDArray[np.int64]]:
        shape = len(batch), max(map(len, batch))
        ids = np.full(shape, self._model.pad_id, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        for row, one in enumerate(batch):
            ids[row, : len(one)] = one.ids
            mask[row, : len(one)] = 1
        return {"input_ids": ids, "attention_mask": mask}

    def _compile(self, streams: int, threads: int) -> openvino.CompiledModel:
        options = {"NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": threads, **self._options}
        return self._core.compile_model(self._graph, "CPU", options)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
