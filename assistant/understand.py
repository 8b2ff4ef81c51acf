"""A question as typed, with the turns before it, becomes a :class:`Question` as understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.glossary import Glossary, Match, stem_key
from assistant.improve import subject_words
from assistant.intent import frame, load_intents
from assistant.kinds import find_kind, find_strand, intended_kind, is_grade_question
from assistant.overview import asks_for_overview
from assistant.periods import find_periods, following, preceding
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
from assistant.speakers import find_speaker
from assistant.spelling import correct
from corpus.authorities import Authorities
from corpus.document import Speaker

__all__ = ["STOP_WORDS", "Lexicon", "understand", "without_authorities"]

# Words that say how something is asked, not what: none of them is looked for.
_STOP_WORDS = (
    "a about above after again all also am an and any anybody anyone anything are around as ask "
    "asked at be because been before being between both but by came can cannot come could d did "
    "didn do does doesn doing don down each either else ever every everyone find finding "
    "findings for found from further gave get gets getting give given go going good got had has "
    "have having he her here hers him his how i if in into is isn it its itself just kind know "
    "latest let ll look looked like made make many may me might more most much must my need no "
    "nor not now of off on once one ones only or other our out over own per please put quite "
    "rather re really report reported reports s said same say saying says see seem seen shall "
    "she should so some someone something sort still such t tell than that the their theirs "
    "them then there these they thing things think this those through to told too under until "
    "up upon us use used ve very want wants was wasn way we well went were what when where "
    "whether which while who whom whose why will with within without won would yes yet you your "
    "ofsted inspector inspectors inspection inspections inspected inspectorate hmi council "
    "councils authority authorities borough county city local according state back anywhere "
    "actually currently compare compared comparison versus vs difference different changed "
    "change year last time recent recently current whats hows theres theyre arent isnt wasnt "
    "dont doesnt didnt havent hasnt couldnt okay ok hi hello thanks question answer pls plz "
    "cheers whos wheres thats im ive"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
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
_COMPARING = re.compile(
    r"\b(?:compar\w*|versus|vs|than|both|differ\w*|either|which (?:council|authority|of|one)"
    r"|whereas|up against|(?:stack|measure)s? up|side by side)\b|^\W*whose\b|:\W*whose\b"
    r"|\bhow\b[^?]*\bnext to\b",
    re.IGNORECASE,
)
# "compare with Bristol", "how does that compare to Bristol?", "versus Bristol"
_WITH_BEFORE = re.compile(
    r"\bcompar(?:e[ds]?|ing|ison)\b[^?.]{0,24}?\b(?:with|to|against)\b|\b(?:versus|vs)\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"[\s,;/&'’s]*(?:and|or|v|against|with|plus|next to|up against|than)?[\s,]*(?:also\s+)?(?:in|at|for|of|about|from|by|with)?\s*(?:the\s+)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:and|but|also|so|ok|okay|or|what about|how about|hi|hello|please|can you tell me|tell me"
    r"|(?:a )?councillor colleague asked me(?: whether| if)?|i(?:'d| would) like to know|do you know"
    r"|i want to know|does anyone know|could you tell me|any idea)\b[\s,:-]*",
    re.IGNORECASE,
)
# What is left of "what did the 2019 report on … say about" once report and name are taken out.
_FRAME = re.compile(
    r"^what\s+(?:was|were|is|has been|is being)\s+(?:said|reported|found|written|noted)\s+(?:about|on|regarding)\s+"
    r"|^what\s+(?:did|do|does|have|has)\s+(?:they|it|people)\s+(?:say|said|find|found|think|thought)\s+"
    r"(?:about|on|of|regarding)\s+"
    r"|^(?:(?:is|was)\s+there\s+)?anything\s+(?:about|on|regarding)\s+"
    r"|[\s,]*\b(?:please|pls|plz|cheers|thanks|thank you)\s*(?=[?.!]*$)|"
    r"^(?:what|how|anything)\s+(?:do|does|did|has|have|had)\s+(?:on\s+)?(?:the\s+)?(?:ofsted\s+)?"
    r"(?:(?:reports?|minutes|inspections?)\s+)?(?:on\s+)?(?:say|said|find|found|conclude\w*|mention\w*|note)\s+"
    r"(?:about|on|regarding)\s+"
    r"|[\s,;–-]*\bwhat\s+(?:do|does|did)\s+(?:the\s+)?(?:(?:reports?|inspection)\s+)?(?:say|find)\s*(?=\??$)"
    r"|[\s,;–-]*\b(?:i\s+)?think (?:it|that) (?:was|is)\s*(?=\??$)"
    r"|\baccording(?:\s+to)?\s*(?=[,.;?!]|$)"
    r"|[\s,]*\b(?:compared|versus|vs\.?)(?:\s+(?:with|to))?\s*(?=[,?]|$)"
    r"|\b(?:and|or|between)\s*(?=[,?]|$)"
    r"|^(?:about|regarding)\s+"
    r"|^compar(?:e|ing|ison)\s+(?:(?:of|between)\s+)?(?:(?:and|with|to|on|for)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the collection holds, as far as understanding needs it.

    `held` are the canonical names of the authorities with documents; `vocabulary` the word forms
    of the documents with their counts.
    """

    held: Collection[str]
    vocabulary: Mapping[str, int]
    authorities: Authorities
    glossary: Glossary


