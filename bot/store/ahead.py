"""When does something next fall due, apart from what is asked every day? For letting time pass in a rehearsal."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.arrivals import WAITING, ArrivalRow
from bot.store.cases import ClockRow
from bot.store.outbox import QUEUED, OutboxRow
from bot.store.tasks import AlertRow


async def find_next_instant(
    session: AsyncSession, landlord_id: str, after: datetime, *, warning: timedelta
) -> datetime | None:
    """The nearest instant after this one at which a row of the store asks to be looked at, or None.

    Args:
        warning: how long before an hourly clock ends somebody is warned.
    """
    queries = (
        select(sa.func.min(AlertRow.next_at)).where(
            AlertRow.landlord_id == landlord_id, col(AlertRow.next_at) > after
        ),
        select(sa.func.min(OutboxRow.run_at)).where(
            OutboxRow.landlord_id == landlord_id, OutboxRow.state == QUEUED, OutboxRow.run_at > after
        ),
        select(sa.func.min(ArrivalRow.run_at)).where(
            ArrivalRow.landlord_id == landlord_id, ArrivalRow.state == WAITING, ArrivalRow.run_at > after
        ),
    )
    found = [(await session.exec(query)).one() for query in queries]
    ends = await session.exec(
        select(sa.func.min(ClockRow.due_at)).where(
            ClockRow.landlord_id == landlord_id,
            ClockRow.ended_why == "",
            col(ClockRow.due_at) > after + warning,
        )
    )
    end = ends.one()
    found.append(end - warning if end is not None else None)
    return min((instant for instant in found if instant is not None), default=None)
