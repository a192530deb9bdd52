"""When are two doors one person's, and what follows? Joined only on proof, undone by staff, never across landlords.

Proof is a code typed from the other address, or a member of staff with a reason. Of two holds the stricter wins: where
one of the two may be at risk, the whole person is kept safe.
"""

from datetime import datetime
from typing import Any

from bot.errors import IllegalMove
from bot.guarding import keep_safe, resident_is_out_of_reach
from bot.moment import Moment
from bot.store import cases, identities, joinings, people
from bot.store.cases import CaseRow
from bot.store.joinings import JoiningRow
from bot.store.people import ConversationRow, IdentityRow, ResidentRow
from bot.store.turns import wait_for_turn

_GIVEN = ("name", "postcode", "language")  # what the kept one takes over where it holds nothing


async def may_be_proved(moment: Moment, resident: ResidentRow, channel: str, address: str) -> bool:
    """Whether a code may be sent to prove this address for this resident; who has it otherwise is not told."""
    if resident_is_out_of_reach(resident):
        return False
    if await identities.writes_for_others(moment.session, moment.profile.id, address):
        return False
    known = await identities.find_identity(moment.session, moment.profile.id, channel, address)
    if known is None or known.resident_id == resident.id:
        return True
    other = await people.get_resident(moment.session, moment.profile.id, known.resident_id)
    return not resident_is_out_of_reach(other)


async def prove_address(
    moment: Moment, resident: ResidentRow, channel: str, address: str, *, case: CaseRow | None
) -> bool:
    """The code came back: the address is this resident's, with whatever was said through it. False where it may not be."""
    if not await may_be_proved(moment, resident, channel, address):
        return False
    known = await identities.find_identity(moment.session, moment.profile.id, channel, address)
    if known is None:
        await _add(moment, resident, channel, address)
    elif known.resident_id != resident.id:
        other = await people.get_resident(moment.session, moment.profile.id, known.resident_id)
        await join(moment, resident, other, how="code", case=case)
    return True


async def _add(moment: Moment, resident: ResidentRow, channel: str, address: str) -> None:
    row = IdentityRow(
        landlord_id=moment.profile.id,
        resident_id=resident.id or 0,
        channel=channel,
        address=address,
        created_at=moment.now,
    )
    moment.session.add(row)
    await moment.session.flush()
    await moment.note("address_proved", row=f"identity:{row.id}", actor="resident")


async def join(
    moment: Moment,
    kept: ResidentRow,
    other: ResidentRow,
    *,
    how: str,
    case: CaseRow | None = None,
    by: str = "",
    reason: str = "",
    actor: str = "resident",
) -> JoiningRow:
    """Make two residents one: every row of the other points at the kept one from now on.

    Raises:
        IllegalMove: they are one already, or belong to different landlords.
    """
    if kept.id == other.id or kept.landlord_id != other.landlord_id or None in (kept.id, other.id):
        raise IllegalMove("These two are the same person already.")
    session, landlord_id = moment.session, moment.profile.id
    for resident_id in sorted((kept.id or 0, other.id or 0)):
        await wait_for_turn(session, landlord_id, f"resident:{resident_id}")
    before = {name: getattr(kept, name) for name in _GIVEN}
    moved = await joinings.move_rows(session, landlord_id, other.id or 0, kept.id or 0)
    row = JoiningRow(
        landlord_id=landlord_id,
        kept_id=kept.id or 0,
        joined_id=other.id or 0,
        how=how,
        by=by,
        reason=reason,
        at=moment.now,
        moved=dict(moved),
        before=before,
    )
    session.add(row)
    await _take_over(moment, kept, other)
    await session.flush()
    await moment.note("residents_joined", case=case, row=f"joining:{row.id}", actor=actor, codes={"how": how})
    return row


async def _take_over(moment: Moment, kept: ResidentRow, other: ResidentRow) -> None:
    for name in _GIVEN:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    kept.no_reply_here = kept.no_reply_here or other.no_reply_here
    if kept.on_hold or other.on_hold:
        kept.on_hold_since = _earlier(kept.on_hold_since, other.on_hold_since)
        kept.on_hold, kept.safe_way = True, ""
    elif other.safe_way and not kept.safe_way:
        kept.safe_way, kept.safe_way_by = other.safe_way, other.safe_way_by
    moment.session.add(kept)
    if resident_is_out_of_reach(kept):
        await keep_safe(
            moment, await people.list_conversations(moment.session, moment.profile.id, kept.id or 0)
        )


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


async def take_apart(moment: Moment, row: JoiningRow, *, by: str, reason: str, actor: str) -> None:
    """Undo a joining: the rows that moved go back, with the cases opened on those doors since. Holds stay on both.

    Raises:
        IllegalMove: it was undone before.
    """
    if row.undone_at is not None:
        raise IllegalMove("These two were taken apart already.")
    session, landlord_id = moment.session, moment.profile.id
    kept = await people.get_resident(session, landlord_id, row.kept_id)
    other = await people.get_resident(session, landlord_id, row.joined_id)
    await joinings.put_back(session, landlord_id, row.moved, from_id=row.kept_id, to_id=row.joined_id)
    _give_back(kept, other, row.before)
    other.on_hold, other.no_reply_here = (
        other.on_hold or kept.on_hold,
        other.no_reply_here or kept.no_reply_here,
    )
    row.undone_at, row.undone_by, row.undone_reason = moment.now, by, reason
    session.add_all((kept, other, row))
    await moment.note("residents_taken_apart", row=f"joining:{row.id}", actor=actor)


def _give_back(kept: ResidentRow, other: ResidentRow, before: dict[str, Any]) -> None:
    """What was taken over from the other goes again, unless staff have written something else since."""
    for name in _GIVEN:
        if getattr(kept, name) == getattr(other, name) != before.get(name, ""):
            setattr(kept, name, before.get(name, ""))


async def latest_case(moment: Moment, conversation: ConversationRow) -> CaseRow | None:
    """The latest case of a conversation that may be shown, for a task or an event to stand on."""
    known = await cases.list_conversation_cases(moment.session, moment.profile.id, conversation.id or 0)
    return next((case for case in reversed(known) if not case.restricted), None)
