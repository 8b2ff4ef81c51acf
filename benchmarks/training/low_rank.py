"""Low-rank changes of a transformer's linear layers (LoRA, Hu et al. 2021)."""

from __future__ import annotations

import math

import torch
from torch import nn

__all__ = ["LowRank", "insert_low_rank"]

_LAYERS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class LowRank(nn.Module):
    """A linear layer with a change of low rank: x W + x A B."""

    def __init__(self, layer: nn.Linear, rank: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.layer = layer
        scale = math.sqrt(layer.in_features)
        self.A = nn.Parameter(torch.randn(rank, layer.in_features) / scale)
        self.B = nn.Parameter(torch.zeros(layer.out_features, rank))
        self.dropout = nn.Dropout(dropout)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """The layer's output with the change added."""
        changed: torch.Tensor = self.layer(values) + (self.dropout(values) @ self.A.T) @ self.B.T
        return changed


def insert_low_rank(transformer: nn.Module, rank: int, dropout: float = 0.0) -> dict[str, LowRank]:
    """Put low-rank layers in the place of the linear ones; the rest stays as it is."""
    for parameter in transformer.parameters():
        parameter.requires_grad = False
    adapted: dict[str, LowRank] = {}
    for name, module in list(transformer.named_modules()):
        if isinstance(module, nn.Linear) and name.endswith(_LAYERS):
            parent = transformer.get_submodule(name.rsplit(".", 1)[0])
            adapted[name] = LowRank(module, rank, dropout)
            setattr(parent, name.rsplit(".", 1)[1], adapted[name])
    return adapted
