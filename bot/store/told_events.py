"""What has happened on cases since, as it may be told to another system?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.journal import VIEWED
from bot.store.system import EventRow


@dataclass(frozen=True)
class ToldEvent:
    """One event of a case: codes only."""

    id: int
    at: datetime
    what: str
    reference: str
    codes: dict[str, Any]


async def last_event_id(session: AsyncSession, landlord_id: str) -> int:
    """The number of the newest event of a landlord; 0 where there is none."""
    found = await session.exec(select(sa.func.max(EventRow.id)).where(EventRow.landlord_id == landlord_id))
    return int(found.one() or 0)


async def list_events_after(
    session: AsyncSession, landlord_id: str, after: int, *, until: datetime, limit: int
) -> tuple[list[ToldEvent], int]:
    """Events of cases after this number, never of somebody at risk; and the number that was looked at last.

    Args:
        until: only what happened by then, so that a transaction with a lower number is not passed over.
    """
    found = await session.exec(
        select(EventRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(EventRow.case_id))
        .where(
            CaseRow.landlord_id == landlord_id,
            EventRow.landlord_id == landlord_id,
            col(EventRow.id) > after,
            EventRow.at <= until,
        )
        .order_by(col(EventRow.id))
        .limit(limit)
    )
    rows = found.all()
    last = rows[-1][0].id if rows else after
    told = [
        ToldEvent(event.id or 0, event.at, event.what, case.reference, dict(event.codes))
        for event, case in rows
        if not case.restricted and event.what != VIEWED
    ]
    return told, int(last or after)
