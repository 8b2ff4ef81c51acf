"""What a follow-up leaves unsaid, taken from the turns before it, as far as it is still meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from assistant.glossary import stem_key
from assistant.kinds import find_strand, is_grade_question
from assistant.periods import following, preceding
from assistant.question import AnswerKind, Part, Period, Question, Term
from assistant.topic import tidy

__all__ = ["asks_for_the_source", "carry"]

_FOLLOWING = re.compile(
    r"^\s*(?:and\b|but\b|also\b|what about\b|how about\b|or\b|so\b|then\b|same\b|ok\b|is that\b)",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:it|this|these|he|she|ones?|same|both|the other|(?<!is )(?<!are )(?<!was )(?<!were )there"
    r"|those(?!\s+(?:who|whose|that|leaving|living|placed|with|in|aged|at|under|over))"
    r"|that(?=\s*(?:[?.,!]|$|year|inspection|report|one\b|time|visit))"
    r"|(?:about|of|for|like|from|with|is|was|on|after|before|did|do|does|has|why) that)\b",
    re.IGNORECASE,
)
# "theirs" is of people named before: in the question itself or, where it names none, in an earlier one
_OF_PEOPLE = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_OF_PLACE = re.compile(r"\b(?:its|their|they|it)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:child(?:ren)?|kids?|young (?:people|person|adults?|carers?)|youngsters|teen\w*|pupils|babies|girls"
    r"|boys|parents|families|mums|dads|mothers|fathers|(?:foster )?carers|adopters|care leavers|leavers"
    r"|(?:social |youth |family )?workers|staff|managers|leaders|bosses|advis[eo]rs|officers|iros|pas"
    r"|councillors|members|schools|police|people|adults|women|men|apprentices|refugees|partners)\b",
    re.IGNORECASE,
)
_THAT_YEAR = re.compile(
    r"\b(?:(?:in |at |for )?(?:that|the same) (?:year|time|inspection|report)|back then|at the time)\b,?",
    re.IGNORECASE,
)
_META = re.compile(
    r"^\s*(?:(?:and\s+)?(?:which|what) (?:report|document|inspection|page|year) (?:is|was|are) (?:that|this|it)"
    r"(?: from)?|when was (?:that|this|it)|where (?:is|does) (?:that|this) (?:come )?from|who said that"
    r"|what(?:'s| is) the source)\s*\??\s*$",
    re.IGNORECASE,
)
# Whether what was said holds now: the same question of the latest inspection.
_STILL = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:(?:is|are|was|were|does|do)\s+(?:that|this|it|they|things|those|these)\s+)?"
    r"still\s+(?:the case|true|so|happening|correct|right|like that|going on|a problem|an issue)"
    r"(?:\s+(?:now|today|at the moment))?\s*\??\s*$",
    re.IGNORECASE,
)
_OF_GRADES = frozenset("better worse improved improve higher lower different good bad".split())
_BEFORE_THAT = re.compile(
    r"\b(?:(?:in |at )?(?:the )?(?:one|time|year|inspection|report|visit)s? )?before (?:that|this|then)(?: one)?\b"
    r"|^\W*(?:and |what about |but )*(?:the )?(?:one |time |inspection |report )?before\s*\??\s*$",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(
    r"\b(?:in |at )?(?:the )?(?:next|following|subsequent) (?:inspection|report|one|visit|time)\b"
    r"|\b(?:(?:the )?(?:one|time|inspection|report|visit) )?after that(?: one)?\b",
    re.IGNORECASE,
)
# "compare with Bristol", "how does that compare to Bristol?", "versus Bristol"
_WITH_BEFORE = re.compile(
    r"\bcompar(?:e[ds]?|ing|ison)\b[^?.]{0,24}?\b(?:with|to|against)\b|\b(?:versus|vs)\b",
    re.IGNORECASE,
)


def _relative(text: str, before: Sequence[Period]) -> Period | None:
    """The period that "before that" or "and after that" of a follow-up means; None for others."""
    named = before[0] if before else Period("latest", ordinal=-1)
    if _BEFORE_THAT.search(text):
        return preceding(named)
    if _AFTER_THAT.search(text):
        return following(named)
    return None


def _points_back(question: Question) -> bool:
    """Whether a pronoun of the question stands for something said before it."""
    text = question.text
    if question.authorities:
        text = _OF_PLACE.sub(" ", text)
    if _PRONOUN.search(text):
        return True
    theirs = _OF_PEOPLE.search(text)
    return theirs is not None and _PEOPLE.search(text[: theirs.start()]) is None


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


def _beside(question: Question, before: Question) -> Question | None:
    """`question` with the authorities of `before` beside the one it is to be compared with; None
    where it asks for no such comparison."""
    names = {mention.name for mention in question.authorities}
    others = tuple(mention for mention in before.authorities if mention.name not in names)
    if len(names) != 1 or not others or not _WITH_BEFORE.search(question.text):
        return None
    return replace(question, authorities=others + question.authorities, kind=AnswerKind.COMPARE)


def _worded(question: Question, change: Callable[[str], str]) -> Question:
    """`question` with its topic and reading changed, and tidied."""
    return replace(
        question,
        topic=tidy(change(question.topic)),
        reading=tidy(change(question.reading)),
    )


def carry(question: Question, before: Question, dropped: Collection[Part] = ()) -> Question:
    """`question` with what it leaves unsaid taken from `before`, all but the `dropped` parts."""
    before = _without(before, dropped)
    compared = _beside(question, before)
    if compared is not None:
        question = compared
    keeps_topic = Part.TOPIC not in dropped
    relative = _relative(question.text, before.periods)
    if relative is not None:
        question = replace(question, periods=(relative,))
        question = _worded(question, lambda text: _AFTER_THAT.sub("", _BEFORE_THAT.sub("", text)))
    if still := _STILL.match(question.text) is not None:
        periods = question.periods or (Period("latest", ordinal=-1),)
        question = replace(question, terms=(), periods=periods)
    own_words = [t for t in question.terms if t.origin == "typed"]
    if all(t.text.lower() in _OF_GRADES for t in own_words):
        if own_words and before.kind is AnswerKind.FINDING and not before.terms:
            before = replace(before, kind=AnswerKind.GRADE)  # a report as a whole has its grade
        if before.kind is AnswerKind.GRADE:
            own_words = []  # "and is it any better now?" asks for the grade again
    meta = bool(_META.match(question.text))
    follows = bool(_FOLLOWING.match(question.text)) or meta or still or relative is not None
    pronoun = _points_back(question)
    # a place and a topic of its own are a new question, however short
    short = len(own_words) <= 2 and not (question.authorities and own_words)
    elliptic = follows or pronoun or short
    carried: list[Part] = [Part.AUTHORITY] if compared is not None else []
    changes: dict[str, object] = {}
    if not question.authorities and before.authorities:
        changes["authorities"] = before.authorities
        carried.append(Part.AUTHORITY)
    if not elliptic:
        return replace(question, carried=tuple(carried), **changes)  # type: ignore[arg-type]
    same_place = not question.authorities or [a.name for a in question.authorities] == [
        a.name for a in before.authorities
    ]
    if len(before.authorities) > 1 and not question.authorities and not question.periods:
        changes["kind"] = AnswerKind.COMPARE
    that_year = bool(_THAT_YEAR.search(question.text))
    if (
        not question.periods
        and before.periods
        and (same_place or that_year or before.periods[0].latest)
    ):
        changes["periods"] = before.periods
        carried.append(Part.PERIOD)
        question = _worded(question, lambda text: _THAT_YEAR.sub("", text))
    if question.speaker is None and before.speaker is not None:
        changes["speaker"] = before.speaker
        carried.append(Part.SPEAKER)
    strand_only = find_strand(question.topic) is not None and len(own_words) <= 2
    why = (
        re.match(r"\W*(?:and |but |so )?(?:why|how come|what for)\b", question.text, re.I)
        is not None
    )
    grade_follows = (
        before.kind is AnswerKind.GRADE and question.kind is AnswerKind.FINDING and not why
    )
    grade_only = is_grade_question(before.topic) and find_strand(before.topic) is None
    if grade_follows and (strand_only or (not own_words and keeps_topic)):
        changes["kind"] = AnswerKind.GRADE
        carried.append(Part.KIND)
        if not own_words:
            changes["topic"] = before.topic
            changes["reading"] = before.reading
            changes["terms"] = before.terms
            changes["whole"] = before.whole
            carried.append(Part.TOPIC)
    elif not keeps_topic:
        pass  # the question's own words alone
    elif not own_words or meta:
        changes["topic"] = before.topic
        changes["reading"] = before.reading
        changes["terms"] = before.terms
        changes["whole"] = before.whole
        if meta:
            changes["kind"] = before.kind  # "when was that?" asks for the citation
        elif question.kind is AnswerKind.FINDING and not why and "kind" not in changes:
            changes["kind"] = (
                AnswerKind.FINDING if before.kind is AnswerKind.COMPARE else before.kind
            )
        carried.append(Part.TOPIC)
    elif before.topic and not grade_only and not (follows and len(own_words) >= 5 and not pronoun):
        mine = {stem_key(term.text) for term in question.terms}
        beyond = 1 + max((term.concept for term in question.terms), default=-1)
        inherited = tuple(
            Term(term.text, round(term.weight * 0.5, 3), "carried", term.concept + beyond)
            for term in before.terms
            if stem_key(term.text) not in mine
        )
        changes["topic"] = f"{question.topic} ({before.topic.rstrip('?. ')})".strip()
        changes["reading"] = f"{question.reading} ({before.reading.rstrip('?. ')})".strip()
        changes["terms"] = question.terms + inherited
        changes["whole"] = False
        carried.append(Part.TOPIC)
        if question.kind is AnswerKind.FINDING and before.kind is AnswerKind.IMPROVE and follows:
            changes["kind"] = AnswerKind.IMPROVE
    return replace(question, carried=tuple(carried), **changes)  # type: ignore[arg-type]


def asks_for_the_source(text: str) -> bool:
    """Whether `text` asks where, or by whom, what was shown is said: no topic of its own."""
    return bool(_META.match(text))
