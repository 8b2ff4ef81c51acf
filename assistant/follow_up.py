"""What the words of a follow-up say of the turns before it: closed lists of how people put that.

The lists hold whole turns ("and the one before?") wherever a word alone may mean something else.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.kinds import find_strand, is_grade_question
from assistant.question import AnswerKind, Question, Term

__all__ = [
    "Shift",
    "asks_elsewhere",
    "asks_for_the_source",
    "asks_since_when",
    "asks_what_happened",
    "asks_which_councils",
    "asks_why",
    "compares_both",
    "find_shift",
    "follows",
    "hangs",
    "has_own_frame",
    "ideas",
    "is_clause",
    "is_courtesy",
    "names_an_idea",
    "names_nothing",
    "narrows",
    "opens_with_preposition",
    "pick",
    "points_back",
    "sets_beside",
    "starts_anew",
    "typed_terms",
    "wants_more",
    "without_elsewhere",
    "without_shift",
]


def _whole(pattern: str) -> re.Pattern[str]:
    """A turn that consists of `pattern`, whatever it opens with ("and what about …, please?")."""
    return re.compile(
        r"^\W*(?:(?:and|but|so|or|then|ok|okay|well|now|sorry)\b\W*)*(?:(?:what|how|wot) about\b\W*)?"
        rf"(?:{pattern})(?:\W+(?:then|please|pls|though))*\W*$",
        re.IGNORECASE,
    )


_FOLLOWING = re.compile(
    r"^\s*(?:and|but|also|(?:what|how|wot) (?:about|abt)|or|so|then|same|ok|is that|add|plus"
    r"|no(?=\s*,|\s+i mean)|i meant?|now|n(?=\s+(?:for|in|what|how)))\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\W*(?:(?:thanks?|thank ?you|thx|k|i see|understood|right|helps|cheers|ta|ok|okay|great|brilliant|lovely|perfect|nice(?: one)?|cool|good|bye|goodbye|hello"
    r"|hi|hey|hiya|there|morning|afternoon|evening|mate|how are you|today|so much|very|much|a lot|that|this|was|is|it|helpful"
    r"|useful|useless|rubbish|you|are|you['’]re|stupid|bot|for|your|the|help|again|really|all|please|got it|fine|never mind)\b\W*)+",
    re.IGNORECASE,
)
# … which says something to somebody: "is it good?" is a question
_SOCIAL = re.compile(
    r"^\W*(?:thanks?|thank ?you|thx|k|i see|understood|(?:right|good)\W*$|(?:very )?helpful|cheers|ta|ok|okay|great|brilliant|lovely|perfect|nice|cool|bye|goodbye|hello|hi|hey|hiya"
    r"|good (?:morning|afternoon|evening|bye)|how are you|you|that(?:['’]?s| was| is| helps)|never mind|got it|fine)\b|\b(?:rubbish|useless|stupid|thanks)\b",
    re.IGNORECASE,
)

# What stands beside a place or a time that is all a turn names: "and in Slough?", "what about 2019?"
_BESIDE_A_NAME = re.compile(
    r"\W*(?:(?:and|but|or|so|then|also|ok|okay|now|no|i meant?|sorry|please|thanks|what|how|wot|about|abt|of|in|for|at|by"
    r"|from|on|the|same|again|too|as well|when|was|were|did|it|they|council|s)\b\W*)*",
    re.IGNORECASE,
)

# Pronouns: what they stand for was said before.
_PRONOUN = re.compile(
    r"\b(?:it|this|these|he|she|ones?|same|both|the other"
    r"|those(?!\s+(?:who|whose|that|leaving|living|placed|with|in|aged|at|under|over))"
    r"|that(?=\s*(?:[?.,!]|$|year|inspection|report|one\b|time|visit))"
    r"|(?:about|of|for|like|from|with|is|was|on|after|before|did|do|does|has|had|have|were|been|why) that)\b",
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
_PREPOSITION = re.compile(r"^\W*(?:for|with|in|on|by|among|amongst|under|at)\b", re.IGNORECASE)
# "in care?" is of other children, not of those asked about
_OPENING_PREPOSITION = re.compile(r"^\W*(?:for|with|in(?! care\b))\b", re.IGNORECASE)
_HANGING = re.compile(r"^\W*(?:and|but|or|same)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^\W*(?:(?:and|but|so|or|then|ok|okay|also)\b\W*)*(?:is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|should|which|who|whose|when|where|why|(?:how|what)(?! about))\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\W*(?:and |but |so )?(?:why|how come|what for)\b", re.IGNORECASE)
# A question that says what it is about in full: whatever was asked before, it is not about that.
_FRAME = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|now|then)\b\W*)*(?:"
    r"what (?:did|do|does|have|has) (?:they|it|ofsted|inspectors|the (?:inspectors|reports?|inspection|council))"
    r" (?:say|said|find|found|think|thought) (?:about|on|of|regarding) "
    r"|(?:can|could) you tell me about |tell me (?:something )?about "
    r"|(?:(?:is|was) there )?anything (?:about|on|regarding) )",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|now|then)\b\W*)*(?:an? |my )?(?:new|another|different|next|separate)"
    r" (?:question|topic|subject)\b",
    re.IGNORECASE,
)
# Words that judge or measure what was asked about, and name nothing of their own.
_NO_IDEA = frozenset(
    "better worse improved improve improves improving improvement higher lower different good bad"
    " fixed happen happened happening next".split()
)

_META = _whole(
    r"(?:which|what) (?:(?:report|document|inspection|page|year|date|visit) )?(?:is|was|are|does) (?:that|this|it)"
    r"(?: (?:from|on|in|come from))?|(?:which|what) (?:report|document|inspection|page|year|date|visit)"
    r"(?: (?:is|was|are) (?:that|this|it))?(?: (?:from|on|in))?"
    r"|(?:on |in )?(?:which|what) (?:page|report|document)(?: number)?"
    r"|when (?:was|were|is) (?:(?:that|this|it|they)|(?:that|this|the) (?:inspection|report|visit|document|letter))"
    r"(?: (?:published|written|done|from|said|out))?"
    r"|when (?:did|do) (?:they|he|she|it|ofsted|inspectors) (?:say|find|write|see) (?:that|this|it|so)"
    r"|where (?:is|was|does|do) (?:that|this|it|they|he|she) (?:come from|from|say (?:that|this|it|so)|said|written)"
    r"|where (?:is|was) (?:that|this|it)|who (?:said|says|wrote|found) (?:that|this|it|so)"
    r"|how (?:old|recent) (?:is|was) (?:that|this|it)(?: (?:report|inspection))?"
    r"|(?:what(?:'s|’s|s| is) )?(?:the |your )?(?:sources?|references?|citations?|page number|page|link|quote|date)"
    r"|(?:can|could|may) (?:i|we) (?:see|have|get) (?:the |a )?(?:source|report|document|reference|citation|page"
    r"|link|quote)"
)

_MORE = _whole(
    r"(?:(?:is|was) there )?(?:what|anything|something) else(?: (?:said|about (?:that|this|it|them)|on (?:that|this|it)))?"
    r"|what else (?:did|do|does) (?:they|it|ofsted|inspectors|the (?:report|inspectors)) (?:say|find)"
    r"(?: (?:about|on) (?:that|this|it|them))?"
    r"|(?:can you |could you |please )?(?:(?:tell|show|give) me |say )?(?:a bit |a little |some |any )?more"
    r"(?: (?:details?|information|info))?(?: (?:about|on) (?:that|this|it|them))?|go on"
    r"|(?:can you |could you )?(?:expand|elaborate)(?: on (?:that|this|it))?"
    r"|(?:can you |could you )?(?:give me )?(?:an|another|some|any|more|other|any other) (?:other )?examples?"
)

_NOUN = r"(?:one|time|year|inspection|report|visit|judge?ment|rating|grade)s?"
_THAT = r"(?:that|this|it|they|things|those|these|any of (?:that|this|it))"
_HOW = r"(?:(?:what|how) (?:was|were|did) (?:it|they|things|that)(?: like| go| do| look)?\s+)?"
_TO_BEFORE = _whole(
    rf"{_HOW}(?:(?:in|at|from|for) )?(?:the |its |their )?(?:(?:previous|earlier|preceding|prior)(?: {_NOUN})?"
    rf"|(?:{_NOUN} )?(?:just |right |directly )?before(?:hand)?(?: (?:that|this|then|it))?(?: one)?|previously)"
)
_TO_AFTER = _whole(
    rf"{_HOW}(?:(?:in|at|from|for|by) )?(?:the |its |their )?(?:(?:next|following|subsequent|later)(?: {_NOUN})?"
    rf"|(?:{_NOUN} )?(?:just |right |directly )?after(?:wards?)?(?: (?:that|this|then|it))?(?: one)?|later on)"
    r"|what (?:happened|came|was) (?:next|after(?:wards?)?(?: that| this)?|then)"
)
# Whether what was said holds now: the same question of the latest inspection.
_TO_LATEST = _whole(
    rf"(?:(?:is|are|was|were|does|do|has|have) {_THAT} )?still(?: (?:the case|true|so|happening|correct|right|like that"
    r"|going on|a problem|an issue))?(?: (?:now|today|at the moment))?"
    r"|(?:more |most )?recently|since then|since|(?:is there )?(?:any|an) updates?"
)
_BETTER = r"(?:better|worse|fixed|sorted(?: out)?|resolved|put right|dealt with|addressed)"
_CHANGED = _whole(
    rf"(?:has|have|had|did|does|do|is|are|was|were) {_THAT} (?:(?:been|at all|ever|now|since|then|any|much) )*"
    rf"(?:improv\w+|chang\w+|(?:gone|go|going|got|went) (?:up|down|backwards|downhill)|(?:get|got|gotten|getting|been|being)(?: any| much)? {_BETTER}|{_BETTER} since)"
    r"(?: (?:since|then|after that|afterwards|over time|at all|any|much|or not))*"
    rf"|(?:is|are|was|were) {_THAT} (?:any |much )?(?:better|worse|different|higher|lower)"
    r" (?:since|later|after(?:wards)?|after that)"
    r"|(?:is|was|were|has)?(?: there)?(?: been)? ?any (?:change|changes|improvement|improvements|progress)"
    r"(?: (?:since|then|after that|at all))*"
    rf"|how (?:much )?(?:has|have|had|did) {_THAT} (?:since )?(?:improv\w+|chang\w+)"
    r"(?: (?:since|then|after that|over time|at all))*"
    r"|what(?:'s|’s|s| has| have)? changed(?: (?:since|then|after that))*"
)
_BETTER_BEFORE = _whole(
    rf"(?:was|were) {_THAT} (?:any |much |always )?(?:better|worse|different|higher|lower|the same|like (?:that|this))"
    r" (?:before(?:hand)?|previously|earlier|in the past)"
)
_BEFORE_THAT = re.compile(
    r"\b(?:(?:in |at )?(?:the )?(?:one|time|year|inspection|report|visit)s? )?before (?:that|this|then)(?: one)?\b",
    re.IGNORECASE,
)
# "what about children in care in the one before?"
_THE_ONE_BEFORE = re.compile(
    r"\b(?:(?:in|at|from) )?the (?:one|inspection|report|visit) before\W*$", re.IGNORECASE
)
_AFTER_THAT = re.compile(
    r"\b(?:in |at |by )?(?:the )?(?:next|following|subsequent) (?:inspection|report|one|visit|time)\b"
    r"|\b(?:(?:the )?(?:one|time|inspection|report|visit) )?after that(?: one)?\b",
    re.IGNORECASE,
)

# "compare with Bristol", "how does that compare to Bristol?", "versus Bristol", "add Bristol"
_BESIDE = re.compile(
    r"\bcompar(?:e[ds]?|ing|ison)\b[^?.]{0,24}?\b(?:with|to|against)\b|\b(?:versus|vs)\b"
    r"|\bhow (?:does|do|did) (?:it|that|this|they) compare\b|^\W*(?:(?:and|ok|okay|now|then)\W+)*(?:add|include)\b",
    re.IGNORECASE,
)
_BOTH = _whole(
    r"(?:can you |please )?compare(?: (?:them|both|the two|the 2|these|those|these two|those two|the two of them|them both))?"
    r"|(?:how|what) do (?:they|the two|both|these|those|the two of them) compare|both|difference|comparison"
    r"|(?:what(?:'s|’s|s| is) )?the difference|any (?:comparison|difference)s?"
    r"|(?:which|who)(?: one)?(?: of (?:them|the two|these|those|these two|those two))?(?: (?:is|was|does|did|do|has))?"
    r"(?: the)? (?:better|worse|best|worst|higher|lower)(?: at (?:it|this|that))?"
)
_PICK = _whole(
    r"(?:just |only |for |in )*(?:the )?(?:(?P<first>first|former|1st)|(?P<second>second|latter|2nd)|(?P<other>other))"
    r"(?: (?:one|council|authority|of (?:them|the two|those)))?"
)
_ELSEWHERE = re.compile(
    r"^\W*(?:(?:and|but|so|or|ok)\b\W*)*(?:(?:what|how) about\b\W*)?(?:in |at |is (?:it|this|that) (?:the same|a problem)"
    r" (?:in |at )?)?(?:any |the |all )?(?:other (?:councils?|authorit(?:y|ies)|boroughs?|count(?:y|ies)|places?|areas?)"
    r"|elsewhere|(?:any|every)where else)\b",
    re.IGNORECASE,
)


# "which councils are outstanding?" is of all of them; "what councils do" is a topic
_COUNCILS = re.compile(
    r"^\W*(?:(?:and|but|so|or|then|ok|okay|now)\b\W*)*(?:which|how many|what(?=\s+\w+\s+(?!do\b)))(?: other)?"
    r" (?:councils|authorities|boroughs|las)\b",
    re.IGNORECASE,
)


_SINCE_WHEN = _whole(r"since when|for how long|how long has (?:it|that) been (?:so|that|like that)")


class Shift(StrEnum):
    """Where a turn goes in time from the one before it."""

    BEFORE = "to the inspection before"
    AFTER = "to the inspection after"
    LATEST = "to the latest inspection"
    CHANGED = "from that inspection to the latest"
    WAS = "from the inspection before to that one"


_SHIFTS = (
    (Shift.LATEST, _TO_LATEST),
    (Shift.WAS, _BETTER_BEFORE),
    (Shift.CHANGED, _CHANGED),
    (Shift.BEFORE, _TO_BEFORE),
    (Shift.AFTER, _TO_AFTER),
    (Shift.BEFORE, _BEFORE_THAT),
    (Shift.BEFORE, _THE_ONE_BEFORE),
    (Shift.AFTER, _AFTER_THAT),
)


def find_shift(text: str) -> Shift | None:
    """Where `text` goes in time from the turn before it, if anywhere.

    >>> find_shift("and the one before?")
    <Shift.BEFORE: 'to the inspection before'>
    """
    return next((shift for shift, pattern in _SHIFTS if pattern.search(text)), None)


def without_shift(text: str) -> str:
    """`text` without the words that go back or on in time; nothing where it consists of them."""
    if any(pattern.search(text) for _, pattern in _SHIFTS[:5]):
        return ""
    for pattern in (_BEFORE_THAT, _THE_ONE_BEFORE, _AFTER_THAT):
        text = pattern.sub("", text)
    return text


def follows(text: str) -> bool:
    """Whether `text` opens as what goes on with something: "and …", "what about …"."""
    return bool(_FOLLOWING.match(text))


def is_courtesy(text: str) -> bool:
    """Whether `text` asks nothing: "thanks", "ok", "hi there, how are you today?"."""
    return _SMALL_TALK.fullmatch(text) is not None and _SOCIAL.search(text) is not None


def asks_for_the_source(text: str) -> bool:
    """Whether `text` asks where, or by whom, what was shown is said: no topic of its own."""
    return bool(_META.match(text))


def asks_why(text: str) -> bool:
    """Whether `text` asks for the reason of what was said."""
    return bool(_WHY.match(text))


def has_own_frame(text: str) -> bool:
    """Whether `text` says in full what it asks about: "what did they say about …"."""
    return bool(_FRAME.match(text))


def names_nothing(text: str) -> bool:
    """Whether `text`, from which places and times are taken, has no words of its own.

    >>> names_nothing("and in ?"), names_nothing("tell me about")
    (True, False)
    """
    return bool(_BESIDE_A_NAME.fullmatch(text))


def asks_since_when(text: str) -> bool:
    """Whether `text` asks how long what was said has held."""
    return bool(_SINCE_WHEN.match(text))


def starts_anew(text: str) -> bool:
    """Whether `text` says that it is about something else: "new question: …"."""
    return bool(_ANEW.match(text))


def wants_more(text: str) -> bool:
    """Whether `text` asks for more of the same: "what else?"."""
    return bool(_MORE.match(text))


def points_back(question: Question) -> bool:
    """Whether a pronoun of the question stands for something said before it."""
    text = _FRAME.sub(" ", question.text)
    if question.authorities:
        text = _OF_PLACE.sub(" ", text)
    if _PRONOUN.search(text):
        return True
    theirs = _OF_PEOPLE.search(text)
    return theirs is not None and _PEOPLE.search(text[: theirs.start()]) is None


def typed_terms(question: Question) -> list[Term]:
    """The question's own words that are looked for."""
    return [term for term in question.terms if term.origin == "typed"]


