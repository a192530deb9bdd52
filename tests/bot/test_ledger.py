"""The ledger agrees while nothing is lost, and shows each place where something is."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.commands.ledger import show
from bot.front_door import FrontDoor
from bot.ledger import count, gaps
from bot.store.arrivals import UNREADABLE
from bot.store.database import Database
from bot.store.doors import IMPORTED
from bot.store.system import CounterRow
from tests.builders import LANDLORD, MONDAY_MORNING, a_message_row, an_arrival, an_arrival_row
from tests.fakes import FixedClock

LATER = MONDAY_MORNING + timedelta(hours=1)


async def settle(
    database: Database,
    *,
    accepted: int | None = 1,
    stored: bool = True,
    read: bool = True,
    decided: bool = True,
    **named: Any,
) -> None:
    """One arrival that got this far."""
    async with database.writing() as session:
        if accepted is not None:
            day = MONDAY_MORNING.date()
            counter = CounterRow(
                landlord_id=LANDLORD, channel="email", day=day, name="accepted", count=accepted
            )
            session.add(counter)
        if stored:
            row = an_arrival_row(**{"decided_at": MONDAY_MORNING if decided else None, **named})
            session.add(row)
            await session.flush()
            if read:
                session.add(a_message_row(arrival_id=row.id))


async def gaps_of(database: Database, now: datetime = LATER) -> list[str]:
    async with database.reading() as session:
        return gaps(await count(session, [LANDLORD], now=now))


async def test_a_settled_arrival_leaves_no_gap(any_database: Database) -> None:
    await settle(any_database)

    async with any_database.reading() as session:
        (line,) = await count(session, [LANDLORD], now=LATER)

    assert (line.channel, line.day.isoformat()) == ("email", "2026-11-02")
    assert (line.accepted, line.stored, line.read, line.decided, line.waiting) == (1, 1, 1, 1, 0)
    assert gaps([line]) == []


@pytest.mark.parametrize(
    ("broken", "gap"),
    [
        pytest.param({"stored": False}, "1 accepted, but only 0 stored.", id="accepted and not stored"),
        pytest.param(
            {"accepted": None}, "1 stored, but only 0 counted as accepted.", id="stored and not accepted"
        ),
        pytest.param({"accepted": 3}, "3 accepted, but only 1 stored.", id="two of three lost"),
        pytest.param(
            {"decided": False},
            "1 of 1 stored more than ten minutes ago and not decided.",
            id="read and not decided",
        ),
        pytest.param({"read": False}, "1 decided, but only 0 read.", id="decided and not read"),
    ],
)
async def test_each_broken_link_shows(any_database: Database, broken: dict[str, Any], gap: str) -> None:
    await settle(any_database, **broken)

    assert f"example, email, 2 November 2026: {gap}" in await gaps_of(any_database)


async def test_what_is_young_and_undecided_waits_and_is_no_gap(any_database: Database) -> None:
    await settle(any_database, read=False, decided=False)

    young, old = [await gaps_of(any_database, MONDAY_MORNING + timedelta(minutes=after)) for after in (9, 11)]

    assert young == []
    assert old == [
        "example, email, 2 November 2026: 1 of 1 stored more than ten minutes ago and not read.",
        "example, email, 2 November 2026: 1 of 1 stored more than ten minutes ago and not decided.",
    ]


@pytest.mark.parametrize(
    "named", [{"state": UNREADABLE}, {"outcome": "bounce"}, {"outcome": "repeated"}], ids=str
)
async def test_what_rightly_leaves_no_message_counts_as_read(
    any_database: Database, named: dict[str, str]
) -> None:
    await settle(any_database, read=False, **named)

    assert await gaps_of(any_database) == []


async def test_imported_mail_has_a_line_of_its_own_and_must_be_decided_too(any_database: Database) -> None:
    years_ago = datetime.fromisoformat("2019-03-04T10:00:00+00:00")
    await settle(
        any_database, accepted=None, read=False, decided=False, origin=IMPORTED, received_at=years_ago
    )

    just_imported, an_hour_later = await gaps_of(any_database, MONDAY_MORNING), await gaps_of(any_database)

    assert just_imported == []
    assert an_hour_later[0].startswith("example, email, imported, 4 March 2019: 1 of 1 stored")


async def test_mail_that_lay_in_a_mailbox_has_its_ten_minutes_too(any_database: Database) -> None:
    await settle(any_database, read=False, decided=False, received_at=MONDAY_MORNING - timedelta(hours=3))

    just_found, an_hour_later = await gaps_of(any_database, MONDAY_MORNING), await gaps_of(any_database)

    assert just_found == []
    assert an_hour_later[0].endswith("1 of 1 stored more than ten minutes ago and not read.")


async def test_the_day_is_londons(any_database: Database) -> None:
    await settle(any_database, accepted=None, received_at=datetime.fromisoformat("2026-06-30T23:30:00+00:00"))

    async with any_database.reading() as session:
        (line,) = await count(session, [LANDLORD], now=LATER)

    assert line.day.isoformat() == "2026-07-01"


async def test_another_landlords_arrivals_are_not_counted(any_database: Database) -> None:
    await settle(any_database, accepted=None, landlord_id="another")

    assert await gaps_of(any_database) == []


async def test_what_the_front_door_took_agrees_with_what_is_stored(
    any_database: Database, clock: FixedClock
) -> None:
    door = FrontDoor(any_database, landlord_ids=[LANDLORD], clock=clock)
    await door.start()
    for channel in ("email", "email", "widget"):
        await door.receive(an_arrival(channel=channel, received_at=clock()))
    await door.close()

    async with any_database.reading() as session:
        lines = await count(session, [LANDLORD], now=clock.move(minutes=2))

    assert [(line.channel, line.accepted, line.stored, line.waiting) for line in lines] == [
        ("email", 2, 2, 2),
        ("widget", 1, 1, 1),
    ]
    assert gaps(lines) == []


async def test_the_command_prints_a_table_and_says_whether_all_is_there(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await settle(database)
    whole = await show(database, [LANDLORD], LATER)
    async with database.writing() as session:
        await session.delete(await session.get_one(CounterRow, 1))
    broken = await show(database, [LANDLORD], LATER)

    printed = capsys.readouterr()

    assert (whole, broken) == (0, 1)
    assert printed.out.splitlines()[:2] == [
        "landlord  day         channel  accepted  stored  read  decided  waiting",
        "example   2026-11-02  email           1       1     1        1        0",
    ]
    assert printed.err == "example, email, 2 November 2026: 1 stored, but only 0 counted as accepted.\n"
