"""When there is no answer: which kind of no, in which words, with what to try next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.answer import Extract, Refusal, RefusalKind
from assistant.answer_type import AnswerType, find_answer_type, states
from assistant.candidates import Candidate, Concept
from assistant.definitions import undefined
from assistant.question import AuthorityMention, Question
from assistant.scope import Side
from corpus.document import Speaker

__all__ = [
    "NEARLY_ALL",
    "SIGNALS",
    "refuse_absent",
    "refuse_not_answered",
    "refuse_unclear",
    "refuse_ungraded",
    "refuse_unnamed",
    "refuse_unrelated",
    "signals",
]

# What the answerability is fitted to; see `signals`.
SIGNALS = (
    "score",  # of the best candidate
    "dense",  # cosine of the best candidate
    "dense_best",  # the highest of the first five
    "dense_passage",
    "cover_best",  # share of the topic that one of the first five names, with its surroundings
    "only_named",  # the topic is a single concept, and the best candidate names it
    "unknown",  # importance of the rarest concept that none of the first five names
    "absent",  # importance of an idea of the field that no candidate at all names
    "absent_share",  # … of all such ideas, against that of the whole topic
    "states",  # the best candidate states the figure, name or date that is asked for
    "figure_missing",  # a count, sum, share, length or date is asked for, and none is stated
    "name_missing",  # likewise a name, or how to get in touch
    "figure",  # a figure, an amount or a name is asked for
    "older",  # the best candidate is of an older inspection
    "n_ideas",
)

# a name in the middle of a sentence, of a scheme, a service, a programme; no day, month or abbreviation
_NAME = re.compile(
    r"(?<=[a-z0-9,;] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Januar|Februar|March|April|May\b|June|July"
    r"|August|September|October|November|December|Christmas|Easter|Ofsted)[A-Z][a-z][\w’'-]*[a-zA-Z0-9]"
)
_SHOUTED = 0.5  # share of words with capitals, above which they name nothing
_N_NAMED = 12  # authorities named in a list of those held
_NAMES_IT = 0.5  # weight of a name of an idea that says it is meant, not something near it
NEARLY_ALL = 0.85  # of the topic's weight
_NAMES = (AnswerType.NAME, AnswerType.NAMED, AnswerType.CONTACT)


def signals(
    question: Question, ideas: Sequence[Concept], ranked: Sequence[Candidate]
) -> dict[str, float]:
    """What tells whether the best candidate answers: numbers for the fitted answerability."""
    if not ranked:
        return {}
    first = ranked[0]
    top = ranked[:5]
    features = first.features
    best_dense = max(max(c.features["dense"], c.features["dense_reading"]) for c in top)
    wanted = find_answer_type(question.corrected)
    missing = wanted if wanted is not None and not _stated(wanted, first) else None
    names = _names(question.text)
    absent = [idea.importance for idea in ideas if _absent(idea, ranked, names)]
    return {
        "score": first.score,
        "dense": max(features["dense"], features["dense_reading"]),
        "dense_best": best_dense,
        "dense_passage": features["dense_passage"],
        "cover_best": max(c.features["cover_near"] for c in top),
        "only_named": float(len(ideas) == 1 and features["cover"] > NEARLY_ALL),
        "unknown": max((i.importance for i in ideas if not _known(i, top)), default=0.0),
        "absent": max(absent, default=0.0),
        "absent_share": sum(absent) / (sum(idea.importance for idea in ideas) or 1.0),
        "states": features["states"],
        "figure_missing": float(missing not in (None, *_NAMES)),
        "name_missing": float(missing in _NAMES),
        "figure": float(wanted is not None),
        "older": features["older"] + features["second"],
        "n_ideas": min(len(ideas), 8) / 8,
    }


def _stated(wanted: AnswerType, candidate: Candidate) -> bool:
    """Whether the sentence, or one beside it in its paragraph, states what is wanted."""
    read, index = candidate.document, candidate.index
    own = read.of_block(read.document.sentences[index].block)
    near = (i for i in own if abs(i - index) <= 1)
    whose = read.document.provenance.authority.value
    return any(
        states(wanted, read.document.quote(read.document.sentences[i].span), whose) for i in near
    )


def _known(idea: Concept, candidates: Sequence[Candidate]) -> bool:
    """Whether a candidate names the idea by any of its names."""
    return any(
        all(stem in c.document.sentence(c.index).stems for stem in name)
        for c in candidates
        for name, _, _ in idea.names
    )


def _names(text: str) -> frozenset[str]:
    """The words of `text` that are names by their capitals; none where most have them."""
    words = text.split()
    if sum(word[0].isupper() for word in words) > _SHOUTED * len(words):
        return frozenset()
    return frozenset(re.sub(r"['’]s?$", "", name) for name in _NAME.findall(text))


def _absent(idea: Concept, candidates: Sequence[Candidate], names: Collection[str]) -> bool:
    """Whether the idea is the glossary's, or one of `names`, and no candidate has any of its names
    word by word.

    Whatever names an idea is among the candidates: its names are searched for. Ordinary words say
    little by being absent, since people put things in words of their own.
    """
    # subtle: "co-ordinated" is one word, of two stems
    ordinary = idea.typed not in names and " " not in idea.typed
    if ordinary and all(own for _, _, own in idea.names):
        return False
    stems = [name for name, weight, own in idea.names if own or weight >= _NAMES_IT]
    return not any(
        _stands_in(name, candidate.document.sentence(candidate.index).sequence)
        for candidate in candidates
        for name in stems
    )


def _stands_in(name: Sequence[str], sequence: Sequence[str]) -> bool:
    """Whether the stems of `name` stand side by side in `sequence`."""
    size = len(name)
    return any(
        sequence[start] == name[0] and tuple(sequence[start : start + size]) == tuple(name)
        for start in range(len(sequence) - size + 1)
    )


def refuse_unclear() -> Refusal:
    """No question could be made out."""
    return Refusal(
        RefusalKind.UNCLEAR,
        "There is no topic to look for in this question.",
        "Ask about something an inspection looks at, for example “what did Ofsted say about"
        " caseloads in …”.",
    )


def refuse_unnamed(held: Sequence[str]) -> Refusal:
    """A grade or a list was asked for, and it could be any authority's."""
    return Refusal(
        RefusalKind.UNCLEAR,
        "No authority is named, and each has inspections, grades and a list of its own.",
        f"Name the authority: {_some(held)}.",
    )


