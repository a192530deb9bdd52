"""What has come through the doors, and how far has each arrival got?

An arrival is committed before its sender is told "accepted", and is never changed after but for its state.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

WAITING = "waiting"  # not yet decided
DONE = "done"
UNREADABLE = "unreadable"  # kept, listed, given to a person


class ArrivalRow(SQLModel, table=True):
    """One arrival: every byte as it came."""

    __tablename__ = "arrival"
    __table_args__ = (
        sa.Index("ix_arrival_claim", "state", "run_at"),
        sa.Index("ix_arrival_day", "landlord_id", "received_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    channel: str
    sender: str
    recipient: str
    size: int
    received_at: datetime
    origin: str = "live"  # live, imported, rehearsed
    state: str = WAITING
    run_at: datetime  # not before this instant
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    decided_at: datetime | None = None
    outcome: str = ""  # case, joined, filed, robot, bounce, note, repeated, unreadable
    error: str = ""  # a sentence for staff, without the resident's words
    # Last, because SQLite walks through a large value to reach the columns behind it.
    raw: bytes = Field(sa_type=sa.LargeBinary)


async def claim_arrivals(
    session: AsyncSession,
    landlord_ids: Collection[str],
    *,
    owner: str,
    now: datetime,
    lease_seconds: int,
    limit: int,
) -> list[ArrivalRow]:
    """Take the oldest waiting arrivals for this worker; nobody else gets them until the lease runs out."""
    free = sa.or_(col(ArrivalRow.lease_until).is_(None), col(ArrivalRow.lease_until) < now)
    found = await session.exec(
        select(ArrivalRow)
        .where(
            ArrivalRow.state == WAITING,
            col(ArrivalRow.landlord_id).in_(landlord_ids),
            ArrivalRow.run_at <= now,
            free,
        )
        .order_by(col(ArrivalRow.run_at), col(ArrivalRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(found.all())
    for row in rows:
        row.owner, row.lease_until, row.attempts = (
            owner,
            now + timedelta(seconds=lease_seconds),
            row.attempts + 1,
        )
        session.add(row)
    return rows


async def renew_arrivals(
    session: AsyncSession, landlord_ids: Collection[str], ids: Collection[int], *, owner: str, until: datetime
) -> None:
    """Hold on to what is still being worked on."""
    await session.exec(
        sa.update(ArrivalRow)
        .where(
            col(ArrivalRow.id).in_(ids),
            col(ArrivalRow.landlord_id).in_(landlord_ids),
            col(ArrivalRow.owner) == owner,
            col(ArrivalRow.state) == WAITING,
            col(ArrivalRow.lease_until).is_not(None),
        )
        .values(lease_until=until)
    )


async def claim_one(
    session: AsyncSession, landlord_id: str, arrival_id: int, *, owner: str, now: datetime, lease_seconds: int
) -> ArrivalRow | None:
    """Take one arrival just committed, to settle it at once; None where a worker was quicker."""
    found = await session.exec(
        select(ArrivalRow)
        .where(ArrivalRow.id == arrival_id, ArrivalRow.landlord_id == landlord_id)
        .with_for_update()
    )
    row = found.first()
    if row is None or row.state != WAITING or (row.lease_until is not None and row.lease_until > now):
        return None
    row.owner, row.lease_until, row.attempts = owner, now + timedelta(seconds=lease_seconds), row.attempts + 1
    session.add(row)
    return row


async def get_held(
    session: AsyncSession, landlord_id: str, arrival_id: int, *, owner: str
) -> ArrivalRow | None:
    """The arrival, if this worker still holds it; None where another has taken it or it is done."""
    found = await session.exec(
        select(ArrivalRow)
        .where(
            ArrivalRow.id == arrival_id,
            ArrivalRow.landlord_id == landlord_id,
            ArrivalRow.owner == owner,
            ArrivalRow.state == WAITING,
        )
        .with_for_update()
    )
    return found.first()


async def find_arrival(session: AsyncSession, landlord_id: str, arrival_id: int) -> ArrivalRow | None:
    """One arrival of this landlord, or None."""
    found = await session.exec(
        select(ArrivalRow).where(ArrivalRow.id == arrival_id, ArrivalRow.landlord_id == landlord_id)
    )
    return found.first()


async def count_from(session: AsyncSession, landlord_id: str, sender: str, *, since: datetime) -> int:
    """How much has come from one sender since an instant."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(ArrivalRow)
        .where(
            ArrivalRow.landlord_id == landlord_id,
            ArrivalRow.received_at >= since,
            ArrivalRow.sender == sender,
        )
    )
    return int(found.one())


async def list_unreadable(
    session: AsyncSession, landlord_id: str, *, limit: int = 200
) -> Sequence[ArrivalRow]:
    """What could not be parsed and waits for a person, oldest first."""
    found = await session.exec(
        select(ArrivalRow)
        .where(ArrivalRow.landlord_id == landlord_id, ArrivalRow.state == UNREADABLE)
        .order_by(col(ArrivalRow.id))
        .limit(limit)
    )
    return found.all()


async def count_waiting(session: AsyncSession, landlord_ids: Collection[str]) -> int:
    """How many arrivals are not yet decided."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(ArrivalRow)
        .where(col(ArrivalRow.landlord_id).in_(landlord_ids), ArrivalRow.state == WAITING)
    )
    return int(found.one())
