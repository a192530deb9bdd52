"""Who works here, and who is signed in?"""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list, json_map


class StaffRow(SQLModel, table=True):
    """One member of staff of one landlord."""

    __tablename__ = "staff"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    email: str = Field(unique=True)
    name: str
    role: str  # one of bot.console.rights.ROLES
    sees_restricted: bool = False
    queues: list[str] = Field(
        default_factory=list, sa_column=json_list()
    )  # the only ones they work in; empty: all
    password_hash: str = ""  # argon2; "" until the sign-in link was used
    invite_hash: str = ""  # sha256 of the one-time sign-in link
    invite_until: datetime | None = None
    active: bool = True
    failed_sign_ins: int = 0
    locked_until: datetime | None = None
    keys: dict[str, str] = Field(
        default_factory=dict, sa_column=json_map()
    )  # own keys of the review page, by act
    created_at: datetime


class StaffSessionRow(SQLModel, table=True):
    """One signed-in browser; revocable."""

    __tablename__ = "session"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    token_hash: str = Field(unique=True)  # sha256 of the cookie
    form_token: str  # goes into every form of this session
    staff_id: int = Field(foreign_key="staff.id", index=True)
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


async def find_staff(session: AsyncSession, landlord_id: str | None, email: str) -> StaffRow | None:
    """The member of staff with this address; the landlord is None only at sign-in, before it is known."""
    query = select(StaffRow).where(StaffRow.email == email.strip().lower())
    if landlord_id is not None:
        query = query.where(StaffRow.landlord_id == landlord_id)
    return (await session.exec(query)).first()


async def list_everyone(session: AsyncSession, landlord_id: str) -> list[StaffRow]:
    """Everyone who works or has worked here."""
    found = await session.exec(
        select(StaffRow).where(StaffRow.landlord_id == landlord_id).order_by(col(StaffRow.name))
    )
    return list(found.all())


async def list_staff(session: AsyncSession, landlord_id: str) -> list[StaffRow]:
    """Everyone active at this landlord."""
    found = await session.exec(
        select(StaffRow)
        .where(StaffRow.landlord_id == landlord_id, col(StaffRow.active).is_(True))
        .order_by(col(StaffRow.name))
    )
    return list(found.all())
