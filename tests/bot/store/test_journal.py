"""A changed or missing event shows, and a whole chain shows nothing."""

import pytest
from sqlmodel import select

from bot.store.database import Database
from bot.store.journal import list_broken, record
from bot.store.system import EventRow
from tests.builders import LANDLORD, MONDAY_MORNING


async def write(database: Database) -> None:
    """Two chains: three events of a case, two of the landlord."""
    async with database.writing() as session:
        for what in ("opened", "offered", "accepted"):
            await record(
                session, LANDLORD, at=MONDAY_MORNING, what=what, case_id=1, codes={"stage": 1, "late": False}
            )
        for what in ("started", "promoted"):
            await record(session, LANDLORD, at=MONDAY_MORNING, what=what, row="model_version:1")


async def broken(database: Database) -> list[str]:
    async with database.reading() as session:
        return await list_broken(session, LANDLORD)


async def test_a_chain_nobody_touched_is_whole(any_database: Database) -> None:
    await write(any_database)

    assert await broken(any_database) == []


@pytest.mark.provision("5.12")
@pytest.mark.parametrize(
    "changed",
    [{"what": "declined"}, {"actor": "staff:2"}, {"codes": {"stage": 2}}, {"row": "case_:2"}],
    ids=str,
)
async def test_a_changed_event_shows(any_database: Database, changed: dict[str, object]) -> None:
    await write(any_database)
    async with any_database.writing() as session:
        event = (await session.exec(select(EventRow).where(EventRow.what == "offered"))).one()
        event.sqlmodel_update(changed)

    assert await broken(any_database) == ["case:1: event 2 has been changed."]


@pytest.mark.provision("5.12")
async def test_a_removed_event_shows(any_database: Database) -> None:
    await write(any_database)
    async with any_database.writing() as session:
        await session.delete((await session.exec(select(EventRow).where(EventRow.what == "offered"))).one())

    assert await broken(any_database) == ["case:1: event 3 does not follow the one before it."]


async def test_each_case_has_a_chain_of_its_own(any_database: Database) -> None:
    await write(any_database)

    async with any_database.reading() as session:
        events = (await session.exec(select(EventRow).order_by(EventRow.chain, EventRow.number))).all()

    assert [(event.chain, event.number) for event in events] == [
        ("case:1", 1),
        ("case:1", 2),
        ("case:1", 3),
        ("landlord:example", 1),
        ("landlord:example", 2),
    ]
