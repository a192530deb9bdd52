"""What does the house itself keep: landlords, counters, leases, bookmarks, which model reads?"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession


class LandlordRow(SQLModel, table=True):
    """A landlord this installation serves."""

    __tablename__ = "landlord"

    id: str = Field(primary_key=True)
    name: str
    profile_version: str
    seen_at: datetime


class ProfileVersionRow(SQLModel, table=True):
    """The policy as it stood: every version of a profile a case was opened under. Code: 5.1."""

    __tablename__ = "profile_version"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    version: str
    content: dict[str, Any] = Field(sa_column=sa.Column(sa.JSON, nullable=False))
    first_seen_at: datetime


class CounterRow(SQLModel, table=True):
    """How many came through a door on a London day, counted where "accepted" is said."""

    __tablename__ = "counter"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "channel", "day", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    channel: str
    day: date
    name: str  # accepted
    count: int = 0


class LeaseRow(SQLModel, table=True):
    """What only one process may do at a time, and who does it."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    owner: str
    until: datetime


class BookmarkRow(SQLModel, table=True):
    """How far a channel has read."""

    __tablename__ = "bookmark"
    __table_args__ = (sa.UniqueConstraint("channel", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    key: str
    value: str


class ModelVersionRow(SQLModel, table=True):
    """Which registry version was promoted, by whom and why."""

    __tablename__ = "model_version"

    id: int | None = Field(default=None, primary_key=True)
    version: str
    promoted_by: str
    promoted_at: datetime
    reason: str = ""


class EventRow(SQLModel, table=True):
    """One thing that happened: codes only, never a name, an address or a resident's word."""

    __tablename__ = "event"
    __table_args__ = (
        sa.UniqueConstraint("chain", "number"),
        sa.Index("ix_event_case", "landlord_id", "case_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    chain: str  # case:ID, or landlord:ID for what belongs to no case
    number: int
    case_id: int | None = None
    at: datetime
    actor: str  # hark, resident, staff:ID
    what: str
    row: str  # e.g. outbox:12
    codes: dict[str, Any] = Field(sa_column=sa.Column(sa.JSON, nullable=False))
    previous: str
    hash: str


class AnchorRow(SQLModel, table=True):
    """The heads of all chains on a day, hashed together."""

    __tablename__ = "anchor"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    day: date
    heads: int
    hash: str


async def take_lease(session: AsyncSession, name: str, *, owner: str, now: datetime, seconds: int) -> bool:
    """Take or renew a lease; False where another holds it."""
    row = (await session.exec(select(LeaseRow).where(LeaseRow.name == name).with_for_update())).first()
    if row is not None and row.owner != owner and row.until > now:
        return False
    row = row or LeaseRow(name=name, owner=owner, until=now)
    row.owner, row.until = owner, now + timedelta(seconds=seconds)
    session.add(row)
    return True


async def list_landlords(session: AsyncSession) -> list[LandlordRow]:
    """Every landlord this database has ever served."""
    return list((await session.exec(select(LandlordRow).order_by(LandlordRow.id))).all())


async def find_profile_version(
    session: AsyncSession, landlord_id: str, version: str
) -> ProfileVersionRow | None:
    """A policy as it stood, or None. Code: 5.1"""
    found = await session.exec(
        select(ProfileVersionRow).where(
            ProfileVersionRow.landlord_id == landlord_id, ProfileVersionRow.version == version
        )
    )
    return found.first()


async def list_profile_versions(session: AsyncSession, landlord_id: str) -> list[ProfileVersionRow]:
    """Every policy that was ever in force here, the oldest first. Code: 5.1, 8.3"""
    found = await session.exec(
        select(ProfileVersionRow)
        .where(ProfileVersionRow.landlord_id == landlord_id)
        .order_by(col(ProfileVersionRow.id))
    )
    return list(found.all())


async def find_bookmark(session: AsyncSession, channel: str, key: str) -> BookmarkRow | None:
    """How far this channel has read, or None."""
    found = await session.exec(
        select(BookmarkRow).where(BookmarkRow.channel == channel, BookmarkRow.key == key)
    )
    return found.first()


async def count_accepted(
    session: AsyncSession, landlord_id: str, channel: str, day: date, *, by: int
) -> None:
    """Add to what was accepted at a door; in the transaction that keeps the arrivals."""
    found = await session.exec(
        sa.update(CounterRow)
        .where(
            col(CounterRow.landlord_id) == landlord_id,
            col(CounterRow.channel) == channel,
            col(CounterRow.day) == day,
            col(CounterRow.name) == "accepted",
        )
        .values(count=CounterRow.count + by)
    )
    if not found.rowcount:
        session.add(CounterRow(landlord_id=landlord_id, channel=channel, day=day, name="accepted", count=by))
        await session.flush()
