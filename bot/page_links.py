"""Which link leads to a resident's own page, and who gets none?

The link says which conversation it was sent in and on which day, and ends thirty days later. Somebody at risk, somebody
who writes for others, and an address whose owner said "this is not me" get none.
"""

from datetime import timedelta
from typing import Final

from bot.moment import Moment
from bot.store import identities, my_pages
from bot.store.cases import CaseRow
from bot.store.people import ConversationRow, ResidentRow

PURPOSE: Final = "my"
LASTS: Final = timedelta(days=30)


def make_link(moment: Moment, conversation_id: int) -> str:
    """The link to the page of a conversation, as of today."""
    token = moment.house.keys.seal_dated(PURPOSE, conversation_id, moment.today)
    return f"{moment.house.public_url}/my/{token}"


async def link_for(
    moment: Moment, conversation: ConversationRow, resident: ResidentRow, case: CaseRow | None
) -> str:
    """The link that a text about this case may carry; "" where it may carry none."""
    if case is None or case.restricted or resident.on_hold or resident.no_reply_here:
        return ""
    if conversation.id is None or not await may_have_page(moment, conversation):
        return ""
    return make_link(moment, conversation.id)


async def may_have_page(moment: Moment, conversation: ConversationRow) -> bool:
    """Whether whoever has this address may see what we hold of its resident."""
    landlord_id = moment.profile.id
    if not conversation.door or await identities.writes_for_others(
        moment.session, landlord_id, conversation.door
    ):
        return False
    page = await my_pages.find_page(moment.session, landlord_id, conversation.id or 0)
    return page is None or page.shut_at is None
