"""Who is this browser, and which invitation does a link mean? Asked before a landlord is known, so among all served."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.staff import StaffRow, StaffSessionRow


async def find_session(
    session: AsyncSession, landlord_ids: Collection[str], token_hash: str
) -> tuple[StaffRow, StaffSessionRow] | None:
    """The member of staff and session of a cookie; None where it was revoked or the account is no longer active."""
    found = await session.exec(
        select(StaffRow, StaffSessionRow)
        .join(StaffSessionRow, col(StaffSessionRow.staff_id) == col(StaffRow.id))
        .where(
            StaffSessionRow.token_hash == token_hash,
            col(StaffSessionRow.landlord_id).in_(landlord_ids),
            col(StaffSessionRow.revoked_at).is_(None),
            col(StaffRow.active).is_(True),
        )
    )
    return found.first()


async def get_staff_for_change(session: AsyncSession, landlord_id: str, staff_id: int) -> StaffRow:
    """One member of staff, locked for this transaction."""
    found = await session.exec(
        select(StaffRow).where(StaffRow.id == staff_id, StaffRow.landlord_id == landlord_id).with_for_update()
    )
    return found.one()


async def find_invited(
    session: AsyncSession, landlord_ids: Collection[str], invite_hash: str
) -> StaffRow | None:
    """Whose one-time link this is, or None; locked, so that it works once."""
    found = await session.exec(
        select(StaffRow)
        .where(
            StaffRow.invite_hash == invite_hash,
            col(StaffRow.landlord_id).in_(landlord_ids),
            col(StaffRow.active).is_(True),
        )
        .with_for_update()
    )
    return found.first() if invite_hash else None


async def mark_seen(session: AsyncSession, landlord_id: str, session_id: int, at: datetime) -> None:
    """Note that a session is in use."""
    await session.exec(
        sa.update(StaffSessionRow)
        .where(col(StaffSessionRow.id) == session_id, col(StaffSessionRow.landlord_id) == landlord_id)
        .values(last_seen_at=at)
    )


async def revoke_sessions(
    session: AsyncSession, landlord_id: str, staff_id: int, at: datetime, *, only: int | None = None
) -> None:
    """End every session of a member of staff, or the one given."""
    query = sa.update(StaffSessionRow).where(
        col(StaffSessionRow.staff_id) == staff_id,
        col(StaffSessionRow.landlord_id) == landlord_id,
        col(StaffSessionRow.revoked_at).is_(None),
    )
    if only is not None:
        query = query.where(col(StaffSessionRow.id) == only)
    await session.exec(query.values(revoked_at=at))


async def keep_keys(session: AsyncSession, landlord_id: str, staff_id: int, keys: dict[str, str]) -> None:
    """Keep a member of staff's own keys of the review page."""
    row = await get_staff_for_change(session, landlord_id, staff_id)
    row.keys = dict(keys)
    session.add(row)
