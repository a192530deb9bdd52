"""By which numbers do the landlord's other case systems know a case? One row a system and number, for good."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow

BROUGHT = "brought"  # the channel of what another case system had before us


class ExternalReferenceRow(SQLModel, table=True):
    """One number of one other system, and our case behind it."""

    __tablename__ = "external_reference"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "system", "reference"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    system: str  # in small letters, with hyphens: "civica-cx"
    reference: str  # as the other system writes it
    case_id: int = Field(foreign_key="case_.id", index=True)
    created_at: datetime


async def find_referenced(
    session: AsyncSession, landlord_id: str, system: str, reference: str
) -> CaseRow | None:
    """The case that this system knows by this number, or None."""
    found = await session.exec(
        select(CaseRow)
        .join(ExternalReferenceRow, col(ExternalReferenceRow.case_id) == col(CaseRow.id))
        .where(
            CaseRow.landlord_id == landlord_id,
            ExternalReferenceRow.landlord_id == landlord_id,
            ExternalReferenceRow.system == system,
            ExternalReferenceRow.reference == reference,
        )
    )
    return found.first()


async def list_case_references(
    session: AsyncSession, landlord_id: str, case_id: int
) -> list[ExternalReferenceRow]:
    """Every number that others have for a case, oldest first."""
    found = await session.exec(
        select(ExternalReferenceRow)
        .where(ExternalReferenceRow.landlord_id == landlord_id, ExternalReferenceRow.case_id == case_id)
        .order_by(col(ExternalReferenceRow.id))
    )
    return list(found.all())


async def list_by_number(session: AsyncSession, landlord_id: str, reference: str) -> list[int]:
    """The cases that any other system knows by this number, whichever way its letters are typed."""
    found = await session.exec(
        select(ExternalReferenceRow.case_id)
        .where(
            ExternalReferenceRow.landlord_id == landlord_id,
            sa.func.lower(ExternalReferenceRow.reference) == reference.strip().lower(),
        )
        .distinct()
    )
    return sorted(found.all())


async def find_last_brought(session: AsyncSession, landlord_id: str, case_id: int) -> bytes | None:
    """What another system said of a case when it was last brought here, as it was kept; None for a case of our own."""
    found = await session.exec(
        select(ArrivalRow.raw)
        .join(MessageRow, col(MessageRow.arrival_id) == col(ArrivalRow.id))
        .where(
            ArrivalRow.landlord_id == landlord_id,
            MessageRow.case_id == case_id,
            MessageRow.channel == BROUGHT,
        )
        .order_by(col(MessageRow.id).desc())
        .limit(1)
    )
    return found.first()


async def list_brought(session: AsyncSession, landlord_id: str, case_ids: Collection[int]) -> set[int]:
    """Those of these cases that another system had before us: their words are its summary, not the resident's."""
    found = await session.exec(
        select(CaseRow.id)
        .join(MessageRow, col(MessageRow.id) == col(CaseRow.opened_from))
        .where(
            CaseRow.landlord_id == landlord_id, col(CaseRow.id).in_(case_ids), MessageRow.channel == BROUGHT
        )
    )
    return {case_id for case_id in found.all() if case_id is not None}
