"""What is owed to the Ombudsman and late, and who steps in? Whoever leads on complaints. Code: 4.1, 8.4, 9.7"""

from bot.casework.ombudsman_items import KINDS
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases
from bot.store.ombudsman_file import list_open_items
from bot.tasking import ask_for


async def chase_what_is_owed(moment: Moment) -> int:
    """A task for the manager, once for each thing whose day has passed; how many were set."""
    done = 0
    for row in await list_open_items(moment.session, moment.profile.id):
        if row.due_on is None or row.due_on >= moment.today:
            continue
        case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
        officer = moment.profile.complaints_officer
        who = officer.name if officer else "The complaints officer"
        late = TaskWanted(
            f"ombudsman_{row.id}",
            "manager",
            0,
            f"The Ombudsman was to have this by {row.due_on:%d %B %Y}: {KINDS[row.kind].words.lower()}. "
            f"{who} does it today, and tells the Ombudsman why it is late (8.4).",
        )
        done += await ask_for(moment, late, case=case, key=f"ombudsman_late:{row.id}") is not None
    return done
