"""Which hazards are known of on a case, and what was tried to make the home safe? SI 2025/1042"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import OPEN, CaseRow


class HazardRow(SQLModel, table=True):
    """One possible hazard, from the moment somebody of ours knew of it."""

    __tablename__ = "hazard"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    kind: str  # as bot.casework.hazards names it
    aware_at: datetime
    grade: str = ""  # emergency, significant, none; "" while nobody has graded it
    graded_by: str = ""
    tenure: str = "unknown"
    investigated_on: date | None = None
    summary: str = ""  # what was found, as the tenant is told


class HazardStepRow(SQLModel, table=True):
    """One attempt: a visit, refused access, work done, another home offered. It shows all reasonable endeavours."""

    __tablename__ = "hazard_step"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    what: str  # visit, no_access, summary, safety_work, work_begun, work_done, other_home
    words: str
    happened_at: datetime
    recorded_by: str


async def list_hazards(session: AsyncSession, landlord_id: str, case_id: int) -> list[HazardRow]:
    """The hazards of a case, oldest first."""
    found = await session.exec(
        select(HazardRow)
        .where(HazardRow.landlord_id == landlord_id, HazardRow.case_id == case_id)
        .order_by(col(HazardRow.id))
    )
    return list(found.all())


async def list_steps(session: AsyncSession, landlord_id: str, case_id: int) -> list[HazardStepRow]:
    """What was tried on a case, oldest first."""
    found = await session.exec(
        select(HazardStepRow)
        .where(HazardStepRow.landlord_id == landlord_id, HazardStepRow.case_id == case_id)
        .order_by(col(HazardStepRow.happened_at), col(HazardStepRow.id))
    )
    return list(found.all())


async def list_open_with_hazard(
    session: AsyncSession, landlord_id: str, kinds: Sequence[str]
) -> Sequence[tuple[CaseRow, HazardRow]]:
    """Open cases with a hazard of these kinds that nobody has called none."""
    found = await session.exec(
        select(CaseRow, HazardRow)
        .join(HazardRow, col(HazardRow.case_id) == col(CaseRow.id))
        .where(
            CaseRow.landlord_id == landlord_id,
            HazardRow.landlord_id == landlord_id,
            CaseRow.status == OPEN,
            col(HazardRow.kind).in_(kinds),
            HazardRow.grade != "none",
        )
        .order_by(col(CaseRow.id))
    )
    return [(case, hazard) for case, hazard in found.all()]
