"""When does Hark stop answering an address?"""

from datetime import UTC, datetime, timedelta

import pytest

from bot.caps import CAPS, count_within, too_many

NOW = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("answers", "held_back"),
    [
        pytest.param({}, False, id="never answered"),
        pytest.param({TEN_MINUTES: 4, HOUR: 9, DAY: 24}, False, id="just below every cap"),
        pytest.param({TEN_MINUTES: 5, HOUR: 5, DAY: 5}, True, id="five in ten minutes"),
        pytest.param({TEN_MINUTES: 1, HOUR: 10, DAY: 10}, True, id="ten in an hour"),
        pytest.param({TEN_MINUTES: 0, HOUR: 1, DAY: 25}, True, id="twenty-five in a day"),
        pytest.param({TEN_MINUTES: 500, HOUR: 500, DAY: 500}, True, id="a robot"),
    ],
)
def test_an_answer_is_held_back_at_a_cap(answers: dict[timedelta, int], held_back: bool) -> None:
    assert bool(too_many(answers)) is held_back


def test_the_reason_says_how_many_and_within_what() -> None:
    assert too_many({TEN_MINUTES: 5}) == "This address has had 5 automatic answers within 10 minutes."


def test_a_longer_span_allows_more() -> None:
    assert [CAPS[span] for span in sorted(CAPS)] == sorted(CAPS.values())


def test_answers_are_counted_in_each_span_they_fall_in() -> None:
    ages = [
        timedelta(minutes=1),
        timedelta(minutes=9),
        timedelta(minutes=59),
        timedelta(hours=23),
        timedelta(days=2),
    ]

    assert count_within([NOW - age for age in ages], NOW) == {TEN_MINUTES: 2, HOUR: 3, DAY: 4}


def test_somebody_in_danger_is_answered_twice_as_often() -> None:
    assert too_many({TEN_MINUTES: 9}, times=2) == ""
    assert too_many({TEN_MINUTES: 10}, times=2, what="This case").startswith("This case has had 10")
