"""Which dates does a step of a case set?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.clocks import complaint_dates, hazard_clocks, next_due
from bot.casework.procedures import procedure_of
from bot.working_days import london_date

STAGE_1 = procedure_of("england").stage_1
NONE: frozenset[date] = frozenset()
MONDAY = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
FAR = date(9999, 12, 31)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("chosen_at", "relief", "acknowledge_by", "backstop"),
    [
        pytest.param(MONDAY, True, date(2026, 11, 9), date(2026, 11, 23), id="chosen at once"),
        pytest.param(None, True, date(2026, 11, 9), date(2026, 11, 23), id="not yet decided"),
        pytest.param(
            MONDAY + timedelta(days=2),
            True,
            date(2026, 11, 9),
            date(2026, 11, 23),
            id="yes on Wednesday changes nothing",
        ),
        pytest.param(
            MONDAY + timedelta(days=28),
            True,
            date(2026, 12, 1),
            date(2026, 12, 15),
            id="a late yes has its own day",
        ),
        pytest.param(
            MONDAY + timedelta(days=28),
            False,
            date(2026, 11, 9),
            date(2026, 11, 23),
            id="no relief, so the breach shows",
        ),
    ],
)
def test_the_first_message_and_the_yes_set_the_dates(
    chosen_at: datetime | None, relief: bool, acknowledge_by: date, backstop: date
) -> None:
    dates = complaint_dates(STAGE_1, MONDAY, chosen_at, relief=relief, holidays=NONE)

    assert (dates.acknowledge_by, dates.respond_backstop) == (acknowledge_by, backstop)


@settings(deadline=None)
@given(INSTANTS, st.integers(0, 60), st.booleans())
def test_an_answer_is_never_due_before_its_acknowledgement(
    received_at: datetime, days: int, relief: bool
) -> None:
    dates = complaint_dates(
        STAGE_1, received_at, received_at + timedelta(days=days), relief=relief, holidays=NONE
    )

    assert london_date(received_at) < dates.acknowledge_by < dates.respond_backstop


def test_a_possible_hazard_starts_the_investigation() -> None:
    [clock] = hazard_clocks("damp_mould", "hazard", MONDAY, holidays=NONE)

    assert (clock.rule, clock.law, clock.due_on, clock.due_at) == (
        "investigate_hazard",
        "hazard",
        date(2026, 11, 16),
        None,
    )


@settings(deadline=None)
@given(INSTANTS)
def test_an_emergency_is_made_safe_in_24_elapsed_hours_at_any_time_of_year(aware_at: datetime) -> None:
    make_safe, investigate = hazard_clocks("explosion", "emergency", aware_at, holidays=NONE)

    assert make_safe.due_at == aware_at + timedelta(hours=24)
    assert make_safe.due_on == london_date(aware_at + timedelta(hours=24))
    assert investigate.rule == "investigate_hazard"


def test_without_a_hazard_no_hazard_clock_starts() -> None:
    assert hazard_clocks("", "emergency", MONDAY, holidays=NONE) == []


@pytest.mark.parametrize(
    ("acknowledged", "answered", "contact_by", "due"),
    [
        pytest.param(False, False, None, date(2026, 11, 9), id="the acknowledgement comes first"),
        pytest.param(True, False, None, date(2026, 11, 20), id="then the answer"),
        pytest.param(True, True, None, FAR, id="nothing is owed"),
        pytest.param(True, True, date(2026, 11, 5), date(2026, 11, 5), id="a promise still stands"),
        pytest.param(False, False, date(2026, 11, 5), date(2026, 11, 5), id="the nearest of all"),
    ],
)
def test_a_queue_is_ordered_by_what_is_still_owed(
    acknowledged: bool, answered: bool, contact_by: date | None, due: date
) -> None:
    found = next_due(
        acknowledge_by=date(2026, 11, 9),
        is_acknowledged=acknowledged,
        respond_by=date(2026, 11, 20),
        respond_backstop=date(2026, 11, 23),
        is_answered=answered,
        contact_by=contact_by,
        far=FAR,
    )

    assert found == due
