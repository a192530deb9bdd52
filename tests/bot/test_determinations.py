"""Dates the Ombudsman has judged, counted by our rules; and that no answer in time comes after its backstop."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import deadlines
from bot.landlords.calendar import NATIONS, bank_holidays
from bot.working_days import add_working_days, london_date, working_days_between

HOLIDAYS = {nation: frozenset(bank_holidays(nation)) for nation in NATIONS}
ENGLAND = HOLIDAYS["england"]


def late_by(due: date, answered: date) -> int:
    return working_days_between(due, answered, holidays=ENGLAND)


@pytest.mark.provision("6.3", "6.14")
@pytest.mark.parametrize(
    ("reference", "due", "answered", "late"),
    [
        pytest.param(
            "202400224 stage 1",
            deadlines.respond_by(date(2024, 2, 12), holidays=ENGLAND),
            date(2024, 3, 4),
            5,
            id="five-days-late",
        ),
        pytest.param(
            "202401431",
            deadlines.respond_by(date(2024, 1, 12), holidays=ENGLAND),
            date(2024, 1, 24),
            -2,
            id="acknowledged-the-same-day-and-in-time",
        ),
        pytest.param(
            "202404522, counted from a day-5 acknowledgement",
            deadlines.respond_stage_2_by(
                add_working_days(date(2024, 2, 23), 5, holidays=ENGLAND), holidays=ENGLAND
            ),
            date(2024, 4, 3),
            1,
            id="late-by-one-at-the-most-generous",
        ),
        pytest.param(
            "202431874, counted from a day-5 acknowledgement",
            deadlines.respond_stage_2_by(
                add_working_days(date(2025, 8, 13), 5, holidays=ENGLAND), holidays=ENGLAND
            ),
            date(2025, 10, 8),
            14,
            id="thirty-nine-days-in-all",
        ),
    ],
)
def test_an_answer_is_late_by_what_the_ombudsman_found(
    reference: str, due: date, answered: date, late: int
) -> None:
    assert late_by(due, answered) == late, reference


def test_the_right_day_for_stage_2_passes_over_good_friday_and_easter_monday() -> None:
    assert add_working_days(date(2024, 3, 4), 20, holidays=ENGLAND) == date(2024, 4, 3)


def test_the_durations_of_two_cases_are_counted_as_they_were() -> None:
    assert working_days_between(date(2024, 2, 23), date(2024, 4, 3), holidays=ENGLAND) == 26
    assert working_days_between(date(2025, 8, 13), date(2025, 10, 8), holidays=ENGLAND) == 39
    assert deadlines.respond_stage_2_by(
        add_working_days(date(2025, 8, 13), 5, holidays=ENGLAND), holidays=ENGLAND
    ) == date(2025, 9, 18)


def test_a_complaint_of_a_sunday_counts_from_that_sunday() -> None:
    assert deadlines.acknowledge_by(date(2024, 1, 21), holidays=ENGLAND) == date(2024, 1, 26)


@settings(deadline=None)  # the machine may be busy
@given(
    received_at=st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    after=st.integers(0, 5),
    nation=st.sampled_from(sorted(NATIONS)),
)
def test_acknowledged_in_time_no_answer_is_ever_due_after_its_backstop(
    received_at: datetime, after: int, nation: str
) -> None:
    holidays, received_on = HOLIDAYS[nation], london_date(received_at)
    acknowledged_on = add_working_days(received_on, after, holidays=holidays)

    first = deadlines.respond_by(acknowledged_on, holidays=holidays)
    second = deadlines.respond_stage_2_by(acknowledged_on, holidays=holidays)

    assert first <= deadlines.respond_backstop(received_on, holidays=holidays)
    assert second <= deadlines.stage_2_backstop(received_on, holidays=holidays)
