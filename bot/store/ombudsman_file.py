"""What did the Ombudsman send about our cases, which samples were read, and which hard days were there? Code: 4.1, 5.5, 8.4, 8.5, 9.7"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list


class OmbudsmanRow(SQLModel, table=True):
    """One thing from the Ombudsman about a case, as a named person entered it."""

    __tablename__ = "ombudsman_item"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    kind: str  # one of bot.casework.ombudsman_items.KINDS
    finding: str = ""  # of a determination
    words: str  # as it was received
    received_on: date
    due_on: date | None = None
    entered_by: str
    entered_at: datetime
    done_at: datetime | None = None
    done_by: str = ""
    proof: str = ""


class QualityCheckRow(SQLModel, table=True):
    """One answer of the month's sample, read against the seven contents. Code: 5.5"""

    __tablename__ = "quality_check"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "month", "response_id"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    month: str  # "2026-10": the month in which the answer was sent
    response_id: int = Field(foreign_key="response.id")
    organisation: str
    held: list[str] = Field(default_factory=list, sa_column=json_list())  # which of the seven it holds
    remark: str = ""
    read_by: str
    read_at: datetime


class IncidentRow(SQLModel, table=True):
    """A time in which the landlord cannot keep to the Code as usual. Code: 8.5"""

    __tablename__ = "incident"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    what: str  # what is slower or does not work, in words residents read
    meanwhile: str  # how to reach us meanwhile
    back_by: date
    started_at: datetime
    started_by: str
    ended_at: datetime | None = None
    ended_by: str = ""


async def list_items(session: AsyncSession, landlord_id: str, case_id: int) -> list[OmbudsmanRow]:
    """What the Ombudsman sent about one case, by the day it came."""
    found = await session.exec(
        select(OmbudsmanRow)
        .where(OmbudsmanRow.landlord_id == landlord_id, OmbudsmanRow.case_id == case_id)
        .order_by(col(OmbudsmanRow.received_on), col(OmbudsmanRow.id))
    )
    return list(found.all())


async def list_open_items(session: AsyncSession, landlord_id: str) -> Sequence[OmbudsmanRow]:
    """What is owed to the Ombudsman, the soonest first."""
    found = await session.exec(
        select(OmbudsmanRow)
        .where(
            OmbudsmanRow.landlord_id == landlord_id,
            col(OmbudsmanRow.done_at).is_(None),
            col(OmbudsmanRow.due_on).is_not(None),
        )
        .order_by(col(OmbudsmanRow.due_on), col(OmbudsmanRow.id))
    )
    return found.all()


async def list_items_between(
    session: AsyncSession, landlord_id: str, *, first: date, last: date
) -> Sequence[OmbudsmanRow]:
    """What came, or fell due, in a span of days. Code: 9.7"""
    found = await session.exec(
        select(OmbudsmanRow).where(
            OmbudsmanRow.landlord_id == landlord_id,
            sa.or_(
                col(OmbudsmanRow.received_on).between(first, last),
                col(OmbudsmanRow.due_on).between(first, last),
            ),
        )
    )
    return found.all()


async def list_checks(session: AsyncSession, landlord_id: str, month: str) -> list[QualityCheckRow]:
    """What was read of a month's sample."""
    found = await session.exec(
        select(QualityCheckRow).where(
            QualityCheckRow.landlord_id == landlord_id, QualityCheckRow.month == month
        )
    )
    return list(found.all())


async def find_incident(session: AsyncSession, landlord_id: str) -> IncidentRow | None:
    """The hard time that runs now, or None."""
    found = await session.exec(
        select(IncidentRow)
        .where(IncidentRow.landlord_id == landlord_id, col(IncidentRow.ended_at).is_(None))
        .order_by(col(IncidentRow.id).desc())
    )
    return found.first()
