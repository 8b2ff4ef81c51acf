"""A question as typed, with the turns before it, becomes a :class:`Question` as understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Thread, carry, wordless
from assistant.follow_up import (
    Shift,
    asks_for_the_source,
    compares_both,
    find_shift,
    hangs,
    is_courtesy,
    names_nothing,
    pick,
    sets_beside,
    without_shift,
)
from assistant.improve import subject_words
from assistant.inspection_dates import INSPECTION_DATES, asks_for_dates, asks_for_the_last
from assistant.intent import frame, load_intents
from assistant.kinds import find_kind, intended_kind
from assistant.lexicon import Lexicon
from assistant.mentions import (
    compared,
    distinct,
    find_mentions,
    mask,
    spans_of,
    told_of,
    without_excluded,
)
from assistant.overview import asks_for_overview
from assistant.periods import find_periods
from assistant.question import (
    ANY_TIME,
    AS_ASKED,
    AnswerKind,
    AuthorityMention,
    Choices,
    Correction,
    Part,
    Period,
    Question,
    Term,
    Turn,
)
from assistant.speakers import find_speaker, spell_inspectors
from assistant.spelling import correct
from assistant.topic import STOP_WORDS, clean, read_topic, tidy
from corpus.document import Speaker

__all__ = ["understand", "without_authorities"]


def understand(
    text: str,
    lexicon: Lexicon,
    history: Sequence[Turn] = (),
    choices: Choices = AS_ASKED,
) -> Question:
    """Return `text` as understood after `history`; the reader's own `choices` win."""
    question = _read(text, lexicon)
    so_far = _read_turns(history, lexicon)
    if so_far is not None:
        question = _carry(question, so_far, choices)
    question = _choose(question, lexicon, choices)
    stands = so_far is not None or question.authorities or choices.topic is not None
    return question if stands or not hangs(question) else wordless(question)


def _carry(question: Question, so_far: Thread, choices: Choices) -> Question:
    """`question` in the light of those before it: when an inspection took place adds nothing to what it
    found, nor the other way round.
    """
    last = so_far.last
    if last.topic == INSPECTION_DATES and not _asks_the_same(question):
        last = wordless(replace(last, kind=AnswerKind.FINDING))
    elif question.topic == INSPECTION_DATES and not asks_for_the_source(question.text):
        last = wordless(last)
    if last is not so_far.last:
        so_far = replace(so_far, last=last, theme=None)
    return carry(question, so_far, choices.dropped)


def _asks_the_same(question: Question) -> bool:
    """Whether `question` names nothing but a place or a time, or points to what was shown: "and Slough?"."""
    text = question.text
    if asks_for_the_source(text) or sets_beside(text) or compares_both(text) or pick(text):
        return True
    for mention in question.authorities:
        text = text.replace(mention.typed, " ")
    text = mask(text, find_periods(text).spans)
    steps = find_shift(text) in (Shift.BEFORE, Shift.AFTER, Shift.LATEST)
    return names_nothing(without_shift(text) if steps else text)


def _choose(question: Question, lexicon: Lexicon, choices: Choices) -> Question:
    """`question` with what the reader chose beside it, which nothing else then counts against."""
    chosen: dict[Part, dict[str, object]] = {}
    if choices.authorities is not None:
        mentions = [AuthorityMention(n, n, n in lexicon.held) for n in choices.authorities]
        kind = question.kind
        if len(mentions) > 1 and kind is AnswerKind.FINDING:
            kind = AnswerKind.COMPARE
        elif len(mentions) < 2 and kind is AnswerKind.COMPARE:
            kind = AnswerKind.FINDING
        chosen[Part.AUTHORITY] = {"authorities": tuple(mentions), "kind": kind}
    if choices.speaker is not None:
        named = choices.speaker is not Speaker.UNKNOWN
        chosen[Part.SPEAKER] = {"speaker": choices.speaker if named else None}
    if choices.period is not None:
        chosen[Part.PERIOD] = {"periods": () if choices.period == ANY_TIME else (choices.period,)}
        if choices.period != ANY_TIME and question.kind is AnswerKind.TREND:
            chosen[Part.KIND] = {"kind": AnswerKind.FINDING}  # one time shows no change
    if choices.topic is not None:
        topic, corrections = correct(
            clean(choices.topic),
            lexicon.vocabulary,
            keep=_kept(choices.topic, lexicon),
            joined=lexicon.glossary.joined,
        )
        read = read_topic(topic, lexicon.glossary)
        chosen[Part.TOPIC] = {
            "topic": topic,
            "reading": read.reading,
            "terms": read.terms,
            "whole": False,
            "own_topic": "",
            "corrections": question.corrections + tuple(corrections),
        }
    if choices.kind is not None:
        chosen[Part.KIND] = {"kind": choices.kind}
    for part, changes in chosen.items():
        carried = tuple(other for other in question.carried if other is not part)
        question = replace(question, carried=carried, **changes)  # type: ignore[arg-type]
    return question