def refuse_ungraded(n_judged: int) -> Refusal:
    """It was asked which authorities have a grade, and none has."""
    return Refusal(
        RefusalKind.NOT_ANSWERED,
        f"None of {n_judged} authorities has this grade at the latest inspection searched.",
        "Ask about one authority’s grades, or about another grade.",
    )


def _some(names: Sequence[str]) -> str:
    """Twelve of `names`, and how many more there are."""
    ordered = sorted(names)
    more = len(ordered) - _N_NAMED
    if more < 2:
        return ", ".join(ordered)
    return f"{', '.join(ordered[:_N_NAMED])} and {more} more"


def refuse_absent(
    question: Question,
    sides: Sequence[Side],
    held: Sequence[str],
    successors: Sequence[str] = (),
) -> Refusal:
    """Nothing is held of the authority, speaker or period asked about.

    `successors` are the authorities, of those held, that took the place of one asked about.
    """
    unknown = [a for a in question.authorities if not a.known]
    absent = [a for a in question.authorities if a.known and not a.held]
    served = [a for a in unknown if a.within]
    if served and len(served) == len(question.authorities):
        return _refuse_served(served, held)
    if unknown or absent:
        names = " and ".join(a.name for a in (*unknown, *absent))
        why = (
            f"{names} has no children's services of its own in England, so no report is held."
            if unknown and not absent
            else f"No document about {names} is held."
        )
        if successors:
            heirs = " and ".join(successors)
            return Refusal(RefusalKind.NOT_HELD, why, f"Ask about {heirs}, which took its place.")
        return Refusal(
            RefusalKind.NOT_HELD, why, f"Ask about an authority that is held: {_some(held)}."
        )
    whose = " and ".join(a.name for a in question.authorities) or "any authority"
    if question.speaker is Speaker.COUNCIL:
        return Refusal(
            RefusalKind.NOT_HELD,
            f"No minutes or other words of the council about {whose} are held.",
            "Ask what Ofsted found, or add the committee's minutes.",
        )
    if question.speaker is Speaker.OFSTED and all(s.missing == "no documents" for s in sides):
        return Refusal(
            RefusalKind.NOT_HELD,
            f"No words of Ofsted about {whose} are held.",
            "Ask what the council said, or add the inspection report.",
        )
    why = "; ".join(dict.fromkeys(s.missing for s in sides if s.missing)) or "nothing is held"
    return Refusal(
        RefusalKind.NOT_HELD,
        f"About {whose}: {why}.",
        "Ask about an inspection that is held, or leave the year out.",
    )


