"""What have staff confirmed or corrected, how did the weeks go, and which readings has nobody looked at?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.messages import MessageRow, ReadingRow, ReviewRow
from bot.store.people import ConversationRow, IdentityRow, RepresentativeRow, ResidentRow


@dataclass(frozen=True)
class Reviewed:
    """One message with its reading and the latest word of staff on it."""

    message: MessageRow
    reading: ReadingRow
    review: ReviewRow
    resident: ResidentRow


@dataclass(frozen=True)
class OnRecord:
    """The names and addresses that are kept with some residents."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class ReadingCount:
    """How many messages of a stretch of time were read as one kind, and how surely."""

    kind: str
    messages: int
    confidence: float  #: added up
    unsure: int
    reviewed: int
    corrected: int  #: reviewed, and staff say it is of another kind


async def list_reviewed(
    session: AsyncSession, landlord_id: str, *, after_id: int, limit: int
) -> list[Reviewed]:
    """Reviewed messages of known people, in the order they came, a page at a time.

    Args:
        after_id: the last message of the page before, 0 for the first page.
    """
    found = await session.exec(
        select(MessageRow, ReadingRow, ReviewRow, ResidentRow)
        .join(ReadingRow, col(ReadingRow.message_id) == col(MessageRow.id))
        .join(ReviewRow, col(ReviewRow.message_id) == col(MessageRow.id))
        .join(ConversationRow, col(ConversationRow.id) == col(MessageRow.conversation_id))
        .join(ResidentRow, col(ResidentRow.id) == col(ConversationRow.resident_id))
        .where(ReviewRow.landlord_id == landlord_id, col(ReviewRow.message_id) > after_id, _is_latest())
        .order_by(col(ReviewRow.message_id))
        .limit(limit)
    )
    return [Reviewed(*row) for row in found.all()]


async def list_at_risk(
    session: AsyncSession, landlord_id: str, resident_ids: Collection[int]
) -> frozenset[int]:
    """Which of these residents have a case that only those named for safeguarding see."""
    found = await session.exec(
        select(CaseRow.resident_id).where(
            CaseRow.landlord_id == landlord_id,
            col(CaseRow.resident_id).in_(resident_ids),
            col(CaseRow.restricted).is_(True),
        )
    )
    return frozenset(found.all())


async def list_on_record(
    session: AsyncSession, landlord_id: str, resident_ids: Collection[int]
) -> dict[int, OnRecord]:
    """Names and addresses of these residents and of whoever writes for them, by resident."""
    names: dict[int, list[str]] = {resident_id: [] for resident_id in resident_ids}
    addresses: dict[int, list[str]] = {resident_id: [] for resident_id in resident_ids}
    for who, name in await _names(session, landlord_id, resident_ids):
        names[who].append(name)
    for who, address in await _addresses(session, landlord_id, resident_ids):
        addresses[who].append(address)
    for who, one in await _representatives(session, landlord_id, resident_ids):
        names[who] += [one.name, *one.names_in_case]
        addresses[who].append(one.address)
    return {who: OnRecord(tuple(names[who]), tuple(addresses[who])) for who in names}


async def _names(
    session: AsyncSession, landlord_id: str, resident_ids: Collection[int]
) -> list[tuple[int, str]]:
    found = await session.exec(
        select(ResidentRow.id, ResidentRow.name).where(
            ResidentRow.landlord_id == landlord_id, col(ResidentRow.id).in_(resident_ids)
        )
    )
    return [(who, name) for who, name in found.all() if who is not None]


async def _addresses(
    session: AsyncSession, landlord_id: str, resident_ids: Collection[int]
) -> list[tuple[int, str]]:
    proven = await session.exec(
        select(IdentityRow.resident_id, IdentityRow.address).where(
            IdentityRow.landlord_id == landlord_id, col(IdentityRow.resident_id).in_(resident_ids)
        )
    )
    spoken = await session.exec(
        select(ConversationRow.resident_id, ConversationRow.address, ConversationRow.sender).where(
            ConversationRow.landlord_id == landlord_id, col(ConversationRow.resident_id).in_(resident_ids)
        )
    )
    both = [(who, each) for who, address, sender in spoken.all() for each in (address, sender)]
    return [*proven.all(), *both]


async def _representatives(
    session: AsyncSession, landlord_id: str, resident_ids: Collection[int]
) -> list[tuple[int, RepresentativeRow]]:
    found = await session.exec(
        select(CaseRow.resident_id, RepresentativeRow)
        .join(RepresentativeRow, col(RepresentativeRow.case_id) == col(CaseRow.id))
        .where(CaseRow.landlord_id == landlord_id, col(CaseRow.resident_id).in_(resident_ids))
    )
    return list(found.all())


