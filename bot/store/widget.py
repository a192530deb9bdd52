"""Which web pages speak with us, and what is each to be shown?

A page is known by a token that is stored hashed, and speaks in the conversation of its address; several pages may
share one, where the same person has come back on another device.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.messages import AttachmentRow, MessageRow
from bot.store.outbox import QUEUED, SENDING, SENT, OutboxRow
from bot.store.people import ConversationRow

CHANNEL = "widget"
_MOST_AT_ONCE = 200


class WidgetSessionRow(SQLModel, table=True):
    """One page that may speak in a conversation."""

    __tablename__ = "widget_session"
    __table_args__ = (sa.Index("ix_widget_session_email", "landlord_id", "email"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    token_hash: str = Field(unique=True)
    address: str = Field(index=True)  # of the conversation; there is none before the first message
    name: str = ""
    email: str = ""  # as they gave it; proven only where a code was typed
    is_proven: bool = False
    created_at: datetime
    seen_at: datetime
    finished_at: datetime | None = None


class WidgetCodeRow(SQLModel, table=True):
    """A code sent to an e-mail address, to come back on another device."""

    __tablename__ = "widget_code"
    __table_args__ = (sa.Index("ix_widget_code_email", "landlord_id", "email"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    email: str
    address: str
    code_hash: str
    tries: int = 0
    created_at: datetime
    used_at: datetime | None = None


async def find_session(session: AsyncSession, landlord_id: str, token_hash: str) -> WidgetSessionRow | None:
    """The session with this token that is not finished, or None."""
    found = await session.exec(
        select(WidgetSessionRow).where(
            WidgetSessionRow.token_hash == token_hash,
            WidgetSessionRow.landlord_id == landlord_id,
            col(WidgetSessionRow.finished_at).is_(None),
        )
    )
    return found.first()


async def find_email(session: AsyncSession, landlord_id: str, address: str) -> str:
    """The e-mail address given last in this conversation, or ""."""
    found = await session.exec(
        select(WidgetSessionRow.email)
        .where(
            WidgetSessionRow.landlord_id == landlord_id,
            WidgetSessionRow.address == address,
            WidgetSessionRow.email != "",
        )
        .order_by(col(WidgetSessionRow.id).desc())
    )
    return found.first() or ""


async def find_by_email(
    session: AsyncSession, landlord_id: str, email: str, *, since: datetime
) -> WidgetSessionRow | None:
    """The latest session in which this e-mail address was given, one where a code proved it first; or None."""
    found = await session.exec(
        select(WidgetSessionRow)
        .where(
            WidgetSessionRow.landlord_id == landlord_id,
            WidgetSessionRow.email == email,
            WidgetSessionRow.created_at >= since,
        )
        .order_by(col(WidgetSessionRow.is_proven).desc(), col(WidgetSessionRow.id).desc())
    )
    return found.first()


async def list_codes(
    session: AsyncSession, landlord_id: str, email: str, *, since: datetime
) -> list[WidgetCodeRow]:
    """The codes sent to an address since then, newest first, locked for this transaction."""
    found = await session.exec(
        select(WidgetCodeRow)
        .where(
            WidgetCodeRow.landlord_id == landlord_id,
            WidgetCodeRow.email == email,
            WidgetCodeRow.created_at >= since,
        )
        .order_by(col(WidgetCodeRow.id).desc())
        .with_for_update()
    )
    return list(found.all())


async def find_chat(session: AsyncSession, landlord_id: str, address: str) -> ConversationRow | None:
    """The conversation of a page, or None before its first message was read."""
    found = await session.exec(
        select(ConversationRow).where(
            ConversationRow.landlord_id == landlord_id,
            ConversationRow.channel == CHANNEL,
            ConversationRow.address == address,
        )
    )
    return found.first()


async def list_ours(
    session: AsyncSession, landlord_id: str, conversation_id: int, *, after: int
) -> list[OutboxRow]:
    """What the page of a conversation is to show of ours: after a row, and whatever no page has shown yet.

    What went by e-mail because no page fetched it is among them.
    """
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.conversation_id == conversation_id,
            OutboxRow.kind != "alert",
            col(OutboxRow.state).in_((QUEUED, SENDING, SENT)),
            sa.or_(col(OutboxRow.id) > after, OutboxRow.state == QUEUED),  # type: ignore[arg-type]
        )
        .order_by(col(OutboxRow.id).desc())
        .limit(_MOST_AT_ONCE)
    )
    return list(reversed(found.all()))


async def list_theirs(
    session: AsyncSession, landlord_id: str, conversation_id: int, *, after: int
) -> list[MessageRow]:
    """What was written in a conversation after a message, oldest first."""
    found = await session.exec(
        select(MessageRow)
        .where(
            MessageRow.landlord_id == landlord_id,
            MessageRow.conversation_id == conversation_id,
            MessageRow.channel == CHANNEL,
            col(MessageRow.id) > after,
        )
        .order_by(col(MessageRow.id).desc())
        .limit(_MOST_AT_ONCE)
    )
    return list(reversed(found.all()))


async def count_files(session: AsyncSession, landlord_id: str, message_ids: Sequence[int]) -> dict[int, int]:
    """How many files came with each of these messages."""
    if not message_ids:
        return {}
    found = await session.exec(
        select(AttachmentRow.message_id, sa.func.count())
        .where(AttachmentRow.landlord_id == landlord_id, col(AttachmentRow.message_id).in_(message_ids))
        .group_by(col(AttachmentRow.message_id))
    )
    return dict(found.all())


async def list_waiting_to_be_shown(
    session: AsyncSession, landlord_id: str, conversation_id: int, ids: Collection[int]
) -> list[OutboxRow]:
    """Those of these rows that no page has shown yet, locked for this transaction."""
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.conversation_id == conversation_id,
            OutboxRow.channel == CHANNEL,
            OutboxRow.state == QUEUED,
            col(OutboxRow.id).in_(ids),
        )
        .with_for_update()
    )
    return list(found.all())


async def list_never_shown(
    session: AsyncSession, landlord_id: str, *, until: datetime
) -> list[tuple[OutboxRow, str]]:
    """What no page has fetched though it was written before then, with the address of its conversation."""
    found = await session.exec(
        select(OutboxRow, ConversationRow.address)
        .join(ConversationRow, col(ConversationRow.id) == col(OutboxRow.conversation_id))
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.channel == CHANNEL,
            OutboxRow.state == QUEUED,
            OutboxRow.run_at <= until,
        )
        .order_by(col(OutboxRow.id))
        .with_for_update()
    )
    return [(row, address) for row, address in found.all()]


async def list_spoken_in(
    session: AsyncSession, landlord_ids: Collection[str], *, after_ours: int, after_theirs: int
) -> tuple[set[str], int, int]:
    """The addresses of the conversations in which something was said since, and how far that was looked at."""
    ours = await session.exec(
        select(OutboxRow.id, ConversationRow.address)
        .join(ConversationRow, col(ConversationRow.id) == col(OutboxRow.conversation_id))
        .where(
            col(OutboxRow.landlord_id).in_(landlord_ids),
            ConversationRow.channel == CHANNEL,
            col(OutboxRow.id) > after_ours,
        )
    )
    theirs = await session.exec(
        select(MessageRow.id, ConversationRow.address)
        .join(ConversationRow, col(ConversationRow.id) == col(MessageRow.conversation_id))
        .where(
            col(MessageRow.landlord_id).in_(landlord_ids),
            ConversationRow.channel == CHANNEL,
            col(MessageRow.id) > after_theirs,
        )
    )
    found_ours, found_theirs = ours.all(), theirs.all()
    addresses = {address for _, address in (*found_ours, *found_theirs)}
    return (
        addresses,
        max([after_ours, *(number or 0 for number, _ in found_ours)]),
        max([after_theirs, *(number or 0 for number, _ in found_theirs)]),
    )


async def newest(session: AsyncSession, landlord_ids: Collection[str]) -> tuple[int, int]:
    """The newest row of ours and of theirs."""
    ours = await session.exec(
        select(sa.func.max(OutboxRow.id)).where(col(OutboxRow.landlord_id).in_(landlord_ids))
    )
    theirs = await session.exec(
        select(sa.func.max(MessageRow.id)).where(col(MessageRow.landlord_id).in_(landlord_ids))
    )
    return ours.first() or 0, theirs.first() or 0
