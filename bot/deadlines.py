"""By which day, or moment, must something be done?

Pure, and one function a rule, each naming the law it keeps; `bot/deadline_rules.py` lists them by name.
Dates are London dates, the day of the event is day 0, and a date is due at the end of that day. Nothing
pauses a clock: not leave, not missing information, not a consent still awaited. `holidays` are the bank
holidays of the landlord's nation, never its own closures.

The two dates of a complaint: `received_on` is the first message that showed dissatisfaction, `chosen_on`
the day the resident said yes. A late yes has its own day to be acknowledged (the relief), but only where
`offer_gives_relief`; otherwise the first message rules and the breach shows.
"""

from calendar import monthrange
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta

from bot.working_days import add_working_days, next_working_day


def promise_by(on: date, working_days: int, *, holidays: Container[date]) -> date:
    """The last day of a landlord's own promise, which stands beside the Code's clock and never replaces it.

    Code: 6.2, 6.3; the Ombudsman holds a landlord to its own shorter promise.
    """
    return add_working_days(on, working_days, holidays=holidays)


# The choice


def offer_gives_relief(
    received_on: date, offered_on: date, *, bounced: bool, on_a_usable_door: bool, holidays: Container[date]
) -> bool:
    """Whether the offer was good enough for a late yes to be counted from the yes.

    Args:
        offered_on: the day the offer left.
        on_a_usable_door: the resident could read and answer it there ("please ring, I'm blind" and an e-mail is not).
    Code: 1.3, 6.2
    """
    in_time = offered_on <= add_working_days(received_on, 1, holidays=holidays)
    return in_time and on_a_usable_door and not bounced


def remind_on(offered_on: date, *, holidays: Container[date]) -> date:
    """The day of the one reminder, or of the call where silence must not pass. Code: 1.3, ours."""
    return add_working_days(offered_on, 3, holidays=holidays)


def unanswered_on(offered_on: date, *, holidays: Container[date]) -> date:
    """The day an offer goes on record as unanswered; a yes still counts after it. Code: 1.3, ours."""
    return add_working_days(offered_on, 10, holidays=holidays)


def offer_anew_from(offered_on: date, *, holidays: Container[date]) -> date:
    """The last day on which unhappiness with the same matter needs no new offer. Code: 1.3, ours."""
    return add_working_days(offered_on, 20, holidays=holidays)


def ring_manager_on(received_on: date, *, holidays: Container[date]) -> date:
    """The day the manager is rung about a person at risk whom nobody has taken on. Code: 6.1, ours."""
    return add_working_days(received_on, 2, holidays=holidays)


# Stage 1


def acknowledge_by(
    received_on: date, *, holidays: Container[date], chosen_on: date | None = None, relief: bool = True
) -> date:
    """The last day to acknowledge at stage 1: the later of receipt + 5 and the choice + 1. Code: 6.2"""
    return _later(received_on, 5, chosen_on if relief else None, 1, holidays)


def respond_by(acknowledged_on: date, *, holidays: Container[date]) -> date:
    """The last day to answer at stage 1, counted from the acknowledgement. Code: 6.3"""
    return add_working_days(acknowledged_on, 10, holidays=holidays)


def respond_backstop(
    received_on: date, *, holidays: Container[date], chosen_on: date | None = None, relief: bool = True
) -> date:
    """The day a stage 1 answer is late whatever was acknowledged when: receipt + 15, the choice + 11.

    A late acknowledgement must not hide behind the later date it brings. Code: 6.2, 6.3
    """
    return _later(received_on, 15, chosen_on if relief else None, 11, holidays)


def extend_stage_1(due_on: date, *, holidays: Container[date]) -> date:
    """The latest new date for a stage 1 answer, set and told before the old one is over. Code: 6.4"""
    return add_working_days(due_on, 10, holidays=holidays)


def guard_on(
    received_on: date, *, holidays: Container[date], chosen_on: date | None = None, relief: bool = True
) -> date:
    """The day at whose noon the guard acknowledges if nobody has; working day 3, or the day after a later yes.

    Never after the acknowledgement is due: a day already past means at once. Code: 6.2
    """
    last = acknowledge_by(received_on, holidays=holidays, chosen_on=chosen_on, relief=relief)
    return min(_later(received_on, 3, chosen_on, 1, holidays), last)


