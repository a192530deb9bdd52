"""Which open cases are due soon, or late, of those that this viewer may see?"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import OPEN, CaseRow
from bot.store.console_pages import Viewer


async def list_due_cases(
    session: AsyncSession, viewer: Viewer, *, until: date, limit: int
) -> Sequence[CaseRow]:
    """Open cases whose nearest date is not after this day, the most pressing first."""
    query = select(CaseRow).where(
        CaseRow.landlord_id == viewer.landlord_id,
        CaseRow.status == OPEN,
        col(CaseRow.next_due_on) <= until,
        ~sa.cast(col(CaseRow.hidden_from), sa.Text).contains(f'"{viewer.email}"', autoescape=True),
    )
    if not viewer.sees_restricted:
        query = query.where(col(CaseRow.restricted).is_(False))
    found = await session.exec(query.order_by(col(CaseRow.next_due_on), col(CaseRow.id)).limit(limit))
    return found.all()
