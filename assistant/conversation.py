"""What a follow-up leaves unsaid, taken from the turns before it, as far as it is still meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from assistant.follow_up import (
    Shift,
    asks_elsewhere,
    asks_for_the_source,
    asks_since_when,
    asks_what_happened,
    asks_which_councils,
    asks_why,
    compares_both,
    find_shift,
    follows,
    has_own_frame,
    ideas,
    is_clause,
    is_courtesy,
    names_an_idea,
    narrows,
    opens_with_preposition,
    pick,
    points_back,
    sets_beside,
    starts_anew,
    typed_terms,
    wants_more,
    without_elsewhere,
    without_shift,
)
from assistant.glossary import stem_key
from assistant.kinds import asks_for_list, find_strand, is_grade_question
from assistant.periods import following, preceding
from assistant.question import AnswerKind, AuthorityMention, Part, Period, Question, Shown, Term
from assistant.topic import tidy

__all__ = ["Thread", "carry", "wordless"]

_THAT_YEAR = re.compile(
    r"\b(?:(?:in |at |for )?(?:that|the same) (?:year|time|inspection|report)|back then|at the time)\b,?",
    re.IGNORECASE,
)
_NOW_FIRST = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|right)\W+)*now\b\W*(?=(?:tell|show|what about|how about|do|for|the same|same)\b)",
    re.IGNORECASE,
)
_OF_GRADES = frozenset("better worse improved improve higher lower different good bad".split())
_OF_ALL = (None, "overall effectiveness")  # what a grade of the report as a whole names
_LATEST = Period("latest", ordinal=-1)
_FIRST = Period("first", ordinal=0)
_PREVIOUS = Period("previous", ordinal=-2)
_FEW = 2  # own words of a turn that goes on with what was asked before
_MANY = 5  # own words of a turn that stands by itself, even one that opens with "and"
# A follow-up asks for these again: "what must they improve?", "and for care leavers?"
_LASTING = (AnswerKind.IMPROVE, AnswerKind.TREND, AnswerKind.FIGURE)


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation so far.

    `last` is its last question with all that it took. `theme` is the latest question that named
    something by itself, as it was read alone: what a follow-up's own words are added to. `places`
    are the authorities asked about and `times` the periods, the last one last. `shown` are the extracts of its last answer,
    with those that it left out as shown before.
    """

    last: Question
    theme: Question | None = None
    places: tuple[AuthorityMention, ...] = ()
    times: tuple[Period, ...] = ()
    shown: tuple[Shown, ...] = ()

    def after(self, read: Question, whole: Question, shown: tuple[Shown, ...]) -> Thread:
        """The conversation after a turn that was `read` by itself, and is `whole` with what it took;
        its answer has `shown` extracts.
        """
        theme = self.theme
        # "and jobs?" after "what about housing?" is of the care leavers that both are about
        aspect = narrows(read) or points_back(read) or not is_clause(read.text)
        if ideas(read) and not (aspect and Part.TOPIC in whole.carried):
            theme = read
        named = {mention.name for mention in whole.authorities}
        kept = tuple(mention for mention in self.places if mention.name not in named)
        times = tuple(period for period in self.times if period not in whole.periods)
        return Thread(
            last=whole,
            theme=theme,
            places=kept + whole.authorities,
            times=times + whole.periods,
            shown=whole.shown + shown,
        )


def wordless(question: Question) -> Question:
    """`question` without words to look for."""
    return replace(question, topic="", reading="", terms=())


