"""Through which door is a resident spoken to about a case today?

The one they used last, of those that are proven theirs; unless they said which one they need, or a safe way is on
record, which is never left for another door.
"""

from bot.moment import Moment
from bot.store import identities, people
from bot.store.cases import CaseRow
from bot.store.people import ConversationRow


async def door_now(moment: Moment, case: CaseRow) -> ConversationRow:
    """The conversation that a text about this case goes to."""
    session, landlord_id = moment.session, moment.profile.id
    own = await people.get_conversation(session, landlord_id, case.conversation_id)
    proven = [one for one in await identities.list_proven(session, landlord_id, own) if one.door]
    if len(proven) < 2 or await _keeps_its_door(moment, own):
        return own
    needed = await _needed(moment, proven, own.resident_id)
    if needed is not None:
        return needed
    last = await identities.find_last_used(session, landlord_id, [one.id or 0 for one in proven])
    return next((one for one in proven if one.id == last), own)


async def _keeps_its_door(moment: Moment, own: ConversationRow) -> bool:
    resident = await people.get_resident(moment.session, moment.profile.id, own.resident_id)
    return resident.on_hold or resident.no_reply_here or bool(resident.safe_way)


async def _needed(moment: Moment, proven: list[ConversationRow], resident_id: int) -> ConversationRow | None:
    """The door they asked for, where it is one of these; the latest of such where there are several. Code: 5.10"""
    needs = await people.list_adjustments(moment.session, moment.profile.id, resident_id)
    asked = next((need.door for need in reversed(needs) if need.door), "")
    there = [one for one in proven if one.channel == asked]
    return max(there, key=lambda one: one.last_message_at, default=None)
