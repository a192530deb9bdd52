"""What do the doors keep? Arrivals with their count, what was said to a conversation, and how far a channel has read."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.arrival_keys import ArrivalKeys
from bot.store.arrivals import WAITING, ArrivalRow
from bot.store.outbox import SENT, OutboxRow
from bot.store.system import BookmarkRow, CounterRow, find_bookmark
from bot.working_days import london_date
from channels.messages import Arrival, Button, Outgoing, ReplyAddress

ACCEPTED = "accepted"  #: the counter of what a sender was told we have
IMPORTED = "imported"


class ArrivalWriter:
    """Keeps arrivals and counts them as accepted; made once, for this is what every sender waits on.

    Args:
        dialect: of the database whose cursors will be given.
    """

    def __init__(self, dialect: sa.Dialect) -> None:
        self._keep, self._count, self._begin_to_count = (
            str(statement.compile(dialect=dialect)) for statement in (_KEEP, _COUNT, _BEGIN_TO_COUNT)
        )
        self._keys = ArrivalKeys(dialect)
        self._instant = _as_kept(col(ArrivalRow.received_at), dialect)
        self._day = _as_kept(col(CounterRow.day), dialect)

    def save(self, cursor: DBAPICursor, arrivals: Sequence[Arrival], *, run_at: datetime) -> list[int]:
        """Keep these arrivals, in one transaction; their ids, in the same order.

        Imported mail is kept and not counted: no sender was told "accepted". What is known by one of its keys is
        neither kept nor counted again.
        """
        saved = [
            self._keys.save(cursor, arrival, partial(self._save_one, cursor, arrival, run_at))
            for arrival in arrivals
        ]
        new = [arrival for arrival, (_, is_new) in zip(arrivals, saved, strict=True) if is_new]
        for (landlord_id, channel, day), number in sorted(_accepted(new).items()):
            line = {"of_landlord": landlord_id, "at": channel, "on_day": self._day(day), "by": number}
            cursor.execute(self._count, line)
            if not cursor.rowcount:
                cursor.execute(self._begin_to_count, line)
        return [arrival_id for arrival_id, _ in saved]

    def _save_one(self, cursor: DBAPICursor, arrival: Arrival, run_at: datetime) -> int:
        cursor.execute(
            self._keep,
            {
                "landlord_id": arrival.landlord_id,
                "channel": arrival.channel,
                "sender": arrival.sender,
                "recipient": arrival.recipient,
                "raw": arrival.raw,
                "size": len(arrival.raw),
                "received_at": self._instant(arrival.received_at),
                "origin": arrival.origin,
                "run_at": self._instant(run_at),
            },
        )
        return int(cursor.fetchall()[0][0])


_FROM_THE_ARRIVAL = (
    "landlord_id",
    "channel",
    "sender",
    "recipient",
    "raw",
    "size",
    "received_at",
    "origin",
    "run_at",
)
_AT_FIRST = {"state": WAITING, "attempts": 0, "outcome": "", "error": ""}
_KEEP = (
    sa.insert(ArrivalRow)
    .values({name: sa.bindparam(name) for name in _FROM_THE_ARRIVAL})
    .values({name: sa.literal_column(repr(value)) for name, value in _AT_FIRST.items()})
    .returning(col(ArrivalRow.id))
)
_THIS_LINE = {
    "landlord_id": sa.bindparam("of_landlord"),
    "channel": sa.bindparam("at"),
    "day": sa.bindparam("on_day", type_=sa.Date),
    "name": sa.literal_column(repr(ACCEPTED)),
}
_COUNT = (
    sa.update(CounterRow)
    .where(*(getattr(CounterRow, name) == value for name, value in _THIS_LINE.items()))
    .values(count=CounterRow.count + sa.bindparam("by", type_=sa.Integer))
)
_BEGIN_TO_COUNT = sa.insert(CounterRow).values(count=sa.bindparam("by", type_=sa.Integer), **_THIS_LINE)


def _as_kept(column: Any, dialect: sa.Dialect) -> Callable[[Any], Any]:
    """How the driver wants the values of a column."""
    return column.type.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)


def _accepted(arrivals: Sequence[Arrival]) -> Counter[tuple[str, str, date]]:
    return Counter(
        (arrival.landlord_id, arrival.channel, london_date(arrival.received_at))
        for arrival in arrivals
        if arrival.origin != IMPORTED
    )


async def list_said_since(
    session: AsyncSession, landlord_ids: Collection[str], conversation_id: int, message_id: str
) -> list[OutboxRow]:
    """What was said to a conversation after our message with this Message-ID, oldest first; all of it for ""."""
    query = (
        select(OutboxRow)
        .where(
            OutboxRow.conversation_id == conversation_id,
            col(OutboxRow.landlord_id).in_(landlord_ids),
            OutboxRow.state == SENT,
        )
        .order_by(col(OutboxRow.id))
    )
    if message_id:
        seen = select(sa.func.max(OutboxRow.id)).where(
            OutboxRow.conversation_id == conversation_id, OutboxRow.message_id == message_id
        )
        query = query.where(col(OutboxRow.id) > sa.func.coalesce(seen.scalar_subquery(), 0))
    return list((await session.exec(query)).all())


def outgoing_of(row: OutboxRow) -> Outgoing:
    """A kept row as the value a channel sends; the same at every attempt."""
    return Outgoing(
        channel=row.channel,
        to=ReplyAddress(row.channel, row.to_address, row.to_name),
        sender_name=row.sender_name,
        sender_address=row.sender_address,
        subject=row.subject,
        text=row.text,
        html=row.html,
        message_id=row.message_id,
        in_reply_to=row.in_reply_to,
        references=tuple(row.references),
        reply_address=row.reply_address,
        automatic=row.automatic,
        buttons=tuple(Button(*button) for button in row.buttons),
    )


async def save_bookmark(session: AsyncSession, channel: str, key: str, value: str) -> None:
    """Keep how far this channel has read."""
    row = await find_bookmark(session, channel, key)
    row = row or BookmarkRow(channel=channel, key=key, value=value)
    row.value = value
    session.add(row)
