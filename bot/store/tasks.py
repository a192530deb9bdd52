"""What must a person do, who was woken, and who has it?"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow


class TaskRow(SQLModel, table=True):
    """One thing for a person to do, with the day it is due."""

    __tablename__ = "task"
    __table_args__ = (sa.Index("ix_task_open", "landlord_id", "done_at", "due_on"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    key: str = Field(unique=True)  # makes a second task for the same duty impossible
    kind: str
    team: str
    why: str
    due_on: date
    case_id: int | None = Field(default=None, foreign_key="case_.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="message.id")
    arrival_id: int | None = Field(default=None, foreign_key="arrival.id")
    restricted: bool = False  # only those named for safeguarding see it
    created_at: datetime
    done_at: datetime | None = None
    done_by: str = ""
    outcome: str = ""


class AlertRow(SQLModel, table=True):
    """Somebody must be woken until somebody says "I have it"."""

    __tablename__ = "alert"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    case_id: int | None = Field(default=None, foreign_key="case_.id", index=True)
    kind: str  # emergency, hazard, domestic_abuse, self_harm, at_risk, acknowledgement, ...
    why: str
    created_at: datetime
    step: int = 0  # how many of the chain have been told
    next_at: datetime | None = None  # when the next in the chain is told; None once taken
    taken_at: datetime | None = None
    taken_by: str = ""


class CallRow(SQLModel, table=True):
    """A call, visit or posted letter, as a member of staff recorded it."""

    __tablename__ = "call"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    staff_email: str
    way: str  # call, letter, visit
    happened_at: datetime
    reached: bool
    read_out: bool = False  # the acknowledgement was read out, or the letter held it: counts as dispatch
    note: str = ""
    with_whom: str = ""  # who came along or listened in, as the resident chose. Code: 3.6
    needs_met: str = ""  # what was done so that they could take part. Code: 5.10


async def list_open_tasks(
    session: AsyncSession, landlord_id: str, *, restricted_too: bool
) -> Sequence[TaskRow]:
    """What is still to be done, soonest first."""
    query = select(TaskRow).where(TaskRow.landlord_id == landlord_id, col(TaskRow.done_at).is_(None))
    if not restricted_too:
        query = query.where(col(TaskRow.restricted).is_(False))
    return (await session.exec(query.order_by(col(TaskRow.due_on), col(TaskRow.id)))).all()


async def list_case_tasks(session: AsyncSession, landlord_id: str, case_id: int) -> list[TaskRow]:
    """Every task of one case, done or not."""
    found = await session.exec(
        select(TaskRow)
        .where(TaskRow.landlord_id == landlord_id, TaskRow.case_id == case_id)
        .order_by(col(TaskRow.id))
    )
    return list(found.all())


async def find_task(session: AsyncSession, landlord_id: str, task_id: int) -> TaskRow | None:
    """One task of this landlord, or None."""
    found = await session.exec(
        select(TaskRow).where(TaskRow.id == task_id, TaskRow.landlord_id == landlord_id)
    )
    return found.first()


async def find_task_by_key(session: AsyncSession, landlord_id: str, key: str) -> TaskRow | None:
    """The task with this key, done or not, or None."""
    found = await session.exec(select(TaskRow).where(TaskRow.key == key, TaskRow.landlord_id == landlord_id))
    return found.first()


async def list_message_tasks(session: AsyncSession, landlord_id: str, message_id: int) -> list[TaskRow]:
    """Every task that a message set, done or not."""
    found = await session.exec(
        select(TaskRow)
        .where(TaskRow.landlord_id == landlord_id, TaskRow.message_id == message_id)
        .order_by(col(TaskRow.id))
    )
    return list(found.all())


async def list_untaken_alerts(session: AsyncSession, landlord_id: str) -> Sequence[AlertRow]:
    """Alerts nobody has said "I have it" to."""
    found = await session.exec(
        select(AlertRow)
        .where(AlertRow.landlord_id == landlord_id, col(AlertRow.taken_at).is_(None))
        .order_by(col(AlertRow.id))
    )
    return found.all()


async def find_alert(session: AsyncSession, landlord_id: str, alert_id: int) -> AlertRow | None:
    """One alert of this landlord, or None."""
    found = await session.exec(
        select(AlertRow).where(AlertRow.id == alert_id, AlertRow.landlord_id == landlord_id)
    )
    return found.first()


async def list_case_alerts(session: AsyncSession, landlord_id: str, case_id: int) -> list[AlertRow]:
    """Every alert of one case."""
    found = await session.exec(
        select(AlertRow)
        .where(AlertRow.landlord_id == landlord_id, AlertRow.case_id == case_id)
        .order_by(col(AlertRow.id))
    )
    return list(found.all())


async def list_tasks_after(session: AsyncSession, landlord_id: str, task_id: int) -> list[TaskRow]:
    """Every task written after this one, oldest first."""
    found = await session.exec(
        select(TaskRow)
        .where(TaskRow.landlord_id == landlord_id, col(TaskRow.id) > task_id)
        .order_by(col(TaskRow.id))
    )
    return list(found.all())


async def list_references(session: AsyncSession, landlord_id: str, case_ids: Sequence[int]) -> dict[int, str]:
    """The references of these cases, by id."""
    found = await session.exec(
        select(CaseRow.id, CaseRow.reference).where(
            CaseRow.landlord_id == landlord_id, col(CaseRow.id).in_(case_ids)
        )
    )
    return {case_id: reference for case_id, reference in found.all() if case_id is not None}


async def list_alerts(session: AsyncSession, landlord_id: str) -> list[AlertRow]:
    """Every alert of a landlord, oldest first."""
    found = await session.exec(
        select(AlertRow).where(AlertRow.landlord_id == landlord_id).order_by(col(AlertRow.id))
    )
    return list(found.all())


async def list_calls(session: AsyncSession, landlord_id: str, case_id: int) -> list[CallRow]:
    """Calls, visits and letters of one case, oldest first."""
    found = await session.exec(
        select(CallRow)
        .where(CallRow.landlord_id == landlord_id, CallRow.case_id == case_id)
        .order_by(col(CallRow.id))
    )
    return list(found.all())