def understand(
    text: str,
    lexicon: Lexicon,
    history: Sequence[Turn] = (),
    choices: Choices = AS_ASKED,
) -> Question:
    """Return `text` as understood after `history`; the reader's own `choices` win."""
    question = _read(text, lexicon)
    if history:
        question = _carry(question, _read_turns(history, lexicon), choices.dropped)
    return _choose(question, lexicon, choices)


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
            clean(choices.topic), lexicon.vocabulary, keep=_kept(choices.topic, lexicon)
        )
        read = _read_topic(topic, lexicon)
        chosen[Part.TOPIC] = {
            "topic": topic,
            "reading": read.reading,
            "terms": read.terms,
            "whole": False,
            "corrections": question.corrections + tuple(corrections),
        }
    if choices.kind is not None:
        chosen[Part.KIND] = {"kind": choices.kind}
    for part, changes in chosen.items():
        carried = tuple(other for other in question.carried if other is not part)
        question = replace(question, carried=carried, **changes)  # type: ignore[arg-type]
    return question


def _read_turns(history: Sequence[Turn], lexicon: Lexicon) -> Question:
    """The conversation so far as one question: each turn read in the light of those before."""
    so_far: Question | None = None
    for turn in history:
        question = _read(turn.question, lexicon)
        if _META.match(question.text) and so_far is not None:
            continue
        if so_far is not None:
            question = _carry(question, so_far, turn.choices.dropped)
        so_far = _choose(question, lexicon, turn.choices)
    return so_far or _read("", lexicon)


def _read(text: str, lexicon: Lexicon) -> Question:
    plain = clean(text)
    mentions, corrections = _authorities(plain, lexicon)
    if not _compared(plain, mentions):
        # "what went wrong with sharing managers with Cambridgeshire": the second is the topic
        mentions = _heirs(mentions, lexicon) or mentions[:1]
    masked = _mask(plain, [*_spans(plain, mentions)])
    periods = find_periods(masked)
    spoken = find_speaker(plain)
    topic = _mask(masked, [*periods.spans, *spoken.spans])
    topic = _tidy(topic)
    topic, more = correct(topic, lexicon.vocabulary, keep=_kept(plain, lexicon))
    corrections += more
    authorities = _distinct(mentions)
    kind = find_kind(
        _tidy(masked),
        n_authorities=len(authorities),
        n_periods=len(periods.periods) + periods.compared,
        since=periods.since,
    )
    whole = False
    if len(authorities) < 2:
        kind, whole = intended_kind(kind, load_intents().of(frame(masked)), topic)
    if kind is AnswerKind.FINDING and asks_for_overview(topic):
        topic = ""
    read = _read_topic(topic, lexicon)
    if kind is AnswerKind.IMPROVE and not whole:
        read = replace(read, terms=_of_subject(read.terms))
    return Question(
        text=plain,
        topic=topic,
        reading=read.reading,
        terms=read.terms,
        kind=kind,
        authorities=authorities,
        speaker=spoken.speaker,
        periods=periods.periods,
        corrections=tuple(corrections),
        whole=whole,
    )


