"""What no inspection report answers, told from how it is asked: other bodies, advice, law, small talk."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answer import Refusal, RefusalKind
from assistant.follow_up import is_courtesy
from assistant.kinds import find_strand, names_no_strand
from assistant.question import AnswerKind, Part, Question
from assistant.refuse import refuse_unclear

__all__ = ["names_others", "refuse_body", "refuse_outside"]

_BODY = re.compile(
    r"\b(hospitals?|(?:primary|secondary|high|grammar|junior|infant)? ?schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?"
    r"|prisons?|constabulary|police force|police|universit(?:y|ies)|childminders?|nhs trust|foundation trust"
    r"|fire (?:and rescue )?service|care homes?|gp surgery)\b"
    r"(?!['’]?s? (?:notif|powers|protection|response|referr|involve|work|check|officer))",
    re.IGNORECASE,
)
# "Exampleshire Police", "St Mary's Hospital"
_CAPITAL_BODY = re.compile(
    r"\b[A-Z][\w'’-]+ (?:Police|Constabulary|Hospital|School|Academy|College|University|Prison)\b"
)
# capitalised words side by side, not those that open a sentence
_PROPER_NAME = re.compile(
    r"(?<=[a-z,] )[A-Z][\w'’&-]*[a-z0-9](?:(?: (?:for|of|in|and|the))? [A-Z][\w'’&-]*[a-z0-9])+"
)
_ASKS_A_GRADE = re.compile(r"\W*(?:what|which) (?:grade|rating|judge?ment|mark)\b", re.IGNORECASE)
_GRADE_OF = re.compile(
    r"\b(?:(?:given|gave|give)(?: to)? (?:the )?([A-Z][\w’'-]*)"
    r"|(?:did|has|was) (?:the )?([A-Z][\w’'-]*)(?=[^?]*\b(?:get|got|receive|received|given|gain\w*|earn\w*)\b))"
)
_ASKED_OF = frozenset({"ofsted", "inspectors", "hmi", "hmci", "ilacs", "sif", "dfe", "trust"})
_OWN_KIND = re.compile(r"virtual school|police (?:protection|powers|notification)", re.IGNORECASE)


# Inspectorates and inspections of others, as people name them, and in full.
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"cqc|care quality commission", "the Care Quality Commission"),
    (
        r"hmicfrs|hmic|(?:police inspectorate|inspectorate of constabulary)",
        "the inspectorate of constabulary",
    ),
    (r"hmi ?probation|hmip|probation inspect(?:ors?|orate)", "the inspectorate of probation"),
    (r"estyn", "Estyn"),
    (r"care inspectorate(?: wales| scotland)?|ciw", "the Care Inspectorate"),
)
_SAYS = r"(?:say|said|find|found|conclude\w*|rate|rated|judge|judged|report|reported|think|thought|make of|see|grade)"
_OF_OTHERS = tuple(
    (
        re.compile(
            rf"\b(?:did|does|do|has|have|had|what|how)\s+(?:the\s+)?(?:{who})\s+(?:\w+\s+)?{_SAYS}\b"
            rf"|\b(?:rated|judged|graded|inspected|inspections?|reports?|ratings?)\s+(?:by|from|of)\s+(?:the\s+)?(?:{who})\b"
            rf"|\b(?:{who})(?:['’]s)?\s+(?:rating|reports?|inspections?|findings?|judge?ments?|grades?|verdict)\b"
            rf"|\baccording to (?:the )?(?:{who})\b",
            re.IGNORECASE,
        ),
        name,
    )
    for who, name in _OTHERS
)
_OTHER_INSPECTION = re.compile(
    r"\b(?:(?:local )?area )?send (?:and (?:ap|alternative provision) )?inspections?\b|\blocal area inspections?\b"
    r"|\bprobation inspections?\b|\b(?:inspections?|ratings?) of (?:the |its )?(?:adult social care|fire|probation|police)\b"
    r"|\badult social care\b[^?]*\b(?:rated|rating|graded|judged|inspected|inspection)\b",
    re.IGNORECASE,
)
# Somebody's own case, or what the law is: reports say what was found in a council.
_MINE = (
    r"my (?:ex|neighbou?r|kid|child|daughter|son|social worker|husband|wife|partner|mum|mother|dad|father"
    r"|grand\w+|nephew|niece|baby|sister|brother|friend|foster carer)(?:s|ren|['’]s)?\b(?! (?:colleague|councillor))"
)
_ADVICE = re.compile(
    r"\bhow (?:do|can|could|should|would) i\b(?! (?:know|find out|see|check|compare|tell|search|use))"
    r"|\bwhat (?:do|should|can|could) i do\b|\b(?:can|could|may) i (?:adopt|foster|apply|become|complain|report|get"
    r" (?:custody|help|legal)|claim|sue|appeal)\b",
    re.IGNORECASE,
)
_OWN_CASE = re.compile(rf"\b{_MINE}", re.IGNORECASE)
_LAW = re.compile(
    r"\bwhat(?:['’]s| is| does)?(?: the)? (?:law\b|(?:a )?section \d+ (?:of the|mean))|\bat what age (?:can|may) (?:a|an|you|i)\b"
    r"|\bhow old do (?:you|i) have to be\b|\bis it (?:legal|illegal|against the law)\b|\bwhat is (?:a )?section \d+\W*$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\bignore (?:all|any|your|the|previous|everything)\b|\bsystem prompt\b|(?:^\W*|\b(?:can|could|please|now|and) (?:you )?)(?:write|tell|sing) (?:me |us )?(?:a|an)"
    r" (?:poem|story|song|joke|essay|letter|email|speech|report)\b|^\W*translate\b|^\W*select\b.*\bfrom\b|^\W*drop table\b"
    r"|</?script|\bare you (?:chatgpt|an? (?:ai|bot|robot|human|person))\b|\bpretend\b[^?]*\byou\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\bwhen\b[^?]*\b(?:will|is|are)\b[^?]*\b(?:re-?inspected|inspected (?:again|next)|next (?:ofsted )?(?:inspection|visit|inspected))\b"
    r"|\bwhen (?:will|is|are) (?:\w+ )?(?:ofsted|inspectors?|hmi|they)\b[^?]*\b(?:next (?:inspect|visit)|re-?inspect"
    r"|(?:inspect|visit|return|come?)(?:ing)?\b[^?]*\b(?:again|next|back))"
    r"|\bwhat\b[^?]*\bwill\b[^?]*\b(?:be (?:rated|graded|judged)|get)\b|\bwill\b[^?]*\b(?:be (?:rated|graded|judged)|next (?:inspection|time))\b",
    re.IGNORECASE,
)


def refuse_outside(question: Question, publishers: Collection[str] = ()) -> Refusal | None:
    """A refusal where the form of the question says that no report answers it, else None.

    `publishers` are those of the documents held: what they publish is not refused as another's.
    """
    text = question.text
    if is_courtesy(text):
        return refuse_unclear()
    if _ORDER.search(text):
        return Refusal(
            RefusalKind.OUTSIDE_SUBJECT,
            "Findings answers questions by quoting documents. It writes nothing of its own.",
            "Ask what inspectors found.",
        )
    # "My son is in care there. Do social workers visit often enough?" is answered
    told = re.split(r"[.!?,;]\s", text.strip(" .!?"))[-1] if question.authorities else text
    if _ADVICE.search(text) or _OWN_CASE.search(told):
        return Refusal(
            RefusalKind.OUTSIDE_SUBJECT,
            "Findings quotes what inspectors found in councils. It cannot advise on a case.",
            "If a child is in danger, call 999. Otherwise ask the council’s children’s services.",
        )
    about_a_council = question.authorities and Part.AUTHORITY not in question.carried
    if _LAW.search(text) and not about_a_council:
        return Refusal(
            RefusalKind.OUTSIDE_SUBJECT,
            "Findings quotes what inspectors found in councils. It does not explain the law.",
            "Ask what was found, and name the council.",
        )
    if _NEXT.search(text):
        return Refusal(
            RefusalKind.NOT_ANSWERED,
            "The documents say what was found, not when or how a council will be inspected next.",
            "Ask about an inspection that is held.",
        )
    return _of_others(text, " ".join(publishers).lower())


def names_others(text: str) -> bool:
    """Whether `text` asks for another inspectorate's words, or of another kind of inspection."""
    return _of_others(text, "") is not None


