"""Which dates does a step of a case set? Pure: dates in, dates out. Code: 6.2, 6.3, 6.11, 6.14; SI 2025/1042."""

from dataclasses import dataclass
from datetime import date, datetime

from bot import deadlines
from bot.casework.procedures import Stage, acknowledge_by, latest_answer
from bot.working_days import london_date


@dataclass(frozen=True)
class ClockStart:
    """One clock to start. `due_at` is set where hours are counted, not days."""

    rule: str
    law: str  #: code, promise, hazard
    from_on: date
    due_on: date
    due_at: datetime | None = None


@dataclass(frozen=True)
class ComplaintDates:
    """The dates of a stage 1 complaint from its first message and the choice."""

    acknowledge_by: date
    respond_backstop: date


def complaint_dates(
    stage: Stage,
    received_at: datetime,
    chosen_at: datetime | None,
    *,
    relief: bool,
    holidays: frozenset[date],
) -> ComplaintDates:
    """The later of receipt and the choice rules, where the offer was good enough; else the first message."""
    received_on = london_date(received_at)
    chosen_on = london_date(chosen_at) if chosen_at and relief else None
    return ComplaintDates(
        acknowledge_by(stage, received_on, chosen_on=chosen_on, holidays=holidays),
        latest_answer(stage, received_on, chosen_on=chosen_on, holidays=holidays),
    )


def hazard_clocks(
    hazard: str, danger: str, aware_at: datetime, *, holidays: frozenset[date]
) -> list[ClockStart]:
    """The clocks a possible hazard starts, before anybody has graded it."""
    if not hazard:
        return []
    aware_on = london_date(aware_at)
    investigate = deadlines.investigate_by(aware_on, holidays=holidays)
    clocks = [ClockStart("investigate_hazard", "hazard", aware_on, investigate)]
    if danger == "emergency":
        safe_at = deadlines.make_safe_by(aware_at)
        clocks.insert(0, ClockStart("make_safe", "hazard", aware_on, london_date(safe_at), safe_at))
    return clocks


def next_due(
    *,
    acknowledge_by: date | None,
    is_acknowledged: bool,
    respond_by: date | None,
    respond_backstop: date | None,
    is_answered: bool,
    contact_by: date | None,
    hazard_by: date | None = None,
    far: date,
) -> date:
    """The nearest date of a case that is still owed, for the order of a queue; `far` where nothing is owed."""
    owed = [
        acknowledge_by if not is_acknowledged else None,
        respond_by if not is_answered else None,
        respond_backstop if not is_answered else None,
        contact_by,
        hazard_by,
    ]
    return min((day for day in owed if day is not None), default=far)
