"""What does a receipt for a message of ours mean? It moves the dispatch, or it is a bounce. Code: 1.3, 6.2.

A receipt counts only where it names a message of this landlord's as we named it, which nobody can guess. Told twice, it
means nothing the second time. A letter of which nothing is heard is not forgotten: a person looks.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.decision.across import TaskWanted
from bot.dispatch import mark_arrived, mark_bounced, was_the_acknowledgement
from bot.house import House
from bot.moment import Moment
from bot.store import cases, outbox
from bot.store.outbox import OutboxRow
from bot.store.receipts import list_unposted, lock_named
from bot.tasking import ask_for
from bot.working_days import london_date, london_time, working_days_between
from channels.messages import Receipt

TOO_EARLY: Final = "too early"  #: whoever tells must come again: we have not written down yet that it left
POSTED_WITHIN_WORKING_DAYS: Final = 2  # printed on the next working day, and told on the one after
ASKED_AT_HOUR: Final = 9
ASKED_UNTIL: Final = timedelta(days=60)
_NOT_HEARD: Final = (
    "GOV.UK Notify has not said that our letter ({name}) was posted. Look there what became of it; "
    "if it is not in the post, print it, post it and record the day."
)


async def take_receipt(house: House, landlord_id: str, receipt: Receipt) -> str:
    """Write down what became of a message of ours.

    Returns:
        What came of it: arrived, failed, known, under way, not ours, or `TOO_EARLY`.
    """
    if not receipt.message_id:
        return "not ours"
    if receipt.fate not in ("arrived", "failed"):
        return "under way"
    async with house.database.writing() as session:
        row = await lock_named(session, landlord_id, receipt.message_id)
        if row is None:
            return "not ours"
        if row.state in (outbox.QUEUED, outbox.SENDING):
            return TOO_EARLY
        moment = Moment(house, session, house.profiles[landlord_id], house.clock())
        return await _settle(moment, row, receipt)


async def _settle(moment: Moment, row: OutboxRow, receipt: Receipt) -> str:
    if receipt.fate == "failed":
        is_known = row.bounced_at is not None
        await mark_bounced(moment, row, receipt.why)
        return "known" if is_known else "failed"
    if row.delivered_at is not None:
        return "known"
    await mark_arrived(moment, row, at=_between(row.created_at, receipt.at, moment.now))
    return "arrived"


def _between(written_at: datetime, at: datetime | None, now: datetime) -> datetime:
    """When it arrived; a clock that goes wrong elsewhere puts it neither before it was written nor into the future."""
    return min(max(at or now, written_at), now)


async def ask_about_unposted(moment: Moment) -> int:
    """Have a person look for each letter that nobody has said was posted; once each."""
    asked = 0
    for row in await list_unposted(moment.session, moment.profile.id, since=moment.now - ASKED_UNTIL):
        if await _is_late(moment, row):
            case = (
                await cases.get_case(moment.session, moment.profile.id, row.case_id) if row.case_id else None
            )
            kind = "acknowledge_another_way" if row.kind == "acknowledgement" else "print_and_post"
            wanted = TaskWanted(kind, "case", 0, _NOT_HEARD.format(name=row.name.replace("_", " ")))
            asked += await ask_for(moment, wanted, case=case, key=f"unposted:{row.id}") is not None
    return asked


async def _is_late(moment: Moment, row: OutboxRow) -> bool:
    """Two working days on, or on the last day of an acknowledgement that is owed."""
    if moment.now < london_time(moment.today, ASKED_AT_HOUR):
        return False
    left_on = london_date(row.sent_at or row.created_at)
    if working_days_between(left_on, moment.today, holidays=moment.holidays) > POSTED_WITHIN_WORKING_DAYS:
        return True
    if row.kind != "acknowledgement" or row.case_id is None:
        return False
    case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
    is_owed = case.acknowledged_at is None and was_the_acknowledgement(row, case)
    return is_owed and case.acknowledge_by is not None and moment.today >= case.acknowledge_by
