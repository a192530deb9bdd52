"""What is to be sent, what was sent, and what did the other side say?

A row is written in the transaction that decided it. Its key makes a double send impossible short of a crash
in mid-send, and its Message-ID is final before the first attempt.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list
from bot.store.people import ConversationRow

QUEUED = "queued"
SENDING = "sending"
SENT = "sent"
FAILED = "failed"
SUPPRESSED = "suppressed"  # shadow mode or imported mail: written, never released
CANCELLED = "cancelled"


class OutboxRow(SQLModel, table=True):
    """One message of ours."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index("ix_outbox_claim", "state", "run_at"),
        sa.Index("ix_outbox_message_id", "landlord_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    key: str = Field(unique=True)  # acknowledgement:CASE:STAGE, offer:ID, answer:MESSAGE, alert:ID:STEP
    name: str  # the text's folder in wording/
    kind: str  # answer, acknowledgement, offer, reminder, alert, ask, person
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case_.id", index=True)
    offer_id: int | None = Field(default=None, foreign_key="offer.id")
    message_answered_id: int | None = Field(default=None, foreign_key="message.id")
    alert_id: int | None = Field(default=None, foreign_key="alert.id")
    channel: str
    to_address: str
    to_name: str
    sender_name: str
    sender_address: str
    reply_address: str
    subject: str
    text: str
    whole: str = ""  # all of it, where a text message could not hold it
    html: str
    language: str = "en"  # what it is written in
    message_id: str
    in_reply_to: str
    references: list[str] = Field(default_factory=list, sa_column=json_list())
    automatic: str = "auto-replied"
    buttons: list[list[str]] = Field(default_factory=list, sa_column=json_list())  # label, link, tap
    state: str = QUEUED
    created_at: datetime
    run_at: datetime
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    sent_as: str = ""  # what the other side calls it, shortened
    delivered_at: datetime | None = None  # when the other side said that it reached them, or was posted
    bounced_at: datetime | None = None
    error: str = ""


async def claim_outbox(
    session: AsyncSession,
    landlord_ids: Collection[str],
    *,
    owner: str,
    now: datetime,
    lease_seconds: int,
    limit: int,
    waiting_channels: Collection[str] = (),
) -> list[OutboxRow]:
    """Take what is due to be sent; a row left in `sending` by a dead worker is taken again.

    Args:
        waiting_channels: channels nothing can be sent on yet; their rows stay where they are.
    """
    free = sa.or_(col(OutboxRow.lease_until).is_(None), col(OutboxRow.lease_until) < now)
    found = await session.exec(
        select(OutboxRow)
        .where(
            col(OutboxRow.state).in_((QUEUED, SENDING)),
            col(OutboxRow.landlord_id).in_(landlord_ids),
            OutboxRow.run_at <= now,
            col(OutboxRow.channel).not_in(waiting_channels),
            free,
        )
        .order_by(col(OutboxRow.run_at), col(OutboxRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(found.all())
    for row in rows:
        row.state, row.owner = SENDING, owner
        row.lease_until, row.attempts = now + timedelta(seconds=lease_seconds), row.attempts + 1
        session.add(row)
    return rows


async def renew_outbox(
    session: AsyncSession, landlord_ids: Collection[str], ids: Collection[int], *, owner: str, until: datetime
) -> None:
    """Hold on to what is still being sent."""
    await session.exec(
        sa.update(OutboxRow)
        .where(
            col(OutboxRow.id).in_(ids),
            col(OutboxRow.landlord_id).in_(landlord_ids),
            col(OutboxRow.owner) == owner,
            col(OutboxRow.state) == SENDING,
        )
        .values(lease_until=until)
    )


async def get_sending(
    session: AsyncSession, landlord_id: str, outbox_id: int, *, owner: str
) -> OutboxRow | None:
    """The row, if this worker still holds it."""
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.id == outbox_id,
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.owner == owner,
            OutboxRow.state == SENDING,
        )
        .with_for_update()
    )
    return found.first()


async def find_by_message_id(
    session: AsyncSession, landlord_id: str, message_ids: Sequence[str]
) -> OutboxRow | None:
    """The latest of our messages with one of these Message-IDs, or None."""
    if not message_ids:
        return None
    found = await session.exec(
        select(OutboxRow)
        .where(OutboxRow.landlord_id == landlord_id, col(OutboxRow.message_id).in_(message_ids))
        .order_by(col(OutboxRow.id).desc())
    )
    return found.first()


async def find_sent_as(
    session: AsyncSession, landlord_id: str, conversation_id: int, names: Collection[str], *, latest: int = 50
) -> OutboxRow | None:
    """The message of ours in this conversation that its channel calls by one of these names, or None."""
    if not names:
        return None
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.conversation_id == conversation_id,
            OutboxRow.sent_as != "",
        )
        .order_by(col(OutboxRow.id).desc())
        .limit(latest)
    )
    return next((row for row in found.all() if set(row.sent_as.split()) & set(names)), None)


