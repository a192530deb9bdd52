"""What is still to be done on a case, and by when, told in sentences as the rest of its story?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.in_words import clock, day
from bot.store import cases, tasks
from bot.store.cases import CaseRow, ClockRow
from bot.story_words import RULES
from bot.working_days import london_date


@dataclass(frozen=True)
class StoryLine:
    """One thing that happened, or is due."""

    at: datetime
    sentence: str
    is_ahead: bool = False  #: still to come; `at` is then the moment it is told


async def list_due(session: AsyncSession, case: CaseRow, now: datetime) -> list[StoryLine]:
    """What still has to be done on a case, and by when; the instant of each line is `now`."""
    lines = [
        StoryLine(now, _clock(row, now), is_ahead=True)
        for row in await cases.list_clocks(session, case.landlord_id, case.id or 0)
        if not row.ended_why and row.rule in RULES and case.status == cases.OPEN
    ]
    lines += [
        StoryLine(
            now,
            f"We have to do this by {in_full(task.due_on)}{_passed(task.due_on, now)}: {task.why}",
            is_ahead=True,
        )
        for task in await tasks.list_case_tasks(session, case.landlord_id, case.id or 0)
        if task.done_at is None and (case.restricted or not task.restricted)
    ]
    return [*lines, *_answer_at_the_latest(case, now)]


def _answer_at_the_latest(case: CaseRow, now: datetime) -> list[StoryLine]:
    """The day a complaint is answered by, while nobody has acknowledged it and so no clock for it runs."""
    if case.respond_backstop is None or case.respond_by or case.responded_at or case.status != cases.OPEN:
        return []
    return [
        StoryLine(now, f"Our answer is due by {in_full(case.respond_backstop)} at the latest.", is_ahead=True)
    ]


def _clock(row: ClockRow, now: datetime) -> str:
    instant = f"{clock(row.due_at)} on {in_full(london_date(row.due_at))}" if row.due_at else ""
    return RULES[row.rule].format(day=f"{in_full(row.due_on)}{_passed(row.due_on, now)}", instant=instant)


def _passed(due_on: date, now: datetime) -> str:
    return ", which has passed" if due_on < london_date(now) else ""


def in_full(on: date) -> str:
    """A day with its year."""
    # The year is always said: a story is read years later.
    return day(on, today=date.min)
