"""How is what comes through a page of ours kept? Like any arrival: committed first, and taken by this process to be settled at once."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.house import House
from bot.inbox import LEASE_SECONDS
from bot.store import arrivals, system
from bot.store.arrival_keys import ArrivalKeyRow, find_known
from bot.store.arrivals import ArrivalRow
from bot.store.turns import wait_for_turn
from bot.working_days import london_date
from channels.messages import Arrival


async def keep(house: House, arrival: Arrival) -> tuple[int, ArrivalRow | None]:
    """Commit one arrival; its id, and the row claimed for settling at once; None where it was known, or a worker was quicker."""
    async with house.database.writing() as session:
        for key in arrival.keys:
            await wait_for_turn(session, arrival.landlord_id, key)
        known = await find_known(session, arrival.landlord_id, arrival.keys) if arrival.keys else None
        if known is not None:
            return known, None
        arrival_id = await _save(house, session, arrival)
        claimed = await arrivals.claim_one(
            session,
            arrival.landlord_id,
            arrival_id,
            owner=f"page:{arrival_id}",
            now=house.clock(),
            lease_seconds=LEASE_SECONDS,
        )
        return arrival_id, claimed


async def _save(house: House, session: AsyncSession, arrival: Arrival) -> int:
    row = ArrivalRow(
        landlord_id=arrival.landlord_id,
        channel=arrival.channel,
        sender=arrival.sender,
        recipient=arrival.recipient,
        raw=arrival.raw,
        size=len(arrival.raw),
        received_at=arrival.received_at,
        origin=arrival.origin,
        run_at=house.clock(),
    )
    session.add(row)
    on = london_date(arrival.received_at)
    await system.count_accepted(session, row.landlord_id, row.channel, on, by=1)
    await session.flush()
    assert row.id is not None  # noqa: S101 - the flush gave it one
    session.add_all(
        ArrivalKeyRow(landlord_id=row.landlord_id, key=key, arrival_id=row.id) for key in arrival.keys
    )
    return row.id
