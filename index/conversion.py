"""A model's folder in, the same transformer for OpenVINO out; run as a child process.

    python -m index.conversion MODEL_FOLDER OUTPUT_FOLDER [ADAPTER_FILE]

PyTorch is imported here and nowhere else on the way to an answer, and this process ends when the
model is written. What was written is compared with PyTorch before it is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import openvino
    import torch
    from sentence_transformers import SentenceTransformer

__all__ = ["GRAPH", "REPORT", "main"]

GRAPH = "model.xml"
REPORT = "agreement.json"
_PROBES = (
    "Caseloads are too high.",
    "Most children in care live with carers who understand them, and 32% see an adviser monthly.",
    " ".join(["Leaders know what must improve and are candid about what has not."] * 12),
)


def main(source: str, target: str, adapter: str = "") -> int:
    """Convert, compare, write; 0 when it was written."""
    import openvino
    import torch
    from sentence_transformers import SentenceTransformer

    from index.adapter import merge_adapter

    class TokenVectors(torch.nn.Module):
        """The transformer with its last hidden state as the only output."""

        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            output = self.transformer(input_ids=input_ids, attention_mask=attention_mask)
            hidden: torch.Tensor = output.last_hidden_state
            return hidden

    model = SentenceTransformer(source, device="cpu", local_files_only=True).float().eval()
    transformer: torch.nn.Module = model[0].auto_model  # type: ignore[assignment]
    if adapter:
        merge_adapter(transformer, Path(adapter))
    wrapped = TokenVectors(transformer)
    example = {name: torch.ones((2, 8), dtype=torch.long) for name in _INPUTS}
    with torch.no_grad():
        graph = openvino.convert_model(wrapped, example_input=example)
    folder = Path(target)
    openvino.save_model(graph, folder / GRAPH, compress_to_fp16=False)

    core = openvino.Core()
    agreement = {}
    for precision in ("f32", "auto"):
        options = {"INFERENCE_PRECISION_HINT": "f32"} if precision == "f32" else {}
        compiled = core.compile_model(folder / GRAPH, "CPU", options)
        agreement[precision] = _agreement(model, wrapped, compiled)
    (folder / REPORT).write_text(json.dumps(agreement), "utf-8")
    return 0


_INPUTS = ("input_ids", "attention_mask")


def _agreement(
    model: SentenceTransformer, wrapped: torch.nn.Module, compiled: openvino.CompiledModel
) -> float:
    """The lowest cosine between the pooled vectors of both runtimes over the probes."""
    import torch

    lowest = 1.0
    for texts in ([_PROBES[0]], list(_PROBES)):
        batch = model.tokenizer(
            texts, padding=True, truncation=True, max_length=model.max_seq_length,
            return_tensors="pt",
        )  # fmt: skip
        inputs = {name: batch[name] for name in _INPUTS}
        with torch.no_grad():
            expected = wrapped(**inputs).numpy()
        got = compiled({name: value.numpy() for name, value in inputs.items()})[0]
        for row, mask in enumerate(inputs["attention_mask"].numpy().astype(bool)):
            one, other = expected[row][mask].mean(axis=0), got[row][mask].mean(axis=0)
            cosine = one @ other / (np.linalg.norm(one) * np.linalg.norm(other))
            lowest = min(lowest, float(cosine))
    return lowest


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
