"""What falls due now, and does it fall due only once?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.clocks import complaint_dates
from bot.casework.procedures import procedure_of
from bot.duties import (
    Duty,
    OfferState,
    OwedState,
    alert_duty,
    blind_check_duty,
    guard_at,
    hazard_duty,
    offer_duty,
    owed_duty,
    promise_duty,
)
from bot.landlords.calendar import bank_holidays
from bot.working_days import london_date, london_time

STAGE_1 = procedure_of("england").stage_1
NONE: frozenset[date] = frozenset()
MONDAY = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
THURSDAY_10, THURSDAY_8 = datetime(2026, 11, 5, 10, tzinfo=UTC), datetime(2026, 11, 5, 8, tzinfo=UTC)
DAY_10 = datetime(2026, 11, 16, 9, tzinfo=UTC)
OFFER = OfferState(
    created_at=MONDAY,
    offered_at=MONDAY,
    is_reminded=False,
    is_sensitive=False,
    is_bounced=False,
    is_with_a_person=False,
)
OWED = OwedState(
    received_at=MONDAY, chosen_at=MONDAY, relief=True, acknowledge_by=date(2026, 11, 9), stage=1,
    guard_barred="", is_guarded=False, is_alarmed=False,
)  # fmt: skip
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001
HOURS_LATER = st.integers(0, 24 * 21)
HOLIDAYS = {
    nation: frozenset(bank_holidays(nation))
    for nation in ("england", "wales", "scotland", "northern-ireland")
}
NATIONS = st.sampled_from(sorted(HOLIDAYS))


@pytest.mark.parametrize(
    ("changed", "now", "duty"),
    [
        pytest.param({}, MONDAY + timedelta(hours=1), None, id="an hour later"),
        pytest.param({}, datetime(2026, 11, 4, 17, tzinfo=UTC), None, id="working day 2"),
        pytest.param({}, THURSDAY_8, None, id="working day 3, too early in the morning"),
        pytest.param({}, THURSDAY_10, Duty.REMIND, id="working day 3, by day"),
        pytest.param({}, datetime(2026, 11, 5, 18, tzinfo=UTC), None, id="working day 3, in the evening"),
        pytest.param({}, datetime(2026, 11, 7, 12, tzinfo=UTC), None, id="never on a Saturday"),
        pytest.param({"is_reminded": True}, THURSDAY_10, None, id="reminded once"),
        pytest.param({"is_sensitive": True}, THURSDAY_10, Duty.CALL_INSTEAD, id="silence that must not pass"),
        pytest.param({"is_bounced": True}, THURSDAY_10, None, id="a bounced offer is a task, not a reminder"),
        pytest.param(
            {"is_bounced": True, "is_sensitive": True},
            THURSDAY_10,
            Duty.CALL_INSTEAD,
            id="bounced and vulnerable: ring",
        ),
        pytest.param({"offered_at": None}, THURSDAY_10, None, id="nobody is reminded of what never left"),
        pytest.param({"is_with_a_person": True}, THURSDAY_10, None, id="a person has it"),
        pytest.param(
            {"is_with_a_person": True, "is_sensitive": True},
            THURSDAY_10,
            None,
            id="nobody at risk is simply rung",
        ),
        pytest.param(
            {"has_another_door": True}, THURSDAY_10, None, id="they asked to be reached another way"
        ),
        pytest.param({"is_reminded": True}, DAY_10, Duty.UNANSWERED, id="silence is on record on day 10"),
        pytest.param(
            {"is_reminded": True}, DAY_10 - timedelta(minutes=1), None, id="not before nine that day"
        ),
        pytest.param(
            {"is_bounced": True, "is_reminded": True}, DAY_10, None, id="a bounced offer is not silence"
        ),
        pytest.param(
            {"offered_at": None, "is_reminded": True},
            DAY_10,
            None,
            id="an offer that never left is not silence",
        ),
    ],
)
def test_an_unanswered_offer_asks_for_the_right_thing(
    changed: dict[str, object], now: datetime, duty: Duty | None
) -> None:
    assert offer_duty(replace(OFFER, **changed), now, holidays=NONE) is duty  # type: ignore[arg-type]


@settings(deadline=None)
@given(INSTANTS, HOURS_LATER, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_a_reminder_or_a_call_never_falls_due_twice(
    created_at: datetime,
    hours: int,
    is_sensitive: bool,
    is_bounced: bool,
    with_a_person: bool,
    has_door: bool,
) -> None:
    now = created_at + timedelta(hours=hours)
    offer = OfferState(created_at, created_at, False, is_sensitive, is_bounced, with_a_person, has_door)
    duty = offer_duty(offer, now, holidays=NONE)

    carried_out = replace(offer, is_reminded=duty in (Duty.REMIND, Duty.CALL_INSTEAD))

    assert offer_duty(carried_out, now, holidays=NONE) in (None, Duty.UNANSWERED)


@settings(deadline=None)
@given(INSTANTS, HOURS_LATER)
def test_no_phone_buzzes_by_night(created_at: datetime, hours: int) -> None:
    now = created_at + timedelta(hours=hours)
    if (
        offer_duty(replace(OFFER, created_at=created_at, offered_at=created_at), now, holidays=NONE)
        is Duty.REMIND
    ):
        today = london_date(now)
        assert london_time(today, 9) <= now < london_time(today, 18)


@pytest.mark.parametrize(
    ("changed", "now", "duty"),
    [
        pytest.param({}, datetime(2026, 11, 5, 11, 59, tzinfo=UTC), None, id="before noon of working day 3"),
        pytest.param({}, datetime(2026, 11, 5, 12, tzinfo=UTC), Duty.GUARD, id="noon of working day 3"),
        pytest.param(
            {}, datetime(2026, 11, 7, 23, tzinfo=UTC), Duty.GUARD, id="also later, where nothing ran"
        ),
        pytest.param({"is_guarded": True}, DAY_10, None, id="guarded once"),
        pytest.param(
            {"guard_barred": "a solicitor wrote"}, DAY_10, Duty.ALARM, id="barred: a person is alarmed"
        ),
        pytest.param(
            {"guard_barred": "a solicitor wrote", "is_alarmed": True}, DAY_10, None, id="alarmed once"
        ),
        pytest.param({"is_alarmed": True}, DAY_10, Duty.GUARD, id="the bar is gone and still nobody wrote"),
        pytest.param({"is_alarmed": True, "is_guarded": True}, DAY_10, None, id="alarmed, then guarded"),
        pytest.param(
            {"chosen_at": datetime(2026, 11, 9, 15, tzinfo=UTC), "acknowledge_by": date(2026, 11, 10)},
            datetime(2026, 11, 9, 16, tzinfo=UTC),
            None,
            id="a later yes has the next day",
        ),
        pytest.param(
            {"chosen_at": datetime(2026, 11, 9, 15, tzinfo=UTC), "acknowledge_by": date(2026, 11, 10)},
            datetime(2026, 11, 10, 12, tzinfo=UTC),
            Duty.GUARD,
            id="noon of the day after a later yes",
        ),
        pytest.param(
            {
                "stage": 2,
                "chosen_at": datetime(2026, 12, 7, 9, tzinfo=UTC),
                "acknowledge_by": date(2026, 12, 14),
            },
            datetime(2026, 12, 10, 11, tzinfo=UTC),
            None,
            id="stage 2 counts from the request",
        ),
        pytest.param(
            {
                "stage": 2,
                "chosen_at": datetime(2026, 12, 7, 9, tzinfo=UTC),
                "acknowledge_by": date(2026, 12, 14),
            },
            datetime(2026, 12, 10, 12, tzinfo=UTC),
            Duty.GUARD,
            id="stage 2, noon of working day 3",
        ),
    ],
)
def test_an_owed_acknowledgement_asks_for_the_guard_or_a_person(
    changed: dict[str, object], now: datetime, duty: Duty | None
) -> None:
    assert owed_duty(replace(OWED, **changed), now, holidays=NONE) is duty  # type: ignore[arg-type]


@settings(deadline=None)
@given(INSTANTS, st.none() | st.integers(0, 60 * 24 * 40), st.booleans(), NATIONS)
def test_the_guard_never_comes_after_the_last_noon_and_never_before_the_message(
    received_at: datetime, minutes: int | None, relief: bool, nation: str
) -> None:
    holidays = HOLIDAYS[nation]
    chosen_at = None if minutes is None else received_at + timedelta(minutes=minutes)
    dates = complaint_dates(STAGE_1, received_at, chosen_at, relief=relief, holidays=holidays)

    owed = replace(
        OWED, received_at=received_at, chosen_at=chosen_at, relief=relief, acknowledge_by=dates.acknowledge_by
    )

    assert received_at < guard_at(owed, holidays=holidays) <= london_time(dates.acknowledge_by, 12)


@settings(deadline=None)
@given(INSTANTS, HOURS_LATER, st.sampled_from(["", "someone may be at risk"]))
def test_guard_and_alarm_never_fall_due_twice(received_at: datetime, hours: int, barred: str) -> None:
    now = received_at + timedelta(hours=hours)
    dates = complaint_dates(STAGE_1, received_at, None, relief=True, holidays=NONE)
    owed = replace(
        OWED,
        received_at=received_at,
        chosen_at=None,
        acknowledge_by=dates.acknowledge_by,
        guard_barred=barred,
    )
    duty = owed_duty(owed, now, holidays=NONE)

    carried_out = replace(owed, is_guarded=duty is Duty.GUARD, is_alarmed=duty is Duty.ALARM)

    assert owed_duty(carried_out, now, holidays=NONE) is None


@pytest.mark.parametrize(
    ("now", "duty"),
    [
        pytest.param(datetime(2026, 11, 13, 12, tzinfo=UTC), None, id="the day before"),
        pytest.param(datetime(2026, 11, 16, 8, 59, tzinfo=UTC), None, id="too early"),
        pytest.param(datetime(2026, 11, 16, 9, tzinfo=UTC), Duty.ASK_IF_DONE, id="on the promised day"),
        pytest.param(datetime(2026, 11, 17, 9, tzinfo=UTC), Duty.ASK_IF_DONE, id="later, where nothing ran"),
        pytest.param(datetime(2026, 11, 21, 12, tzinfo=UTC), None, id="not at a weekend"),
    ],
)
def test_on_the_promised_day_the_resident_is_asked_by_day(now: datetime, duty: Duty | None) -> None:
    assert promise_duty(date(2026, 11, 16), now, holidays=NONE) is duty


@pytest.mark.parametrize(
    ("next_at", "duty"),
    [
        (None, None),
        (MONDAY + timedelta(seconds=1), None),
        (MONDAY, Duty.WAKE_NEXT),
        (MONDAY - timedelta(days=1), Duty.WAKE_NEXT),
    ],
    ids=["taken", "not yet", "now", "overdue"],
)
def test_the_next_is_woken_at_any_hour(next_at: datetime | None, duty: Duty | None) -> None:
    assert alert_duty(next_at, MONDAY) is duty


@pytest.mark.parametrize(
    ("hours_left", "is_warned", "duty"),
    [
        (24, False, None),
        (4.1, False, None),
        (4, False, Duty.WARN_HAZARD),
        (-1, False, Duty.WARN_HAZARD),
        (1, True, None),
    ],
)
def test_before_24_hours_are_over_somebody_is_warned_once(
    hours_left: float, is_warned: bool, duty: Duty | None
) -> None:
    assert hazard_duty(MONDAY + timedelta(hours=hours_left), MONDAY, is_warned=is_warned) is duty


def test_a_clock_without_an_hour_warns_nobody() -> None:
    assert hazard_duty(None, MONDAY, is_warned=False) is None


@pytest.mark.parametrize(
    ("now", "last_week", "is_closed", "is_due"),
    [
        pytest.param(datetime(2026, 11, 2, 6, 59, tzinfo=UTC), "2026-W44", False, False, id="too early"),
        pytest.param(datetime(2026, 11, 2, 7, tzinfo=UTC), "2026-W44", False, True, id="Monday at seven"),
        pytest.param(datetime(2026, 11, 2, 7, tzinfo=UTC), "2026-W45", False, False, id="drawn already"),
        pytest.param(datetime(2026, 11, 1, 12, tzinfo=UTC), "2026-W43", False, False, id="never on a Sunday"),
        pytest.param(MONDAY, "2026-W44", True, False, id="the office is closed"),
        pytest.param(datetime(2026, 11, 4, 9, tzinfo=UTC), "2026-W44", False, True, id="was down on Monday"),
        pytest.param(datetime(2026, 11, 4, 9, tzinfo=UTC), "", False, False, id="new here, so next Monday"),
        pytest.param(MONDAY, "", False, True, id="new here, on a Monday"),
        pytest.param(datetime(2027, 3, 29, 9, tzinfo=UTC), "2027-W12", False, False, id="Easter Monday"),
        pytest.param(datetime(2027, 3, 30, 9, tzinfo=UTC), "", False, True, id="the day after Easter Monday"),
        pytest.param(datetime(2027, 1, 4, 9, tzinfo=UTC), "2026-W53", False, True, id="a new year"),
    ],
)
def test_a_weeks_sample_is_drawn_once_on_its_first_working_morning(
    now: datetime, last_week: str, is_closed: bool, is_due: bool
) -> None:
    duty = blind_check_duty(now, last_week=last_week, is_closed=is_closed, holidays=HOLIDAYS["england"])

    assert (duty is Duty.DRAW_BLIND_CHECK) is is_due