def carry(question: Question, so_far: Thread, dropped: Collection[Part] = ()) -> Question:
    """`question` with what it leaves unsaid taken from `so_far`, all but the `dropped` parts."""
    if is_courtesy(question.text):
        return wordless(replace(question, kind=AnswerKind.FINDING))
    before = _without(so_far.last, dropped)
    if Part.AUTHORITY in dropped:
        so_far = replace(so_far, places=())
    if Part.PERIOD in dropped:
        so_far = replace(so_far, times=())
    if asks_which_councils(question.text):
        if not (follows(question.text) or points_back(question)):
            return question
        before = replace(before, authorities=())
    keeps_topic = Part.TOPIC not in dropped
    if asks_for_the_source(question.text) and keeps_topic:
        return _asked_again(question, before)
    before = _of_what_was_found(question, before)
    named = question
    if before.kind is AnswerKind.TREND and _picks_the_first(question, before):
        graded = is_grade_question(before.topic)
        before = replace(before, kind=AnswerKind.GRADE if graded else AnswerKind.FINDING)
        question = replace(wordless(question), kind=before.kind, periods=(_FIRST,))
    question = _in_the_thread(question, so_far, before)
    before, words = _own_words(question, before)
    if not _leaves_unsaid(named, words):
        question = _with_place(question, before)
        return _with_grade(question, before, words) if follows(named.text) else question
    compares = len(before.authorities) > 1 and not question.authorities and not question.periods
    if compares and question.kind is not AnswerKind.TREND and not asks_elsewhere(question.text):
        question = replace(question, kind=AnswerKind.COMPARE)
    question = _with_place(question, before)
    question = _with_period(question, before)
    question = _with_speaker(question, before)
    whole = not words or (question.kind is AnswerKind.FINDING and not ideas(question))
    question = _with_grade(question, before, words)
    question = _with_kind(question, before, whole=whole)
    if not keeps_topic:
        return question
    if whole:
        return _with_whole_topic(question, before)
    if so_far.theme is None or not _goes_on(question, named, words):
        return question
    return _with_theme(question, so_far.theme, by_itself=not points_back(named))


def _of_what_was_found(question: Question, before: Question) -> Question:
    """`before` without the grades that it asks for, where the question asks what lay behind them."""
    behind = asks_why(question.text) or asks_what_happened(question)
    of_all = find_strand(before.topic) in _OF_ALL and is_grade_question(before.topic)
    if behind and of_all and not ideas(question):
        return wordless(replace(before, kind=AnswerKind.FINDING))
    return before


def _in_the_thread(question: Question, so_far: Thread, before: Question) -> Question:
    """`question` with what its words mean only after others: "what else?", "the second one?"."""
    if wants_more(question.text):
        question = replace(wordless(question), kind=AnswerKind.FINDING, shown=so_far.shown)
    if before.kind is AnswerKind.GRADE and asks_since_when(question.text):
        return replace(wordless(question), kind=AnswerKind.TREND, periods=())
    question = _elsewhere(_without_now(question))
    question = _of_two_times(question, so_far)
    question = _of_a_pair(question, before, so_far.places)
    return _in_time(question, before)


def _taking(question: Question, part: Part, **changes: object) -> Question:
    """`question` with `changes` that come from the conversation."""
    carried = (*question.carried, *(() if part in question.carried else (part,)))
    return replace(question, carried=carried, **changes)  # type: ignore[arg-type]


def _without(question: Question, dropped: Collection[Part]) -> Question:
    """`question` with the `dropped` parts left unsaid; its topic stays, since it may be a frame."""
    unsaid: Mapping[Part, dict[str, object]] = {
        Part.AUTHORITY: {"authorities": ()},
        Part.SPEAKER: {"speaker": None},
        Part.PERIOD: {"periods": ()},
        Part.KIND: {"kind": AnswerKind.FINDING},
    }
    for part in dropped:
        question = replace(question, **unsaid.get(part, {}))  # type: ignore[arg-type]
    return question


def _worded(question: Question, change: Callable[[str], str]) -> Question:
    """`question` with its topic and reading changed, and tidied."""
    return replace(
        question,
        topic=tidy(change(question.topic)),
        reading=tidy(change(question.reading)),
    )


def _asked_again(question: Question, before: Question) -> Question:
    """What was asked before, for its citations: "when was that?" looks for no date."""
    said = {
        Part.AUTHORITY: before.authorities,
        Part.PERIOD: before.periods,
        Part.SPEAKER: before.speaker,
        Part.TOPIC: before.topic,
    }
    carried = tuple(part for part, value in said.items() if value)
    return replace(before, corrections=question.corrections, carried=carried)


def _without_now(question: Question) -> Question:
    """`question` without the latest inspection where "now" only goes on to something else."""
    text = question.text.lower()
    named = any(f"now {mention.typed.lower()}" in text for mention in question.authorities)
    if question.periods == (_LATEST,) and (_NOW_FIRST.match(text) or named):
        return replace(question, periods=())
    return question


def _elsewhere(question: Question) -> Question:
    """`question` without the words that only say that other authorities are meant."""
    if not asks_elsewhere(question.text):
        return question
    question = _worded(question, without_elsewhere)
    left = set(stem_key(question.topic))
    kept = {t.concept for t in typed_terms(question) if left.issuperset(stem_key(t.text))}
    return replace(question, terms=tuple(t for t in question.terms if t.concept in kept))


