"""Which choices to complain have been offered, and what became of each? Code: 1.3."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

PENDING = "pending"
ACCEPTED = "accepted"
DECLINED = "declined"
UNANSWERED = "unanswered"


class OfferRow(SQLModel, table=True):
    """One offer on one matter. `offered_at` is empty until it left on a door the person can use."""

    __tablename__ = "offer"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    complaint_id: int | None = Field(default=None, foreign_key="case_.id")
    message_id: int = Field(foreign_key="message.id")
    state: str = Field(default=PENDING, index=True)
    is_live: bool = True  # False for imported mail: no reminder, no call, no silence on record
    sensitive: bool = False  # vulnerable, hazard, staff conduct, discrimination: silence means a call
    created_at: datetime  # the message that showed dissatisfaction
    offered_at: datetime | None = None
    door: str = ""
    bounced_at: datetime | None = None
    reminded_at: datetime | None = None
    second_unhappy_at: datetime | None = None
    answered_at: datetime | None = None
    answered_how: str = ""  # reply, page, call, with the message


async def list_offers(
    session: AsyncSession, landlord_id: str, *conversation_ids: int, lock: bool = False
) -> list[OfferRow]:
    """Every offer in these conversations, oldest first; as they are now and locked for this transaction where asked."""
    query = (
        select(OfferRow)
        .where(OfferRow.landlord_id == landlord_id, col(OfferRow.conversation_id).in_(conversation_ids))
        .order_by(col(OfferRow.id))
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    return list((await session.exec(locked if lock else query)).all())


async def list_case_offers(
    session: AsyncSession, landlord_id: str, case_ids: Collection[int]
) -> list[OfferRow]:
    """Every offer on these cases, oldest first."""
    found = await session.exec(
        select(OfferRow)
        .where(
            OfferRow.landlord_id == landlord_id,
            sa.or_(col(OfferRow.case_id).in_(case_ids), col(OfferRow.complaint_id).in_(case_ids)),
        )
        .order_by(col(OfferRow.id))
    )
    return list(found.all())


async def find_offer(session: AsyncSession, landlord_id: str, offer_id: int) -> OfferRow | None:
    """One offer of this landlord, or None."""
    found = await session.exec(
        select(OfferRow).where(OfferRow.id == offer_id, OfferRow.landlord_id == landlord_id)
    )
    return found.first()


async def list_pending(session: AsyncSession, landlord_id: str) -> list[OfferRow]:
    """Offers nobody has answered yet, locked; one that is being answered at this moment is left out."""
    found = await session.exec(
        select(OfferRow)
        .where(
            OfferRow.landlord_id == landlord_id, OfferRow.state == PENDING, col(OfferRow.is_live).is_(True)
        )
        .order_by(col(OfferRow.id))
        .with_for_update(skip_locked=True)
    )
    return list(found.all())
