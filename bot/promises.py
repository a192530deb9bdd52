"""Which promise to a resident was not kept, and who hears of it? The handler first, then the complaints officer. Code: 6.6, 6.17, 7.3"""

from bot.casework.remedies import warn_officer_on
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases
from bot.store.responses import RemedyRow, list_overdue_remedies
from bot.tasking import ask_for


async def chase_promises(moment: Moment) -> int:
    """A task for each promise whose day has passed, and a second one for the complaints officer; how many were set."""
    done = 0
    for row in await list_overdue_remedies(moment.session, moment.profile.id, before=moment.today):
        done += await _chase(moment, row)
    return done


async def _chase(moment: Moment, row: RemedyRow) -> int:
    assert row.due_on is not None  # noqa: S101 - the query asked for it
    case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
    due = row.due_on.isoformat()
    handler = TaskWanted(
        f"promise_{row.id}",
        "case",
        0,
        f"We promised this by {row.due_on:%d %B %Y}, and it is not on record as done. "
        "Have it done, or give a new day: they are told either way.",
    )
    done = int(await ask_for(moment, handler, case=case, key=f"promise:{row.id}:{due}") is not None)
    if moment.today >= warn_officer_on(row.due_on, holidays=moment.holidays):
        officer = TaskWanted(
            f"promise_{row.id}",
            "manager",
            0,
            f"{case.reference}: a promise to the resident is days late. Step in.",
        )
        done += await ask_for(moment, officer, case=case, key=f"promise_officer:{row.id}:{due}") is not None
    return done
