"""How is what comes through a page of ours kept? Like any arrival: committed first, and taken by this process to be settled at once."""

from bot.house import House
from bot.inbox import LEASE_SECONDS
from bot.store import arrivals, system
from bot.store.arrivals import ArrivalRow
from bot.store.identities import PAGE
from bot.working_days import london_date


async def keep(house: House, landlord_id: str, raw: bytes, *, sender: str) -> ArrivalRow | None:
    """Commit it; once this returns it is safe. None where a worker was quicker and has it already."""
    now = house.clock()
    async with house.database.writing() as session:
        row = ArrivalRow(
            landlord_id=landlord_id,
            channel=PAGE,
            sender=sender,
            recipient="",
            raw=raw,
            size=len(raw),
            received_at=now,
            run_at=now,
        )
        session.add(row)
        await system.count_accepted(session, landlord_id, PAGE, london_date(now), by=1)
        await session.flush()
        return await arrivals.claim_one(
            session, landlord_id, row.id or 0, owner=f"page:{row.id}", now=now, lease_seconds=LEASE_SECONDS
        )
