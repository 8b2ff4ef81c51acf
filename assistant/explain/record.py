"""An explanation in, the record of it that programs read out: the format of docs/formats.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.explain.explanation import Explained, Explanation, Placed, Proposal, SideExplained
from assistant.ranker import Part
from assistant.record import ask_record

__all__ = ["explanation_record"]


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """What `findings explain --json` prints."""
    return {
        "answer": ask_record(explanation.answer),
        "terms": [
            {"text": t.text, "weight": t.weight, "origin": t.origin, "concept": t.concept}
            for t in explanation.question.terms
        ],
        "reading": explanation.question.reading,
        "documents": [
            {
                "document": each.record.id,
                "source": each.record.source,
                "admitted": each.admitted,
                "sides": list(each.sides),
                "why": each.why,
            }
            for each in explanation.documents
        ],
        "sides": [_side(side) for side in explanation.sides],
        "refuse_below": explanation.refuse_below,
        "wanted": [_placed(placed) for placed in explanation.wanted],
    }


def _side(side: SideExplained) -> dict[str, Any]:
    return {
        "label": side.label,
        "missing": side.missing,
        "searches": dict(side.searches),
        "stages": list(side.stages),
        "answerability": side.answerability,
        "bias": side.bias,
        "signals": _parts(side.proof),
        "candidates": [_explained(candidate, side.stages) for candidate in side.candidates],
    }


def _explained(candidate: Explained, stages: Sequence[str]) -> dict[str, Any]:
    return {
        "document": candidate.key[0],
        "sentence": candidate.key[1],
        "source": candidate.source,
        "page": candidate.page,
        "start": candidate.span.start,
        "end": candidate.span.end,
        "text": candidate.text,
        "passage": candidate.passage_id,
        "score": candidate.score,
        "parts": _parts(candidate.parts),
        "proposed": [_proposal(proposal) for proposal in candidate.proposals],
        "ranks": dict(zip(stages, candidate.ranks, strict=True)),
        "fate": candidate.fate.value,
        "why": candidate.why,
        "extract": candidate.extract,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "search": proposal.search,
        "rank": proposal.rank,
        "dense": proposal.dense,
        "dense_rank": proposal.dense_rank,
        "lexical": proposal.lexical,
        "lexical_rank": proposal.lexical_rank,
    }


def _placed(placed: Placed) -> dict[str, Any]:
    return {
        "document": placed.key[0],
        "sentence": placed.key[1],
        "source": placed.source,
        "page": placed.page,
        "text": placed.text,
        "fate": placed.fate.value,
        "why": placed.why,
    }


def _parts(parts: Sequence[Part]) -> dict[str, dict[str, float]]:
    return {
        part.name: {"value": part.value, "weight": part.weight, "points": part.points}
        for part in parts
    }