async def count_readings(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime, model: str
) -> list[ReadingCount]:
    """How the messages of a stretch of time were read by one version, by kind."""
    other = col(ReviewRow.kind) != col(ReadingRow.kind)
    found = await session.exec(
        select(  # type: ignore[call-overload]
            ReadingRow.kind,
            sa.func.count(),
            sa.func.sum(ReadingRow.confidence),
            sa.func.sum(sa.case((col(ReadingRow.sure).is_(False), 1), else_=0)),
            sa.func.count(col(ReviewRow.id)),
            sa.func.sum(sa.case((other, 1), else_=0)),
        )
        .join(MessageRow, col(MessageRow.id) == col(ReadingRow.message_id))
        .outerjoin(ReviewRow, sa.and_(col(ReviewRow.message_id) == col(MessageRow.id), _is_latest()))
        .where(
            MessageRow.landlord_id == landlord_id,
            MessageRow.received_at >= since,
            MessageRow.received_at < until,
            ReadingRow.model == model,
        )
        .group_by(ReadingRow.kind)
        .order_by(ReadingRow.kind)
    )
    return [
        ReadingCount(kind, int(messages), float(confidence), int(unsure), int(reviewed), int(corrected))
        for kind, messages, confidence, unsure, reviewed, corrected in found.all()
    ]


async def count_blind(session: AsyncSession, landlord_id: str, *, since: datetime) -> tuple[int, int]:
    """Messages that staff read without the machine's word, and how many of them otherwise than the machine. Code: 1.3"""
    other = col(ReviewRow.kind) != col(ReadingRow.kind)
    found = await session.exec(
        select(sa.func.count(), sa.func.sum(sa.case((other, 1), else_=0)))
        .select_from(ReviewRow)
        .join(ReadingRow, col(ReadingRow.message_id) == col(ReviewRow.message_id))
        .where(
            ReviewRow.landlord_id == landlord_id,
            col(ReviewRow.blind).is_(True),
            ReviewRow.created_at >= since,
            _is_latest(),
        )
    )
    said, differ = found.one()
    return int(said), int(differ or 0)


async def count_reviews(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> tuple[int, int]:
    """How many readings staff confirmed and how many they corrected in a stretch of time."""
    found = await session.exec(
        select(ReviewRow.agreed, sa.func.count())
        .where(
            ReviewRow.landlord_id == landlord_id,
            ReviewRow.created_at >= since,
            ReviewRow.created_at < until,
        )
        .group_by(col(ReviewRow.agreed))
    )
    counted = {bool(agreed): int(number) for agreed, number in found.all()}
    return counted.get(True, 0), counted.get(False, 0)


async def list_unreviewed(
    session: AsyncSession, landlord_id: str, *, since: datetime, model: str, near: float, limit: int
) -> list[tuple[ReadingRow, CaseRow, bool]]:
    """Readings nobody has looked at, with the case they are checked on and whether its resident is on hold.

    Args:
        near: the probability of dissatisfaction from which the choice is offered.
        limit: of the unsure ones, and as many again of those nearest to it.
    """
    unsure = await _unreviewed(
        session, landlord_id, since, model, limit, is_sure=False, order=col(ReadingRow.confidence)
    )
    nearest = await _unreviewed(
        session,
        landlord_id,
        since,
        model,
        limit,
        is_sure=True,
        order=sa.func.abs(ReadingRow.dissatisfied - near),
    )
    return [*unsure, *nearest]


async def _unreviewed(
    session: AsyncSession,
    landlord_id: str,
    since: datetime,
    model: str,
    limit: int,
    *,
    is_sure: bool,
    order: Any,
) -> list[tuple[ReadingRow, CaseRow, bool]]:
    found = await session.exec(
        select(ReadingRow, CaseRow, ResidentRow.on_hold)
        .join(MessageRow, col(MessageRow.id) == col(ReadingRow.message_id))
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .join(ResidentRow, col(ResidentRow.id) == col(CaseRow.resident_id))
        .where(
            MessageRow.landlord_id == landlord_id,
            MessageRow.received_at >= since,
            MessageRow.automatic == "",  # what a machine answered is filed, however it reads
            ReadingRow.model == model,
            col(ReadingRow.sure).is_(is_sure),
            ~sa.exists().where(col(ReviewRow.message_id) == col(MessageRow.id)),
        )
        .order_by(order, col(ReadingRow.id))
        .limit(limit)
    )
    return list(found.all())


def _is_latest() -> sa.ColumnElement[bool]:
    later = aliased(ReviewRow)
    return ~sa.exists().where(
        col(later.message_id) == col(ReviewRow.message_id), col(later.id) > col(ReviewRow.id)
    )


async def list_case_references(
    session: AsyncSession, landlord_id: str, message_ids: Collection[int]
) -> dict[int, str]:
    """The references of the cases these messages belong to, by message."""
    found = await session.exec(
        select(MessageRow.id, CaseRow.reference)
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .where(MessageRow.landlord_id == landlord_id, col(MessageRow.id).in_(message_ids))
    )
    return {message_id: reference for message_id, reference in found.all() if message_id is not None}
