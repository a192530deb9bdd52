"""Which answer is soon due, and who is told? The handler three working days before, the manager the day before. Code: 6.2, 6.3, 6.14

In office hours only: what is merely due soon wakes nobody. Emergencies have alerts of their own at any hour.
"""

from typing import Final

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases, people
from bot.store.cases import CaseRow, ClockRow
from bot.store.running_clocks import list_running
from bot.tasking import ask_for
from bot.working_days import is_working_day, london_time, subtract_working_days

#: working days before the day, and who is told then
BEFORE: Final = ((3, "case"), (1, "manager"))
WARNED_OF: Final = {
    "respond_stage_1": "Our answer",
    "respond_stage_2": "Our final answer",
    "own_respond": "Our answer, as we promise it in our own policy,",
}


async def warn_of_deadlines(moment: Moment) -> int:
    """A task for each answer that is soon due, once for each of the two days; how many were set."""
    if not _is_open_now(moment):
        return 0
    last = max(days for days, _ in BEFORE)
    done = 0
    for clock in await list_running(moment.session, moment.profile.id, tuple(WARNED_OF)):
        if subtract_working_days(clock.due_on, last, holidays=moment.holidays) <= moment.today:
            case = await cases.get_case(moment.session, moment.profile.id, clock.case_id)
            done += await _warn(moment, case, clock)
    return done


async def ask_for_first_calls(moment: Moment) -> int:
    """On the day the landlord promises the first call by, whoever has the complaint is asked to ring; how many were."""
    if not _is_open_now(moment):
        return 0
    done = 0
    for clock in await list_running(moment.session, moment.profile.id, ("own_first_call",)):
        if clock.due_on > moment.today:
            continue
        case = await cases.get_case(moment.session, moment.profile.id, clock.case_id)
        resident = await people.get_resident(moment.session, moment.profile.id, case.resident_id)
        if case.status == cases.OPEN and not resident.on_hold:
            wanted = TaskWanted(
                "first_call",
                "case",
                0,
                "We promise to ring by today. Ring them, or put three tries on record (5.6).",
            )
            done += await ask_for(moment, wanted, case=case, key=f"first_call:{clock.id}") is not None
    return done


async def _warn(moment: Moment, case: CaseRow, clock: ClockRow) -> int:
    if case.status != cases.OPEN or case.responded_at is not None:
        return 0
    done = 0
    for days, team in BEFORE:
        if subtract_working_days(clock.due_on, days, holidays=moment.holidays) > moment.today:
            continue
        why = f"{WARNED_OF[clock.rule]} is due by {clock.due_on:%A %d %B}. Send it, or take more time before that day is over."
        wanted = TaskWanted("answer_soon", team, 0, why)
        key = f"answer_soon:{clock.id}:{days}"
        done += await ask_for(moment, wanted, case=case, key=key, due_on=clock.due_on) is not None
    return done


def _is_open_now(moment: Moment) -> bool:
    today, profile = moment.today, moment.profile
    opens = london_time(today, profile.opens.hour, profile.opens.minute)
    closes = london_time(today, profile.closes.hour, profile.closes.minute)
    return is_working_day(today, holidays=moment.holidays) and opens <= moment.now < closes
