"""Which message of ours is a receipt about, and of which letters is nothing heard?"""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.outbox import SENT, OutboxRow


async def lock_named(session: AsyncSession, landlord_id: str, message_id: str) -> OutboxRow | None:
    """The latest message of ours with this Message-ID, locked for this transaction, or None."""
    found = await session.exec(
        select(OutboxRow)
        .where(OutboxRow.landlord_id == landlord_id, OutboxRow.message_id == message_id)
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
        .with_for_update()
    )
    return found.first()


async def list_unposted(session: AsyncSession, landlord_id: str, *, since: datetime) -> list[OutboxRow]:
    """The letters handed over since then that nobody has said are in the post, oldest first."""
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.channel == "letter",
            OutboxRow.state == SENT,
            col(OutboxRow.delivered_at).is_(None),
            col(OutboxRow.sent_at) >= since,
        )
        .order_by(col(OutboxRow.id))
    )
    return list(found.all())