def ideas(question: Question) -> list[Term]:
    """Those of its own words that name something, not only judge or measure it."""
    return [term for term in typed_terms(question) if term.text.lower() not in _NO_IDEA]


def names_an_idea(question: Question) -> bool:
    """Whether the question's own words name something that a follow-up may be about."""
    bare_grade = is_grade_question(question.topic) and find_strand(question.topic) is None
    return bool(ideas(question)) and not bare_grade


def opens_with_preposition(topic: str) -> bool:
    """Whether `topic` reads on from what was asked about: "for children placed out of area"."""
    return bool(_OPENING_PREPOSITION.match(topic))


def narrows(question: Question) -> bool:
    """Whether the question's own words only say of whom or where: "for care leavers"."""
    if _PREPOSITION.match(question.topic):
        return True
    return re.search(r"\w", _PEOPLE.sub("", question.topic)) is None


def is_clause(text: str) -> bool:
    """Whether `text` asks in a sentence of its own, not in a fragment: no "and jobs?"."""
    return bool(_CLAUSE.match(text))


def hangs(question: Question) -> bool:
    """Whether the question cannot stand without one before it: "is it any better now?"."""
    if question.kind is not AnswerKind.FINDING:
        return False
    if not ideas(question) or _PICK.match(question.text):
        return points_back(question) or _PICK.match(question.text) is not None
    return bool(_HANGING.match(question.text) and _PREPOSITION.match(question.topic))


def sets_beside(text: str) -> bool:
    """Whether what `text` names is to be set beside what was asked about."""
    return bool(_BESIDE.search(text))


def compares_both(text: str) -> bool:
    """Whether `text` asks to compare the two authorities that were asked about."""
    return bool(_BOTH.match(text))


def asks_elsewhere(text: str) -> bool:
    """Whether `text` asks about other authorities than the one asked about."""
    return bool(_ELSEWHERE.match(text))


def asks_what_happened(question: Question) -> bool:
    """Whether the question asks what happened, and names nothing else than a time."""
    words = {term.text.lower() for term in typed_terms(question)}
    return bool(words) and words <= {"happen", "happened", "happening"}


def asks_which_councils(text: str) -> bool:
    """Whether `text` asks which, or how many, of all councils: of none that was named before."""
    return bool(_COUNCILS.match(text))


def without_elsewhere(text: str) -> str:
    """`text` without the words for other authorities."""
    return _ELSEWHERE.sub("", text)


def pick(text: str) -> str | None:
    """Which of two `text` asks for alone: "first", "second" or "other".

    >>> pick("and the latter?")
    'second'
    """
    found = _PICK.match(text)
    return found.lastgroup if found else None
