"""Migrations make exactly the tables of the models, and can be taken back with rows in them."""

import asyncio

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from bot.store import migrate
from bot.store.console_pages import Viewer
from bot.store.database import Database
from bot.store.found import list_found
from bot.store.word_index import is_compared
from tests.builders import (
    LANDLORD,
    a_case_row,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
    an_attachment_row,
    an_outbox_row,
)


# Cases and messages point at each other, so no order of tables is right; the comparison needs none.
@pytest.mark.filterwarnings("ignore:Cannot correctly sort tables")
def test_the_migrations_make_exactly_the_tables_of_the_models(any_url: str) -> None:
    migrate.upgrade(any_url)

    with migrate._connection(any_url) as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"include_object": is_compared}), SQLModel.metadata
        )

    assert differences == [], "make a migration: bot/store/migrations/README.md says how"


def test_what_was_applied_is_told_and_a_second_time_there_is_nothing_to_do(any_url: str) -> None:
    first, second = migrate.upgrade(any_url), migrate.upgrade(any_url)

    assert first[0] == "0001"
    assert first[-1] == migrate.newest() == migrate.current(any_url)
    assert second == []


def test_an_empty_database_is_at_no_revision(any_url: str) -> None:
    assert migrate.current(any_url) is None


async def test_a_filled_database_can_be_taken_back_to_nothing(any_url: str) -> None:
    await asyncio.to_thread(migrate.upgrade, any_url)
    await fill(any_url)

    await asyncio.to_thread(migrate.downgrade, any_url)

    assert await asyncio.to_thread(tables, any_url) == {"alembic_version"}


async def test_a_migrated_database_takes_rows_and_keeps_them_at_the_next_upgrade(any_url: str) -> None:
    await asyncio.to_thread(migrate.upgrade, any_url)
    await fill(any_url)

    await asyncio.to_thread(migrate.upgrade, any_url)

    with migrate._connection(any_url) as connection:
        assert connection.execute(sa.text("select count(*) from case_")).scalar_one() == 1


async def test_what_comes_into_a_migrated_database_is_found_by_its_words(any_url: str) -> None:
    await asyncio.to_thread(migrate.upgrade, any_url)
    await fill(any_url)
    database = Database(any_url)

    async with database.reading() as session:
        found = await list_found(
            session, Viewer(LANDLORD, "ann@example.org", sees_restricted=True), "okafor kitchen ta", limit=5
        )
    await database.close()

    assert len(found) == 1


@pytest.mark.parametrize("before", ["0005"])
def test_files_that_came_before_there_was_a_scanner_wait_for_one(any_url: str, before: str) -> None:
    migrate.upgrade(any_url)
    asyncio.run(fill(any_url))
    migrate.downgrade(any_url, before)

    migrate.upgrade(any_url)

    with migrate._connection(any_url) as connection:
        told = connection.execute(sa.text("select scan, scan_note, scan_tries, scan_due_at from attachment"))
        assert [tuple(row) for row in told] == [("unscanned", "", 0, None)]


async def fill(url: str) -> None:
    """A resident's message that became a case and was answered: the tables that point at each other."""
    database = Database(url)
    async with database.writing() as session:
        session.add_all([arrival := an_arrival_row(), resident := a_resident_row()])
        await session.flush()
        session.add(conversation := a_conversation_row(resident_id=resident.id))
        await session.flush()
        session.add(message := a_message_row(arrival_id=arrival.id, conversation_id=conversation.id))
        await session.flush()
        case = a_case_row(conversation_id=conversation.id, resident_id=resident.id, opened_from=message.id)
        session.add(case)
        await session.flush()
        message.case_id = case.id
        session.add(an_attachment_row(b"a photo", message_id=message.id or 0))
        session.add(an_outbox_row(case_id=case.id, conversation_id=conversation.id))
    await database.close()


def tables(url: str) -> set[str]:
    with migrate._connection(url) as connection:
        return set(sa.inspect(connection).get_table_names())
