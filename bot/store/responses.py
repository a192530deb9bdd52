"""What did we decide on each point, what puts it right, and what did we learn? Code: 6.7, 6.9, 7.1-7.4, 9.1"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

DRAFT = "draft"
SENT = "sent"


class ResponseRow(SQLModel, table=True):
    """The answer of one stage: who wrote and who approved it, and how it reached the resident. Code: 6.13"""

    __tablename__ = "response"
    __table_args__ = (sa.UniqueConstraint("case_id", "stage"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    state: str = DRAFT
    opening: str = ""  # what stands before the points: an apology in the handler's own words
    written_by: str  # the staff e-mail of whoever wrote last
    approved_by: str = ""
    sent_at: datetime | None = None
    sent_how: str = ""  # written, letter, call or visit
    updated_at: datetime


class FindingRow(SQLModel, table=True):
    """What was found on one point. Code: 6.7, 6.18"""

    __tablename__ = "finding"
    __table_args__ = (sa.UniqueConstraint("case_id", "stage", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    number: int  # of the point
    found: str = ""  # upheld, partly, not_upheld; "" while nobody has decided
    reasons: str = ""
    rules: str = ""  # the policy, law or good practice it was held against
    impact: str = ""  # what it did to the resident. Code: 7.2
    asked: str = ""  # who was asked for their part. Code: 6.20


class RemedyRow(SQLModel, table=True):
    """One thing that puts it right: said in the answer, or done by somebody by a day. Code: 7.1, 7.3"""

    __tablename__ = "remedy"
    __table_args__ = (sa.Index("ix_remedy_open", "landlord_id", "done_at", "due_on"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    number: int = 0  # of the point; 0 where it is for the whole complaint
    kind: str  # one of bot.casework.remedies.KINDS
    what: str
    amount: int | None = None  # pounds
    guidance: str = ""  # which version of the Ombudsman's guidance was looked at. Code: 7.4
    owner: str = ""  # who does it: a name or a team
    due_on: date | None = None
    first_due_on: date | None = None  # as it was promised first
    done_at: datetime | None = None
    proof: str = ""
    done_by: str = ""
    created_by: str
    created_at: datetime


class ImprovementRow(SQLModel, table=True):
    """What a complaint taught us, or why it taught nothing. Code: 9.1, 9.3"""

    __tablename__ = "improvement"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    learned: str  # "" where there was nothing to learn
    change: str = ""  # what is done differently from now on, without a name; may be published
    none_because: str = ""
    recorded_by: str
    recorded_at: datetime


async def find_response(
    session: AsyncSession, landlord_id: str, case_id: int, stage: int
) -> ResponseRow | None:
    """The answer of a stage, drafted or sent, or None."""
    found = await session.exec(
        select(ResponseRow).where(
            ResponseRow.landlord_id == landlord_id,
            ResponseRow.case_id == case_id,
            ResponseRow.stage == stage,
        )
    )
    return found.first()


async def list_findings(
    session: AsyncSession, landlord_id: str, case_id: int, stage: int
) -> list[FindingRow]:
    """What was found at a stage, by point."""
    found = await session.exec(
        select(FindingRow)
        .where(FindingRow.landlord_id == landlord_id, FindingRow.case_id == case_id)
        .where(FindingRow.stage == stage)
        .order_by(col(FindingRow.number))
    )
    return list(found.all())


async def list_remedies(session: AsyncSession, landlord_id: str, case_id: int) -> list[RemedyRow]:
    """Everything that puts a case right, in the order it was agreed."""
    found = await session.exec(
        select(RemedyRow)
        .where(RemedyRow.landlord_id == landlord_id, RemedyRow.case_id == case_id)
        .order_by(col(RemedyRow.id))
    )
    return list(found.all())


async def list_overdue_remedies(
    session: AsyncSession, landlord_id: str, *, before: date
) -> Sequence[RemedyRow]:
    """What was to be done before this day and is not. Code: 6.6, 6.17"""
    found = await session.exec(
        select(RemedyRow)
        .where(
            RemedyRow.landlord_id == landlord_id,
            col(RemedyRow.done_at).is_(None),
            col(RemedyRow.due_on) < before,
        )
        .order_by(col(RemedyRow.due_on), col(RemedyRow.id))
    )
    return found.all()


async def list_open_remedies(session: AsyncSession, landlord_id: str) -> Sequence[RemedyRow]:
    """Everything promised to anybody and not done yet, soonest first."""
    found = await session.exec(
        select(RemedyRow)
        .where(
            RemedyRow.landlord_id == landlord_id,
            col(RemedyRow.done_at).is_(None),
            col(RemedyRow.due_on).is_not(None),
        )
        .order_by(col(RemedyRow.due_on), col(RemedyRow.id))
    )
    return found.all()


async def list_improvements(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> list[ImprovementRow]:
    """What was learned in this time."""
    found = await session.exec(
        select(ImprovementRow)
        .where(
            ImprovementRow.landlord_id == landlord_id,
            ImprovementRow.recorded_at >= since,
            ImprovementRow.recorded_at < until,
        )
        .order_by(col(ImprovementRow.id))
    )
    return list(found.all())


async def count_findings(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> dict[str, int]:
    """Points answered in this time, by what was found. Code: 9.7"""
    found = await session.exec(
        select(FindingRow.found, sa.func.count())
        .join(
            ResponseRow,
            sa.and_(
                col(ResponseRow.case_id) == col(FindingRow.case_id),
                col(ResponseRow.stage) == col(FindingRow.stage),
            ),
        )
        .where(
            FindingRow.landlord_id == landlord_id,
            ResponseRow.landlord_id == landlord_id,
            col(ResponseRow.sent_at) >= since,
            col(ResponseRow.sent_at) < until,
        )
        .group_by(FindingRow.found)
    )
    return {found_: int(number) for found_, number in found.all()}
