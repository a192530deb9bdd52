"""What is to be sent is taken by one worker, again after a crash, and never twice under one key."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.outbox import LEASE_SECONDS
from bot.store.database import Database
from bot.store.outbox import (
    CANCELLED,
    FAILED,
    SENDING,
    SENT,
    SUPPRESSED,
    OutboxRow,
    cancel_queued,
    claim_outbox,
)
from bot.store.people import ResidentRow
from tests.builders import LANDLORD, MONDAY_MORNING, a_conversation_row, an_outbox_row


async def store(database: Database, **named: object) -> None:
    async with database.writing() as session:
        session.add(an_outbox_row(**named))


async def claim(database: Database, owner: str, *, later_seconds: float = 0) -> list[OutboxRow]:
    async with database.writing() as session:
        return await claim_outbox(
            session,
            [LANDLORD],
            owner=owner,
            now=MONDAY_MORNING + timedelta(seconds=later_seconds),
            lease_seconds=LEASE_SECONDS,
            limit=10,
        )


async def test_a_claimed_message_is_marked_as_being_sent_with_its_message_id(any_database: Database) -> None:
    await store(any_database)

    (row,) = await claim(any_database, "worker")

    assert (row.state, row.owner, row.attempts, row.message_id) == (
        SENDING,
        "worker",
        1,
        "<answer-1@example.org>",
    )
    assert await claim(any_database, "another worker") == []


async def test_what_a_dead_worker_left_in_mid_send_is_sent_again_with_the_same_message_id(
    any_database: Database,
) -> None:
    await store(any_database)
    (first,) = await claim(any_database, "dead worker")

    (again,) = await claim(any_database, "worker", later_seconds=LEASE_SECONDS + 1)

    assert (again.id, again.message_id) == (first.id, first.message_id)
    assert (again.owner, again.attempts) == ("worker", 2)


@pytest.mark.parametrize("state", [SENT, FAILED, SUPPRESSED, CANCELLED])
async def test_what_is_settled_is_never_taken(any_database: Database, state: str) -> None:
    await store(any_database, state=state)

    assert await claim(any_database, "worker", later_seconds=10 * 24 * 3600) == []


async def test_what_is_due_later_is_not_taken_yet(any_database: Database) -> None:
    await store(any_database, run_at=MONDAY_MORNING + timedelta(minutes=5))

    assert await claim(any_database, "worker") == []
    assert len(await claim(any_database, "worker", later_seconds=300)) == 1


async def test_a_second_message_under_one_key_is_impossible(any_database: Database) -> None:
    await store(any_database, key="acknowledgement:1:1")

    with pytest.raises(IntegrityError):
        await store(any_database, key="acknowledgement:1:1")


async def test_all_that_waits_for_a_conversation_is_cancelled_also_without_a_case(
    any_database: Database,
) -> None:
    async with any_database.writing() as session:
        session.add(ResidentRow(id=1, landlord_id=LANDLORD, created_at=MONDAY_MORNING))
        await session.flush()
        session.add_all(
            a_conversation_row(resident_id=1, id=one, address=f"{one}@x.net", token=str(one))
            for one in (1, 2)
        )
        await session.flush()
        session.add_all(
            an_outbox_row(key=f"receipt:{one}", conversation_id=one, case_id=None) for one in (1, 2)
        )

    async with any_database.writing() as session:
        cancelled = await cancel_queued(session, LANDLORD, conversation_id=1, why="someone may be at risk")

    assert cancelled == 1
    assert [row.conversation_id for row in await claim(any_database, "worker")] == [2]
