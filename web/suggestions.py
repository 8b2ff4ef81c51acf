"""What to ask next: questions made from what is loaded, each asked before it is offered.

They are worked out after an answer is shown, so that no reader waits for them, and kept as long as
the generation that answers them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from assistant.answer import Answer, Confidence, NoticeKind
from assistant.question import AnswerKind, Choices, Part, Question
from web.collection import Reading
from web.conversations import Asked, Entry
from web.holdings import examples, holdings
from web.wording import topic_words

__all__ = ["Suggestion", "known_suggestions", "suggestions"]

Ask = Callable[[str, Choices], Answer]

N_SUGGESTIONS = 4
_N_KEPT = 500  # answers whose suggestions are remembered
_SURE = (Confidence.HIGH, Confidence.MEDIUM)
_ONE_SUBJECT = (AnswerKind.FINDING, AnswerKind.FIGURE, AnswerKind.IMPROVE)

# A word that tells that the theme was asked about, and how to ask about it.
_THEMES = (
    ("improve", "What must {authority} improve?"),
    ("leaver", "What did inspectors say about care leavers in {authority}?"),
    ("caseload", "What did inspectors say about social workers’ caseloads in {authority}?"),
    ("judged", "How was {authority} judged overall?"),
    ("missing", "What did inspectors say about children who go missing in {authority}?"),
    ("foster", "What did inspectors say about foster carers in {authority}?"),
    ("leaders", "What did inspectors say about leaders in {authority}?"),
)
_SUBJECTS = (
    "care leavers",
    "social workers’ caseloads",
    "foster carers",
    "children who go missing",
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question to ask next, with its choices, and what its button says."""

    label: str
    asked: Asked


def known_suggestions(reading: Reading, entries: Sequence[Entry]) -> tuple[Suggestion, ...] | None:
    """The suggestions after the last of `entries`, where they were worked out before; else None."""
    return _kept(reading).get(_question_of(entries).key)


def suggestions(reading: Reading, entries: Sequence[Entry], ask: Ask) -> tuple[Suggestion, ...]:
    """Up to four questions to ask after the last of `entries`; `ask` has answered each."""
    found = known_suggestions(reading, entries)
    if found is None:
        found = tuple(islice(_suggested(reading, entries, ask), N_SUGGESTIONS))
        with reading.lock:
            kept = _kept(reading)
            kept[_question_of(entries).key] = found
            while len(kept) > _N_KEPT:
                del kept[next(iter(kept))]
    return found


def _question_of(entries: Sequence[Entry]) -> Entry:
    """The last of `entries` that is a question, and not more like an extract of its answer."""
    return next(entry for entry in reversed(entries) if entry.asked.like is None)


def _kept(reading: Reading) -> dict[str, tuple[Suggestion, ...]]:
    kept = reading.once.setdefault("suggestions", {})
    return cast(dict[str, tuple[Suggestion, ...]], kept)


def _suggested(reading: Reading, entries: Sequence[Entry], ask: Ask) -> Iterator[Suggestion]:
    entry = _question_of(entries)
    answer = entry.answer
    authority = _authority(answer, reading) if answer else None
    if answer is not None and authority is not None:
        yield from _neighbouring(reading, ask, entry.asked, answer, authority)
        yield from _compared(ask, entry.asked, answer, authority)
    said = " ".join(one.asked.question for one in entries).lower()
    for question in _further(reading, answer, authority):
        new = not any(word in said for word, wording in _THEMES if word in question.lower())
        if new and question.lower() not in said and _is_answered(reading, ask, question):
            yield Suggestion(question, Asked(question, Choices(dropped=frozenset(Part))))


def _further(reading: Reading, answer: Answer | None, authority: str | None) -> Iterable[str]:
    """Questions on other themes: about the authority, the two compared, or whatever is held."""
    if authority is not None:
        wordings = [wording.format(authority=authority) for _, wording in _THEMES]
        return [wording.replace("s’s ", "s’ ") for wording in wordings]
    names = [mention.name for mention in answer.question.authorities] if answer else []
    held = [name for name in names if name in holdings(reading).authorities]
    if len(held) == 2:
        return [f"Compare {held[0]} and {held[1]} on {theme}" for theme in _SUBJECTS]
    return examples(reading)


def _authority(answer: Answer, reading: Reading) -> str | None:
    named = [mention.name for mention in answer.question.authorities if mention.held]
    if named:
        return named[0] if len(named) == 1 else None
    return answer.extracts[0].citation.authority if answer.extracts else None


def _alone(asked: Asked, question: Question) -> Choices:
    """Choices with which the question means the same outside its conversation, but for its time."""
    choices = replace(asked.choices, dropped=frozenset(Part))
    if Part.AUTHORITY in question.carried:
        names = tuple(mention.name for mention in question.authorities)
        choices = replace(choices, authorities=names)
    if Part.SPEAKER in question.carried:
        choices = replace(choices, speaker=question.speaker)
    if Part.TOPIC in question.carried:
        choices = replace(choices, topic=topic_words(question.topic))
    if Part.KIND in question.carried or Part.TOPIC in question.carried:
        choices = replace(choices, kind=question.kind)
    return choices


def _neighbouring(
    reading: Reading, ask: Ask, asked: Asked, answer: Answer, authority: str
) -> Iterator[Suggestion]:
    """The same question of the inspection after the one that answered, or else before it."""
    if answer.question.kind is AnswerKind.TREND:
        return
    held = holdings(reading).inspections.get(authority, ())
    cited = {extract.citation.inspected_to for extract in answer.extracts}
    places = [i for i, inspected in enumerate(held) if inspected.last in cited]
    if answer.extracts and not places:
        return
    nearby = [places[0] - 1, places[0] + 1] if places else range(min(2, len(held)))
    for place in nearby:
        if not 0 <= place < len(held):
            continue
        period = held[place].period
        choices = replace(_alone(asked, answer.question), authorities=(authority,), period=period)
        if _answers(ask, asked.question, choices):
            label = f"Ask the same of the inspection of {period.label}"
            yield Suggestion(label, Asked(asked.question, choices))
            return


def _compared(ask: Ask, asked: Asked, answer: Answer, authority: str) -> Iterator[Suggestion]:
    """The same question of this authority and of the one that says most on it."""
    if not answer.answered or answer.question.kind not in _ONE_SUBJECT:
        return
    alone = replace(_alone(asked, answer.question), period=None)
    everywhere = ask(asked.question, replace(alone, authorities=()))
    others = dict.fromkeys(e.citation.authority for e in everywhere.extracts)
    other = next((name for name in others if name not in (None, authority)), None)
    if other is None:
        return
    choices = replace(alone, authorities=(authority, other), kind=AnswerKind.COMPARE)
    if _answers(ask, asked.question, choices):
        yield Suggestion(
            f"Compare {authority} with {other} on this", Asked(asked.question, choices)
        )


def _is_answered(reading: Reading, ask: Ask, question: str) -> bool:
    """Whether a question has a likely answer; asked once for a generation."""
    known = cast(dict[str, bool], reading.once.setdefault("themes", {}))
    if question not in known:
        known[question] = _answers(ask, question, Choices(dropped=frozenset(Part)))
    return known[question]


def _answers(ask: Ask, question: str, choices: Choices) -> bool:
    """Whether it has a likely answer, of every side where several are compared."""
    answer = ask(question, choices)
    one_sided = any(notice.kind is NoticeKind.NOTHING_LOCATED for notice in answer.notices)
    return answer.confidence in _SURE and not one_sided
