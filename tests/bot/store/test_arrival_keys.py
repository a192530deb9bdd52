"""What is known by one of its keys is neither kept nor counted again, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.front_door import FrontDoor
from bot.store.arrivals import ArrivalRow
from bot.store.database import Database
from bot.store.system import CounterRow
from tests.builders import LANDLORD, an_arrival
from tests.fakes import FixedClock

PLACE, ANEW, DIGEST = "imap:box:17:5", "imap:box:18:1", "imap:box:sha256:00ff"


@pytest.fixture
async def door(any_database: Database, clock: FixedClock) -> AsyncIterator[FrontDoor]:
    made = FrontDoor(any_database, landlord_ids=[LANDLORD, "birch"], clock=clock)
    await made.start()
    yield made
    await made.close()


async def kept_and_counted(database: Database) -> tuple[int, int]:
    async with database.reading() as session:
        kept = (await session.exec(select(ArrivalRow.id))).all()
        counted = (await session.exec(select(CounterRow.count))).all()
    return len(kept), sum(counted)


async def test_the_same_place_again_is_the_arrival_that_is_there(
    door: FrontDoor, any_database: Database
) -> None:
    first = await door.receive(an_arrival(keys=(PLACE, DIGEST)))

    again = await door.receive(an_arrival(keys=(PLACE, DIGEST)))

    assert again == first
    assert await kept_and_counted(any_database) == (1, 1)


async def test_the_same_bytes_at_a_new_place_are_known_and_so_is_the_place_from_then_on(
    door: FrontDoor, any_database: Database
) -> None:
    first = await door.receive(an_arrival(keys=(PLACE, DIGEST)))

    moved = await door.receive(an_arrival(keys=(ANEW, DIGEST)))
    by_place_alone = await door.receive(an_arrival(keys=(ANEW,)))

    assert {moved, by_place_alone} == {first}
    assert await kept_and_counted(any_database) == (1, 1)


async def test_the_same_mail_handed_in_many_times_at_once_is_kept_once(
    door: FrontDoor, any_database: Database
) -> None:
    ids = await asyncio.gather(*(door.receive(an_arrival(keys=(PLACE, DIGEST))) for _ in range(20)))

    assert len(set(ids)) == 1
    assert await kept_and_counted(any_database) == (1, 1)


async def test_two_processes_keep_the_same_mail_once(
    door: FrontDoor, any_database: Database, clock: FixedClock
) -> None:
    other = FrontDoor(Database(any_database.url), landlord_ids=[LANDLORD], clock=clock)
    await other.start()

    both = [
        each.receive(an_arrival(keys=(f"imap:box:17:{uid}",))) for uid in range(20) for each in (door, other)
    ]
    answers = await asyncio.gather(*both, return_exceptions=True)
    await other.close()

    # One of two that meet at the same instant may be asked to come again; then it is known.
    assert sum(isinstance(answer, str) for answer in answers) >= 20
    assert await kept_and_counted(any_database) == (20, 20)


async def test_another_landlord_knows_nothing_of_it(door: FrontDoor, any_database: Database) -> None:
    arrival = an_arrival(keys=(PLACE, DIGEST))

    first, other = await door.receive(arrival), await door.receive(replace(arrival, landlord_id="birch"))

    assert first != other
    assert await kept_and_counted(any_database) == (2, 2)


async def test_what_has_no_key_is_kept_however_often_it_comes(
    door: FrontDoor, any_database: Database
) -> None:
    await door.receive(an_arrival())
    await door.receive(an_arrival())

    assert await kept_and_counted(any_database) == (2, 2)