def _of_others(text: str, published: str) -> Refusal | None:
    """A refusal where another inspectorate's words, or another kind of inspection, are asked for."""
    for pattern, name in _OF_OTHERS:
        if pattern.search(text) and name.removeprefix("the ").lower() not in published:
            return Refusal(
                RefusalKind.NOT_HELD,
                f"No document of {name} is held.",
                "Ask what Ofsted found in the council’s children’s services.",
            )
    match = _OTHER_INSPECTION.search(text)
    if match is None:
        return None
    return Refusal(
        RefusalKind.NOT_HELD,
        "The documents are about local authorities’ children’s services; no inspection of another"
        " kind is held.",
        "Ask what was found in the council’s children’s services.",
    )


def refuse_body(question: Question) -> Refusal | None:
    """A refusal where a grade is asked of a body whose inspections are not held, else None."""
    if question.kind is not AnswerKind.GRADE and not re.search(
        r"\b(?:rating|rated|grade|graded|judge?ment)\b", question.text, re.IGNORECASE
    ):
        return None
    topic = _OWN_KIND.sub(" ", question.topic)
    # "are children in care in schools rated good?" is about the children
    by_name = _CAPITAL_BODY.search(question.text) is not None
    match = _BODY.search(topic) if by_name or find_strand(topic) is None else None
    whose = question.kind is AnswerKind.GRADE or _ASKS_A_GRADE.match(question.text)
    named = _named_body(question) if whose else None
    if match is None and named is None:
        return None
    body = _with_article(match.group(1).strip().lower()) if match else f"“{named}”"
    return Refusal(
        RefusalKind.NOT_HELD,
        f"The documents are about local authorities' children's services; they hold no inspection"
        f" of {body}.",
        "Ask about a local authority's children's services, or look for that body's own report.",
    )


