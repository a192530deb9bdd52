"""Who did what, when, and can it be proved unchanged?

Events are only ever added. Each carries the hash of the one before it in its chain (a chain a case), so a
changed or missing event shows; the day's heads are anchored together. Never a name, an address or a word of a
resident goes in, so erasing a person leaves the chain whole. Code: 5.12.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.system import AnchorRow, EventRow
from bot.store.turns import wait_for_turn

VIEWED = "case_viewed"  # somebody opened it: on record, and no part of what happened
Codes = dict[str, str | int | float | bool | None]


async def record(
    session: AsyncSession,
    landlord_id: str,
    *,
    at: datetime,
    what: str,
    actor: str = "hark",
    case_id: int | None = None,
    row: str = "",
    codes: Codes | None = None,
) -> None:
    """Add one event to its chain, in the transaction that made it true."""
    chain = f"case:{case_id}" if case_id is not None else f"landlord:{landlord_id}"
    heads = _heads(session)
    if chain not in heads:
        await wait_for_turn(session, landlord_id, chain)
        last = await _last(session, landlord_id, chain)
        heads[chain] = (last.number, last.hash) if last else (0, "")
    number, previous = heads[chain]
    event = EventRow(
        landlord_id=landlord_id,
        chain=chain,
        number=number + 1,
        case_id=case_id,
        at=at,
        actor=actor,
        what=what,
        row=row,
        codes=dict(codes or {}),
        previous=previous,
        hash="",
    )
    event.hash = hash_of(event)
    heads[chain] = (event.number, event.hash)
    session.add(event)


def _heads(session: AsyncSession) -> dict[str, tuple[int, str]]:
    """The last of each chain this transaction has added to: until it ends, nobody else adds to those."""
    transaction = session.sync_session.get_transaction()
    known, heads = session.info.get("journal", (None, {}))
    if known is not transaction or transaction is None:
        heads = {}
        session.info["journal"] = (transaction, heads)
    return cast(dict[str, tuple[int, str]], heads)


async def _last(session: AsyncSession, landlord_id: str, chain: str) -> EventRow | None:
    found = await session.exec(
        select(EventRow)
        .where(EventRow.chain == chain, EventRow.landlord_id == landlord_id)
        .order_by(col(EventRow.number).desc())
        .limit(1)
    )
    return found.first()


def hash_of(event: EventRow) -> str:
    """The hash that seals an event, over everything in it and the hash before it."""
    sealed = [
        event.chain,
        event.number,
        event.at.isoformat(),
        event.actor,
        event.what,
        event.row,
        event.codes,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(sealed, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


async def list_events(session: AsyncSession, landlord_id: str, case_id: int) -> list[EventRow]:
    """What happened on a case, in order."""
    found = await session.exec(
        select(EventRow)
        .where(EventRow.landlord_id == landlord_id, EventRow.case_id == case_id)
        .order_by(col(EventRow.id))
    )
    return list(found.all())


async def list_views(
    session: AsyncSession, landlord_id: str, case_id: int, *, limit: int
) -> Sequence[EventRow]:
    """Who opened a case, the latest first."""
    found = await session.exec(
        select(EventRow)
        .where(EventRow.landlord_id == landlord_id, EventRow.case_id == case_id, EventRow.what == VIEWED)
        .order_by(col(EventRow.id).desc())
        .limit(limit)
    )
    return found.all()


async def list_broken(session: AsyncSession, landlord_id: str) -> list[str]:
    """Every place where a chain does not hold, one sentence each; empty when all is whole."""
    found = await session.exec(
        select(EventRow)
        .where(EventRow.landlord_id == landlord_id)
        .order_by(col(EventRow.chain), col(EventRow.number))
    )
    broken: list[str] = []
    chain, number, previous = "", 0, ""
    for event in found.all():
        if event.chain != chain:
            chain, number, previous = event.chain, 0, ""
        if event.number != number + 1 or event.previous != previous:
            broken.append(f"{event.chain}: event {event.number} does not follow the one before it.")
        elif event.hash != hash_of(event):
            broken.append(f"{event.chain}: event {event.number} has been changed.")
        number, previous = event.number, event.hash
    return broken


async def anchor(session: AsyncSession, landlord_id: str, day: date) -> None:
    """Seal the heads of all chains of a landlord on a day, once."""
    done = await session.exec(
        select(AnchorRow).where(AnchorRow.landlord_id == landlord_id, AnchorRow.day == day)
    )
    if done.first() is not None:
        return
    found = await session.exec(
        select(EventRow.chain, EventRow.number, EventRow.hash)
        .where(EventRow.landlord_id == landlord_id)
        .order_by(col(EventRow.chain), col(EventRow.number))
    )
    heads = {chain: sealed for chain, _, sealed in found.all()}
    sealed_heads = hashlib.sha256(json.dumps(heads, sort_keys=True).encode()).hexdigest()
    session.add(AnchorRow(landlord_id=landlord_id, day=day, heads=len(heads), hash=sealed_heads))


async def list_of_landlord(session: AsyncSession, landlord_id: str, *, limit: int) -> Sequence[EventRow]:
    """What happened beside all cases, the latest ones, in order."""
    found = await session.exec(
        select(EventRow)
        .where(EventRow.landlord_id == landlord_id, EventRow.chain == f"landlord:{landlord_id}")
        .order_by(col(EventRow.id).desc())
        .limit(limit)
    )
    return list(reversed(found.all()))
