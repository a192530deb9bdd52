"""How much has the machine written lately to an address, to what one sender wrote, or on a case? For the loop caps."""

from datetime import datetime
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.outbox import CANCELLED, SUPPRESSED, OutboxRow
from bot.store.people import ConversationRow

MOST_COUNTED: Final = 1_000  # beyond any cap, so that a flood is not counted to its end


class Answered(NamedTuple):
    """One automatic answer: when it was written, and to which address."""

    created_at: datetime
    address: str


async def list_answers_since(
    session: AsyncSession, landlord_id: str, *, channel: str, address: str, sender: str, since: datetime
) -> list[Answered]:
    """The automatic answers since an instant to this address, or to anything this sender wrote; for the loop caps.

    Args:
        sender: a From address; "" counts the address alone.
    """
    # Two questions and not one with "or": each has an index of its own, and a flood asks often.
    meant = sa.select(col(ConversationRow.id)).where(
        col(ConversationRow.landlord_id) == landlord_id,
        col(ConversationRow.channel) == channel,
        col(ConversationRow.address) == address,
    )
    by_sender = sa.select(col(ConversationRow.id)).where(
        col(ConversationRow.landlord_id) == landlord_id, col(ConversationRow.sender) == sender
    )
    found = await session.exec(
        select(OutboxRow.created_at, ConversationRow.address)
        .join(ConversationRow, col(ConversationRow.id) == col(OutboxRow.conversation_id))
        .where(
            col(OutboxRow.conversation_id).in_(meant.union(by_sender) if sender else meant),
            OutboxRow.created_at >= since,
            col(OutboxRow.state).not_in((CANCELLED, SUPPRESSED)),
            OutboxRow.automatic == "auto-replied",
        )
        .limit(MOST_COUNTED)
    )
    return [Answered(*line) for line in found.all()]


async def list_written_on_case_since(
    session: AsyncSession, landlord_id: str, case_id: int, since: datetime
) -> list[datetime]:
    """When the machine wrote about this case since an instant, in answer or by itself."""
    found = await session.exec(
        select(OutboxRow.created_at)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.case_id == case_id,
            OutboxRow.created_at >= since,
            col(OutboxRow.state).not_in((CANCELLED, SUPPRESSED)),
            OutboxRow.automatic != "no",
            OutboxRow.kind != "alert",
        )
        .limit(MOST_COUNTED)
    )
    return list(found.all())
