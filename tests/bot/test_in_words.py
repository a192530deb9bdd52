"""Are dates, times and shares said as a person would say them?"""

from datetime import UTC, date, datetime

import pytest

from bot import in_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 22), "Today, Sunday 22 November"),
        (date(2026, 11, 23), "Tomorrow, Monday 23 November"),
        (date(2026, 11, 24), "Tuesday 24 November, in 2 days"),
        (date(2027, 1, 5), "Tuesday 5 January 2027, in 44 days"),
        (date(2026, 11, 21), "Overdue by 1 day, was due Saturday 21 November"),
        (date(2025, 12, 31), "Overdue by 326 days, was due Wednesday 31 December 2025"),
    ],
)
def test_a_deadline_is_said_with_its_distance(on: date, said: str) -> None:
    assert in_words.due(on, today=TODAY) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 0, 5, tzinfo=UTC), "today at 12:05am"),
        (datetime(2026, 11, 21, 23, 59, tzinfo=UTC), "yesterday at 11:59pm"),
        (datetime(2026, 7, 1, 11, 30, tzinfo=UTC), "Wednesday 1 July at 12:30pm"),
    ],
)
def test_an_instant_is_said_in_london_time(at: datetime, said: str) -> None:
    assert in_words.moment(at, today=TODAY) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.99, "almost certain (99%)"),
        (0.9, "quite sure (90%)"),
        (0.7, "fairly sure (70%)"),
        (0.5, "not very sure (50%)"),
        (0.2, "only guessing (20%)"),
    ],
)
def test_a_share_is_said_in_words_with_its_figure(share: float, said: str) -> None:
    assert in_words.confidence(share) == said


def test_a_code_nobody_listed_is_still_words() -> None:
    assert in_words.words_of("print_and_post") == "Print and post"
