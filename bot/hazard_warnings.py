"""Who hears that the 24 hours to make a home safe are nearly over?"""

from bot.decision.across import TaskWanted
from bot.duties import hazard_duty
from bot.moment import Moment
from bot.store import cases, tasks
from bot.store.cases import ClockRow
from bot.store.running_clocks import list_running_hazards
from bot.tasking import ask_for
from bot.waking import raise_alert


async def warn_of_hazards(moment: Moment) -> int:
    """Once for each clock that is nearly over, a task and an alert; how many were given now."""
    done = 0
    for clock in await list_running_hazards(moment.session, moment.profile.id):
        done += await _warn(moment, clock)
    return done


async def _warn(moment: Moment, clock: ClockRow) -> int:
    key = f"hazard_warning:{clock.id}"
    warned = await tasks.find_task_by_key(moment.session, moment.profile.id, key) is not None
    if hazard_duty(clock.due_at, moment.now, is_warned=warned) is None:
        return 0
    case = await cases.get_case(moment.session, moment.profile.id, clock.case_id)
    wanted = TaskWanted(
        "make_safe",
        "case",
        0,
        "The home must be made safe within 24 hours of the report, and they are nearly over.",
    )
    await ask_for(moment, wanted, case=case, key=key)
    await raise_alert(moment, "make_safe", "The 24 hours to make a home safe are nearly over.", case=case)
    return 1
