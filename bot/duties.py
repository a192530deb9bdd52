"""What falls due now? Reminders, silence, the guard, alarms, promised days, hazards, the next person to wake.

Pure: states and `now` in, duties out. The round that carries them out asks again every minute; a duty carried out
changes the state, so nothing is done twice. Code: 1.3, 1.4, 5.2, 6.1, 6.2, 6.11.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot import deadlines
from bot.working_days import is_working_day, london_date, london_time, next_working_day

NOON = time(12)
BY_DAY = (time(9), time(18))  # when a reminder may reach a phone
ASKED_WITHIN = timedelta(days=10)  # of the end of a case; later nobody remembers how it went
BLIND_CHECK_AT = time(7)  # drawn before the first of them sits down
HAZARD_WARNING = timedelta(hours=4)  # before 24 elapsed hours are over


class Duty(StrEnum):
    REMIND = "remind"  # the one reminder of the choice
    CALL_INSTEAD = "call_instead"  # silence that must not pass: ring
    UNANSWERED = "unanswered"
    GUARD = "guard"
    ALARM = "alarm"  # the guard is barred: wake a person
    ASK_IF_DONE = "ask_if_done"
    WAKE_NEXT = "wake_next"
    WARN_HAZARD = "warn_hazard"
    ASK_HOW_IT_WENT = "ask_how_it_went"
    DRAW_BLIND_CHECK = "draw_blind_check"


@dataclass(frozen=True)
class OfferState:
    """What the round knows of a pending offer."""

    created_at: datetime
    offered_at: datetime | None
    is_reminded: bool
    is_sensitive: bool
    is_bounced: bool
    is_with_a_person: bool  #: second unhappy message, or the resident is on hold
    has_another_door: bool = False  #: they asked to be reached another way


@dataclass(frozen=True)
class OwedState:
    """What the round knows of a case whose acknowledgement is owed."""

    received_at: datetime
    chosen_at: datetime | None
    relief: bool
    acknowledge_by: date
    stage: int | None
    guard_barred: str
    is_guarded: bool
    is_alarmed: bool


def offer_duty(offer: OfferState, now: datetime, *, holidays: frozenset[date]) -> Duty | None:
    """What an unanswered offer asks for now."""
    since = london_date(offer.offered_at or offer.created_at)
    today = london_date(now)
    was_given = offer.offered_at is not None and not offer.is_bounced  # what never arrived is not silence
    if (
        was_given
        and today >= deadlines.unanswered_on(since, holidays=holidays)
        and now >= london_time(today, BY_DAY[0].hour)
    ):
        return Duty.UNANSWERED
    if offer.is_reminded or not _is_by_day(now, holidays=holidays):
        return None
    if today < deadlines.remind_on(since, holidays=holidays):
        return None
    if offer.is_with_a_person:
        return None  # and nobody rings a person at risk before a safe way is known
    if offer.is_sensitive:
        return Duty.CALL_INSTEAD
    return Duty.REMIND if was_given and not offer.has_another_door else None


def _is_by_day(now: datetime, *, holidays: frozenset[date]) -> bool:
    today = london_date(now)
    opens, closes = (london_time(today, each.hour, each.minute) for each in BY_DAY)
    return is_working_day(today, holidays=holidays) and opens <= now < closes


def guard_at(owed: OwedState, *, holidays: frozenset[date]) -> datetime:
    """Noon of working day 3, or of the day after a later yes; never after the acknowledgement is due. Code: 6.2, 6.11"""
    received_on = london_date(owed.received_at)
    if owed.stage == 2:
        day = deadlines.guard_on(london_date(owed.chosen_at or owed.received_at), holidays=holidays)
    else:
        chosen_on = london_date(owed.chosen_at) if owed.chosen_at else None
        day = deadlines.guard_on(received_on, chosen_on=chosen_on, relief=owed.relief, holidays=holidays)
    return london_time(min(day, owed.acknowledge_by), NOON.hour)


def owed_duty(owed: OwedState, now: datetime, *, holidays: frozenset[date]) -> Duty | None:
    """What an acknowledgement that nobody has sent asks for now."""
    if owed.is_guarded or now < guard_at(owed, holidays=holidays):
        return None
    if not owed.guard_barred:
        return Duty.GUARD  # also after an alarm: what barred it is gone, and nobody has acknowledged
    return None if owed.is_alarmed else Duty.ALARM


def promise_duty(contact_by: date, now: datetime, *, holidays: frozenset[date]) -> Duty | None:
    """On the promised day the resident is asked "is it done?", by day. Code: 1.4"""
    return Duty.ASK_IF_DONE if london_date(now) >= contact_by and _is_by_day(now, holidays=holidays) else None


def survey_duty(ended_at: datetime, now: datetime, *, holidays: frozenset[date]) -> Duty | None:
    """From the working day after a case has ended the resident is asked how it went, by day. Code: 1.6"""
    is_another_day = london_date(now) > london_date(ended_at)
    is_soon = now - ended_at <= ASKED_WITHIN
    return Duty.ASK_HOW_IT_WENT if is_another_day and is_soon and _is_by_day(now, holidays=holidays) else None


def alert_duty(next_at: datetime | None, now: datetime) -> Duty | None:
    """Nobody took the alert in time: the next is woken, at any hour."""
    return Duty.WAKE_NEXT if next_at is not None and now >= next_at else None


def hazard_duty(due_at: datetime | None, now: datetime, *, is_warned: bool) -> Duty | None:
    """A 24-hour clock is about to run out and nobody has met it."""
    if due_at is None or is_warned:
        return None
    return Duty.WARN_HAZARD if now >= due_at - HAZARD_WARNING else None


def blind_check_duty(
    now: datetime, *, last_week: str, is_closed: bool, holidays: frozenset[date]
) -> Duty | None:
    """The week's sample is drawn on Monday morning, or on the first day after it on which somebody works.

    Args:
        last_week: the ISO week of the newest draw, "" where there has been none: the first one waits for its Monday.
        is_closed: the landlord's own office is closed today.
    """
    today = london_date(now)
    if is_closed or f"{today:%G-W%V}" <= last_week or not is_working_day(today, holidays=holidays):
        return None
    if not last_week and today != next_working_day(
        today - timedelta(days=today.weekday()), holidays=holidays
    ):
        return None
    return Duty.DRAW_BLIND_CHECK if now >= london_time(today, BLIND_CHECK_AT.hour) else None
