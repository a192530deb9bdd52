"""Which open cases are due soon, or late, of those that this viewer may see?"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.cases import OPEN, CaseRow
from bot.store.console_pages import Viewer, seen_by


async def list_due_cases(
    session: AsyncSession, viewer: Viewer, *, until: date, limit: int
) -> Sequence[CaseRow]:
    """Open cases whose nearest date is not after this day, the most pressing first."""
    query = _open_cases(viewer).where(col(CaseRow.next_due_on) <= until)
    found = await session.exec(query.order_by(col(CaseRow.next_due_on), col(CaseRow.id)).limit(limit))
    return found.all()


async def list_open_requests(session: AsyncSession, viewer: Viewer, *, limit: int) -> Sequence[CaseRow]:
    """Service requests that are not done, the oldest promise first: the list of the weekly review. Code: 1.4"""
    query = _open_cases(viewer).where(CaseRow.kind == "service_request")
    found = await session.exec(query.order_by(col(CaseRow.contact_by), col(CaseRow.id)).limit(limit))
    return found.all()


def _open_cases(viewer: Viewer) -> SelectOfScalar[CaseRow]:
    return select(CaseRow).where(CaseRow.status == OPEN, seen_by(viewer))
