"""What would be an answer to a question: a finding, a figure, a grade, a list, a comparison.

Also: the strand of an inspection that a question names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.glossary import Glossary
from assistant.intent import Intent
from assistant.question import AnswerKind

__all__ = [
    "asks_for_list",
    "compares_grades",
    "find_kind",
    "find_strand",
    "intended_kind",
    "is_grade_question",
    "names_no_strand",
]

_FIGURE = re.compile(
    r"\bhow (?:many|much|long|old|often|far|big|large)\b|\b(?:what|which) (?:percentage|proportion|share"
    r"|number|fraction|rate|figure|total|date|year|month|age|size|cost)\b|\bper ?cent\b|\bpercentage\b"
    r"|%|\bproportion\b|^(?:the )?number of\b|\bnumbers? of\b|(?<!national )(?<!than )(?<!above )(?<!below )\baverage\b|\bat what age\b|\bwhen (?:did"
    r"|was|were|is|are|do|does|will|had|has)\b|\bbiggest\b|\bhighest number\b|\bshare of\b|\btotal\b"
    r"|\bwhat age\b|\bhow high\b|\bfigures? (?:on|for)\b|\bcosts?\b.*\?$"
    r"|^(?:the |what )?(?:share|proportion|percentage|age)\b",
    re.IGNORECASE,
)
_IMPROVE = re.compile(
    r"\b(?:what|which \w+|where|things|areas?|anything)\b[^?]{0,60}?\b(?:need(?:s|ed)?|must|should"
    r"|ought|(?:ha(?:s|d|ve)|got)(?= (?:\w+ )?to\b)|ha(?:s|d|ve)(?:n['’]?t\b|(?= (?:\w+ )?not\b))|told|asked|required|supposed|expected)\b[^?]{0,30}?\b(?:to )?(?:improv\w+"
    r"|get better|do better|fix\w*|sort(?:ed)?(?: out)?|change|put right|work on|address|tackle|be better"
    r"|be improved|be done|do next)\b"
    r"|\bareas? (?:for|of|to|needing|that need) (?:improvement|development|improve)\b"
    r"|\brecommend(?:ation|ed|s)?\w*\b|\bpriorities for (?:improvement|action)\b"
    r"|\b(?:list of|the|any|all) improvements\b|\b(?:get|be|do) better at\b|\bneeds? to do (?:anything |something |more )?(?:about|for|on)\b"
    r"|\bwhat should (?:i|we|members|councillors) (?:be )?(?:worr(?:y|ied)|concerned)\b"
    r"|\bon (?:the|its|their) (?:[\w-]+ )?list\b[^?]{0,60}\bto (?:do|put right|fix|improve|sort)\b"
    r"|\bto[- ]do list\b|\bpriority actions?\b|\bareas? for priority action"
    r"|\bimprovements? (?:needed|required|wanted|asked)\b"
    r"|\bimprovements? (?:[\w'’]+ ){0,4}(?:(?:told|asked|required|ha(?:s|ve|d)|needs?) to|needed|must|should)\b|\bneed(?:s|ed)? improving\b|\btold to\b"
    r"|\b(?:tell|told|ask|asked|instruct\w*|order\w*|want\w*)\b[^?]{0,40}?\bto (?:do|fix|improve|sort"
    r"|change|address|tackle|put right|get right|work on)\b"
    r"|\bwhat (?:should|must) [^?]{0,40} (?:do|improve|fix|change)\b|\bshopping list\b"
    r"|\b(?:what|which) (?:actions?|steps) [^?]{0,40}?\b(?:must|should|needs?|ha(?:s|ve|d) to|required)\b"
    r"|\bhow (?:can|could|should|must|might) (?:[^?]{0,40} )?(?:improve|get better|do better)\b"
    r"|\bneed(?:s|ed)? to do (?:immediately|urgently|straight away|first|now|at once)\b"
    r"|^\W*(?:(?:what|which) (?:were|are) )?(?:the |its |their )?(?:main |key |top )?priorities(?: in)?[\W\d]*$"
    r"|\bto (?:work on|put right|fix|sort out)\b[^?]{0,20}(?:\?|$)|\bneed(?:s|ed)?(?: \w+)? work\b"
    r"|\b(?:areas?|what)(?: that| which)? requir(?:e|es|ed|ing) improvement\b|\bwhat (?:must|needs? to) improve\b",
    re.IGNORECASE,
)
_WANTS = r"(?:must|should|ought|need|require|told|tell|ask|recommend|want|expect|said|says|still)"
_CHILD = r"(?:child|children|kids?|young people|young person|baby|teenager|parents?|someone|somebody|they)"
# What was done and is better, and what is told to others or by others: no list of a report's own
_NO_LIST = re.compile(
    rf"(?<!should )\b(?:has|have|had)\b(?:(?! to\b|\b{_WANTS})[^?]){{0,50}}?\b(?<!not )(?:improved|got(?:ten)? better)\b"
    rf"|\b(?:what|which) improvements?\b(?:(?!\b{_WANTS})[^?]){{0,40}}?\b(?:ha(?:s|ve|d)|made|seen|achieved|did)\b"
    rf"(?! (?:\w+ )?to\b|[^?]*\b{_WANTS})"
    rf"|\bwhat (?:did|has|have|had|is|was)\b(?:(?!\b{_WANTS})[^?]){{0,40}}? (?:do|done|doing) (?:\w+ )?to improve\b"
    r"|\b(?:what|which|how)\b[^?]{0,20}?\b(?:areas?|parts?|things?|bits?|services?) improved\b"
    r"|\b(?:are|were|is) (?:children|young people|parents|families|carers|staff) (?:told|asked|expected|required)\b"
    r"|\b(?:children|young people|kids|parents|carers|families|staff|social workers|care leavers|partners)\b"
    r"(?: themselves)? (?:say|said|think|thought|feel|felt|want|wanted|ask|asked|would like"
    r"|(?:are|were|get|been|being|be) (?:told|asked|expected|required))\b"
    rf"|\b(?:should|must|need(?:s|ed)?)\b[^?]*\b(?:when|if|before|once) (?:a |an |the |any )?{_CHILD}\b"
    r"|\bwho (?:\w+ )?recommend|\b(?:managers?|iros?|auditors?|workers?|officers?|courts?|judges?) (?:\w+ )?recommend"
    r"|\bby (?:what date|when)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:rat(?:e|ed|es|ing|ings)|grad(?:e|ed|es|ing|ings)|judg(?:e|ed|ement|ements|ment|ments)|verdicts?"
    r"|top marks?|(?:ofsted )?scores?d?|outstanding|inadequate|requires improvement|adequate"
    r"|how did (?:[^?]{0,40} )?(?:do|fare|come out|get on)(?! (?:it|that|this|so)\b)|marks|full marks|(?:what|which) mark|the mark(?: given)? (?:for|in|on)|overall effectiveness"
    r"|special measures|failing|come out as|came out"
    r"|(?:get|got|given|receive|received|score) (?:for|in|on)|marked|what did [^?]{0,40} get(?=\W*$))\b"
    r"|['‘\"]good['’\"]",
    re.IGNORECASE,
)
_WHAT_GRADE = re.compile(
    r"\W*(?:what|which) (?:grade|rating|judge?ment)\b(?! of (?:social|worker|staff|manager))"
    r"(?! (?:do|does|did) (?:managers|social workers|workers|staff|leaders|they)\b)",
    re.IGNORECASE,
)
# The words of grades in the mouths of others, of other things, or with another meaning
_NO_GRADE = re.compile(
    r"\b(?:outstanding (?:issues?|actions?|practice|assessments?|work|cases|matters|tasks|visits|examples?"
    r"|support|recommendations?|concerns|features?|referrals|needs|reports|reviews|plans|leaders?|staff)"
    r"|(?:professional|clinical|good|sound|poor|practitioners?['’]?s?|(?:social )?workers?['’]?s?|staff['’]?s?"
    r"|managers?['’]?s?|leaders?['’]?s?) judge?ments?\b(?! (?:on|for)\b)"
    r"|judge?ments? (?:of|by) (?:the )?(?:risks?|social workers?|workers?|staff|managers?|practitioners?|needs?)"
    r"|(?:rag|risk|bragg?)[ -](?:rat(?:ed|ings?)|grad(?:ed|ings?))|(?:grad(?:es?|ings?)) of (?:social )?workers?"
    r"|rates? of|failing to|practice (?:is |was )?failing|how (?:long|often)"
    r"|(?:the|a|any|which|family|court|district|local) (?:judges?|court)\b(?! (?:it|them)\b)|(?:which|what) inspectors?"
    r"|(?:come|came|arrived?|reach(?:ed)?) (?:to|at) (?:(?:judge|rate|grade|find|be)\b|(?:the|its|their|that|this) )"
    r"|(?:do|does|did|would|have|how) (?:(?:the|its|their) )?(?:children|young people|kids|parents|carers|foster carers"
    r"|families|staff|care leavers|partners|social workers|workers|managers|schools) (?:rated?|graded?|scored?|judged?)"
    r"|hmp|cqc|gcses?|a[- ]levels?|exams?|key stage)\b",
    re.IGNORECASE,
)
# Ideas of the glossary that are strands themselves, or say how good something is
_GRADED_IDEAS = frozenset(
    {
        "adoption",
        "care leavers",
        "child protection",
        "children in care",
        "children's trust",
        "leaders",
        "Local Safeguarding Children Board",
        "quality of social work practice",
        "serious weaknesses",
    }
)
_N_BESIDE = 5  # words beside a strand: with more, something of it is asked about, not its grade
_N_ASIDE = 3  # words beside a grade that say more of whose it is
_SUPERLATIVE = re.compile(r"\b(?:worst|best|weakest|strongest)\b", re.IGNORECASE)
_TREND = re.compile(
    r"\b(?:ha(?:s|ve|d)|did|is|are|was|were)\b[^?]{0,80}?\b(?:improv\w+|got(?:ten)? (?:any )?(?:better|worse)"
    r"|get(?:ting)? (?:any )?(?:better|worse)|chang\w+|progress\w*|declin\w+|deteriorat\w+|worsen\w*"
    r"|gone (?:up|down|backwards)|go (?:up|down|backwards)|better|worse|slip\w*|drop\w*|differ\w+)\b"
    r"|\bcompar\w+\b|\bwhat(?:'s|’s| has| have|s)? (?:has )?changed\b|\bhow (?:has|have|did|does)\b[^?]*"
    r"\b(?:chang|improv|develop|mov|differ|progress|compar)\w*|\bversus\b|\bvs\.?\b|\bthen and now\b"
    r"|\bover (?:time|the years)\b|\bsince then\b|\bbetween\b",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\bover (?:time|the years|the last few)|\bthen and now\b|\b(?:better or worse|worse or better)\b|\b(?:(?:across|between) (?:the |its |all |both )*"
    r"|(?:in|over|at) (?:the |its |all )*(?=(?:last )?(?:two|three|2|3|few|different|several)))"
    r"(?:last )?(?:two |three |2 |3 |few |different |several )?(?:inspections|reports)\b"
    r"|\b(?:over|across|through|throughout) (?:the |its |their |all |of )*(?:past |previous |last |various )?"
    r"(?:inspections|reports|judge?ments)\b|\b(?:in|at|from) all (?:of )?(?:the |its |their )?(?:inspections|reports)\b"
    r"|\b(?:inspection|year|report) (?:by|on|after|to) (?:inspection|year|report)\b|\b(?:down|through) the years\b"
    r"|\bfrom (?:one )?inspection to\b|\b(?:each|every) (?:inspection|report)\b"
    r"|\b(?:compared (?:to|with)|than) (?:before|last time|the last|the previous|previously)\b"
    r"|\bsince (?:the|its|their) (?:last|previous) (?:inspection|report|visit|rating|judge?ment|grade|one|time)\b",
    re.IGNORECASE,
)
_UP_OR_DOWN = re.compile(r"\bup or down\b", re.IGNORECASE)
_GRADES = r"(?:ratings?|grades?|grading|judge?ments?|ofsted scores?)"
_CHANGE = (
    r"(?:chang\w+|improv\w+|mov(?:ed|ing)|differ\w*|develop\w*|progress\w*|declin\w+|drop\w*|slip\w*"
    r"|ris(?:e|en|ing)|rose|fall(?:en|ing)?|fell"
    r"|(?:go|going|got|gone|gotten|went|come|came) (?:better|worse|up|down|backwards))"
)
_A_GRADE = r"['‘\"]?(?:outstanding|inadequate|adequate|good|requires? improvement|failing)\b"
# The grades of all inspections: "how have its grades changed", "ratings history", "history of its
# ratings", of which a name that was taken out leaves "history ratings"
_GRADES_OVER_TIME = re.compile(
    rf"\b(?:ha(?:s|ve|d)|did|do|does|how)\b[^?]{{0,40}}?\b{_GRADES}\b[^?]{{0,40}}?\b{_CHANGE}\b"
    rf"|\b{_CHANGE}\s+(?:in|of|to)\s+(?:the\s+|its\s+)?(?:\w+\s+)?{_GRADES}\b|\b{_GRADES}\s+(?:history|trends?)\b"
    rf"|\b(?:history|trends?|track record)\b[^?]{{0,30}}\b{_GRADES}\b"
    rf"|\b(?:all|every|each|past) (?:the |of its |its |their |one of )*(?:past |previous |overall |ofsted |single )*{_GRADES}\b"
    rf"|\b(?:go|goes|gone|going|went|mov\w+|ris(?:e|en|ing)|rose|climb\w*|jump\w*|fall(?:en|ing)?|fell"
    rf"|drop\w*|slip\w*|crash\w*|improv\w+|chang\w+|come|came|get|got) from (?:being )?{_A_GRADE}[^?]{{0,12}}? to (?:being )?{_A_GRADE}",
    re.IGNORECASE,
)
_WHY = re.compile(r"\W*(?:and |but |so )?(?:why|how come)\b", re.IGNORECASE)
# what such a question says of grades besides
_MOVES = re.compile(
    rf"\b(?:{_CHANGE}|go|goes|gone|going|went|climb\w*|jump\w*|crash\w*|show|list|every|single|trends?|track record"
    r"|happened|often|times)\b",
    re.IGNORECASE,
)
_ENDS = r"(?=\W*$|[,;]|\s+(?:at|in|for|with|on|over|across|when|as|or)\b)"
# A change over the inspections of one authority, though no time is named: "how have caseloads changed",
# "has it got better at early help". Not what was done: "has it improved the quality of plans".
_CHANGE_OF_ONE = re.compile(
    rf"^\W*(?:(?:and|so|but)\s+)?how (?:has|have|had)\b[^?]{{0,80}}?\b(?:chang|improv|develop|progress|mov)ed\b{_ENDS}"
    rf"|^\W*(?:(?:and|so|but)\s+)?(?:has|have)\b[^?]{{0,80}}?\b(?:improved|changed|worsened|deteriorated"
    rf"|(?:got|gotten) (?:any )?(?:better|worse)){_ENDS}"
    r"|\btrends? (?:in|of|for)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"%|\b(?:per ?cent|percentage|proportion|share|how (?:many|much|long|often))\b", re.I
)
_PART_OF = re.compile(r"\bthe [\w’' -]{3,30} (?:bit|part|section) of\b", re.IGNORECASE)  # of a list
_SURE = 0.6  # probability of an intent that is acted on
_SURER = 0.8  # likewise of a change over time, which rules nearly always see
# "the strengths Ofsted found" are no list of weaknesses: something must be asked of the council
_DEMANDS = re.compile(
    r"\b(?:improv\w*|better|priorit\w*|recommend\w*|needs?|needed|needing|should|must|ha(?:s|ve|d|ving) to|told|tell\w*|ask\w*"
    r"|want\w*|expect\w*|requir\w*|instruct\w*|order\w*|demand\w*|to[- ]do|fix\w*|put right|sort\w*|chang\w*|work on|work to"
    r"|left|next|homework|action\w*|steps|tasks?|jobs?|areas?|criticis\w*|weak\w*|short\w*|fail\w*|fell|fall\w*|let down|wrong"
    r"|address\w*|do more|tackle|set)\b",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"\b(?:which|what|any|one) (?:part|bit|area|strand|section|service)s?\b", re.IGNORECASE
)
_EVER = re.compile(r"\b(?:ever|always|never)\b(?! since\b)", re.IGNORECASE)
_HOW_GOOD = re.compile(
    r"\s*(?:is|was|are|were)\s+(?:(?:it|they|the council|(?:its )?children['’]?s services)\s+)?(?:still |now |ever |never |always )?"
    r"(?:(?:any )?good|failing)(?: overall| enough| or bad)?\s*\??\s*"
    r"|\s*(?:ofsted\s+)?overall(?:\s+ofsted)?\s*\??\s*",
    re.IGNORECASE,
)
_HOW_GOOD_IS = re.compile(
    r"\W*how (?:good|bad) (?:is|are|was|were)(?: (?:it|they|the council|(?:its |the |their )?(?:children['’]?s? )?services?"
    r"(?: for children)?))?(?: overall)?\W*",
    re.IGNORECASE,
)
_WHICH_GOOD = re.compile(
    r"\W*(?:which|what|how many|are any|are there any|list(?: the)?) (?:of the )?(?:local )?"
    r"(?:councils?|authorit(?:y|ies)|boroughs)(?: that)?(?: (?:is|are|was|were))?(?: not)?"
    r" (?:currently |now |rated |judged )?(?:good|requires? improvement)(?: overall| to be good)?\W*",
    re.IGNORECASE,
)
_HANGING = re.compile(r"(?:\b(?:at|for|with|in|on|of)\b\s*)+(?=\??\s*$)", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:better|best|worse|worst)\b", re.IGNORECASE)
_OF_GRADES = re.compile(rf"\b{_GRADES}\b", re.IGNORECASE)

# The strands of both frameworks, most particular first, as people name them.
_STRANDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (strand, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for strand, pattern in (
        ("board", r"lscb|(?:safeguarding )?(?:children'?s? )?board"),
        ("adoption", r"adopt\w*"),
        (
            "care leavers",
            r"care[- ]?leavers?|leaving care|left care|care[- ]experienced(?: young people| adults)?",
        ),
        (
            "help and protection",
            r"help(?:ed)? and protect\w*|need(?:s|ing)? (?:help|protection)|protect\w*|child protection"
            r"|keep(?:s|ing)? (?:[\w'’-]+ ){0,3}?(?:children|kids|young people|youngsters) safe|safeguarding",
        ),
        (
            "children in care",
            r"children in care|(?:looked|cared)[- ]?(?:after|for)(?: children)?|children looked after"
            r"|in care|permanence|kids in care|lac|cla",
        ),
        (
            "leadership",
            r"leader\w*|management(?: and governance)?|governance|managers|bosses|the top|impact of leaders"
            r"|people in charge|run",
        ),
        ("overall effectiveness", r"overall(?: effectiveness)?|as a whole|altogether|in general"),
    )
)
_GRADE_FILLER = {
    *(
        "what which how did do does was were is are the a an of for at in on by to and or its "
        "their they it s rate rated rates rating ratings grade graded grades grading judge judged "
        "judgement judgment judgements judgments judging ofsted inspectors inspector inspection "
        "inspections report reports give gave given get got getting have has had been be overall "
        "effectiveness council councils authority authorities boroughs local service services children childrens child "
        "young people team score scored scores experiences experience progress strand strands "
        "part parts area areas one but outstanding good inadequate adequate requires improvement "
        "top marks mark marked full worse worst best better highest lowest came come out as last time "
        "with this that about said say tell me please currently current latest most recent now "
        "all any each department still ever who award awarded where so also than other others "
        "different lower higher than result results verdict failing fare fared category level what's "
        "previous earlier next first second whats just only both either social work practice families there then those these from "
        "him her us our my you your can could would will special measures bit bits wasn wasnt isn "
        "isnt not weren werent shown pls weakest strongest january february march april may june "
        "july august september october november december don didn didnt thought think thinking "
        "considered deemed found find finding fail failed passed pass visit focused monitoring history "
        "change changed changes two three ago before always never over across through throughout years history trend "
        "metropolitan borough county city district royal unitary department directorate majesty majestys her his"
    ).split()
}


def find_strand(text: str) -> str | None:
    """The canonical strand that `text` names, or None.

    >>> find_strand("services for young people leaving care")
    'care leavers'
    """
    for strand, pattern in _STRANDS:
        if pattern.search(text):
            return strand
    return None


def is_grade_question(topic: str) -> bool:
    """Whether `topic` asks for a grade and for nothing that a grade line cannot answer.

    >>> is_grade_question("was leadership inadequate?"), is_grade_question("was supervision inadequate?")
    (True, False)
    """
    if _GRADES_OVER_TIME.search(topic):
        topic = _MOVES.sub(" ", topic)
    if _NO_GRADE.search(topic) or _names_an_idea(topic):
        return False
    rest = _without_strands(topic)
    whole, part = (_HANGING.sub("", re.sub(r"\d", "", text)) for text in (topic, rest))
    if any(how.fullmatch(text) for how in (_HOW_GOOD, _WHICH_GOOD) for text in (whole, part)):
        return True
    if _HOW_GOOD_IS.fullmatch(whole):
        return True
    if _GRADE.search(topic):
        asked = _WHAT_GRADE.match(topic) and rest != topic
        return _n_left(rest) <= (_N_ASIDE if asked else 1)
    # "the worst office" is no grade, "its weakest area" is
    return _SUPERLATIVE.search(topic) is not None and _n_left(rest) == 0


def compares_grades(topic: str) -> bool:
    """Whether grades are what `topic`, of several authorities or inspections, sets side by side.

    >>> compares_grades("is it better or worse than"), compares_grades("are caseloads better")
    (True, False)
    """
    if is_grade_question(topic):
        return True
    if _NO_GRADE.search(topic) or _names_an_idea(topic):
        return False
    rest = _without_strands(topic)
    named = _OF_GRADES.search(topic) is not None and _n_left(rest) <= _N_ASIDE
    return named or (_BETTER.search(topic) is not None and _n_left(topic) == 0)


def _without_strands(text: str) -> str:
    for _, pattern in _STRANDS:
        text = pattern.sub(" ", text)
    return text


def _n_left(rest: str) -> int:
    """How many words of `rest` no grade line has anything to say to."""
    left = [w for w in re.findall(r"[a-z]+", rest.lower().replace("’", "'")) if len(w) > 1]
    return sum(word not in _GRADE_FILLER for word in left)


@cache
def _field() -> Glossary:
    return Glossary.load()


def _names_an_idea(topic: str) -> bool:
    """Whether something of the field is named that has no grade of its own: supervision, MASH.

    "Which part ..." asks for a strand whatever else is said of it.
    """
    if _ASKS_WHICH.search(topic):
        return False
    strands = [match.span() for _, pattern in _STRANDS for match in pattern.finditer(topic)]
    return any(
        _n_left(topic[at:end]) > 0
        for match in _field().find(topic)
        if match.entry.term not in _GRADED_IDEAS
        for at, end in _outside(strands, match.start, match.end)
    )


def _outside(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left of `start` to `end` outside `spans`."""
    for first, last in sorted(spans):
        if first > start:
            yield start, min(first, end)
        start = max(start, last)
    yield start, end


