"""The adapter for questions: small matrices added to the encoder's, so that a question in plain
words lies beside the sentence that answers it. Vectors of documents are not touched.

A low-rank adapter (LoRA, Hu et al. 2021) fitted on this project's own questions by
`training/question_adapter.py`; it belongs to the packaged model's weights and to no others.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError
from index.model import PACKAGED_SHA256, ModelFolder

if TYPE_CHECKING:
    import torch

__all__ = ["PACKAGED", "find_adapter", "merge_adapter"]

PACKAGED = "packaged"


def find_adapter(setting: str, model: ModelFolder) -> Path | None:
    """The adapter's file for `model`: the packaged one, a file, or None where there is none.

    :raises ModelError: the file named does not exist.
    """
    if not setting:
        return None
    if setting == PACKAGED:
        if model.weights_sha256 != PACKAGED_SHA256:
            return None  # fitted to the packaged weights alone
        return Path(str(files("index").joinpath("data/question_adapter.safetensors")))
    path = Path(setting).expanduser()
    if not path.is_file():
        raise ModelError(
            f"{path} does not exist; set the index setting question_adapter to a file,"
            f' to "{PACKAGED}" or to ""'
        )
    return path


def merge_adapter(transformer: torch.nn.Module, path: Path) -> None:
    """Add the adapter at `path` to the weights of `transformer`, in place: W + B A.

    :raises ModelError: the file is no such file, or a matrix of it has no place in the transformer
        or does not fit it.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        matrices = load_file(str(path))
    except SafetensorError as error:
        raise ModelError(f"{path} is no adapter: it cannot be read ({error})") from error
    layers = dict(transformer.named_modules())
    with torch.no_grad():
        for name in sorted(key.removesuffix(".A") for key in matrices if key.endswith(".A")):
            layer = layers.get(name)
            weight = getattr(layer, "weight", None)
            if weight is None:
                raise ModelError(f"{path}: the model has no layer {name}; it is another's adapter")
            change = matrices[f"{name}.B"].float() @ matrices[f"{name}.A"].float()
            if change.shape != weight.shape:
                raise ModelError(f"{path}: {name} is {tuple(change.shape)}, not the model's size")
            weight += change
