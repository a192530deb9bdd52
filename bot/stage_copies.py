"""Who else hears of a complaint at each stage, where the landlord's agreement says so? A council behind its TMO.

A person sends the copy, for it holds the resident's words: Hark only asks for it, once for each step.
"""

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store.cases import CaseRow
from bot.tasking import ask_for


async def ask_for_copy(moment: Moment, case: CaseRow, what: str) -> None:
    """A task for the next working day to send a copy, where the profile names somebody.

    Args:
        what: the step, as said in a sentence: "is logged" or "is answered".
    """
    told = moment.profile.copied_at_each_stage
    if told is None or case.restricted or case.stage is None:
        return
    wanted = TaskWanted(
        "copy_stage",
        "case",
        1,
        f"Stage {case.stage} {what}: send {told.name} a copy, at {told.email}, and say so here.",
    )
    await ask_for(moment, wanted, case=case, key=f"copy:{case.id}:{case.stage}:{what}")
