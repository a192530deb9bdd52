"""No two workers ever hold the same arrival, and none is held for ever."""

import asyncio
from datetime import timedelta

import pytest

from bot.inbox import LEASE_SECONDS
from bot.store.arrivals import DONE, claim_arrivals, get_held
from bot.store.database import Database
from tests.builders import LANDLORD, MONDAY_MORNING, an_arrival_row


async def store(database: Database, number: int, **named: object) -> None:
    async with database.writing() as session:
        session.add_all([an_arrival_row(**named) for _ in range(number)])


async def claim(
    database: Database, owner: str, *, limit: int = 10, later_seconds: float = 0
) -> list[int | None]:
    async with database.writing() as session:
        rows = await claim_arrivals(
            session,
            [LANDLORD],
            owner=owner,
            now=MONDAY_MORNING + timedelta(seconds=later_seconds),
            lease_seconds=LEASE_SECONDS,
            limit=limit,
        )
    return [row.id for row in rows]


async def test_two_workers_never_hold_the_same_arrival(any_database: Database) -> None:
    await store(any_database, 40)
    second = Database(any_database.url)

    claimed = await asyncio.gather(
        *(claim(each, f"worker {n}", limit=7) for n in range(4) for each in (any_database, second))
    )

    held = [arrival_id for ids in claimed for arrival_id in ids]
    assert len(held) == len(set(held)) == 40
    await second.close()


async def test_the_oldest_are_taken_first(any_database: Database) -> None:
    await store(any_database, 2, run_at=MONDAY_MORNING)
    await store(any_database, 1, run_at=MONDAY_MORNING - timedelta(minutes=1))

    assert await claim(any_database, "worker") == [3, 1, 2]


async def test_a_lease_that_ran_out_is_taken_by_another(any_database: Database) -> None:
    await store(any_database, 1)
    await claim(any_database, "dead worker")

    before, after = [
        await claim(any_database, "worker", later_seconds=wait) for wait in (LEASE_SECONDS, LEASE_SECONDS + 1)
    ]

    assert (before, after) == ([], [1])


async def test_a_worker_that_lost_its_lease_no_longer_holds_the_arrival(any_database: Database) -> None:
    await store(any_database, 1)
    await claim(any_database, "slow worker")
    await claim(any_database, "worker", later_seconds=LEASE_SECONDS + 1)

    async with any_database.writing() as session:
        slow, quick = [
            await get_held(session, LANDLORD, 1, owner=owner) for owner in ("slow worker", "worker")
        ]

    assert slow is None
    assert quick is not None
    assert quick.attempts == 2


@pytest.mark.parametrize(
    "named",
    [{"state": DONE}, {"run_at": MONDAY_MORNING + timedelta(seconds=1)}, {"landlord_id": "another"}],
    ids=["done", "not due", "another landlord's"],
)
async def test_what_is_not_waiting_is_not_taken(any_database: Database, named: dict[str, object]) -> None:
    await store(any_database, 1, **named)

    assert await claim(any_database, "worker") == []


@pytest.mark.postgres
async def test_on_postgresql_a_worker_passes_over_rows_another_has_locked(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    await database.create_all()
    await store(database, 3)

    async with database.writing() as session:  # not committed while the other claims
        held = await claim_arrivals(
            session, [LANDLORD], owner="first", now=MONDAY_MORNING, lease_seconds=LEASE_SECONDS, limit=2
        )
        others = await asyncio.wait_for(claim(database, "second"), timeout=5)

    assert [row.id for row in held] == [1, 2]
    assert others == [3]
    await database.close()
