"""Who was found to be one and the same person, on what proof, and which rows moved?

Two residents become one by pointing the rows of the one at the other. Each row that moved is written down, so that
staff can take a mistake back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.people import AdjustmentRow, ConversationRow, IdentityRow

Moved = dict[str, list[int]]
_TABLES: tuple[Any, ...] = (IdentityRow, ConversationRow, CaseRow, AdjustmentRow)


class JoiningRow(SQLModel, table=True):
    """Two residents who are one."""

    __tablename__ = "joining"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    kept_id: int = Field(foreign_key="resident.id", index=True)
    joined_id: int = Field(foreign_key="resident.id", index=True)
    how: str  # code, staff
    by: str = ""  # a staff e-mail; "" where the resident proved it
    reason: str = ""
    at: datetime
    moved: dict[str, Any] = Field(
        sa_column=sa.Column(sa.JSON, nullable=False)
    )  # ids by table: what came from `joined_id`
    before: dict[str, Any] = Field(
        sa_column=sa.Column(sa.JSON, nullable=False)
    )  # what the kept one lacked and was given
    undone_at: datetime | None = None
    undone_by: str = ""
    undone_reason: str = ""


async def move_rows(session: AsyncSession, landlord_id: str, from_id: int, to_id: int) -> Moved:
    """Point everything of one resident at another; return the ids that moved, by table."""
    moved: Moved = {}
    for table in _TABLES:
        rows = (
            await session.exec(
                select(table).where(table.landlord_id == landlord_id, table.resident_id == from_id)
            )
        ).all()
        moved[str(table.__tablename__)] = [row.id for row in rows if row.id is not None]
        for row in rows:
            row.resident_id = to_id
            session.add(row)
    await session.flush()
    return moved


async def put_back(
    session: AsyncSession, landlord_id: str, moved: Mapping[str, Sequence[int]], *, from_id: int, to_id: int
) -> None:
    """Point what had moved at its own resident again, with the cases that were opened on those doors since."""
    for table in _TABLES:
        ids = list(moved.get(str(table.__tablename__), ()))
        belongs: sa.ColumnElement[bool] = col(table.id).in_(ids)
        if table is CaseRow:
            belongs = sa.or_(belongs, col(CaseRow.conversation_id).in_(list(moved.get("conversation", ()))))
        found = await session.exec(
            select(table).where(table.landlord_id == landlord_id, table.resident_id == from_id, belongs)
        )
        for row in found.all():
            row.resident_id = to_id
            session.add(row)
    await session.flush()


async def list_joinings(session: AsyncSession, landlord_id: str, resident_id: int) -> list[JoiningRow]:
    """Who was joined with this resident and still is, the latest last."""
    found = await session.exec(
        select(JoiningRow)
        .where(
            JoiningRow.landlord_id == landlord_id,
            JoiningRow.kept_id == resident_id,
            col(JoiningRow.undone_at).is_(None),
        )
        .order_by(col(JoiningRow.id))
    )
    return list(found.all())


async def find_joining(session: AsyncSession, landlord_id: str, joining_id: int) -> JoiningRow | None:
    """One joining of this landlord, locked, or None."""
    found = await session.exec(
        select(JoiningRow)
        .where(JoiningRow.id == joining_id, JoiningRow.landlord_id == landlord_id)
        .with_for_update()
    )
    return found.first()
