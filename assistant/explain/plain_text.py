"""An explanation in, lines for a terminal out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.explain.explanation import Explained, Explanation, Placed, Proposal, SideExplained
from assistant.explain.wording import ORIGINS
from assistant.plain_text import Style
from assistant.question import Question
from assistant.ranker import Part
from corpus.document import Speaker

__all__ = ["explanation_lines"]

_N_DOCUMENTS = 12
_N_PARTS = 6
_N_WANTED = 5


def explanation_lines(
    explanation: Explanation, style: Style | None = None, *, n_candidates: int = 10
) -> Iterator[str]:
    """What became of the passage asked for; then the question, the documents and each side."""
    style = style or Style()
    if explanation.wanted:
        yield from _heading("The passage asked for", style)
        for placed in explanation.wanted[:_N_WANTED]:
            yield from _placed(placed, style)
        others = Counter(placed.fate.value for placed in explanation.wanted[_N_WANTED:])
        for fate, count in others.items():
            yield from style.wrapped(f"… and {count} more {fate} (--json)", 2, "dim")
        yield ""
    yield from _heading("How the question was understood", style)
    yield from _understood(explanation.question, style)
    yield ""
    yield from _documents(explanation, style)
    for side in explanation.sides:
        yield ""
        yield from _side(side, explanation, style, n_candidates)
    refusal = explanation.answer.refusal
    if refusal is not None:
        yield ""
        yield from style.wrapped(f"Refused ({refusal.kind.value}): {refusal.message}", how="bold")


def _heading(text: str, style: Style) -> Iterator[str]:
    yield from style.wrapped(text, how="bold")


def _understood(question: Question, style: Style) -> Iterator[str]:
    councils = ", ".join(
        mention.name + ("" if mention.held else " (not held)") for mention in question.authorities
    )
    speaker = {Speaker.OFSTED: "Ofsted", Speaker.COUNCIL: "the council"}
    for name, value in (
        ("kind", question.kind.value),
        ("topic", question.topic),
        ("reading", question.reading),
        ("council", councils or "any"),
        ("speaker", speaker.get(question.speaker or Speaker.UNKNOWN, "any")),
        ("time", ", ".join(period.label for period in question.periods) or "any"),
        ("corrected", ", ".join(f"{c.typed} → {c.read_as}" for c in question.corrections)),
        ("carried", ", ".join(question.carried)),
    ):
        if value:
            yield from _row(name, value, style)
    for term in question.terms:
        told = f"{term.weight:.2f}  {term.text} ({ORIGINS.get(term.origin, term.origin)}; idea {term.concept})"
        yield from _row("term", told, style)


def _row(name: str, value: str, style: Style) -> Iterator[str]:
    lines = list(style.wrapped(value, 13))
    yield f"  {name:<11}{lines[0].lstrip()}"
    yield from lines[1:]


def _documents(explanation: Explanation, style: Style) -> Iterator[str]:
    admitted = [each for each in explanation.documents if each.admitted]
    n_documents = len(explanation.documents)
    if not n_documents:
        yield from _heading("No document was looked at", style)
        return
    yield from _heading(f"Documents that may answer: {len(admitted)} of {n_documents}", style)
    for each in admitted[:_N_DOCUMENTS]:
        sides = f" ({', '.join(each.sides)})" if each.sides else ""
        yield from style.wrapped(f"{each.record.source}{sides}", 2)
    if len(admitted) > _N_DOCUMENTS:
        yield from style.wrapped(f"… and {len(admitted) - _N_DOCUMENTS} more (--json)", 2, "dim")
    why = Counter(each.why for each in explanation.documents if not each.admitted)
    for reason, count in why.most_common():
        yield from style.wrapped(f"not: {count}: {reason}", 2, "dim")


def _side(
    side: SideExplained, explanation: Explanation, style: Style, n_candidates: int
) -> Iterator[str]:
    name = f"{side.label}: " if side.label else ""
    if not side.searches:
        told = side.missing or "answered by lines of grades, or a whole list, without ranking"
        yield from _heading(f"{name}{told}", style)
        return
    yield from _heading(f"{name}{len(side.candidates)} candidates", style)
    found = ", ".join(f"{count} {search}" for search, count in side.searches)
    yield from style.wrapped(f"proposed: {found}", 2)
    if side.answerability is not None:
        compared = "at least" if side.answerability >= explanation.refuse_below else "below"
        yield from style.wrapped(
            f"answerability {side.answerability:.2f}, {compared} {explanation.refuse_below:.2f}: "
            f"{_sum(side.proof)}, bias {side.bias:+.2f}",
            2,
        )
    for candidate in side.candidates[:n_candidates]:
        yield ""
        yield from _candidate(candidate, side, style)
    if len(side.candidates) > n_candidates:
        yield ""
        left = len(side.candidates) - n_candidates
        yield from style.wrapped(f"… and {left} more (--candidates, --json)", 2, "dim")


def _candidate(candidate: Explained, side: SideExplained, style: Style) -> Iterator[str]:
    rank = candidate.ranks[-1]
    lines = list(style.wrapped(f"“{candidate.text}”", 5))
    yield f"{'–' if rank is None else rank:>3}  {lines[0].lstrip()}"
    yield from lines[1:]
    place = f"{candidate.source}, page {candidate.page}"
    if candidate.passage_id is not None:
        place += f", passage {candidate.passage_id}"
    yield from style.wrapped(place, 5, "accent")
    yield from style.wrapped(f"{candidate.fate.value}: {candidate.why}", 5, "warn")
    yield from style.wrapped("proposed by " + "; ".join(map(_proposal, candidate.proposals)), 5)
    ranks = zip(side.stages, candidate.ranks, strict=True)
    places = ", ".join(f"{stage} {rank or '–'}" for stage, rank in ranks)
    yield from style.wrapped(f"place: {places}", 5)
    yield from style.wrapped(f"score {candidate.score:+.2f}: {_sum(candidate.parts)}", 5)


def _proposal(proposal: Proposal) -> str:
    ways = [
        f"{name} {rank}"
        for name, rank in (("meaning", proposal.dense_rank), ("words", proposal.lexical_rank))
        if rank is not None
    ]
    return f"{proposal.search} {proposal.rank} ({', '.join(ways) or 'neither way alone'})"


def _sum(parts: Sequence[Part]) -> str:
    """The largest summands, the others together."""
    ordered = sorted(parts, key=lambda part: -abs(part.points))
    told = [
        f"{part.name} {part.points:+.2f} ({part.value:.2f} × {part.weight:.2f})"
        for part in ordered[:_N_PARTS]
        if part.points
    ]
    rest = sum(part.points for part in ordered[_N_PARTS:])
    return ", ".join([*told, f"others {rest:+.2f}"])


def _placed(placed: Placed, style: Style) -> Iterator[str]:
    yield from style.wrapped(f"{placed.fate.value}: {placed.why}", 2, "warn")
    yield from style.wrapped(f"“{placed.text}”", 4)
    yield from style.wrapped(f"{placed.source}, page {placed.page}", 4, "accent")
