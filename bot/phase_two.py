"""Which open cases does the law's second list of hazards touch on the day it begins? Once, for a person. SI 2025/1042"""

from bot.casework.awaab import PHASE_2, phase_2_from
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store.hazards import list_open_with_hazard
from bot.tasking import ask_for


async def list_phase_two(moment: Moment) -> int:
    """On 30 November 2026, and never again: one task that names every open case with a hazard of the second list."""
    if moment.today < phase_2_from() or moment.profile.nation != "england":
        return 0
    rows = await list_open_with_hazard(moment.session, moment.profile.id, sorted(PHASE_2))
    known = sorted({case.reference for case, _ in rows if not case.restricted})
    if not known:
        return 0
    wanted = TaskWanted(
        "phase_two",
        "manager",
        1,
        f"From today the law puts more hazards on its clock. These open cases may have one: {', '.join(known)}. "
        "Look at each, and grade it.",
    )
    return int(await ask_for(moment, wanted, key=f"phase_two:{moment.profile.id}") is not None)