def _read_turns(history: Sequence[Turn], lexicon: Lexicon) -> Thread | None:
    """The conversation so far, each turn read in the light of those before; None before it began."""
    so_far: Thread | None = None
    for turn in history:
        read = _read(turn.question, lexicon)
        if is_courtesy(read.text) or (asks_for_the_source(read.text) and so_far is not None):
            continue
        if turn.off_subject:
            read = wordless(replace(read, kind=AnswerKind.FINDING))
        whole = read if so_far is None else _carry(read, so_far, turn.choices)
        whole = _choose(whole, lexicon, turn.choices)
        if turn.choices.topic is not None:
            read = whole
        so_far = (so_far or Thread(whole)).after(read, whole, turn.shown)
    return so_far


def _read(text: str, lexicon: Lexicon) -> Question:
    typed = clean(text)
    shouted = typed.isupper() and len(typed.split()) > 2
    # in capitals throughout no word is a name, nor any right
    plain, corrections = spell_inspectors(typed.lower() if shouted else typed, lexicon.vocabulary)
    plain = without_excluded(plain, lexicon)
    mentions, misspelt = find_mentions(plain, lexicon)
    corrections += misspelt
    if not compared(plain, mentions):
        # "what went wrong with sharing managers with Cambridgeshire": the second is the topic
        mentions = told_of(plain, mentions, lexicon)
    masked = mask(plain, [*spans_of(plain, mentions)])
    periods = find_periods(masked)
    spoken = find_speaker(plain)
    topic = mask(masked, [*periods.spans, *spoken.spans])
    topic = tidy(topic)
    topic, more = correct(
        topic, lexicon.vocabulary, keep=_kept(plain, lexicon), joined=lexicon.glossary.joined
    )
    corrections += more
    asked = _as_read(masked, more)
    authorities = distinct(mentions)
    kind = find_kind(
        tidy(asked),
        n_authorities=len(authorities),
        n_periods=periods.n_compared,
        since=periods.since,
    )
    whole = False
    if len(authorities) < 2:
        framed = frame(asked)
        kind, whole = intended_kind(kind, load_intents().of(framed), topic, framed)
        if kind is AnswerKind.GRADE and periods.unread and not periods.periods:
            kind = (
                AnswerKind.TREND
            )  # "its old grade": every inspection's, not the latest as if it were that
    if kind is AnswerKind.FINDING and asks_for_overview(topic):
        topic = ""
    times = periods.periods
    if asks_for_dates(tidy(masked), times):
        topic, kind, whole = INSPECTION_DATES, _of_dates(kind), False
        if not times and asks_for_the_last(masked):
            times = (Period("latest", ordinal=-1),)
    read = read_topic(topic, lexicon.glossary)
    whole = whole and not _names_a_subject(read.terms)
    if kind is AnswerKind.IMPROVE and not whole:
        read = replace(read, terms=_of_subject(read.terms))
    return Question(
        text=typed,
        topic=topic,
        reading=read.reading,
        terms=read.terms,
        kind=kind,
        authorities=authorities,
        speaker=spoken.speaker,
        periods=times,
        corrections=tuple(corrections),
        whole=whole,
    )


def _names_a_subject(terms: tuple[Term, ...]) -> bool:
    """Whether `terms` name an idea of the field besides that something must improve."""
    known = {term.concept for term in terms if term.origin != "typed"}
    return any(t.origin == "typed" and t.concept in known and subject_words(t.text) for t in terms)


def _as_read(text: str, corrections: Sequence[Correction]) -> str:
    """`text` with its misspelt words as they were read: "areas for improvment" asks for a list."""
    for correction in corrections:
        text = text.replace(correction.typed, correction.read_as)
    return text


def _of_dates(kind: AnswerKind) -> AnswerKind:
    """Dates are figures, of each authority where several are compared."""
    return kind if kind is AnswerKind.COMPARE else AnswerKind.FIGURE


def _of_subject(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """`terms` without the words that only ask for what must improve, if any other is left."""
    asking = {t.concept for t in terms if t.origin == "typed" and not subject_words(t.text)}
    return tuple(term for term in terms if term.concept not in asking) or terms


def without_authorities(text: str, lexicon: Lexicon) -> str:
    """`text` without the names of authorities and what ties them to the sentence."""
    plain = clean(text)
    return mask(plain, [*spans_of(plain, find_mentions(plain, lexicon)[0])])


def _kept(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Words of `text` that are no misspelling: of the question's form, the glossary, or a name."""
    names = re.findall(r"(?<=[^.?!:\s] )[A-Z][\w'’]+", text)
    places = [word for found in lexicon.authorities.find(text) for word in found.typed.split()]
    return STOP_WORDS | lexicon.glossary.words | {word.lower() for word in (*names, *places)}
