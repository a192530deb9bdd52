"""What follows when a message of ours has left, has failed for good, or has come back? Code: 1.3, 6.2.

An acknowledgement counts from the moment the relay took it; a returned one reopens the duty. A letter counts from the
moment it is in the post, which is told later. A returned offer is not silence. Whatever could not be delivered becomes a
task with another way to reach the person.
"""

from datetime import datetime

from bot.acknowledging import key_of, mark_acknowledged, owe_again
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases, offers, outbox
from bot.store.cases import CaseRow
from bot.store.outbox import OutboxRow
from bot.taking_effect import take_effect, undo_effect
from bot.tasking import ask_for
from bot.working_days import london_date

GREETING = "greeting"
COUNTS_ONCE_POSTED = ("letter",)
HOLDS_ONCE_TOLD = ("extension", "refusal")
UNDONE_BY_COMING_BACK = (*HOLDS_ONCE_TOLD, "stage_1_response", "stage_2_response")
_OFFERS = ("choice_offer", "emergency_reply", "open_door", "second_unhappy")


async def mark_sent(moment: Moment, row: OutboxRow) -> None:
    """The other side took it."""
    row.state, row.sent_at, row.error, row.lease_until = outbox.SENT, moment.now, "", None
    moment.session.add(row)
    case = (
        await cases.get_case(moment.session, moment.profile.id, row.case_id, lock=True)
        if row.case_id
        else None
    )
    await moment.note(
        "sent", case=case, row=f"outbox:{row.id}", codes={"text": row.name, "attempts": row.attempts}
    )
    if row.channel not in COUNTS_ONCE_POSTED:
        await _count(moment, row, case, at=moment.now)


async def mark_arrived(moment: Moment, row: OutboxRow, *, at: datetime) -> None:
    """The other side says that it reached them, or is in the post: this is its dispatch.

    Args:
        at: when that was.
    """
    case = (
        await cases.get_case(moment.session, moment.profile.id, row.case_id, lock=True)
        if row.case_id
        else None
    )
    counted_from = row.sent_at
    row.delivered_at, row.sent_at = at, at
    row.state, row.error, row.bounced_at = outbox.SENT, "", None
    moment.session.add(row)
    await moment.note("arrived", case=case, row=f"outbox:{row.id}", codes={"text": row.name})
    await _count(moment, row, case, at=at, instead_of=counted_from)


async def _count(
    moment: Moment, row: OutboxRow, case: CaseRow | None, *, at: datetime, instead_of: datetime | None = None
) -> None:
    """Put on record when the choice was given, or the complaint acknowledged.

    Args:
        instead_of: the instant it was counted from before, where it was.
    """
    if row.offer_id is not None and row.name in _OFFERS:
        await _mark_offered(moment, row, at=at, instead_of=instead_of)
    if case is not None and row.name in HOLDS_ONCE_TOLD:
        await take_effect(moment, case, row.name, at=at)
    if row.kind != "acknowledgement" or case is None:
        return
    if case.acknowledged_at is None:
        how = "guard" if row.name == "acknowledgement_guard" else row.channel
        written_on = london_date(row.created_at)
        await mark_acknowledged(moment, case, at=at, how=how, written_on=written_on)
    elif case.acknowledged_at == instead_of and was_the_acknowledgement(row, case):
        case.acknowledged_at = at  # the day of the answer stays the one that the resident reads there
        moment.session.add(case)
        late = case.acknowledge_by is not None and london_date(at) > case.acknowledge_by
        await moment.note("dispatch_moved", case=case, row=f"outbox:{row.id}", codes={"late": late})


async def _mark_offered(moment: Moment, row: OutboxRow, *, at: datetime, instead_of: datetime | None) -> None:
    offer = await offers.find_offer(moment.session, moment.profile.id, row.offer_id or 0)
    if offer is not None and offer.offered_at in (None, instead_of):
        offer.offered_at, offer.door, offer.bounced_at = at, row.channel, None
        moment.session.add(offer)


def was_the_acknowledgement(row: OutboxRow, case: CaseRow) -> bool:
    """Whether this was the acknowledgement of the present stage, and nobody has given it another way since."""
    by_mail = case.acknowledged_how in ("", "guard", row.channel)
    return row.kind == "acknowledgement" and row.key.startswith(key_of(case)) and by_mail


async def mark_failed(moment: Moment, row: OutboxRow, why: str) -> None:
    """The other side refused it for good, or we gave up trying."""
    row.state, row.error, row.lease_until = outbox.FAILED, why, None
    await _could_not_reach(moment, row, why)


async def mark_bounced(moment: Moment, row: OutboxRow, why: str) -> None:
    """It was taken and then came back."""
    if row.bounced_at is not None:
        return
    row.bounced_at, row.state, row.error = moment.now, outbox.FAILED, why
    await _could_not_reach(moment, row, why)


async def _could_not_reach(moment: Moment, row: OutboxRow, why: str) -> None:
    moment.session.add(row)
    if row.kind == GREETING:
        return  # nothing is owed to somebody who has only opened a chat
    case = (
        await cases.get_case(moment.session, moment.profile.id, row.case_id, lock=True)
        if row.case_id
        else None
    )
    await moment.note(
        "not_delivered", case=case, row=f"outbox:{row.id}", codes={"text": row.name, "kind": row.kind}
    )
    if row.kind == "code":
        return  # whoever asked for it has ten minutes, and the page in front of them
    if row.offer_id is not None:
        offer = await offers.find_offer(moment.session, moment.profile.id, row.offer_id)
        if offer is not None:
            offer.bounced_at = moment.now
            moment.session.add(offer)
    if case is not None and row.kind != "alert":
        case.guard_barred = case.guard_barred or "our mail to them comes back"
        moment.session.add(case)
    if case is not None and row.name in UNDONE_BY_COMING_BACK:
        await undo_effect(moment, case, row.name)
    if case is not None and was_the_acknowledgement(row, case):
        await owe_again(moment, case, why="not delivered")
    is_letter = row.channel == "letter"
    kind = {"acknowledgement": "acknowledge_another_way", "alert": "alert_not_delivered"}.get(
        row.kind, "print_and_post" if is_letter else "reach_another_way"
    )
    what_to_do = (
        "Print it, post it and record the day, or find another way to reach them."
        if is_letter
        else "Find another way to reach them."
    )
    team = "complaints" if row.kind in ("acknowledgement", "offer", "reminder") else "case"
    sentence = f"Our message ({row.name.replace('_', ' ')}) could not be delivered: {why} {what_to_do}"
    await ask_for(moment, TaskWanted(kind, team, 0, sentence), case=case, key=f"undelivered:{row.id}")