def intended_kind(
    kind: AnswerKind, asked: Mapping[Intent, float], topic: str, text: str
) -> tuple[AnswerKind, bool]:
    """`kind`, which rules found, in the light of how the question `text` is put; and whether what must
    improve is asked for as a whole.

    The rules are nearly always right where they see more than a finding; what is learned from
    examples speaks where they see none, and tells a list from grades.
    """
    may_list = _DEMANDS.search(text) is not None and _NO_LIST.search(topic) is None
    listed = asked[Intent.LIST] + asked[Intent.LISTED] if may_list else 0.0
    whole = listed > _SURE and asked[Intent.LIST] > asked[Intent.LISTED]
    whole = whole and _PART_OF.search(topic) is None
    if kind is AnswerKind.IMPROVE:
        return kind, whole
    if kind is AnswerKind.FIGURE and _QUANTITY.search(topic):
        return kind, False
    if listed > _SURE and kind in (AnswerKind.FINDING, AnswerKind.FIGURE, AnswerKind.GRADE):
        return AnswerKind.IMPROVE, whole
    if kind is AnswerKind.FINDING:
        if asked[Intent.GRADE] > _SURE and _names_a_grade(topic):
            return AnswerKind.GRADE, False
        if asked[Intent.TREND] > _SURER:
            return AnswerKind.TREND, False
    return kind, False


