"""Which complaints were refused, on which ground and evidence, and which of them the Ombudsman sent back? Code: 2.1-2.5, 5.11"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

WRITTEN = "written"  # the letter has not reached them: the complaint goes on
HOLDS = "holds"
OVERTURNED = "overturned"


class RefusalRow(SQLModel, table=True):
    """One refusal by a named person; it holds once its letter has reached the resident."""

    __tablename__ = "refusal"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    state: str = WRITTEN
    ground: str
    facts: str  # of this case, in words the resident reads
    circumstances: str  # of this person, and how they were weighed
    discretion: str = ""  # why discretion was not used, where the ground is time
    event_on: date | None = None
    aware_on: date | None = None
    filed_on: date | None = None
    documents: str = ""
    considered_in: str = ""  # the reference of the case that answered it
    likeness: str  # of the facts, so that the same words on two cases show
    refused_by: str
    written_at: datetime
    told_at: datetime | None = None
    overturned_on: date | None = None
    overturned_by: str = ""


async def list_refusals(session: AsyncSession, landlord_id: str, case_id: int) -> list[RefusalRow]:
    """Every refusal of a case, oldest first."""
    found = await session.exec(
        select(RefusalRow)
        .where(RefusalRow.landlord_id == landlord_id, RefusalRow.case_id == case_id)
        .order_by(col(RefusalRow.id))
    )
    return list(found.all())


async def count_same_words(session: AsyncSession, landlord_id: str, likeness: str, *, not_case: int) -> int:
    """On how many other cases the same facts were given. Code: 2.5"""
    found = await session.exec(
        select(sa.func.count(sa.distinct(col(RefusalRow.case_id)))).where(
            RefusalRow.landlord_id == landlord_id,
            RefusalRow.likeness == likeness,
            RefusalRow.case_id != not_case,
        )
    )
    return int(found.one())


async def count_refusals(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> dict[str, int]:
    """Refusals that held in this time, by ground. Code: 8.1"""
    found = await session.exec(
        select(RefusalRow.ground, sa.func.count())
        .where(
            RefusalRow.landlord_id == landlord_id,
            col(RefusalRow.told_at) >= since,
            col(RefusalRow.told_at) < until,
        )
        .group_by(RefusalRow.ground)
    )
    return {ground: int(number) for ground, number in found.all()}
