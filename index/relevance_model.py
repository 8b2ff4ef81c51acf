"""The packaged re-ranker as a PyTorch module: a transformer that reads question and text together.

It is the encoder's own transformer with a low-rank adapter (LoRA, Hu et al. 2021) and one linear
layer over the mean of its token vectors, fitted by `benchmarks/training/reranker.py` on this
project's questions. PyTorch is imported here and where it is converted, nowhere on the way to an
answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from transformers import AutoModel

from index.adapter import merge_adapter
from index.errors import ModelError

__all__ = ["RelevanceModel"]

_TOKEN_TYPES = "embeddings.token_type_embeddings.weight"  # noqa: S105 - the name of a matrix


class RelevanceModel(torch.nn.Module):
    """Word pieces of question and text in, one number for each pair out; more is more relevant."""

    def __init__(self, transformer: Path, adapter: Path) -> None:
        """Take the transformer's folder and the file of what was fitted to it.

        :raises ModelError: the file does not belong to the transformer.
        """
        super().__init__()
        model = AutoModel.from_pretrained(str(transformer), local_files_only=True)
        self.transformer: torch.nn.Module = model.float().eval()
        merge_adapter(self.transformer, adapter)
        matrices = load_file(str(adapter))
        try:
            weight, bias = matrices["head.weight"].float(), matrices["head.bias"].float()
            types = matrices[_TOKEN_TYPES].float()
        except KeyError as error:
            raise ModelError(f"{adapter}: {error.args[0]} is missing; it is no re-ranker") from None
        with torch.no_grad():
            cast(torch.Tensor, self.transformer.get_parameter(_TOKEN_TYPES)).copy_(types)
        self.head = torch.nn.Linear(weight.shape[1], 1)
        self.head.load_state_dict({"weight": weight, "bias": bias})

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> torch.Tensor:
        """Logits: float32, (n_pairs,)."""
        tokens = self.transformer(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
        pooled = (tokens * mask).sum(dim=1) / mask.sum(dim=1)
        logits: torch.Tensor = self.head(pooled).squeeze(-1)
        return logits
