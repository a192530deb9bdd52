"""When is a resident whose answer takes longer to hear how it goes, and who hears that they did not? Code: 5.9"""

from bot.casework.extend import updates_due
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases, extensions, outbox
from bot.store.cases import CaseRow
from bot.store.extensions import ExtensionRow
from bot.tasking import ask_for
from bot.working_days import london_date


async def prompt_updates(moment: Moment) -> int:
    """A task on each agreed day, and one for the manager the day after where nobody wrote; how many were set."""
    done = 0
    for extension in await extensions.list_holding(moment.session, moment.profile.id):
        case = await cases.get_case(moment.session, moment.profile.id, extension.case_id)
        if case.responded_at is None and case.stage == extension.stage and case.status == cases.OPEN:
            done += await _prompt(moment, case, extension)
    return done


async def _prompt(moment: Moment, case: CaseRow, extension: ExtensionRow) -> int:
    assert extension.told_at is not None  # noqa: S101 - it holds, so they were told
    days = updates_due(
        london_date(extension.told_at), extension.update_every, extension.new_due_on, holidays=moment.holidays
    )
    done = 0
    for day in [one for one in days if one <= moment.today]:
        key = f"update:{extension.id}:{day.isoformat()}"
        wanted = TaskWanted("update_resident", "case", 0, "Tell them how it goes: that was agreed for today.")
        done += await ask_for(moment, wanted, case=case, key=key, due_on=day) is not None
        if day < moment.today and not await _has_written(moment, case, extension, day):
            missed = TaskWanted(
                "update_missed", "manager", 0, f"{case.reference}: an agreed update was missed."
            )
            done += await ask_for(moment, missed, case=case, key=f"{key}:missed") is not None
    return done


async def _has_written(moment: Moment, case: CaseRow, extension: ExtensionRow, day: object) -> bool:
    """Whether a person wrote or rang on the agreed day or the days before it, after the last agreed day."""
    sent = [
        row
        for row in await outbox.list_outbox(moment.session, case.landlord_id, [case.id or 0])
        if row.kind == "person" and row.created_at > (extension.told_at or row.created_at)
    ]
    return any(london_date(row.created_at).isoformat() <= str(day) for row in sent)
