"""Which readings has nobody confirmed or corrected, in which order, and who has one open just now? Code: 1.3

A message waits here from the moment its case is opened until somebody of ours says what it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import OPEN, CaseRow
from bot.store.console_pages import Viewer, seen_by
from bot.store.messages import MessageRow, ReadingRow

HELD_FOR: Final = timedelta(minutes=10)
COUNTED: Final = 1000  #: beyond this nobody needs the exact number, and counting takes long


@dataclass(frozen=True)
class ReviewFilter:
    """What of the line is asked for; all of it where nothing is said."""

    queue: str = ""
    kind: str = ""
    skipped: tuple[int, ...] = ()  #: left for later in this sitting


@dataclass(frozen=True)
class ToReview:
    """One message that waits for a word of staff."""

    message: MessageRow
    reading: ReadingRow
    case: CaseRow


async def hold_next(
    session: AsyncSession, viewer: Viewer, wanted: ReviewFilter, now: datetime
) -> ToReview | None:
    """The first that nobody else has open, kept for this viewer for ten minutes; None where nothing waits."""
    nobody_else = sa.or_(
        col(MessageRow.review_until).is_(None),
        col(MessageRow.review_until) < now,
        col(MessageRow.review_by) == viewer.email,
    )
    found = await session.exec(
        select(MessageRow)
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .where(*_waits(viewer, wanted), nobody_else, col(MessageRow.id).not_in(wanted.skipped))
        .order_by(col(MessageRow.review_rank), col(MessageRow.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=MessageRow)
    )
    message = found.first()
    if message is None:
        return None
    hold(message, viewer.email, now)
    session.add(message)
    return await find_to_review(session, viewer, message.id or 0)


async def find_to_review(session: AsyncSession, viewer: Viewer, message_id: int) -> ToReview | None:
    """One message with its reading and case, waiting or not; None also where the viewer may not see it."""
    found = await session.exec(
        select(MessageRow, ReadingRow, CaseRow)
        .join(ReadingRow, col(ReadingRow.message_id) == col(MessageRow.id))
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .where(MessageRow.id == message_id, CaseRow.opened_from == message_id, seen_by(viewer))
    )
    row = found.first()
    return ToReview(*row) if row else None


async def list_to_review(
    session: AsyncSession, viewer: Viewer, wanted: ReviewFilter, *, after: tuple[int, int], limit: int
) -> list[ToReview]:
    """A page of the line, from a place on.

    Args:
        after: rank and message of the last line of the page before; (-1, 0) for the first page.
    """
    place = sa.tuple_(col(MessageRow.review_rank), col(MessageRow.id)) > sa.tuple_(
        sa.literal(after[0], sa.Integer), sa.literal(after[1], sa.Integer)
    )
    found = await session.exec(
        select(MessageRow, ReadingRow, CaseRow)
        .join(ReadingRow, col(ReadingRow.message_id) == col(MessageRow.id))
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .where(*_waits(viewer, wanted), place)
        .order_by(col(MessageRow.review_rank), col(MessageRow.id))
        .limit(limit)
    )
    return [ToReview(*row) for row in found.all()]


async def count_to_review(session: AsyncSession, viewer: Viewer, wanted: ReviewFilter) -> int:
    """How many wait; never more than `COUNTED` are counted."""
    some = (
        select(MessageRow.id)
        .join(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .where(*_waits(viewer, wanted))
        .limit(COUNTED)
        .subquery()
    )
    return int((await session.exec(select(sa.func.count()).select_from(some))).one())


def hold(message: MessageRow, email: str, now: datetime) -> None:
    """Keep a message for one member of staff, so that two never review it unknowingly."""
    message.review_by, message.review_until = email, now + HELD_FOR


def is_held_by_another(message: MessageRow, email: str, now: datetime) -> bool:
    """Whether somebody else has it open just now."""
    return message.review_until is not None and message.review_until > now and message.review_by != email


def _waits(viewer: Viewer, wanted: ReviewFilter) -> list[sa.ColumnElement[bool]]:
    """The conditions on a message and its case."""
    conditions = [
        col(MessageRow.landlord_id) == viewer.landlord_id,
        col(MessageRow.review_rank).is_not(None),
        col(CaseRow.status) == OPEN,
        seen_by(viewer),
    ]
    if wanted.queue:
        conditions.append(col(CaseRow.queue) == wanted.queue)
    if wanted.kind:
        conditions.append(col(CaseRow.kind) == wanted.kind)
    return conditions
