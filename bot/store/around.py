"""What stands round a case: restrictions, conflicts, questions to others, and parts that other law deals with?

Code: 4.2, 5.8, 5.14, 5.15, 6.8
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list


class RestrictionRow(SQLModel, table=True):
    """A limit on how one resident may reach staff; at least one way stays open, and intake always does."""

    __tablename__ = "restriction"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    resident_id: int = Field(foreign_key="resident.id", index=True)
    case_id: int = Field(foreign_key="case_.id")
    reason: str
    evidence: str
    equality: str  # what was weighed under the Equality Act
    channels_left: list[str] = Field(default_factory=list, sa_column=json_list())
    starts_on: date
    review_on: date
    decided_by: str
    decided_at: datetime
    ended_on: date | None = None
    ended_why: str = ""


class ConflictRow(SQLModel, table=True):
    """Somebody of ours has a stake in a case, and has no part in it."""

    __tablename__ = "conflict"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    staff_email: str
    words: str
    declared_by: str
    declared_at: datetime


class QuestionRow(SQLModel, table=True):
    """Facts asked of a team or a contractor, with the senior who hears where no answer comes."""

    __tablename__ = "question"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    asked_of: str
    senior: str
    words: str
    due_on: date
    asked_by: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


class OtherMatterRow(SQLModel, table=True):
    """A part of a message that other law deals with, on a clock of its own beside the complaint's."""

    __tablename__ = "other_matter"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int = Field(foreign_key="case_.id", index=True)
    kind: str  # one of bot.casework.matters.KINDS
    words: str
    point_number: int = 0  # the numbered point it is part of; 0 for none
    received_on: date
    due_on: date | None = None
    noted_by: str
    noted_at: datetime
    done_at: datetime | None = None
    outcome: str = ""


async def list_restrictions(
    session: AsyncSession, landlord_id: str, resident_id: int | None = None
) -> list[RestrictionRow]:
    """The restrictions that hold, of one resident or of all."""
    query = select(RestrictionRow).where(
        RestrictionRow.landlord_id == landlord_id, col(RestrictionRow.ended_on).is_(None)
    )
    if resident_id is not None:
        query = query.where(RestrictionRow.resident_id == resident_id)
    return list((await session.exec(query.order_by(col(RestrictionRow.id)))).all())


async def list_conflicts(session: AsyncSession, landlord_id: str, case_id: int) -> list[ConflictRow]:
    """The conflicts declared on a case."""
    found = await session.exec(
        select(ConflictRow).where(ConflictRow.landlord_id == landlord_id, ConflictRow.case_id == case_id)
    )
    return list(found.all())


async def list_questions(session: AsyncSession, landlord_id: str, case_id: int) -> list[QuestionRow]:
    """What was asked of others on a case."""
    found = await session.exec(
        select(QuestionRow)
        .where(QuestionRow.landlord_id == landlord_id, QuestionRow.case_id == case_id)
        .order_by(col(QuestionRow.id))
    )
    return list(found.all())


async def list_unanswered_questions(
    session: AsyncSession, landlord_id: str, *, before: date
) -> Sequence[QuestionRow]:
    """What others should have answered before this day. Code: 4.2"""
    found = await session.exec(
        select(QuestionRow).where(
            QuestionRow.landlord_id == landlord_id,
            col(QuestionRow.answered_at).is_(None),
            QuestionRow.due_on < before,
        )
    )
    return found.all()


async def list_other_matters(session: AsyncSession, landlord_id: str, case_id: int) -> list[OtherMatterRow]:
    """The parts of a case that other law deals with."""
    found = await session.exec(
        select(OtherMatterRow)
        .where(OtherMatterRow.landlord_id == landlord_id, OtherMatterRow.case_id == case_id)
        .order_by(col(OtherMatterRow.id))
    )
    return list(found.all())