async def has_key(session: AsyncSession, landlord_id: str, key: str) -> bool:
    """Whether a message with this key was ever written."""
    found = await session.exec(
        select(OutboxRow.id).where(OutboxRow.key == key, OutboxRow.landlord_id == landlord_id)
    )
    return found.first() is not None


async def has_failed(session: AsyncSession, landlord_id: str, key: str) -> bool:
    """Whether the message of this duty could not be delivered."""
    found = await session.exec(
        select(OutboxRow.id).where(
            OutboxRow.key == key, OutboxRow.landlord_id == landlord_id, OutboxRow.state == FAILED
        )
    )
    return found.first() is not None


async def is_waiting(session: AsyncSession, landlord_id: str, key: str) -> bool:
    """Whether the message with this key has been written and has not left yet."""
    found = await session.exec(
        select(OutboxRow.id).where(
            OutboxRow.key == key,
            OutboxRow.landlord_id == landlord_id,
            col(OutboxRow.state).in_((QUEUED, SENDING)),
        )
    )
    return found.first() is not None


async def list_outbox(session: AsyncSession, landlord_id: str, case_ids: Collection[int]) -> list[OutboxRow]:
    """What we sent, or mean to send, on these cases, oldest first."""
    found = await session.exec(
        select(OutboxRow)
        .where(OutboxRow.landlord_id == landlord_id, col(OutboxRow.case_id).in_(case_ids))
        .order_by(col(OutboxRow.id))
    )
    return list(found.all())


async def list_answers_to(session: AsyncSession, landlord_id: str, message_id: int) -> list[OutboxRow]:
    """What was written in answer to one message, oldest first."""
    found = await session.exec(
        select(OutboxRow)
        .where(OutboxRow.landlord_id == landlord_id, OutboxRow.message_answered_id == message_id)
        .order_by(col(OutboxRow.id))
    )
    return list(found.all())


async def list_outbox_after(session: AsyncSession, landlord_id: str, outbox_id: int) -> list[OutboxRow]:
    """Everything written after this row, oldest first."""
    found = await session.exec(
        select(OutboxRow)
        .where(OutboxRow.landlord_id == landlord_id, col(OutboxRow.id) > outbox_id)
        .order_by(col(OutboxRow.id))
    )
    return list(found.all())


async def find_latest_to(
    session: AsyncSession, landlord_id: str, address: str, *, since: datetime
) -> OutboxRow | None:
    """Our latest message to this address that has left since an instant, or None."""
    found = await session.exec(
        select(OutboxRow)
        .join(ConversationRow, col(ConversationRow.id) == col(OutboxRow.conversation_id))
        .where(
            ConversationRow.landlord_id == landlord_id,
            ConversationRow.channel == "email",
            ConversationRow.address == address,
            col(OutboxRow.sent_at) >= since,
        )
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    )
    return found.first()


async def cancel_queued(
    session: AsyncSession,
    landlord_id: str,
    *,
    case_id: int | None = None,
    conversation_id: int | None = None,
    why: str,
) -> int:
    """Cancel what has not left yet for a case, or to a conversation; return how many. What is in mid-send has left.

    The key of a cancelled row is freed, because the duty it stood for is still to be discharged.
    """
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.conversation_id == conversation_id
            if conversation_id is not None
            else OutboxRow.case_id == (case_id or 0),
            OutboxRow.state == QUEUED,
            OutboxRow.kind != "alert",
        )
        .with_for_update()
    )
    rows = found.all()
    for row in rows:
        row.state, row.error, row.key = CANCELLED, why, f"{row.key}:cancelled:{row.id}"
        session.add(row)
    await session.flush()
    return len(rows)
