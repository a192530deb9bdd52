"""Which days count, and on which London day did an instant fall?

Pure. The day of an event is day 0 and is never counted: a message of Friday night, Saturday or Sunday
has the same fifth working day. `holidays` are local dates, from `bot/landlords/calendar.py`; a landlord's
own closures are not among them, because a landlord cannot stretch the law by closing.
"""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


def is_working_day(day: date, *, holidays: Container[date]) -> bool:
    """Whether `day` is neither at a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, *, holidays: Container[date]) -> date:
    """`day` itself where it is a working day, else the first one after it."""
    while not is_working_day(day, holidays=holidays):
        day += ONE_DAY
    return day


def add_working_days(start: date, days: int, *, holidays: Container[date]) -> date:
    """The working day that is `days` after `start`, which is day 0 whether it is a working day or not.

    Raises:
        ValueError: `days` is negative; no rule of ours counts backwards.
    """
    if days < 0:
        raise ValueError("Working days are counted forwards: the number must not be negative.")
    day = start
    for _ in range(days):
        day = next_working_day(day + ONE_DAY, holidays=holidays)
    return day


def subtract_working_days(end: date, days: int, *, holidays: Container[date]) -> date:
    """The working day that is `days` before `end`: the last day to warn someone, never a deadline.

    Raises:
        ValueError: `days` is negative.
    """
    if days < 0:
        raise ValueError("The number of working days before a date must not be negative.")
    day = end
    for _ in range(days):
        day -= ONE_DAY
        while not is_working_day(day, holidays=holidays):
            day -= ONE_DAY
    return day


def working_days_between(start: date, end: date, *, holidays: Container[date]) -> int:
    """How many working days lie after `start` up to and with `end`; negative where `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, holidays=holidays)
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays=holidays) for day in days)


def london_date(instant: datetime) -> date:
    """The calendar day in London at `instant`.

    Raises:
        ValueError: the instant has no time zone, so nobody can say which day it was.
    """
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError("An instant needs a time zone before it has a London date.")
    return instant.astimezone(LONDON).date()


def london_time(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC instant at which London clocks show this time; the first one where they show it twice."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC)


def end_of_london_day(day: date) -> datetime:
    """The UTC instant at which `day` is over in London: anything before it was in time."""
    return london_time(day + ONE_DAY, 0)