def _of_subject(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """`terms` without the words that only ask for what must improve, if any other is left."""
    asking = {t.concept for t in terms if t.origin == "typed" and not subject_words(t.text)}
    return tuple(term for term in terms if term.concept not in asking) or terms


def without_authorities(text: str, lexicon: Lexicon) -> str:
    """`text` without the names of authorities and what ties them to the sentence."""
    plain = clean(text)
    return _mask(plain, [*_spans(plain, _authorities(plain, lexicon)[0])])


def _kept(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Words of `text` that are no misspelling: of the question's form, the glossary, or a name."""
    names = re.findall(r"(?<=[^.?!:\s] )[A-Z][\w'’]+", text)
    places = [word for found in lexicon.authorities.find(text) for word in found.typed.split()]
    return STOP_WORDS | lexicon.glossary.words | {word.lower() for word in (*names, *places)}


def clean(text: str) -> str:
    """`text` without control and invisible characters, white space made single."""
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zs", "Zl", "Zp"} else c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in {"Cf", "Cs", "Co"}
    )
    return re.sub(r"\s+", " ", kept).strip()


@dataclass(frozen=True, slots=True)
class _Named:
    mention: AuthorityMention
    start: int
    end: int


def _authorities(text: str, lexicon: Lexicon) -> tuple[list[_Named], list[Correction]]:
    named: list[_Named] = []
    corrections: list[Correction] = []
    for found in lexicon.authorities.find(text):
        held = found.name in lexicon.held
        mention = AuthorityMention(found.name, found.typed, held, known=not found.elsewhere)
        named.append(_Named(mention, found.start, found.end))
    if not named:
        ordinary = lexicon.vocabulary.keys()
        for guess in lexicon.authorities.fuzzy(text, ordinary):
            held = guess.name in lexicon.held
            named.append(
                _Named(AuthorityMention(guess.name, guess.typed, held), guess.start, guess.end)
            )
            corrections.append(Correction(guess.typed, guess.name))
    return named, corrections


def _compared(text: str, named: Sequence[_Named]) -> bool:
    """Whether the authorities of `text` stand side by side, not one in the other's story."""
    if _COMPARING.search(text):
        return True
    return all(
        _SIDE_BY_SIDE.fullmatch(text[one.end : other.start]) for one, other in pairwise(named)
    )


def _heirs(named: Sequence[_Named], lexicon: Lexicon) -> list[_Named]:
    """The one of `named`, if any, whose reports tell of the first, which it took the place of."""
    first = lexicon.authorities.by_name(named[0].mention.name) if named else None
    if first is None or named[0].mention.held:
        return []
    heirs = [n for n in named[1:] if n.mention.held and n.mention.name in first.successors]
    return heirs[:1]


def _spans(text: str, named: Sequence[_Named]) -> Iterator[tuple[int, int]]:
    """The spans of names with the words that tie them to the sentence and to one another."""
    for entry in named:
        yield _with_preposition(text, entry.start), entry.end
    for one, other in pairwise(named):
        if _SIDE_BY_SIDE.fullmatch(text[one.end : other.start]):
            yield one.end, other.start


def _distinct(named: Sequence[_Named]) -> tuple[AuthorityMention, ...]:
    by_name = {entry.mention.name: entry.mention for entry in reversed(named)}
    ordered = dict.fromkeys(entry.mention.name for entry in named)
    return tuple(by_name[name] for name in ordered)


def _mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        for i in range(start, end):
            characters[i] = " "
    return "".join(characters)


def _with_preposition(text: str, start: int) -> int:
    """Where the words that only tie a name to the sentence ("in", "at the") begin before it."""
    tie = re.search(r"\b(?:in|at|for|of|from|by|across|within)(?: the)?\s+$", text[:start], re.I)
    return tie.start() if tie else start


def _tidy(text: str) -> str:
    """`text` without what is left hanging where names, years and askers were taken out."""
    text = re.sub(r"\(\s*\)", " ", text)
    text = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"^[\s,.;:!–-]+|[\s,;:–-]+$", "", text)
    previous = None
    while previous != text:
        previous = text
        text = _FRAME.sub("", _LEAD.sub("", text)).strip(" ,;:")
    # prepositions left hanging where a name or a year stood
    text = re.sub(
        r"\b(?:in|at|for|of|by|from|about|on|to|the)\s*(?=[,.;:?!]|$)", "", text, flags=re.I
    )
    text = re.sub(
        r"^(?:in|at|for|of|by|about|on|and|the|'s|’s)\s+(?=(?:in|at|of|for)\b)",
        "",
        text,
        flags=re.I,
    )
    text = re.sub(r"[\s,;:–-]+(?=[?.!]|$)", "", re.sub(r"\s+", " ", text))
    text = text.strip(" ,;:-–")
    return text if re.search(r"\w", text) else ""