def names_no_strand(words: str) -> bool:
    """Whether something else than an authority's grades is named: words that ask for none."""
    return _n_left(_without_strands(words)) > 0


def _names_a_grade(topic: str) -> bool:
    """Whether grade lines may answer: a strand is named or asked for, or little else is."""
    if _NO_GRADE.search(topic) or _names_an_idea(topic):
        return False
    if _ASKS_WHICH.search(topic):
        return True
    rest = _without_strands(topic)
    return _n_left(rest) < (_N_BESIDE if rest != topic else 3)


def asks_for_list(text: str) -> bool:
    """Whether `text` asks what must improve.

    >>> asks_for_list("what has it to improve?"), asks_for_list("what has it improved?")
    (True, False)
    """
    return _IMPROVE.search(text) is not None and _NO_LIST.search(text) is None


def find_kind(text: str, *, n_authorities: int, n_periods: int, since: bool) -> AnswerKind:
    """Return the kind of answer wanted; `text` is the question without the authorities' names."""
    if n_authorities > 1:
        return AnswerKind.COMPARE
    if (
        _OVER_TIME.search(text)
        or n_periods > 1
        # of one year its own report says which way things went
        or (n_periods == 0 and _UP_OR_DOWN.search(text))
        or (n_periods == 0 and _GRADES_OVER_TIME.search(text) and not _WHY.match(text))
        or (n_periods == 0 and _EVER.search(text) and is_grade_question(text))
        or (n_periods == 1 and since and _TREND.search(text))
        or (n_authorities == 1 and n_periods == 0 and _CHANGE_OF_ONE.search(text))
    ):
        return AnswerKind.TREND
    if is_grade_question(text) and not re.match(r"\s*(?:when|why|who)\b", text, re.IGNORECASE):
        return AnswerKind.GRADE
    if asks_for_list(text):
        return AnswerKind.IMPROVE
    if _FIGURE.search(text):
        return AnswerKind.FIGURE
    return AnswerKind.FINDING
