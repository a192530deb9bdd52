"""How does a serious or tangled complaint go straight to the investigation, where the nation's procedure has that?

Scotland, Northern Ireland and Wales let a complaint begin at their second stage; England's Code does not. The days
count from the day it came, for the resident waits since then. SPSO, NIPSO, PSOW
"""

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import case_at_hand, finish_tasks, must_decide
from bot.errors import IllegalMove
from bot.house import House
from bot.store.staff import StaffRow
from bot.taking_effect import ALL_CLOCKS


async def investigate_at_once(
    house: House, by: StaffRow, reference: str, *, reason: str, is_agreed: bool
) -> None:
    """Begin this complaint at stage 2; its acknowledgement and answer are owed from the day it came.

    Raises:
        NotAllowed: this role may not.
        IllegalMove: this nation has no such way, it is answered already, or the reason or the resident's yes is missing.
    """
    must_decide(by)
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if not moment.procedure.may_begin_at_stage_2:
            raise IllegalMove("Every complaint begins at stage 1 here (5.3, 6.10).")
        if case.kind != "complaint" or case.stage != 1 or case.responded_at is not None:
            raise IllegalMove("Only an open complaint at stage 1 can go straight to the investigation.")
        if not reason.strip():
            raise IllegalMove("Say why it needs an investigation from the start.")
        if not is_agreed:
            raise IllegalMove("Talk to the resident first: they choose whether to skip the quick answer.")
        case.screening, case.screened_why, case.screened_by = "needs_work", reason.strip(), by.email
        await end_clocks(moment, case, ALL_CLOCKS, why="replaced", by=by.email)
        await opening.start_stage_2(moment, case, requested_at=case.chosen_at or case.received_at)
        await finish_tasks(at_hand, ("definition", "acknowledge"), "it goes straight to the investigation")
        await moment.note("investigated_at_once", case=case, actor=at_hand.actor)
