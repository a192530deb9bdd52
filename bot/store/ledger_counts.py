"""How many were accepted, stored, read and decided, in each hour of each channel? Counted by the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.arrivals import UNREADABLE, ArrivalRow
from bot.store.doors import ACCEPTED, IMPORTED
from bot.store.messages import MessageRow
from bot.store.system import CounterRow

WITHOUT_A_MESSAGE = (
    "bounce",
    "repeated",
    "greeted",
)  #: outcomes of arrivals that were read and rightly left no message


class hour_of(GenericFunction[str]):  # noqa: N801 - named as it is called
    """The hour of an instant in UTC, as text: `2026-11-02 09`. Whole hours make London days without a loss."""

    type = sa.String()
    inherit_cache = True


@compiles(hour_of, "sqlite")
def _hour_on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 13)"


@compiles(hour_of, "postgresql")
def _hour_on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kw)} at time zone 'UTC', 'YYYY-MM-DD HH24')"


@dataclass(frozen=True)
class AcceptedCount:
    """What senders were told we have."""

    landlord_id: str
    channel: str
    day: date  #: London
    accepted: int


@dataclass(frozen=True)
class ArrivalCount:
    """What became of the arrivals of one hour."""

    landlord_id: str
    channel: str
    is_imported: bool
    hour: datetime
    stored: int
    read: int
    decided: int
    waiting: int


async def count_accepted_by_day(
    session: AsyncSession, landlord_ids: Collection[str], *, since: date | None = None
) -> Sequence[AcceptedCount]:
    """What the doors counted, a line a channel and London day; from a day on where one is given."""
    query = select(
        col(CounterRow.landlord_id), col(CounterRow.channel), col(CounterRow.day), col(CounterRow.count)
    ).where(col(CounterRow.landlord_id).in_(landlord_ids), CounterRow.name == ACCEPTED)
    found = await session.exec(query if since is None else query.where(CounterRow.day >= since))
    return [AcceptedCount(*line) for line in found.all()]


async def count_arrivals_by_hour(
    session: AsyncSession,
    landlord_ids: Collection[str],
    *,
    young_from: datetime,
    since: datetime | None = None,
) -> Sequence[ArrivalCount]:
    """What is stored and how far it got, a line a channel and hour.

    Args:
        young_from: what was stored from this instant on and is undecided still has its time.
        since: what was received before is left out.
    """
    is_imported = col(ArrivalRow.origin) == IMPORTED
    # Imported mail, and mail that lay in a mailbox, keep their own date; when they came to us is in `run_at` until
    # they are decided.
    stored_at = col(ArrivalRow.run_at)
    hour = hour_of(col(ArrivalRow.received_at))
    query = (
        sa.select(
            col(ArrivalRow.landlord_id),
            col(ArrivalRow.channel),
            is_imported,
            hour,
            sa.func.count(),
            _how_many(_is_read()),
            _how_many(col(ArrivalRow.decided_at).is_not(None)),
            _how_many(sa.and_(col(ArrivalRow.decided_at).is_(None), stored_at > young_from)),
        )
        .outerjoin(MessageRow, col(MessageRow.arrival_id) == col(ArrivalRow.id))
        .where(col(ArrivalRow.landlord_id).in_(landlord_ids))
        .group_by(col(ArrivalRow.landlord_id), col(ArrivalRow.channel), is_imported, hour)
    )
    query = query if since is None else query.where(col(ArrivalRow.received_at) >= since)
    found = await (await session.connection()).execute(query)
    return [
        ArrivalCount(landlord_id, channel, bool(imported), _instant(hour_text), *counts)
        for landlord_id, channel, imported, hour_text, *counts in found.all()
    ]


def _is_read() -> sa.ColumnElement[bool]:
    return sa.or_(
        col(MessageRow.id).is_not(None),
        col(ArrivalRow.state) == UNREADABLE,
        col(ArrivalRow.outcome).in_(WITHOUT_A_MESSAGE),
    )


def _how_many(which: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((which, 1), else_=0))


def _instant(hour_text: str) -> datetime:
    return datetime.strptime(hour_text, "%Y-%m-%d %H").replace(tzinfo=UTC)
