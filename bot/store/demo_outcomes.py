"""What became of the latest message from an address? For the demonstration's table."""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow


@dataclass(frozen=True)
class MessageOutcome:
    """One message in short."""

    action: str
    reference: str
    text: str


async def find_latest_outcome(session: AsyncSession, landlord_id: str, address: str) -> MessageOutcome | None:
    """The action, the case and the answer of the latest message from this address."""
    found = await session.exec(
        select(MessageRow)
        .where(MessageRow.landlord_id == landlord_id, MessageRow.from_address == address)
        .order_by(col(MessageRow.id).desc())
        .limit(1)
    )
    message = found.first()
    if message is None:
        return None
    case = (await session.exec(select(CaseRow.reference).where(CaseRow.id == message.case_id))).first()
    text = (
        await session.exec(
            select(OutboxRow.name).where(
                OutboxRow.message_answered_id == message.id, OutboxRow.landlord_id == landlord_id
            )
        )
    ).first()
    return MessageOutcome(message.action, case or "", text or "")
