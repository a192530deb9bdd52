"""Does a warning come where something has changed, and never where chance explains it?"""

import random
from dataclasses import replace
from typing import Any

import pytest

from bot.drift import Stretch, apart, own_test_of, warnings

USUAL = Stretch(
    {"complaint": 100, "service_request": 200, "survey_feedback": 40, "enquiry": 60},
    confidence=0.85,
    unsure=40,
    reviewed=200,
    corrected=20,
)
NOTHING = Stretch({})


def test_a_week_like_the_others_is_no_warning() -> None:
    assert warnings(USUAL, USUAL, USUAL) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param(
            {"kinds": {"complaint": 220, "service_request": 80, "survey_feedback": 40, "enquiry": 60}},
            "The kinds of message are not as in the four weeks before: complaint 55%, there 25%; "
            "service request 20%, there 50%.",
            id="kinds",
        ),
        pytest.param(
            {"confidence": 0.6},
            "The model is less sure than in the four weeks before: 60% on average, there 85%.",
            id="confidence",
        ),
        pytest.param(
            {"unsure": 100},
            "More messages are left to a person than in the four weeks before: 25%, there 10%.",
            id="unsure",
        ),
        pytest.param(
            {"corrected": 70},
            "Staff correct more readings than in the four weeks before: 35% of those they looked at, there 10%.",
            id="corrections",
        ),
    ],
)
def test_each_thing_that_changed_is_one_plain_sentence(changed: dict[str, Any], sentence: str) -> None:
    assert warnings(replace(USUAL, **changed), NOTHING, USUAL) == [sentence]


def test_the_models_own_test_is_compared_as_well() -> None:
    found = warnings(replace(USUAL, corrected=70), USUAL, NOTHING)

    assert found == [
        "Staff correct more readings than in the model's own test: 35% of those they looked at, there 10% were wrong."
    ]


def test_fewer_than_fifty_messages_say_nothing() -> None:
    few = Stretch({"complaint": 49}, confidence=0.3, unsure=49, reviewed=49, corrected=49)

    assert warnings(few, USUAL, USUAL) == []
    assert warnings(USUAL, few, few) == []


def test_few_looked_at_say_nothing_of_corrections() -> None:
    assert warnings(replace(USUAL, reviewed=49, corrected=49), NOTHING, USUAL) == []


def test_chance_alone_is_almost_never_warned_of() -> None:
    luck = random.Random(7)
    weeks = [sum(luck.random() < 0.1 for _ in range(400)) for _ in range(400)]

    false_alarms = sum(
        apart(one, 400, other, 400) for one, other in zip(weeks[::2], weeks[1::2], strict=True)
    )

    assert false_alarms <= 4


def test_the_figures_of_a_record_are_read_as_they_are_kept() -> None:
    figures = {
        "kinds": {"complaint": {"of": 30, "recall": 0.9}, "enquiry": {"of": 70}},
        "accuracy": {"count": 85, "of": 100, "share": 0.85},
        "unsure": {"count": 9, "of": 100},
    }

    assert own_test_of(figures) == Stretch(
        {"complaint": 30, "enquiry": 70}, confidence=0.85, unsure=9, reviewed=100, corrected=15
    )
    assert own_test_of({}).messages == 0