def _refuse_served(places: Sequence[AuthorityMention], held: Sequence[str]) -> Refusal:
    """`places` are districts, towns or regions, which authorities serve: ask about those."""
    why = " ".join(
        f"{place.name} has no children's services of its own: they are those of"
        f" {_listed(place.within, 'and')}."
        for place in places
    )
    serving = list(dict.fromkeys(name for place in places for name in place.within))
    asked = [name for name in serving if name in held]
    if asked:
        return Refusal(RefusalKind.NOT_HELD, why, f"Ask about {_listed(asked, 'or')}.")
    why += f" No document about {_listed(serving, 'or')} is held."
    return Refusal(
        RefusalKind.NOT_HELD, why, f"Ask about an authority that is held: {_some(held)}."
    )


def _listed(names: Sequence[str], last: str) -> str:
    """`names` as a list in a sentence, with the word `last` before the last of them."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def refuse_not_answered(
    question: Question, known: Mapping[str, float], nearest: Sequence[Extract]
) -> Refusal:
    """Documents are held, but do not say."""
    whose = " and ".join(a.name for a in question.authorities) or "the authorities held"
    field = any(term.origin != "typed" for term in question.terms)
    abbreviation = _unknown_abbreviation(question)
    alone = abbreviation is not None and len({term.concept for term in question.terms}) <= 2
    foreign = known.get("cover_best", 0.0) < 0.2 and known.get("unknown", 1.0) > 0.7
    if foreign and not field and not alone:
        # no word of the field, and none that its documents use in any such sentence
        return refuse_unrelated(nearest)
    if abbreviation is not None:
        return Refusal(
            RefusalKind.NOT_ANSWERED,
            f"“{abbreviation}” is not known here, and the documents about {whose} do not answer this.",
            "If it is an abbreviation, spell it out.",
            tuple(nearest),
        )
    return Refusal(
        RefusalKind.NOT_ANSWERED,
        f"The documents about {whose} do not answer this.",
        "The nearest passages are shown; they are not an answer. Try other words, or another"
        " inspection.",
        tuple(nearest),
    )


def _unknown_abbreviation(question: Question) -> str | None:
    """The first word of the topic in capitals that neither glossary nor documents spell out."""
    if question.text.isupper():
        return None
    shouted = (word for word in undefined(question) if word.removesuffix("s").isupper())
    return next(shouted, None)


def refuse_unrelated(nearest: Sequence[Extract]) -> Refusal:
    """The question is about nothing that such documents tell of."""
    return Refusal(
        RefusalKind.OUTSIDE_SUBJECT,
        "This does not seem to be about what inspections of children's services look at.",
        "Ask about help and protection, children in care, care leavers, leaders or staff.",
        tuple(nearest),
    )
