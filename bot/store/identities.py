"""Through which doors does one person come, which of them are proven, and which was used last?

An identity is an address proven to be a resident's. A conversation is proven where answers go to such an address and
its sender is one too: whoever merely names somebody else's address in Reply-To proves nothing.
"""

from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.messages import MessageRow
from bot.store.people import ConversationRow, IdentityRow, RepresentativeRow, list_conversations

PAGE = "page"  # the channel of what is tapped or typed on a page of ours: no door that an answer could go to


async def list_identities(session: AsyncSession, landlord_id: str, resident_id: int) -> list[IdentityRow]:
    """Every address proven to be this resident's, the oldest first."""
    found = await session.exec(
        select(IdentityRow)
        .where(IdentityRow.landlord_id == landlord_id, IdentityRow.resident_id == resident_id)
        .order_by(col(IdentityRow.id))
    )
    return list(found.all())


async def find_identity(
    session: AsyncSession, landlord_id: str, channel: str, address: str
) -> IdentityRow | None:
    """Whose address this is, or None."""
    found = await session.exec(
        select(IdentityRow).where(
            IdentityRow.landlord_id == landlord_id,
            IdentityRow.channel == channel,
            IdentityRow.address == address,
        )
    )
    return found.first()


async def list_proven(
    session: AsyncSession, landlord_id: str, conversation: ConversationRow
) -> list[ConversationRow]:
    """Every conversation proven to be with the same person, this one among them; it alone where it is not proven itself."""
    known = await list_identities(session, landlord_id, conversation.resident_id)
    addresses = {one.address for one in known}
    places = {(one.channel, one.address) for one in known}
    mine = await list_conversations(session, landlord_id, conversation.resident_id)
    proven = [one for one in mine if (one.channel, one.address) in places and one.sender in addresses]
    return proven if conversation.id in [one.id for one in proven] else [conversation]


async def find_last_used(
    session: AsyncSession, landlord_id: str, conversation_ids: Collection[int]
) -> int | None:
    """The conversation of the latest message that a resident wrote in one of these, or None."""
    found = await session.exec(
        select(MessageRow.conversation_id)
        .where(
            MessageRow.landlord_id == landlord_id,
            col(MessageRow.conversation_id).in_(conversation_ids),
            MessageRow.channel != PAGE,
            col(MessageRow.is_note).is_(False),
            MessageRow.automatic == "",
        )
        .order_by(col(MessageRow.received_at).desc(), col(MessageRow.id).desc())
        .limit(1)
    )
    return found.first()


async def writes_for_others(session: AsyncSession, landlord_id: str, address: str) -> bool:
    """Whether whoever has this address writes for somebody else: what we hold is then not theirs to see. Code: 3.6"""
    found = await session.exec(
        select(RepresentativeRow.id).where(
            RepresentativeRow.landlord_id == landlord_id, RepresentativeRow.address == address
        )
    )
    return found.first() is not None
