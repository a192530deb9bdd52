"""Which files wait for a scanner? They are claimed a message at a time; nobody else takes them until the claim runs out."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.messages import UNSCANNED, AttachmentRow


async def is_any_due(session: AsyncSession, landlord_ids: Collection[str], now: datetime) -> bool:
    """Whether a file is to be scanned now; asked before anything is claimed, because asking locks nothing."""
    found = await session.exec(select(AttachmentRow.id).where(*_due(landlord_ids, now)).limit(1))
    return found.first() is not None


async def claim_files(
    session: AsyncSession, landlord_ids: Collection[str], *, now: datetime, seconds: int
) -> list[AttachmentRow]:
    """Take the files of one message that are due: the least tried, of these the newest; empty where there are none."""
    due = select(AttachmentRow).where(*_due(landlord_ids, now)).with_for_update(skip_locked=True)
    first = (
        await session.exec(due.order_by(col(AttachmentRow.scan_tries), col(AttachmentRow.id).desc()).limit(1))
    ).first()
    if first is None:
        return []
    beside = await session.exec(
        due.where(AttachmentRow.message_id == first.message_id).order_by(col(AttachmentRow.id))
    )
    files = list(beside.all())
    for file in files:
        file.scan_due_at = now + timedelta(seconds=seconds)
        session.add(file)
    return files


async def count_unscanned(session: AsyncSession, landlord_ids: Collection[str]) -> int:
    """How many files no scanner has spoken about."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(AttachmentRow)
        .where(AttachmentRow.scan == UNSCANNED, col(AttachmentRow.landlord_id).in_(landlord_ids))
    )
    return int(found.one())


def _due(landlord_ids: Collection[str], now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(AttachmentRow.scan) == UNSCANNED,
        col(AttachmentRow.landlord_id).in_(landlord_ids),
        sa.or_(col(AttachmentRow.scan_due_at).is_(None), col(AttachmentRow.scan_due_at) <= now),
    )