def leave_definition_by(
    received_on: date, *, holidays: Container[date], chosen_on: date | None = None, relief: bool = True
) -> date:
    """The last day for a person to say what is ours and what is not, where the guard could not. Code: 5.6, 5.7"""
    return acknowledge_by(received_on, holidays=holidays, chosen_on=chosen_on, relief=relief)


# Stage 2


def acknowledge_stage_2_by(requested_on: date, *, holidays: Container[date]) -> date:
    """The last day to acknowledge a request for stage 2. Code: 6.11"""
    return add_working_days(requested_on, 5, holidays=holidays)


def respond_stage_2_by(acknowledged_on: date, *, holidays: Container[date]) -> date:
    """The last day for the final answer, counted from the acknowledgement. Code: 6.14"""
    return add_working_days(acknowledged_on, 20, holidays=holidays)


def stage_2_backstop(requested_on: date, *, holidays: Container[date]) -> date:
    """The day a final answer is late whatever was acknowledged when. Code: 6.11, 6.14"""
    return add_working_days(requested_on, 25, holidays=holidays)


def extend_stage_2(due_on: date, *, holidays: Container[date]) -> date:
    """The latest new date for a final answer, set and told before the old one is over. Code: 6.15"""
    return add_working_days(due_on, 20, holidays=holidays)


# How long a resident has. These never refuse anybody: a person weighs what comes later.


def complain_by(known_on: date) -> date:
    """The last day that is surely in time, from the later of the event and of learning of it. Code: 2.2, 2.3"""
    return months_after(known_on, 12)


def refer_to_ombudsman_by(final_answer_on: date) -> date:
    """The last day to take a final answer to the Housing Ombudsman. Code: 6.19"""
    return months_after(final_answer_on, 12)


# Hazards in the home: SI 2025/1042 (Awaab's Law, England). They run beside every other clock.


def make_safe_by(aware_at: datetime) -> datetime:
    """The instant by which an emergency is investigated and made safe: 24 elapsed hours, at any hour.

    Raises:
        ValueError: the instant has no time zone.
    """
    if aware_at.tzinfo is None:
        raise ValueError("Twenty-four hours are counted from an instant with a time zone.")
    return aware_at.astimezone(UTC) + timedelta(hours=24)


def investigate_by(aware_on: date, *, holidays: Container[date]) -> date:
    """The last day to investigate a significant hazard; the day after awareness is the first counted."""
    return add_working_days(aware_on, 10, holidays=holidays)


def summary_by(investigated_on: date, *, holidays: Container[date]) -> date:
    """The last day to give the tenant the written summary of a finished investigation."""
    return add_working_days(investigated_on, 3, holidays=holidays)


def safety_work_by(investigated_on: date, *, holidays: Container[date]) -> date:
    """The last day for the work that makes a significant hazard safe."""
    return add_working_days(investigated_on, 5, holidays=holidays)


def supplementary_start_by(investigated_on: date, *, holidays: Container[date]) -> date:
    """The last day to begin work that stops the hazard coming back, or to take steps to begin it."""
    return add_working_days(investigated_on, 5, holidays=holidays)


def supplementary_stop(investigated_on: date) -> date:
    """The last day to begin that work where it could not begin sooner: twelve weeks, in calendar days."""
    return investigated_on + timedelta(weeks=12)


# Other law


def acknowledge_data_protection_by(received_on: date) -> date:
    """The last day to acknowledge a data protection complaint: 30 days of which receipt is the first.

    DPA 2018 s.164A, the United Kingdom.
    """
    return received_on + timedelta(days=29)


def answer_access_request_by(received_on: date, *, holidays: Container[date]) -> date:
    """The last day to answer a request for a person's own data: one month, moved on to a working day.

    UK GDPR Article 12(3), the United Kingdom.
    """
    return next_working_day(months_after(received_on, 1), holidays=holidays)


def answer_letter_of_claim_by(received_on: date, *, holidays: Container[date]) -> date:
    """The last day to answer a letter of claim about the state of a home; the complaint stays open. Code: 2.2

    The pre-action protocols of England and of Wales.
    """
    return add_working_days(received_on, 20, holidays=holidays)


def _later(
    received_on: date,
    after_receipt: int,
    chosen_on: date | None,
    after_choice: int,
    holidays: Container[date],
) -> date:
    """The later of two counts, each in working days; the first alone where there is no choice to count."""
    from_receipt = add_working_days(received_on, after_receipt, holidays=holidays)
    if chosen_on is None:
        return from_receipt
    return max(from_receipt, add_working_days(chosen_on, after_choice, holidays=holidays))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
