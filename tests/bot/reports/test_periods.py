"""Quarters and years are those of the financial year, April to March."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.periods import before, last_quarters, quarter_of, read_period, year_of


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        (date(2026, 4, 1), "2026-27-Q1", "2026-27"),
        (date(2026, 11, 26), "2026-27-Q3", "2026-27"),
        (date(2027, 1, 1), "2026-27-Q4", "2026-27"),
        (date(2026, 3, 31), "2025-26-Q4", "2025-26"),
    ],
)
def test_a_day_falls_in_its_quarter_and_year(day: date, quarter: str, year: str) -> None:
    assert (quarter_of(day).name, year_of(day).name) == (quarter, year)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_is_in_its_own_quarter_and_the_one_before_ends_the_day_before(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.holds(day)
    assert (quarter.first - before(quarter).last).days == 1
    assert read_period(quarter.name) == quarter
    assert year_of(day).first <= quarter.first <= quarter.last <= year_of(day).last


def test_quarters_are_told_from_the_newest_back() -> None:
    names = [one.name for one in last_quarters(date(2026, 5, 2), 3)]

    assert names == ["2026-27-Q1", "2025-26-Q4", "2025-26-Q3"]


@pytest.mark.parametrize("name", ["2026", "2026-28", "2026-27-Q5", "", "../2026-27"])
def test_what_names_no_period_is_none(name: str) -> None:
    assert read_period(name) is None


def test_a_period_is_said_in_words() -> None:
    assert quarter_of(date(2026, 11, 26)).words == "October to December 2026"
    assert year_of(date(2026, 11, 26)).words == "April 2026 to March 2027"