@dataclass(frozen=True, slots=True)
class _Topic:
    terms: tuple[Term, ...]
    reading: str


def _read_topic(topic: str, lexicon: Lexicon) -> _Topic:
    """The words and phrases to look for, and the topic in the field's own terms.

    Each typed word is a concept of its own; words that the glossary knows together are one
    concept, found by any of their names. The user's own words weigh most.
    """
    terms: list[Term] = []
    reading: list[str] = []
    matches: dict[tuple[int, int], list[Match]] = {}
    for match in lexicon.glossary.find(topic):
        matches.setdefault((match.start, match.end), []).append(match)
    concept = 0
    at = 0
    for (start, end), found in sorted(matches.items()):
        concept = _typed_words(topic[at:start], terms, concept)
        reading.append(topic[at:start])
        typed = topic[start:end]
        terms.append(Term(typed, 1.0, "typed", concept))
        translated: list[str] = []
        for match in found:
            terms += _names(match, typed, concept)
            if match.form in ("short", "plain"):
                spelled = match.entry.spelled_out(typed) if match.form == "short" else ()
                translated += [*spelled[:1], match.entry.term]
        reading.append(" and ".join(list(dict.fromkeys(translated))[:2]) or typed)
        concept += 1
        at = end
    _typed_words(topic[at:], terms, concept)
    reading.append(topic[at:])
    return _Topic(_strongest(terms), "".join(reading))


def _typed_words(text: str, terms: list[Term], concept: int) -> int:
    for word in re.findall(r"[^\W_]+(?:['’.&-][^\W_]+)*", text):
        bare = re.sub(r"['’]s?$", "", word)
        if bare.lower() in STOP_WORDS or len(bare) < 2:
            continue
        terms.append(Term(bare, 1.0, "typed", concept))
        concept += 1
    return concept


_NAME_WEIGHT = {  # of the entry's term and of its other names, by how the entry was recognised
    "short": (0.9, 0.7),
    "plain": (0.7, 0.5),
    "term": (1.0, 0.6),
    "same": (0.8, 0.6),
}


def _names(match: Match, typed: str, concept: int) -> list[Term]:
    entry = match.entry
    of_term, of_others = _NAME_WEIGHT[match.form]
    names = [Term(entry.term, of_term, "glossary", concept)]
    if match.form == "short":
        names += [Term(name, of_term, "glossary", concept) for name in entry.spelled_out(typed)]
    names += [Term(o, of_others, "glossary", concept) for o in (*entry.same, *entry.short)]
    names += [Term(o, 0.25, "glossary", concept) for o in entry.near]
    return names


def _strongest(terms: Sequence[Term]) -> tuple[Term, ...]:
    """One term for each concept and wording, the one with most weight, in the order given."""
    best: dict[tuple[int, tuple[str, ...]], Term] = {}
    for term in terms:
        key = (term.concept, stem_key(term.text))
        if key[1] and (key not in best or best[key].weight < term.weight):
            best[key] = term
    return tuple(best.values())


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
        topic=_tidy(change(question.topic)),
        reading=_tidy(change(question.reading)),
    )


def _carry(question: Question, before: Question, dropped: Collection[Part] = ()) -> Question:
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
