"""The packaged re-ranker in, the same for OpenVINO out; run as a child process.

    python -m index.reranker_conversion MODEL_FOLDER OUTPUT_FOLDER ADAPTER_FILE

As :mod:`index.conversion` does for the encoder: what was written is compared with PyTorch before
it is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from index.conversion import GRAPH, REPORT

__all__ = ["INPUTS", "main"]

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
_PROBES = (
    ("are caseloads too high?", "Caseloads are too high for social workers to visit often."),
    (
        "are caseloads too high?",
        "Foster carers are well supported. | Fostering: The team is stable.",
    ),
    ("how many children are in care", " ".join(["Leaders know what must improve."] * 30)),
)


def main(source: str, target: str, adapter: str) -> int:
    """Convert, compare, write; 0 when it was written."""
    import openvino
    import torch
    from transformers import AutoTokenizer

    from index.relevance_model import RelevanceModel

    model = RelevanceModel(Path(source), Path(adapter)).eval()
    example = {name: torch.ones((2, 8), dtype=torch.long) for name in INPUTS}
    with torch.no_grad():
        graph = openvino.convert_model(model, example_input=example)
    folder = Path(target)
    openvino.save_model(graph, folder / GRAPH, compress_to_fp16=False)

    tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=True)
    batch = tokenizer(
        [question for question, _ in _PROBES], [text for _, text in _PROBES],
        padding=True, truncation=True, max_length=128, return_tensors="pt",
    )  # fmt: skip
    inputs = {name: batch[name] for name in INPUTS}
    with torch.no_grad():
        expected = model(**inputs).numpy()
    core = openvino.Core()
    furthest = {}
    for precision in ("f32", "auto"):
        options = {"INFERENCE_PRECISION_HINT": "f32"} if precision == "f32" else {}
        compiled = core.compile_model(folder / GRAPH, "CPU", options)
        got = compiled({name: value.numpy() for name, value in inputs.items()})[0]
        furthest[precision] = float(np.abs(got - expected).max())
    (folder / REPORT).write_text(json.dumps(furthest), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