def _of_two_times(question: Question, so_far: Thread) -> Question:
    """`question` of the last two periods where one council alone was asked about: "compare them"."""
    alone = len(so_far.places) == 1 and not question.authorities
    if alone and len(so_far.times) > 1 and compares_both(question.text):
        both = replace(wordless(question), kind=AnswerKind.TREND)
        return _taking(both, Part.PERIOD, periods=so_far.times[-2:])
    return question


def _of_a_pair(
    question: Question, before: Question, places: tuple[AuthorityMention, ...]
) -> Question:
    """`question` of both, or of one, of two authorities that were asked about: "compare them",
    "the second one?", "compare with Bristol".
    """
    names = {mention.name for mention in question.authorities}
    others = tuple(mention for mention in before.authorities if mention.name not in names)
    if len(names) == 1 and others and sets_beside(question.text):
        both = others + question.authorities
        return _taking(question, Part.AUTHORITY, authorities=both, kind=AnswerKind.COMPARE)
    pair = before.authorities if len(before.authorities) > 1 else places[-2:]
    if names or len(pair) < 2:
        return question
    if compares_both(question.text):
        alone = replace(wordless(question), kind=AnswerKind.COMPARE)
        return _taking(alone, Part.AUTHORITY, authorities=pair)
    picked = pick(question.text)
    current = {mention.name for mention in before.authorities}
    if picked == "other":
        rest = tuple(m for m in pair if len(current) > 1 or m.name not in current)[-1:]
    else:
        rest = pair[:1] if picked == "first" else pair[1:2]
    if picked is None:
        return question
    alone = replace(wordless(question), periods=(), kind=AnswerKind.FINDING)
    return _taking(alone, Part.AUTHORITY, authorities=rest)


def _in_time(question: Question, before: Question) -> Question:
    """`question` of the inspection that "the one before" and "has it improved?" mean, counted from
    the one asked about.
    """
    shift = find_shift(question.text)
    if shift is None:
        return _before_the_named(question, before)
    named = before.periods[0] if before.periods else _LATEST
    if shift in (Shift.CHANGED, Shift.WAS):
        if before.kind is AnswerKind.IMPROVE:
            return question
        question = replace(wordless(question), kind=AnswerKind.TREND, periods=())
        if named.latest:
            return question
        compared = (named, _LATEST) if shift is Shift.CHANGED else (preceding(named), named)
        return _taking(question, Part.PERIOD, periods=compared)
    if shift is Shift.LATEST:
        return replace(wordless(question), periods=question.periods or (_LATEST,))
    period = preceding(named) if shift is Shift.BEFORE else following(named)
    return _without_shift(replace(question, periods=(period,)))


def _picks_the_first(question: Question, before: Question) -> bool:
    """Whether the first of several inspections of one authority is asked for."""
    one = len(before.authorities) == 1 and not question.authorities
    return one and pick(question.text) == "first"


def _without_shift(question: Question) -> Question:
    """`question` without the words that go back or on in time, none left where it is all of them."""
    if not without_shift(question.text):
        return replace(wordless(question), kind=AnswerKind.FINDING)
    return _worded(question, without_shift)


def _before_the_named(question: Question, before: Question) -> Question:
    """`question` with "the previous report" counted from the inspection that was asked about."""
    relative = question.periods == (_PREVIOUS,) and not question.authorities
    if relative and before.periods and not ideas(question):
        return replace(question, periods=(preceding(before.periods[0]),))
    return question


def _own_words(question: Question, before: Question) -> tuple[Question, list[Term]]:
    """The words of `question` that are not of the grade asked for before; and that question, a
    grade's where it had no topic.
    """
    words = typed_terms(question)
    judges = question.kind is not AnswerKind.IMPROVE  # "what must improve?" asks for a list
    if judges and all(term.text.lower() in _OF_GRADES for term in words):
        if words and before.kind is AnswerKind.FINDING and not before.terms:
            before = replace(before, kind=AnswerKind.GRADE)  # a report as a whole has its grade
        if before.kind is AnswerKind.GRADE:
            words = []  # "and is it any better now?" asks for the grade again
    return before, words


