"""Which answers were given more time, why, and how often is the resident told? Code: 5.9, 6.4, 6.5, 6.15, 6.16"""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

WRITTEN = "written"  # the notice has not reached them yet: the old day holds
HOLDS = "holds"


class ExtensionRow(SQLModel, table=True):
    """One longer time for one answer; it holds once the resident has been told."""

    __tablename__ = "extension"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    state: str = WRITTEN
    reason: str
    done_so_far: str = ""
    due_on: date  # the day before it
    new_due_on: date
    update_every: int  # working days between two updates
    good_reason: str = ""  # why longer than the Code's ordinary extension
    is_agreed: bool = False  # the resident agreed to the new day and the updates
    written_by: str
    written_at: datetime
    told_at: datetime | None = None


async def list_extensions(session: AsyncSession, landlord_id: str, case_id: int) -> list[ExtensionRow]:
    """Every extension of a case, oldest first."""
    found = await session.exec(
        select(ExtensionRow)
        .where(ExtensionRow.landlord_id == landlord_id, ExtensionRow.case_id == case_id)
        .order_by(col(ExtensionRow.id))
    )
    return list(found.all())


async def list_holding(session: AsyncSession, landlord_id: str) -> list[ExtensionRow]:
    """Every extension that holds, of whatever case."""
    found = await session.exec(
        select(ExtensionRow)
        .where(ExtensionRow.landlord_id == landlord_id, ExtensionRow.state == HOLDS)
        .order_by(col(ExtensionRow.id))
    )
    return list(found.all())
