"""Which answers were sent in a month, and by whose team? Code: 5.5"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.responses import ResponseRow


async def list_answers_sent(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> Sequence[tuple[ResponseRow, CaseRow]]:
    """Every answer that was sent in this time, with its case; none of somebody at risk."""
    found = await session.exec(
        select(ResponseRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(ResponseRow.case_id))
        .where(
            ResponseRow.landlord_id == landlord_id,
            CaseRow.landlord_id == landlord_id,
            col(CaseRow.restricted).is_(False),
            col(ResponseRow.sent_at) >= since,
            col(ResponseRow.sent_at) < until,
        )
        .order_by(col(ResponseRow.id))
    )
    return [(response, case) for response, case in found.all()]


async def list_affected(session: AsyncSession, landlord_id: str) -> Sequence[CaseRow]:
    """Open complaints with a date, the nearest first: whom a hard time touches. Code: 8.5"""
    found = await session.exec(
        select(CaseRow)
        .where(CaseRow.landlord_id == landlord_id, CaseRow.kind == "complaint", CaseRow.status == "open")
        .order_by(col(CaseRow.next_due_on), col(CaseRow.id))
    )
    return found.all()


async def list_who_wrote(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> Sequence[CaseRow]:
    """The cases of whoever wrote in this time, the oldest first. Code: 8.5"""
    wrote = select(MessageRow.case_id).where(
        MessageRow.landlord_id == landlord_id,
        col(MessageRow.received_at) >= since,
        col(MessageRow.received_at) <= until,
        col(MessageRow.case_id).is_not(None),
    )
    found = await session.exec(
        select(CaseRow)
        .where(CaseRow.landlord_id == landlord_id, col(CaseRow.id).in_(wrote))
        .order_by(col(CaseRow.id))
    )
    return found.all()