def _leaves_unsaid(named: Question, words: list[Term]) -> bool:
    """Whether the question, `named` as it was read alone, needs more than a place from before."""
    if points_back(named) or find_shift(named.text):
        return True
    if starts_anew(named.text):
        return False
    if named.authorities and words and ideas(named):
        return False  # a place and a topic of its own are a new question, however short
    return follows(named.text) or len(words) <= _FEW or has_own_frame(named.text)


def _with_place(question: Question, before: Question) -> Question:
    if question.authorities or not before.authorities or asks_elsewhere(question.text):
        return question
    return _taking(question, Part.AUTHORITY, authorities=before.authorities)


def _with_period(question: Question, before: Question) -> Question:
    """`question` with the period of `before`: a year is one authority's, the latest is any's."""
    if question.periods or not before.periods or question.kind is AnswerKind.TREND:
        return question
    names = [mention.name for mention in question.authorities]
    same_place = names == [mention.name for mention in before.authorities]
    if not (same_place or before.periods[0].latest or _THAT_YEAR.search(question.text)):
        return question
    question = _worded(question, lambda text: _THAT_YEAR.sub("", text))
    return _taking(question, Part.PERIOD, periods=before.periods)


def _with_speaker(question: Question, before: Question) -> Question:
    if question.speaker is not None or before.speaker is None:
        return question
    return _taking(question, Part.SPEAKER, speaker=before.speaker)


def _with_grade(question: Question, before: Question, words: list[Term]) -> Question:
    """`question` of the grade that was asked for before: of another strand, or of the same."""
    plain = question.kind is AnswerKind.FINDING and not asks_why(question.text)
    strand_only = find_strand(question.topic) is not None and len(words) <= _FEW
    if plain and before.kind is AnswerKind.GRADE and (strand_only or not words):
        return _taking(question, Part.KIND, kind=AnswerKind.GRADE)
    return question


def _with_kind(question: Question, before: Question, *, whole: bool) -> Question:
    """`question` with the kind of answer asked for before, where it asks for none of its own."""
    if question.kind is not AnswerKind.FINDING or asks_why(question.text):
        return question
    if before.kind in _LASTING and whole:
        return replace(question, kind=before.kind)
    if before.kind is AnswerKind.COMPARE and whole and asks_for_list(before.topic):
        return replace(question, kind=AnswerKind.IMPROVE)
    if before.kind in _LASTING and follows(question.text):
        return _taking(question, Part.KIND, kind=before.kind)
    return question


def _with_whole_topic(question: Question, before: Question) -> Question:
    return _taking(
        question,
        Part.TOPIC,
        topic=before.topic,
        reading=before.reading,
        terms=before.terms,
        whole=before.whole,
    )


def _goes_on(question: Question, named: Question, words: list[Term]) -> bool:
    """Whether the question's own words are of what was asked before, not of something new."""
    if points_back(named):
        return True
    if has_own_frame(named.text):
        return narrows(question)
    return not (follows(named.text) and len(words) >= _MANY)


def _with_theme(question: Question, theme: Question, *, by_itself: bool) -> Question:
    """`question` with the topic of `theme` beside its own, at half the weight.

    `by_itself`: the question's own words must be answered too.
    """
    if not names_an_idea(theme):
        return question
    if (
        question.kind is AnswerKind.GRADE
        and _names_a_strand(question)
        and is_grade_question(theme.topic)
    ):
        return question  # the grade of another strand: the one before is no part of it
    mine = {stem_key(term.text) for term in question.terms}
    beyond = 1 + max((term.concept for term in question.terms), default=-1)
    inherited = tuple(
        Term(term.text, round(term.weight * 0.5, 3), "carried", term.concept + beyond)
        for term in theme.terms
        if stem_key(term.text) not in mine
    )
    return _taking(
        question,
        Part.TOPIC,
        topic=_joined(question.topic, theme.topic),
        reading=_joined(question.reading, theme.reading),
        terms=question.terms + inherited,
        whole=False,
        own_topic=question.topic if by_itself and ideas(question) else "",
    )


def _names_a_strand(question: Question) -> bool:
    return find_strand(question.topic) is not None


def _joined(own: str, before: str) -> str:
    """Both topics as one: "return home interviews for children placed out of area"."""
    before = before.rstrip("?. ")
    if opens_with_preposition(own):
        return f"{before} {own}".strip()
    return f"{own} ({before})".strip()
