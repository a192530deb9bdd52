"""What is said to somebody who has only opened a chat, or asks who we are? That, and no case is opened.

They have told us nothing yet, so nothing is decided and nothing is owed. Who may be at risk reads the one safe text.
"""

from bot import keeping
from bot.answering import Answer, landlord_facts, say
from bot.conversations import answer_address
from bot.dispatch import GREETING
from bot.house import House
from bot.moment import Moment
from bot.placing import conversation_with
from bot.store import arrivals, people
from bot.store.arrivals import ArrivalRow
from bot.store.people import ResidentRow
from bot.wording.facts import Facts
from channels.messages import Incoming

GREETED = "greeted"


async def greet(house: House, row: ArrivalRow, incoming: Incoming) -> str:
    """Say who we are and what becomes of their words; what became of the arrival."""
    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(
            house, session, house.profiles[row.landlord_id], house.clock(), row.origin != "imported"
        )
        conversation = await conversation_with(
            moment,
            channel=incoming.channel,
            address=answer_address(incoming),
            sender=incoming.from_address,
            name=incoming.from_name,
        )
        resident = await people.get_resident(session, row.landlord_id, conversation.resident_id)
        name = _text_for(resident)
        if name and conversation.door:
            facts = Facts(landlord=landlord_facts(moment))
            await say(moment, conversation, Answer(name, GREETING, f"greeting:{held.id}", facts))
        return keeping.mark_done(moment, held, GREETED)


def _text_for(resident: ResidentRow) -> str:
    if resident.no_reply_here:
        return ""
    return "safe_reply" if resident.on_hold else "about_us"
