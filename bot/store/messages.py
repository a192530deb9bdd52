"""What was said, how did it read, and what did staff make of it?"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list
from bot.store.people import ConversationRow

UNSCANNED = "unscanned"  # before a scanner has spoken; the others are `bot.scanning.Outcome`


class MessageRow(SQLModel, table=True):
    """One message that came in, parsed. `action` and `reason` are what was decided about it."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_internet_id", "landlord_id", "internet_id"),
        sa.Index("ix_message_received", "landlord_id", "received_at"),
        sa.Index(
            "ix_message_to_review",
            "landlord_id",
            "review_rank",
            "id",
            sqlite_where=sa.text("review_rank IS NOT NULL"),
            postgresql_where=sa.text("review_rank IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    arrival_id: int = Field(foreign_key="arrival.id", unique=True)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case_.id", index=True)
    channel: str
    from_address: str
    from_name: str
    subject: str
    text: str
    full_text: str
    internet_id: str  # the Message-ID, ours where the mail had none
    digest: str  # of sender, subject and text: tells the same mail twice from a reused Message-ID
    received_at: datetime
    sent_at: datetime | None = None
    automatic: str = ""
    is_note: bool = False  # staff or a contractor wrote into the thread
    notes: list[str] = Field(default_factory=list, sa_column=json_list())
    action: str = ""
    reason: str = ""
    why_silent: str = ""  # why nothing was answered, "" where something was
    review_rank: int | None = (
        None  # its place in the line of readings to confirm; None where it does not wait
    )
    review_by: str = ""  # who has it open just now
    review_until: datetime | None = None  # and for how long it is kept for them


class AttachmentRow(SQLModel, table=True):
    """A file that came with a message; the bytes stay in the arrival."""

    __tablename__ = "attachment"
    __table_args__ = (sa.Index("ix_attachment_scan", "scan", "scan_tries", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    message_id: int = Field(foreign_key="message.id", index=True)
    name: str
    type: str
    size: int
    sha256: str
    scan: str = UNSCANNED  # clean, found, unscanned
    scan_note: str = ""  # what was found, or why it is unscanned
    scan_tries: int = 0
    scan_due_at: datetime | None = None  # not before this instant
    scanned_at: datetime | None = None


class ReadingRow(SQLModel, table=True):
    """How the model read a message; kept beside every correction, never overwritten."""

    __tablename__ = "reading"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    message_id: int = Field(foreign_key="message.id", unique=True)
    model: str
    kind: str
    confidence: float
    dissatisfied: float
    survey: float
    wants_action: bool
    explicit: bool
    topic: str
    signals: list[str] = Field(default_factory=list, sa_column=json_list())
    because: list[list[str | float]] = Field(default_factory=list, sa_column=json_list())
    sure: bool
    unhappy: bool
    language: str
    read_at: datetime


class ReviewRow(SQLModel, table=True):
    """What a member of staff says a message is: the label the classifier learns from."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    message_id: int = Field(foreign_key="message.id", index=True)
    staff_email: str
    agreed: bool
    kind: str
    wants_action: bool
    explicit: bool
    topic: str
    signals: list[str] = Field(default_factory=list, sa_column=json_list())
    reason: str = ""
    blind: bool = False  # said without having seen the machine's reading
    created_at: datetime


async def find_same_message(
    session: AsyncSession, landlord_id: str, *, internet_id: str, digest: str
) -> MessageRow | None:
    """The same mail that came before (to another mailbox, or sent twice by a relay), or None.

    A reused Message-ID with other content is another message.
    """
    found = await session.exec(
        select(MessageRow)
        .where(
            MessageRow.landlord_id == landlord_id,
            MessageRow.internet_id == internet_id,
            MessageRow.digest == digest,
        )
        .order_by(col(MessageRow.id))
    )
    return found.first()


async def list_by_internet_id(
    session: AsyncSession, landlord_id: str, internet_ids: Sequence[str]
) -> list[MessageRow]:
    """The messages that came with one of these Message-IDs, oldest first."""
    if not internet_ids:
        return []
    found = await session.exec(
        select(MessageRow)
        .where(MessageRow.landlord_id == landlord_id, col(MessageRow.internet_id).in_(internet_ids))
        .order_by(col(MessageRow.id))
    )
    return list(found.all())


async def list_alike(
    session: AsyncSession,
    landlord_id: str,
    *,
    channel: str,
    address: str,
    digest: str,
    sent_at: datetime | None,
) -> list[MessageRow]:
    """The messages of the same words and date in the conversations with this address, newest first."""
    found = await session.exec(
        select(MessageRow)
        .join(ConversationRow, col(ConversationRow.id) == col(MessageRow.conversation_id))
        .where(
            ConversationRow.landlord_id == landlord_id,
            ConversationRow.channel == channel,
            ConversationRow.address == address,
            MessageRow.digest == digest,
            col(MessageRow.sent_at).is_(None) if sent_at is None else MessageRow.sent_at == sent_at,
        )
        .order_by(col(MessageRow.id).desc())
    )
    return list(found.all())


async def get_message(session: AsyncSession, landlord_id: str, message_id: int) -> MessageRow | None:
    """One message of this landlord, or None."""
    found = await session.exec(
        select(MessageRow).where(MessageRow.id == message_id, MessageRow.landlord_id == landlord_id)
    )
    return found.first()


async def get_of_arrival(session: AsyncSession, landlord_id: str, arrival_id: int) -> MessageRow:
    """The message made of an arrival that was taken in."""
    found = await find_of_arrival(session, landlord_id, arrival_id)
    assert found is not None  # noqa: S101 - it was made in this transaction
    return found


async def find_of_arrival(session: AsyncSession, landlord_id: str, arrival_id: int) -> MessageRow | None:
    """The message that was made of an arrival, or None."""
    found = await session.exec(
        select(MessageRow).where(MessageRow.arrival_id == arrival_id, MessageRow.landlord_id == landlord_id)
    )
    return found.first()


async def list_messages(session: AsyncSession, landlord_id: str, case_ids: Sequence[int]) -> list[MessageRow]:
    """The messages of these cases, oldest first."""
    found = await session.exec(
        select(MessageRow)
        .where(MessageRow.landlord_id == landlord_id, col(MessageRow.case_id).in_(case_ids))
        .order_by(col(MessageRow.received_at), col(MessageRow.id))
    )
    return list(found.all())


async def count_messages(session: AsyncSession, landlord_id: str, case_id: int, *, opened_from: int) -> int:
    """How many messages belong to a case, the one it was opened from among them, whichever case holds that."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(MessageRow)
        .where(
            MessageRow.landlord_id == landlord_id,
            sa.or_(MessageRow.case_id == case_id, MessageRow.id == opened_from),  # type: ignore[arg-type]
        )
    )
    return int(found.one())


async def find_reading(session: AsyncSession, landlord_id: str, message_id: int) -> ReadingRow | None:
    """How this message was read, or None."""
    found = await session.exec(
        select(ReadingRow).where(ReadingRow.message_id == message_id, ReadingRow.landlord_id == landlord_id)
    )
    return found.first()


async def find_review(session: AsyncSession, landlord_id: str, message_id: int) -> ReviewRow | None:
    """The latest word of staff on this message, or None."""
    found = await session.exec(
        select(ReviewRow)
        .where(ReviewRow.message_id == message_id, ReviewRow.landlord_id == landlord_id)
        .order_by(col(ReviewRow.id).desc())
    )
    return found.first()


async def list_attachments(session: AsyncSession, landlord_id: str, message_id: int) -> list[AttachmentRow]:
    """The files that came with a message."""
    found = await session.exec(
        select(AttachmentRow).where(
            AttachmentRow.message_id == message_id, AttachmentRow.landlord_id == landlord_id
        )
    )
    return list(found.all())


async def find_attachment(
    session: AsyncSession, landlord_id: str, attachment_id: int
) -> AttachmentRow | None:
    """One file, or None."""
    found = await session.exec(
        select(AttachmentRow).where(
            AttachmentRow.id == attachment_id, AttachmentRow.landlord_id == landlord_id
        )
    )
    return found.first()
