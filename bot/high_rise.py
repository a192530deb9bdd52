"""A complaint about a high building: who is told, at each stage? Building Safety Act 2022 s.93"""

from bot.casework.high_rise import block_named, what_to_do
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store.cases import CaseRow
from bot.tasking import ask_for


async def tell_of_high_building(moment: Moment, case: CaseRow) -> None:
    """A task the same day, once a stage, where the resident's words name a block of the landlord's list."""
    rules = moment.profile.high_rise
    block = block_named(case.words, rules.blocks) if rules else ""
    if rules is None or not block or case.stage is None:
        return
    wanted = TaskWanted("high_rise", "case", 0, what_to_do(block, rules, case.stage))
    await ask_for(moment, wanted, case=case, key=f"high_rise:{case.id}:{case.stage}")
