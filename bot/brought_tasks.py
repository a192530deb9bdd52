"""Who looks at an open case that another system had? A named complaints officer, today; nobody is woken for what is old.

A complaint whose acknowledgement is overdue when it comes has no alarm of its own: the task is what it would say. One
that falls due later is alarmed about then, like every other. Code: 4.1, 6.2
"""

from bot.acknowledging import handler_of
from bot.decision.across import TaskWanted
from bot.duties import OwedState, guard_at
from bot.moment import Moment
from bot.rounds import alarm_key
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.tasking import ask_for


async def ask_to_check(moment: Moment, case: CaseRow, where: str) -> None:
    """A task to look at an open case before anything else is done with it; it has an owner from then on."""
    officer = handler_of(moment, case) if case.kind == "complaint" else None
    if officer is not None and not case.restricted:
        case.owner = officer.email
    who = f"{officer.name}: this" if officer else "This"
    why = (
        f"{who} came open from {where}. Check its dates and its words against what is kept there, "
        "and acknowledge it in person where nobody has. Hark sends nothing for it by itself."
    )
    team = "case" if case.kind != "complaint" or case.stage == 2 else "complaints"
    key = alarm_key(case) if _is_overdue(moment, case) else f"check_brought:{case.id}"
    await ask_for(moment, TaskWanted("check_brought", team, 0, why), case=case, key=key, due_on=moment.today)


async def ask_to_decide(moment: Moment, case: CaseRow, message: MessageRow, where: str) -> None:
    """A task to decide what follows from what the other system says now."""
    why = (
        f"{where} says something else of this case than before. Read the note, and decide what follows here."
    )
    await ask_for(moment, TaskWanted("check_brought", "case", 1, why), case=case, message=message)


def _is_overdue(moment: Moment, case: CaseRow) -> bool:
    """Whether the alarm for its acknowledgement would go off at once."""
    if case.acknowledge_by is None or case.acknowledged_at is not None:
        return False
    owed = OwedState(
        case.received_at,
        case.stage_2_requested_at if case.stage == 2 else case.chosen_at,
        case.relief,
        case.acknowledge_by,
        case.stage,
        guard_barred=case.guard_barred,
        is_guarded=False,
        is_alarmed=False,
    )
    return moment.now >= guard_at(owed, holidays=moment.holidays)
