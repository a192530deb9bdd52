"""What the front door says it has, it has; what it cannot keep for certain, it sends back to be sent again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.front_door import FrontDoor
from bot.store.arrivals import ArrivalRow
from bot.store.database import Database
from bot.store.system import CounterRow
from channels.errors import TryAgain
from tests.builders import (
    LANDLORD,
    MONDAY_MORNING,
    a_conversation_row,
    a_resident_row,
    an_arrival,
    an_outbox_row,
)
from tests.fakes import FixedClock


@pytest.fixture
async def door(any_database: Database, clock: FixedClock) -> AsyncIterator[FrontDoor]:
    made = FrontDoor(any_database, landlord_ids=[LANDLORD], clock=clock)
    await made.start()
    yield made
    await made.close()


async def kept(database: Database) -> dict[str, bytes]:
    async with database.reading() as session:
        return {str(row.id): row.raw for row in (await session.exec(select(ArrivalRow))).all()}


async def counted(database: Database) -> dict[tuple[str, str], int]:
    async with database.reading() as session:
        return {
            (row.channel, str(row.day)): row.count for row in (await session.exec(select(CounterRow))).all()
        }


async def test_an_arrival_is_kept_as_it_came_and_waits_for_the_worker(
    door: FrontDoor, any_database: Database
) -> None:
    arrival = an_arrival(raw=b"Subject: tap\r\n\r\n\x00\xff\r\n", sender="", received_at=MONDAY_MORNING)

    arrival_id = await door.receive(arrival)

    async with any_database.reading() as session:
        row = await session.get_one(ArrivalRow, int(arrival_id))
    assert (row.raw, row.sender, row.recipient) == (arrival.raw, "", arrival.recipient)
    assert (row.received_at, row.run_at, row.size, row.state) == (
        MONDAY_MORNING,
        MONDAY_MORNING,
        20,
        "waiting",
    )
    assert door.arrived.is_set()


async def test_each_of_many_at_once_gets_its_own_id_and_is_counted(
    door: FrontDoor, any_database: Database
) -> None:
    arrivals = [an_arrival(raw=f"mail {number}".encode()) for number in range(120)]

    ids = await asyncio.gather(*(door.receive(arrival) for arrival in arrivals))

    assert await kept(any_database) == {one: arrival.raw for one, arrival in zip(ids, arrivals, strict=True)}
    assert await counted(any_database) == {("email", "2026-11-02"): 120}


async def test_an_arrival_is_counted_on_its_london_day(door: FrontDoor, any_database: Database) -> None:
    just_after_midnight_in_london = datetime.fromisoformat("2026-06-30T23:30:00+00:00")

    await door.receive(an_arrival(received_at=just_after_midnight_in_london))

    assert await counted(any_database) == {("email", "2026-07-01"): 1}


async def test_imported_mail_is_kept_and_not_counted_as_accepted(
    door: FrontDoor, any_database: Database
) -> None:
    await door.receive(an_arrival(origin="imported"))

    assert len(await kept(any_database)) == 1
    assert await counted(any_database) == {}


async def test_where_the_database_fails_every_sender_is_asked_to_come_again_and_nothing_is_kept(
    door: FrontDoor, any_database: Database
) -> None:
    await rename(any_database, "counter", "elsewhere")

    said = await asyncio.gather(*(door.receive(an_arrival()) for _ in range(20)), return_exceptions=True)

    assert {type(one) for one in said} == {TryAgain}
    assert await kept(any_database) == {}


async def test_the_door_works_again_as_soon_as_the_database_does(
    door: FrontDoor, any_database: Database
) -> None:
    await rename(any_database, "counter", "elsewhere")
    with pytest.raises(TryAgain):
        await door.receive(an_arrival())
    await rename(any_database, "elsewhere", "counter")

    await door.receive(an_arrival())

    assert await counted(any_database) == {("email", "2026-11-02"): 1}


async def test_one_that_cannot_be_kept_does_not_turn_away_the_others(
    door: FrontDoor, any_database: Database
) -> None:
    strange = an_arrival(received_at=datetime(2026, 11, 2, 9, 12))  # noqa: DTZ001 - nobody knows which day this was
    arrivals = [an_arrival(), an_arrival(), strange, an_arrival()]

    said = await asyncio.gather(*(door.receive(arrival) for arrival in arrivals), return_exceptions=True)

    assert [isinstance(one, TryAgain) for one in said] == [False, False, True, False]
    assert len(await kept(any_database)) == 3
    assert await counted(any_database) == {("email", "2026-11-02"): 3}


async def test_an_arrival_whose_sender_hung_up_is_kept_all_the_same(
    door: FrontDoor, any_database: Database
) -> None:
    hung_up = asyncio.create_task(door.receive(an_arrival(raw=b"first")))
    await asyncio.sleep(0)
    hung_up.cancel()

    await door.receive(an_arrival(raw=b"second"))

    assert sorted((await kept(any_database)).values()) == [b"first", b"second"]


async def test_closing_keeps_what_already_waits_and_takes_nothing_new(
    door: FrontDoor, any_database: Database
) -> None:
    waiting = [asyncio.create_task(door.receive(an_arrival())) for _ in range(30)]
    await asyncio.sleep(0)

    await door.close()

    assert set(await asyncio.gather(*waiting)) == set(await kept(any_database))
    with pytest.raises(TryAgain):
        await door.receive(an_arrival())


async def test_a_full_disk_is_no_acceptance(tmp_path: Path, database: Database, clock: FixedClock) -> None:
    door = FrontDoor(database, landlord_ids=[LANDLORD], clock=clock)
    sa.event.listen(
        door._trip._engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count=1")
    )
    await door.start()

    with pytest.raises(TryAgain) as refusal:
        await door.receive(an_arrival(raw=bytes(5_000_000)))

    assert "full" in str(refusal.value.__cause__)
    await door.close()


async def test_a_bookmark_is_kept_and_moved(door: FrontDoor) -> None:
    await door.remember("imap", "INBOX", "10")
    await door.remember("imap", "INBOX", "12")

    assert await door.recall("imap", "INBOX") == "12"
    assert await door.recall("imap", "Archive") is None


async def test_what_was_said_since_a_message_is_told_in_order(
    door: FrontDoor, any_database: Database
) -> None:
    conversation_id = await converse(any_database, sent=["<1@x>", "<2@x>", "<3@x>"], queued=["<4@x>"])

    everything, since_the_first = [await door.since(conversation_id, seen) for seen in ("", "<1@x>")]

    assert [said.message_id for said in everything] == ["<1@x>", "<2@x>", "<3@x>"]
    assert [said.message_id for said in since_the_first] == ["<2@x>", "<3@x>"]


async def test_nothing_is_told_of_a_landlord_not_served_here(
    any_database: Database, clock: FixedClock
) -> None:
    conversation_id = await converse(any_database, sent=["<1@x>"], queued=[])

    assert (
        await FrontDoor(any_database, landlord_ids=["another"], clock=clock).since(conversation_id, "") == []
    )


async def test_two_doors_on_one_database_count_together(
    door: FrontDoor, any_database: Database, clock: FixedClock
) -> None:
    other = FrontDoor(Database(any_database.url), landlord_ids=[LANDLORD], clock=clock)
    await other.start()
    tomorrow = replace(an_arrival(), received_at=clock.move(days=1))
    await door.receive(tomorrow)

    await asyncio.gather(*(each.receive(tomorrow) for each in [door, other] * 10))

    await other.close()
    assert await counted(any_database) == {("email", "2026-11-03"): 21}


async def rename(database: Database, table: str, name: str) -> None:
    async with database.writing() as session:
        await (await session.connection()).execute(sa.text(f"alter table {table} rename to {name}"))


async def converse(database: Database, *, sent: list[str], queued: list[str]) -> str:
    async with database.writing() as session:
        session.add(resident := a_resident_row())
        await session.flush()
        session.add(conversation := a_conversation_row(resident_id=resident.id))
        await session.flush()
        for message_id in sent + queued:
            state = "sent" if message_id in sent else "queued"
            row = an_outbox_row(
                key=message_id, message_id=message_id, state=state, conversation_id=conversation.id
            )
            session.add(row)
            await session.flush()
    return str(conversation.id)
