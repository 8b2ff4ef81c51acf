"""Fit the re-ranker to examples; write index/data/reranker.safetensors.

    python -m benchmarks.training.reranker --examples examples.jsonl.gz --output FILE [--device cuda]

The encoder's transformer learns to read question and text together: a low-rank change (LoRA, Hu
et al. 2021) of every linear layer, the token types, and one linear layer over the mean of the
token vectors. The loss is the sum of a listwise part, cross-entropy of the answering text among
others of the same question, and a pointwise one, binary cross-entropy, in which near misses count
as texts that do not answer. One graphics card needs about two minutes, two processors some hours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from benchmarks.training.low_rank import insert_low_rank

Tokenizer: TypeAlias = Any  # transformers does not type what it makes

_RANK = 32
_EPOCHS = 5
_RATE = 5e-4
_BATCH = 24
_N_OTHERS = 12  # texts beside the answering one, two thirds of them among the best twenty
_NEAR_SHARE = 0.5  # of the near misses that are used
_POINTWISE = 0.5
_OTHERS_WEIGHT = 0.7  # of all other texts together: some may answer as well
_MAX_PIECES = 128


@dataclass(frozen=True, slots=True)
class Example:
    """A question's wordings and texts; the first `n_own` answer it, or look as if they did."""

    wordings: list[str]
    texts: list[str]
    n_own: int
    answers: bool


class Reader(nn.Module):
    """Logits of pairs."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.transformer: nn.Module = AutoModel.from_pretrained(folder).float()
        self.adapted = insert_low_rank(self.transformer, _RANK, dropout=0.1)
        self.types = self.transformer.get_parameter("embeddings.token_type_embeddings.weight")
        self.types.requires_grad = True
        self.head = nn.Linear(self.types.shape[1], 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """Logits: float32, (n_pairs,)."""
        tokens = self.transformer(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).to(tokens.dtype)
        logits: torch.Tensor = self.head((tokens * mask).sum(1) / mask.sum(1)).squeeze(-1)
        return logits.float()


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--model", help="folder of the encoder; default: the packaged one")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    options = parser.parse_args(argv)
    random.seed(1)
    torch.manual_seed(1)
    folder = options.model or _packaged()
    examples = _read(options.examples)
    tokenizer: Tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Reader(folder).to(options.device).train()
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=0.01)
    n_steps = options.epochs * math.ceil(len(examples) / _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1.0, (step + 1) / (0.1 * n_steps)) * max(0.02, 1 - step / n_steps),
    )
    for epoch in range(options.epochs):
        random.shuffle(examples)
        total = 0.0
        for first in range(0, len(examples), _BATCH):
            loss = _loss(model, tokenizer, examples[first : first + _BATCH], options.device)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(
            f"epoch {epoch + 1}: loss {total / math.ceil(len(examples) / _BATCH):.3f}", flush=True
        )
    save_file(_matrices(model), str(options.output))
    return 0


def _packaged() -> str:
    from index.model import find_model
    from index.settings import DEFAULT_MODEL

    return str(find_model(DEFAULT_MODEL).path)


def _read(path: Path) -> list[Example]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [Example(**json.loads(line)) for line in lines]
    return [e for e in found if e.answers or random.random() < _NEAR_SHARE]  # noqa: S311


def _loss(
    model: Reader, tokenizer: Tokenizer, batch: Sequence[Example], device: str
) -> torch.Tensor:
    questions: list[str] = []
    texts: list[str] = []
    groups: list[tuple[Example, slice]] = []
    for example in batch:
        # the topic as the pipeline asks it, twice as often as the other wordings
        question = random.choice([example.wordings[0], *example.wordings])  # noqa: S311
        own = random.choice(example.texts[: example.n_own])  # noqa: S311
        chosen = [own, *_others(example)]
        groups.append((example, slice(len(texts), len(texts) + len(chosen))))
        questions += [question] * len(chosen)
        texts += chosen
    encoded = tokenizer(
        questions, texts, padding=True, truncation=True, max_length=_MAX_PIECES, return_tensors="pt"
    )
    inputs = {name: value.to(device) for name, value in encoded.items()}
    logits = model(inputs)
    listwise: list[torch.Tensor] = []
    pointwise: list[torch.Tensor] = []
    for example, place in groups:
        group = logits[place]
        truth = torch.zeros_like(group)
        weight = torch.full_like(group, 0.1)
        weight[0] = 1.0
        if example.answers:
            truth[0] = 1.0
            weight[1:] = _OTHERS_WEIGHT / max(1, len(group) - 1)
            listwise.append(-functional.log_softmax(group, dim=0)[0])
        pointwise.append(
            functional.binary_cross_entropy_with_logits(group, truth, weight, reduction="sum")
        )
    total = _POINTWISE * torch.stack(pointwise).mean()
    return total + torch.stack(listwise).mean() if listwise else total


def _others(example: Example) -> list[str]:
    rest = example.texts[example.n_own :]
    if not example.answers:
        return random.sample(rest, min(3, len(rest)))
    hard, easy = rest[:20], rest[20:]
    n_hard = min(_N_OTHERS * 2 // 3, len(hard))
    return random.sample(hard, n_hard) + random.sample(easy, min(_N_OTHERS - n_hard, len(easy)))


def _matrices(model: Reader) -> dict[str, torch.Tensor]:
    found = {"embeddings.token_type_embeddings.weight": model.types}
    found |= {f"head.{name}": value for name, value in model.head.named_parameters()}
    for name, layer in model.adapted.items():
        found |= {f"{name}.A": layer.A, f"{name}.B": layer.B}
    return {name: value.detach().half().cpu().contiguous() for name, value in found.items()}


if __name__ == "__main__":
    raise SystemExit(main())
