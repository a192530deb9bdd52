"""Days and instants: which count, and where they fall in London."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.working_days import (
    add_working_days,
    end_of_london_day,
    is_working_day,
    london_date,
    london_time,
    next_working_day,
    subtract_working_days,
    working_days_between,
)

MONDAY = date(2026, 11, 2)
HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(MONDAY, True, id="monday"),
        pytest.param(date(2026, 11, 7), False, id="saturday"),
        pytest.param(date(2026, 11, 8), False, id="sunday"),
        pytest.param(date(2026, 12, 25), False, id="bank-holiday"),
    ],
)
def test_weekends_and_bank_holidays_are_not_working_days(day: date, works: bool) -> None:
    assert is_working_day(day, holidays=HOLIDAYS) is works


def test_the_next_working_day_of_a_working_day_is_that_day() -> None:
    assert next_working_day(MONDAY, holidays=HOLIDAYS) == MONDAY
    assert next_working_day(date(2026, 12, 25), holidays=HOLIDAYS) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        pytest.param(MONDAY, 0, MONDAY, id="none"),
        pytest.param(MONDAY, 5, date(2026, 11, 9), id="a-week"),
        pytest.param(date(2026, 11, 7), 5, date(2026, 11, 13), id="from-a-saturday"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 29), id="over-christmas"),
        pytest.param(date(2026, 12, 26), 5, date(2027, 1, 4), id="from-a-saturday-before-a-holiday"),
    ],
)
def test_the_day_of_the_event_is_day_nought(start: date, days: int, due: date) -> None:
    assert add_working_days(start, days, holidays=HOLIDAYS) == due


def test_a_warning_day_is_counted_back_over_a_holiday() -> None:
    assert subtract_working_days(date(2026, 12, 30), 2, holidays=HOLIDAYS) == date(2026, 12, 24)


def test_deadlines_are_never_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(MONDAY, -1, holidays=HOLIDAYS)


def test_the_days_between_are_those_that_were_added() -> None:
    due = add_working_days(date(2026, 12, 20), 7, holidays=HOLIDAYS)

    assert working_days_between(date(2026, 12, 20), due, holidays=HOLIDAYS) == 7
    assert working_days_between(due, date(2026, 12, 20), holidays=HOLIDAYS) < 0


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        pytest.param(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2), id="summer-night"),
        pytest.param(datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1), id="winter-night"),
    ],
)
def test_an_instant_falls_on_the_day_london_has(instant: datetime, day: date) -> None:
    assert london_date(instant) == day


def test_an_instant_without_a_zone_has_no_london_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_date(datetime(2026, 7, 1, 12))  # noqa: DTZ001


def test_london_noon_is_eleven_in_utc_in_summer() -> None:
    assert london_time(date(2026, 7, 1), 12) == datetime(2026, 7, 1, 11, tzinfo=UTC)
    assert london_time(date(2026, 12, 1), 12, 30) == datetime(2026, 12, 1, 12, 30, tzinfo=UTC)


def test_the_day_the_clocks_go_back_has_twenty_five_hours() -> None:
    day = date(2026, 10, 25)

    assert end_of_london_day(day) - london_time(day, 0) == timedelta(hours=25)
    assert london_date(end_of_london_day(day) - timedelta(microseconds=1)) == day
