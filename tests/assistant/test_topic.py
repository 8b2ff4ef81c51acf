"""What is left of a question once names, years and who asks are taken out."""

from __future__ import annotations

import pytest

from assistant.topic import tidy


@pytest.mark.parametrize(
    ("left", "topic"),
    [
        ("I'm a councillor in . What should I worry about?", "What should I worry?"),
        ("I’m a new councillor. Are leaders good?", "Are leaders good?"),
        ("I am an officer, what was said about neglect?", "neglect?"),
        ("as a parent, what should I know of schools", "what should I know of schools"),
        ("As a councillor: caseloads", "caseloads"),
        # part of what is asked
        ("as a parent how am I heard", "as a parent how am I heard"),
        ("As a parent carer, am I heard", "As a parent carer, am I heard"),
        ("As a foster carer, am I heard", "As a foster carer, am I heard"),
        ("I'm a councillor who asks of caseloads", "I'm a councillor who asks of caseloads"),
        ("as an officer-led service", "as an officer-led service"),
    ],
)
def test_who_asks_is_no_topic(left: str, topic: str) -> None:
    assert tidy(left) == topic


@pytest.mark.parametrize(
    ("left", "topic"),
    [
        ("on - how many children were missing?", "how many children were missing?"),
        ("on: caseloads", "caseloads"),
        ("In – care leavers", "care leavers"),
        ("in-house advocacy", "in-house advocacy"),
        ("on-call managers", "on-call managers"),
    ],
)
def test_a_preposition_before_a_dash_is_left_over(left: str, topic: str) -> None:
    assert tidy(left) == topic
