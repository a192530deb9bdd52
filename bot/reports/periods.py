"""Which days does a report cover? Quarters and years of the financial year, April to March. Pure. Code: 8.1, 9.7"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_NAME: Final = re.compile(r"(20\d\d)-(\d\d)(?:-Q([1-4]))?")
_APRIL: Final = 4
QUARTERS: Final = 4


@dataclass(frozen=True)
class Period:
    """From its first day to its last, both in it."""

    name: str  #: "2026-27" for a year, "2026-27-Q3" for October to December 2026
    first: date
    last: date

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return "Q" not in self.name

    @property
    def words(self) -> str:
        """As a board reads it: "October to December 2026"."""
        return f"{self.first:%B}{'' if self.first.year == self.last.year else f' {self.first.year}'} to {self.last:%B %Y}"

    def holds(self, day: date | None) -> bool:
        """Whether this day falls in it."""
        return day is not None and self.first <= day <= self.last


def read_period(name: str) -> Period | None:
    """The period of this name, or None where it names none."""
    found = _NAME.fullmatch(name.strip().upper())
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        return None
    start = int(found[1])
    return _year(start) if found[3] is None else _quarter(start, int(found[3]))


def quarter_of(day: date) -> Period:
    """The quarter that a day falls in."""
    return _quarter(_start_of(day), (day.month - _APRIL) % 12 // 3 + 1)


def year_of(day: date) -> Period:
    """The financial year that a day falls in."""
    return _year(_start_of(day))


def before(period: Period) -> Period:
    """The one before: a quarter's quarter, a year's year."""
    day = period.first - timedelta(days=1)
    return year_of(day) if period.is_year else quarter_of(day)


def last_quarters(day: date, number: int) -> list[Period]:
    """So many quarters, that of the day first and the others back from it."""
    found = [quarter_of(day)]
    while len(found) < number:
        found.append(before(found[-1]))
    return found


def _start_of(day: date) -> int:
    return day.year if day.month >= _APRIL else day.year - 1


def _year(start: int) -> Period:
    return Period(f"{start}-{(start + 1) % 100:02d}", date(start, 4, 1), date(start + 1, 3, 31))


def _quarter(start: int, number: int) -> Period:
    month = (number - 1) * 3 + _APRIL
    first = date(start + (month > 12), (month - 1) % 12 + 1, 1)
    after = date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return Period(f"{_year(start).name}-Q{number}", first, after - timedelta(days=1))
