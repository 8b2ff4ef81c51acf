from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Confidence, Notice, NoticeKind
from assistant.plain_text import Style, answer_lines, printable
from assistant.question import AuthorityMention, Correction, Part, Period
from tests.assistant.evaluation.made_up import answered, document, extract, refused

EAST = document("east/2019.pdf", ["Visits are late. " + "Plans are good " * 12 + "now."], "East")
LATE = extract(EAST, "Visits are late.")


def _printed(answer: Answer, style: Style | None = None) -> str:
    return "\n".join(answer_lines(answer, style))


def test_a_quote_comes_before_its_citation() -> None:
    lines = list(answer_lines(answered(LATE)))
    at = lines.index("1. “Visits are late.”")
    assert lines[at + 1] == (
        "   A report · Ofsted · East · inspection report · speaker: Ofsted · inspected 11 January"
    )
    assert lines[at + 2] == "   2021 · published 4 March 2021 · page 1, paragraph 7"
    assert lines[at + 3 :] == ["   Leaders", "   east/2019.pdf"]


def test_lines_keep_to_the_width() -> None:
    long = extract(EAST, EAST.text)
    lines = list(answer_lines(answered(long), Style(width=40)))
    assert max(map(len, lines)) <= 40
    assert "Plans are good" in " ".join(lines)


def test_colour_only_where_asked_for() -> None:
    assert "\x1b" not in _printed(answered(LATE))
    assert "\x1b[1m“Visits are late.”\x1b[0m" in _printed(answered(LATE), Style(colour=True))


def test_a_document_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[31mred\x07\u202eb\n c") == "a[31mredb c"
    steering = replace(LATE, quote="Visits\x1b[2J are late.")
    assert "\x1b" not in _printed(answered(steering))


def test_how_the_question_was_understood_is_said() -> None:
    answer = answered(LATE)
    question = replace(
        answer.question,
        topic="visits",
        authorities=(AuthorityMention("East", "east", True), AuthorityMention("Far", "far", False)),
        periods=(Period("2019"),),
        corrections=(Correction("vists", "visits"),),
        carried=(Part.AUTHORITY,),
    )
    printed = _printed(replace(answer, question=question, confidence=Confidence.LOW))
    assert "Understood: finding about “visits” · East · Far (not held) · 2019" in printed
    assert "“vists” was read as “visits”." in printed
    assert "From the conversation: authority." in printed
    assert "weak match" in printed


def test_notices_are_shown_once() -> None:
    notices = (
        Notice(NoticeKind.LATER_INSPECTION, "A later inspection exists."),
        Notice(NoticeKind.CORRECTED, "said with the question"),
    )
    printed = _printed(replace(answered(LATE), notices=notices))
    assert printed.count("Note: A later inspection exists.") == 1
    assert "said with the question" not in printed


def test_sides_stand_apart_also_those_with_nothing() -> None:
    sided = replace(LATE, group="East")
    printed = _printed(replace(answered(sided), groups=("East", "West")))
    assert printed.index("\nEast\n") < printed.index("1. “") < printed.index("\nWest\n")
    assert printed.endswith("Nothing located.")


def test_the_nearest_passages_of_a_refusal_are_labelled() -> None:
    printed = _printed(refused(LATE))
    assert "No answer (not answered): The documents do not say." in printed
    assert "Ask about something else." in printed
    assert printed.index("They are not an answer:") < printed.index("-  “Visits are late.”")
    assert "nearest" not in _printed(refused())
