"""Fit the encoder's adapter for questions; write index/data/question_adapter.safetensors.

    python -m benchmarks.training.question_adapter --data DATA --pairs pairs.jsonl --output FILE

Only the question's side learns: vectors of sentences stay those of the index, so that nothing has
to be encoded again. A low-rank change (LoRA, Hu et al. 2021) of every linear layer is fitted by
cross-entropy over the gold sentence, the other questions' gold sentences and the hardest
sentences of the same document (InfoNCE, van den Oord et al. 2018, temperature 0.05). Sentences
nearly the same as the gold one are not held against it. Two processors need about five minutes an
epoch for 5,000 pairs.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn import functional

from assistant.candidates import find_candidates
from assistant.pipeline import Assistant
from assistant.question import AnswerKind
from assistant.understand import understand
from benchmarks.training.examples import training_pairs
from benchmarks.training.low_rank import insert_low_rank
from corpus.document import Span
from index.engine import Vectors
from index.local import open_engine
from index.model import find_model
from index.settings import DEFAULT_MODEL, IndexSettings

_RANK = 16
_RATE = 6e-4
_BATCH = 48
_TEMPERATURE = 0.05
_N_HARD = 40
_SAME = 0.88  # cosine above which a sentence says what the gold one says


@dataclass(frozen=True, slots=True)
class Pair:
    """A question in its wordings, its gold sentences and the hardest others: float32 rows."""

    wordings: tuple[str, ...]
    gold: torch.Tensor
    others: torch.Tensor


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    options = parser.parse_args(argv)
    random.seed(0)
    torch.manual_seed(0)

    # negatives are proposed by the plain encoder: the adapter is what is to be learned
    engine = open_engine(options.data, replace(IndexSettings(), question_adapter=""))
    pairs = list(_pairs(Assistant(engine), options.pairs))
    model = SentenceTransformer(str(find_model(DEFAULT_MODEL).path), device="cpu")
    transformer: nn.Module = model[0].auto_model  # type: ignore[assignment]
    adapted = insert_low_rank(transformer, _RANK)
    parameters = [p for layer in adapted.values() for p in (layer.A, layer.B)]
    optimiser = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=0.01)
    n_steps = options.epochs * math.ceil(len(pairs) / _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * n_steps)) * (1 - step / n_steps)
    )
    for epoch in range(options.epochs):
        transformer.train()
        random.shuffle(pairs)
        total = 0.0
        for first in range(0, len(pairs), _BATCH):
            loss = _loss(model, pairs[first : first + _BATCH])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / math.ceil(len(pairs) / _BATCH):.3f}", flush=True)
    matrices = {}
    for name, layer in adapted.items():
        matrices[f"{name}.A"] = layer.A.detach().half().contiguous()
        matrices[f"{name}.B"] = layer.B.detach().half().contiguous()
    save_file(matrices, str(options.output))
    return 0


def _loss(model: SentenceTransformer, batch: Sequence[Pair]) -> torch.Tensor:
    features = model.tokenize([random.choice(pair.wordings) for pair in batch])  # noqa: S311
    questions = functional.normalize(model(features)["sentence_embedding"], dim=-1)
    gold = torch.stack([pair.gold[random.randrange(len(pair.gold))] for pair in batch])  # noqa: S311
    others = torch.stack([pair.others for pair in batch])
    across = questions @ gold.T
    alike = (gold @ gold.T > 0.9).float()
    alike.fill_diagonal_(0)
    within = torch.einsum("bd,bnd->bn", questions, others)
    same = (torch.einsum("bd,bnd->bn", gold, others) > _SAME).float()
    logits = torch.cat([across - 10 * alike, within - 10 * same], dim=1) / _TEMPERATURE
    return functional.cross_entropy(logits, torch.arange(len(batch)))


def _pairs(assistant: Assistant, path: Path) -> Iterator[Pair]:
    """The pairs of `path` whose documents are held, with their hardest negatives."""
    engine = assistant.engine
    for text, document_id, start, end in training_pairs(path):
        question = understand(text, assistant.lexicon)
        if question.kind in (AnswerKind.COMPARE, AnswerKind.TREND):
            question = replace(question, kind=AnswerKind.FINDING)
        topic, reading = question.topic or text, question.reading or text
        candidates = assistant.ranker.rank(
            topic,
            find_candidates(
                question,
                engine,
                {document_id[:16]: 0},
                assistant.read,
                vectors=engine.encode_questions([topic, reading]),
                n_candidates=assistant.settings.n_candidates,
            ),
        )
        span = Span(start, end)
        gold: list[Vectors] = []
        others: list[Vectors] = []
        for candidate in candidates:
            own = candidate.document.document.sentences[candidate.index].span
            shared = min(own.end, span.end) - max(own.start, span.start)
            (gold if 2 * shared >= len(own) or own.covers(span) else others).append(
                candidate.vector
            )
        if gold:
            rows = np.zeros((_N_HARD, len(gold[0])), dtype=np.float32)
            rows[: len(others[:_N_HARD])] = others[:_N_HARD]
            yield Pair(
                (topic, topic, reading, text), torch.tensor(np.stack(gold)), torch.tensor(rows)
            )


if __name__ == "__main__":
    raise SystemExit(main())
