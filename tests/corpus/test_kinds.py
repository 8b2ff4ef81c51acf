"""The kind of a document by its words and by its name."""

from __future__ import annotations

import pytest

from corpus.document import Kind, Speaker
from corpus.kinds import framework_of, kind_of, kind_of_name, speaker_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Re-inspection of services for children\nInspection date: 1 to 2 May 2017", "report"),
        ("Joint targeted area inspection of Exampleton", "report"),
        ("Exampleton\nLead inspector: A. Person", "report"),
        ("Dear Alex\nThis letter is about the monitoring visit", "letter"),
        ("Minutes of the meeting\nApologies for absence: none", "minutes"),
        ("Agendas - Agenda item\nMinutes:\nThe director spoke.", "minutes"),
        ("Agenda item 4\nThe committee noted the monitoring visit.", "minutes"),
        ("Exampleton is improving, Ofsted has said.", "news"),
        ("A watchdog warns. Inspectors found delays.", "news"),
        ("An inspection of the roof took a minute.", None),
        ("Councillors resolved to write to Ofsted.", None),
    ],
)
def test_kind_by_words(text: str, kind: str | None) -> None:
    kinds = {
        "report": Kind.INSPECTION_REPORT,
        "letter": Kind.MONITORING_LETTER,
        "minutes": Kind.MINUTES,
        "news": Kind.NEWS,
    }
    assert kind_of(text, text) == (kinds[kind] if kind else None)


@pytest.mark.parametrize(
    ("stem", "kind"),
    [
        ("children's services inspection - 13 june 2017", Kind.INSPECTION_REPORT),
        ("Monitoring visit 2", Kind.MONITORING_LETTER),
        ("2019_focused_visit", Kind.MONITORING_LETTER),
        ("cabinet_minutes_2019", Kind.MINUTES),
        ("notes", None),
    ],
)
def test_kind_by_name(stem: str, kind: Kind | None) -> None:
    assert kind_of_name(stem) == kind


def test_speakers() -> None:
    assert speaker_of(Kind.MONITORING_LETTER, "") is Speaker.OFSTED
    assert speaker_of(Kind.MINUTES, "OFSTED OFSTED") is Speaker.COUNCIL
    assert speaker_of(Kind.NEWS, "The charity said so.") is None
    assert speaker_of(Kind.OTHER, "Report of the Director of Services") is Speaker.COUNCIL
    assert speaker_of(Kind.OTHER, "Telephone numbers") is None


@pytest.mark.parametrize(
    ("cover", "framework"),
    [
        ("Inspection of services for children in need of help and\nprotection, children", "SIF"),
        ("Inspection of Leeds local authority children’s services", "ILACS"),
        ("The impact of leaders on social work practice with children", "ILACS"),
        ("Inspection of looked after children services", "looked after children"),
        ("Joint targeted area inspection of Leeds", "JTAI"),
        ("Inspection of a school", None),
    ],
)
def test_frameworks(cover: str, framework: str | None) -> None:
    assert framework_of(cover, cover) == framework


def test_a_body_that_mentions_a_joint_inspection_is_not_one() -> None:
    cover = "Inspection of Leeds local authority children’s services\n"
    body = cover + "x " * 300 + "Since the joint targeted area inspection in 2016"
    assert framework_of(cover, body) == "ILACS"
