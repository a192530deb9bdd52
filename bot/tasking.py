"""How is a person asked to do something? One task a duty, in the queue of whoever does such work."""

from datetime import date

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.queues import team_of_task
from bot.store import tasks
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.tasks import TaskRow
from bot.working_days import add_working_days


async def ask_for(
    moment: Moment,
    wanted: TaskWanted,
    *,
    case: CaseRow | None = None,
    message: MessageRow | None = None,
    key: str = "",
    due_on: date | None = None,
    restricted: bool = False,
) -> TaskRow | None:
    """Write a task, once for each duty; imported mail asks nobody for anything."""
    unique = key or wanted.key or f"{wanted.kind}:{case.id if case else 0}:{message.id if message else 0}"
    if not moment.is_live or await tasks.find_task_by_key(moment.session, moment.profile.id, unique):
        return None
    row = TaskRow(
        landlord_id=moment.profile.id,
        key=unique,
        kind=wanted.kind,
        team=team_of_task(moment.profile, wanted.team, case.queue if case else moment.profile.triage_queue),
        why=wanted.why,
        due_on=due_on or add_working_days(moment.today, wanted.within, holidays=moment.holidays),
        case_id=case.id if case else None,
        message_id=message.id if message else None,
        arrival_id=message.arrival_id if message else None,
        restricted=restricted or bool(case and case.restricted),
        created_at=moment.now,
    )
    moment.session.add(row)
    await moment.session.flush()
    await moment.note(
        "task_set", case=case, row=f"task:{row.id}", codes={"kind": row.kind, "due": row.due_on.isoformat()}
    )
    return row
