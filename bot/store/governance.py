"""Who in the landlord's house was told what of complaints, and what did they answer? Added to, never changed.

Code: 4.3, 8.1, 8.2, 9.3, 9.4, 9.6, 9.8
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession


class ReportRecordRow(SQLModel, table=True):
    """One thing done about a period's report: published, seen, signed, answered."""

    __tablename__ = "report_record"
    __table_args__ = (sa.Index("ix_report_record_period", "landlord_id", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    period: str  # "2026-27" or "2026-27-Q3"
    what: str  # one of bot.reports.records.KINDS
    words: str = ""
    link: str = ""
    done_on: date
    recorded_by: str  # a staff e-mail
    recorded_at: datetime


class StaffRecordRow(SQLModel, table=True):
    """What a member of staff was taught or has acknowledged, and until when it holds."""

    __tablename__ = "staff_record"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    staff_id: int = Field(foreign_key="staff.id", index=True)
    what: str  # training, objective
    words: str = ""  # the name of the training, or the objective as it stood
    done_on: date
    until: date | None = None
    recorded_by: str
    recorded_at: datetime


async def list_report_records(
    session: AsyncSession, landlord_id: str, *periods: str
) -> list[ReportRecordRow]:
    """What was done about these periods, in the order it was recorded."""
    found = await session.exec(
        select(ReportRecordRow)
        .where(ReportRecordRow.landlord_id == landlord_id, col(ReportRecordRow.period).in_(periods))
        .order_by(col(ReportRecordRow.id))
    )
    return list(found.all())


async def list_staff_records(session: AsyncSession, landlord_id: str) -> list[StaffRecordRow]:
    """What everybody here was taught and has acknowledged, oldest first."""
    found = await session.exec(
        select(StaffRecordRow)
        .where(StaffRecordRow.landlord_id == landlord_id)
        .order_by(col(StaffRecordRow.id))
    )
    return list(found.all())
