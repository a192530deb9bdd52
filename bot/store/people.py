"""Who writes to the landlord, from which addresses, and what do they need?"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list

NOBODY = "nobody:"  # begins the address of a conversation with somebody who gave none


class ResidentRow(SQLModel, table=True):
    """One person. `on_hold` shuts every automatic text off until a named member of staff records a safe way."""

    __tablename__ = "resident"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    name: str = ""
    on_hold: bool = False
    on_hold_since: datetime | None = None
    safe_way: str = ""
    safe_way_by: str = ""
    no_reply_here: bool = False  # they said that writing back where they wrote from is not safe
    language: str = ""  # what they write in, as last read or as staff say; "" where it is not known
    language_by: str = ""  # the member of staff who said so; no reading changes it then
    ring_when: str = ""  # when it suits them to be rung, as they said it
    ring_on: str = ""  # the number that is safe to ring
    postcode: str = ""  # in capitals and without spaces; with the surname it opens their page
    created_at: datetime


class IdentityRow(SQLModel, table=True):
    """An address proven to be a resident's; identities never cross landlords."""

    __tablename__ = "identity"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "channel", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    resident_id: int = Field(foreign_key="resident.id", index=True)
    channel: str
    address: str
    created_at: datetime


class ConversationRow(SQLModel, table=True):
    """What is said with one address on one channel. Locked while a message of it is decided."""

    __tablename__ = "conversation"
    __table_args__ = (
        sa.UniqueConstraint("landlord_id", "channel", "address", "sender"),
        sa.Index(
            "ix_conversation_sender", "landlord_id", "sender"
        ),  # a robot may name another address each time
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    resident_id: int = Field(foreign_key="resident.id", index=True)
    channel: str
    address: str  # where answers go; NOBODY and chance letters where the sender gave no address
    sender: (
        str  # the From address the first message came from; another one with the same Reply-To proves nothing
    )
    token: str = Field(unique=True)  # keyed part of our reply addresses
    created_at: datetime
    last_message_at: datetime

    @property
    def door(self) -> str:
        """The address that answers go to; "" where there is none."""
        return "" if self.address.startswith(NOBODY) else self.address


class AdjustmentRow(SQLModel, table=True):
    """What the resident needs from us in how we deal with them. Code: 5.10."""

    __tablename__ = "adjustment"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    resident_id: int = Field(foreign_key="resident.id", index=True)
    door: str  # phone, post, text, email or "" where it is not about a door
    words: str  # what was asked, in the resident's words
    recorded_at: datetime
    recorded_by: str  # "hark" or a member of staff
    review_on: date
    agreed_on: date | None = None  # with them, by a person; None while only their message says so
    agreed_by: str = ""
    ended_at: datetime | None = None  # they said that they no longer need it


class RepresentativeRow(SQLModel, table=True):
    """Who writes for a resident, and on what consent. Code: 3.6."""

    __tablename__ = "representative"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    name: str
    address: str
    kind: str  # family, councillor, mp, solicitor, other
    consent: str  # implied, pending, recorded, refused
    consent_how: str = ""  # signed, verbal, message
    consent_to: str = ""  # which of us heard or read it
    consent_on: date | None = None
    scope: str = ""  # what it is for; "" for the whole case
    expires_on: date | None = None
    refused_why: str = ""  # a person's reason; the resident is talked to all the same
    names_in_case: list[str] = Field(default_factory=list, sa_column=json_list())


async def find_conversation(
    session: AsyncSession, landlord_id: str, channel: str, address: str, *, sender: str
) -> ConversationRow | None:
    """The latest conversation with this address that this sender is proven for, locked for this transaction.

    Proven is whoever writes from the address our answers go to, or from where the first message came.
    """
    proven = ConversationRow.sender == sender if sender != address else sa.true()
    found = await session.exec(
        select(ConversationRow)
        .where(
            ConversationRow.landlord_id == landlord_id,
            ConversationRow.channel == channel,
            ConversationRow.address == address,
            proven,
        )
        .order_by(col(ConversationRow.last_message_at).desc())
        .limit(1)
        .with_for_update()
    )
    return found.first()


async def find_conversation_by_token(
    session: AsyncSession, landlord_id: str, token: str
) -> ConversationRow | None:
    """The conversation our reply address with this token stands for, or None."""
    found = await session.exec(
        select(ConversationRow).where(
            ConversationRow.landlord_id == landlord_id, ConversationRow.token == token
        )
    )
    return found.first()


async def get_conversation(
    session: AsyncSession, landlord_id: str, conversation_id: int, *, lock: bool = False
) -> ConversationRow:
    """The conversation with this id, locked for this transaction where asked."""
    query = select(ConversationRow).where(
        ConversationRow.id == conversation_id, ConversationRow.landlord_id == landlord_id
    )
    return (await session.exec(query.with_for_update() if lock else query)).one()


async def list_conversations(
    session: AsyncSession, landlord_id: str, resident_id: int
) -> list[ConversationRow]:
    """Every conversation with a resident, proven or not, oldest first."""
    found = await session.exec(
        select(ConversationRow)
        .where(ConversationRow.landlord_id == landlord_id, ConversationRow.resident_id == resident_id)
        .order_by(col(ConversationRow.id))
    )
    return list(found.all())


async def get_resident(session: AsyncSession, landlord_id: str, resident_id: int) -> ResidentRow:
    """The resident with this id."""
    found = await session.exec(
        select(ResidentRow).where(ResidentRow.id == resident_id, ResidentRow.landlord_id == landlord_id)
    )
    return found.one()


async def open_conversation(
    session: AsyncSession,
    landlord_id: str,
    *,
    channel: str,
    address: str,
    sender: str,
    name: str,
    token: str,
    now: datetime,
) -> ConversationRow:
    """A new conversation; whoever an address is known to belong to stays one person, with one hold and one set of needs."""
    resident_id = await _resident_of(
        session, landlord_id, channel=channel, address=address, name=name, now=now
    )
    conversation = ConversationRow(
        landlord_id=landlord_id,
        resident_id=resident_id,
        channel=channel,
        address=address,
        sender=sender,
        token=token,
        created_at=now,
        last_message_at=now,
    )
    session.add(conversation)
    await session.flush()
    return conversation


async def is_on_hold(session: AsyncSession, landlord_id: str, conversation_id: int | None) -> bool:
    """Whether nothing may go to the person of this conversation by itself."""
    found = await session.exec(
        select(ResidentRow.on_hold)
        .join(ConversationRow, col(ConversationRow.resident_id) == col(ResidentRow.id))
        .where(ConversationRow.id == conversation_id, ConversationRow.landlord_id == landlord_id)
    )
    return bool(found.first())


async def _resident_of(
    session: AsyncSession, landlord_id: str, *, channel: str, address: str, name: str, now: datetime
) -> int:
    found = await session.exec(
        select(IdentityRow.resident_id).where(
            IdentityRow.landlord_id == landlord_id,
            IdentityRow.channel == channel,
            IdentityRow.address == address,
        )
    )
    known = found.first()
    if known is not None:
        return known
    resident = ResidentRow(landlord_id=landlord_id, name=name, created_at=now)
    session.add(resident)
    await session.flush()
    assert resident.id is not None  # noqa: S101 - the flush gave it one
    session.add(
        IdentityRow(
            landlord_id=landlord_id, resident_id=resident.id, channel=channel, address=address, created_at=now
        )
    )
    return resident.id


async def list_adjustments(session: AsyncSession, landlord_id: str, resident_id: int) -> list[AdjustmentRow]:
    """What this resident needs, newest last."""
    found = await session.exec(
        select(AdjustmentRow)
        .where(
            AdjustmentRow.landlord_id == landlord_id,
            AdjustmentRow.resident_id == resident_id,
            col(AdjustmentRow.ended_at).is_(None),
        )
        .order_by(col(AdjustmentRow.id))
    )
    return list(found.all())


async def is_pending_representative(session: AsyncSession, landlord_id: str, address: str) -> bool:
    """Whether this address writes for somebody who has not agreed to it: not yet, or not any more. Code: 3.6"""
    found = await session.exec(
        select(RepresentativeRow.case_id, RepresentativeRow.consent).where(
            RepresentativeRow.landlord_id == landlord_id, RepresentativeRow.address == address
        )
    )
    consents: dict[int, set[str]] = {}
    for case_id, consent in found.all():
        consents.setdefault(case_id, set()).add(consent)
    return any(not known & {"recorded", "implied"} for known in consents.values())


async def list_representatives(
    session: AsyncSession, landlord_id: str, case_id: int
) -> list[RepresentativeRow]:
    """Who writes for the resident of this case."""
    found = await session.exec(
        select(RepresentativeRow).where(
            RepresentativeRow.landlord_id == landlord_id, RepresentativeRow.case_id == case_id
        )
    )
    return list(found.all())
