"""May an answer have more time, and until when? Pure. Code: 5.9, 6.4, 6.5, 6.15, 6.16

More time is decided and told before the old day is over; afterwards the answer is late, and nothing makes it less so.
"""

from dataclasses import dataclass
from datetime import date

from bot.casework.procedures import Procedure, extended_by
from bot.working_days import add_working_days, is_working_day

MOST_BETWEEN_UPDATES = 10  #: working days; more is not keeping somebody informed


@dataclass(frozen=True)
class Wanted:
    """An extension as it was typed."""

    new_due_on: date | None
    reason: str
    update_every: int = 5  #: working days
    good_reason: str = ""
    is_agreed: bool = False


def is_too_late(due_on: date, today: date) -> bool:
    """Whether the day is over: the answer is late and cannot be extended. Code: 6.4, 6.15"""
    return today > due_on


def refused_because(
    wanted: Wanted,
    procedure: Procedure,
    *,
    stage: int,
    due_on: date,
    today: date,
    extended_before: bool,
    holidays: frozenset[date],
) -> str:
    """Why there is no more time; "" where there is. Code: 5.9, 6.4, 6.15"""
    provision = "6.4" if stage == 1 else "6.15"
    if is_too_late(due_on, today):
        return (
            f"The day has passed, so this is late and not extended ({provision}). Answer it, and say sorry."
        )
    if wanted.new_due_on is None or wanted.new_due_on <= due_on:
        return "Give a new day that is later than the old one."
    if not is_working_day(wanted.new_due_on, holidays=holidays):
        return "The new day is no working day."
    if not wanted.reason.strip():
        return f"Say why, in words the resident will read ({provision})."
    if not 1 <= wanted.update_every <= MOST_BETWEEN_UPDATES:
        return f"Say how often you write to them: every 1 to {MOST_BETWEEN_UPDATES} working days (5.9)."
    latest = extended_by(procedure.stage(stage), due_on, holidays=holidays)
    if wanted.new_due_on <= latest and not extended_before:
        return ""
    return _beyond(wanted, latest, provision)


def _beyond(wanted: Wanted, latest: date, provision: str) -> str:
    if not wanted.good_reason.strip():
        return f"Beyond {latest:%d %B %Y}, or a second time, there must be a good reason. Put it down ({provision})."
    if not wanted.is_agreed:
        return "Beyond the ordinary time, agree the new day and the updates with the resident first (5.9)."
    return ""


def updates_due(told_on: date, every: int, until: date, *, holidays: frozenset[date]) -> list[date]:
    """The days on which the resident is to hear how it goes, the last before the answer. Code: 5.9"""
    days, day = [], told_on
    while (day := add_working_days(day, every, holidays=holidays)) < until:
        days.append(day)
    return days