def _with_article(body: str) -> str:
    if body.endswith("s"):
        return body
    if body in ("police", "constabulary"):
        return f"the {body}"
    return f"{'an' if body[0] in 'aeio' else 'a'} {body}"


def _named_body(question: Question) -> str | None:
    """A body with a name of its own, of several capitalised words, that a grade is asked for.

    None where the name is an authority's, or is made of words that ask for its grades.
    """
    typed = {word.lower() for a in question.authorities for word in a.typed.split()}
    for match in _PROPER_NAME.finditer(question.text):
        own = [w for w in re.findall(r"\w+", match.group()) if w.lower() not in typed]
        if sum(w[0].isupper() for w in own) > 1 and names_no_strand(" ".join(own)):
            return match.group()
    of = _GRADE_OF.search(question.text)
    name = (of.group(1) or of.group(2)) if of else None
    if name is None or not names_no_strand(name):
        return None
    bare = re.sub(r"['’]?s$", "", name.lower())
    known = typed | _ASKED_OF | _of_the_field(question)
    return None if known & {bare, f"{bare}s"} else name


def _of_the_field(question: Question) -> set[str]:
    """The typed words, in small letters, that the glossary knows."""
    known = {term.concept for term in question.terms if term.origin != "typed"}
    return {t.text.lower() for t in question.terms if t.origin == "typed" and t.concept in known}
