"""Are facts printed as people say them?"""

from datetime import UTC, date, datetime

import pytest

from bot.wording.filters import clock, day, numbers, one_line, quoted, shortened


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        (date(2026, 11, 9), "Monday 9 November 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026"),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), "Tuesday 1 December 2026"),
    ],
    ids=["a date", "summer: London is an hour ahead", "winter"],
)
def test_a_day_is_printed_with_its_weekday(when: date, printed: str) -> None:
    assert day(when) == printed


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [
        (15, 5, "3:05pm"),
        (9, 0, "9am"),
        (12, 0, "12 noon"),
        (0, 0, "12 midnight"),
        (0, 7, "12:07am"),
        (12, 30, "12:30pm"),
    ],
)
def test_a_time_is_printed_as_spoken(hour: int, minute: int, printed: str) -> None:
    assert clock(datetime(2026, 12, 1, hour, minute, tzinfo=UTC)) == printed


def test_a_summer_time_is_londons() -> None:
    assert clock(datetime(2026, 7, 1, 14, 5, tzinfo=UTC)) == "3:05pm"


@pytest.mark.parametrize(
    ("points", "printed"), [([], ""), ([1], "1"), ([1, 2], "1 and 2"), ([1, 2, 4], "1, 2 and 4")]
)
def test_numbers_are_printed_as_spoken(points: list[int], printed: str) -> None:
    assert numbers(points) == printed


def test_words_are_cut_at_a_words_end() -> None:
    assert shortened("one two three", 9) == "one two ..."


def test_words_keep_their_lines_and_lose_what_cannot_be_seen() -> None:
    assert quoted("a  b\r\n\r\n\r\n\r\nc\u202e\x02") == "\x04a b\n\nc\x05"
    assert one_line("a\n b\t c") == "a b c"
