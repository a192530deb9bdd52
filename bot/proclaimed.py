"""A bank holiday was proclaimed, or taken back: which running dates move, and from which day to which? Code: 6.2, 6.3

What was counted by the calendar of before is counted again by that of today; the old date is kept beside the new one.
"""

import json
from datetime import date, timedelta
from typing import Final

from bot.acknowledging import end_clocks
from bot.casework.clocks import ClockStart
from bot.moment import Moment
from bot.opening import set_next_due, start_clock
from bot.store import cases
from bot.store.cases import CaseRow, ClockRow
from bot.store.running_clocks import list_running
from bot.store.system import BookmarkRow, find_bookmark
from bot.working_days import add_working_days, working_days_between

RULES: Final = (
    "acknowledge_stage_1",
    "acknowledge_stage_2",
    "respond_stage_1",
    "respond_stage_2",
    "own_acknowledge",
    "own_first_call",
    "own_respond",
)
_AROUND: Final = (timedelta(days=400), timedelta(days=800))


def moved_to(from_on: date, due_on: date, *, old: frozenset[date], new: frozenset[date]) -> date:
    """The same number of working days from the same day, by today's calendar."""
    days = working_days_between(from_on, due_on, holidays=old)
    return add_working_days(from_on, days, holidays=new)


async def count_again(moment: Moment) -> int:
    """Where the calendar is not that of the last look, every running clock is counted again; how many moved."""
    known = await find_bookmark(moment.session, "holidays", moment.profile.id)
    now = sorted(day.isoformat() for day in moment.holidays if _is_near(day, moment.today))
    old = json.loads(known.value) if known is not None else now
    row = known or BookmarkRow(channel="holidays", key=moment.profile.id, value="")
    if known is None or old != now:
        row.value = json.dumps(now)
        moment.session.add(row)
    # A day that has only come into view with time was not proclaimed.
    changed = {date.fromisoformat(day) for day in set(old) ^ set(now)}
    seen = {date.fromisoformat(day) for day in old} or {moment.today}
    if not any(min(seen) <= day <= max(seen) for day in changed):
        return 0
    before = frozenset(date.fromisoformat(day) for day in old)
    done = 0
    for clock in await list_running(moment.session, moment.profile.id, RULES):
        done += await _move(moment, clock, before)
    return done


def _is_near(day: date, today: date) -> bool:
    return today - _AROUND[0] <= day <= today + _AROUND[1]


async def _move(moment: Moment, clock: ClockRow, before: frozenset[date]) -> int:
    due_on = moved_to(clock.from_on, clock.due_on, old=before, new=moment.holidays)
    if due_on == clock.due_on:
        return 0
    case = await cases.get_case(moment.session, moment.profile.id, clock.case_id, lock=True)
    old_due = clock.due_on
    await end_clocks(moment, case, (clock.rule,), why="replaced", by="a bank holiday was proclaimed")
    await start_clock(moment, case, ClockStart(clock.rule, clock.law, clock.from_on, due_on))
    _set(case, clock, due_on, old=before, new=moment.holidays)
    set_next_due(case)
    moment.session.add(case)
    await moment.note(
        "counted_again",
        case=case,
        row=f"clock:{clock.id}",
        codes={"rule": clock.rule, "from": old_due.isoformat(), "to": due_on.isoformat()},
    )
    return 1


def _set(case: CaseRow, clock: ClockRow, due_on: date, *, old: frozenset[date], new: frozenset[date]) -> None:
    if clock.rule.startswith("acknowledge"):
        case.acknowledge_by = due_on
        if case.respond_backstop is not None:
            case.respond_backstop = moved_to(clock.from_on, case.respond_backstop, old=old, new=new)
    elif clock.rule.startswith("respond"):
        case.respond_by = due_on
