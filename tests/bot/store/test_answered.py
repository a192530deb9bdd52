"""Are automatic answers counted by address and by sender, and on a case, and nobody else's with them?"""

from datetime import timedelta

from bot.store.answered import list_answers_since, list_written_on_case_since
from bot.store.database import Database
from bot.store.outbox import CANCELLED, SUPPRESSED
from tests.builders import (
    LANDLORD,
    MONDAY_MORNING,
    RESIDENT,
    a_case_row,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
    an_outbox_row,
)

YESTERDAY = MONDAY_MORNING - timedelta(days=1)


async def a_conversation(database: Database, address: str, sender: str) -> int:
    async with database.writing() as session:
        session.add(resident := a_resident_row())
        await session.flush()
        conversation = a_conversation_row(resident_id=resident.id or 0, address=address, sender=sender)
        session.add(conversation)
        await session.flush()
        assert conversation.id is not None
        return conversation.id


async def answered(database: Database, conversation_id: int, key: str, **named: object) -> None:
    async with database.writing() as session:
        session.add(an_outbox_row(conversation_id=conversation_id, key=key, **named))


async def test_answers_to_an_address_and_to_a_sender_are_counted(any_database: Database) -> None:
    own = await a_conversation(any_database, RESIDENT, RESIDENT)
    tagged = await a_conversation(any_database, "other@example.net", RESIDENT)
    stranger = await a_conversation(any_database, "alex@elsewhere.example", "alex@elsewhere.example")
    for place, conversation in enumerate((own, tagged, stranger)):
        await answered(any_database, conversation, f"answer:{place}")

    async with any_database.reading() as session:
        of_both = await list_answers_since(
            session, LANDLORD, channel="email", address=RESIDENT, sender=RESIDENT, since=YESTERDAY
        )
        of_address = await list_answers_since(
            session, LANDLORD, channel="email", address=RESIDENT, sender="", since=YESTERDAY
        )
        of_another_landlord = await list_answers_since(
            session, "another", channel="email", address=RESIDENT, sender=RESIDENT, since=YESTERDAY
        )

    assert sorted(one.address for one in of_both) == ["other@example.net", RESIDENT]
    assert [one.address for one in of_address] == [RESIDENT]
    assert of_another_landlord == []


async def test_what_never_left_what_is_old_and_what_a_person_wrote_do_not_count(
    any_database: Database,
) -> None:
    own = await a_conversation(any_database, RESIDENT, RESIDENT)
    await answered(any_database, own, "answer:1", state=CANCELLED)
    await answered(any_database, own, "answer:2", state=SUPPRESSED)
    await answered(any_database, own, "answer:3", automatic="no")
    await answered(any_database, own, "answer:4", created_at=YESTERDAY - timedelta(hours=1))

    async with any_database.reading() as session:
        found = await list_answers_since(
            session, LANDLORD, channel="email", address=RESIDENT, sender=RESIDENT, since=YESTERDAY
        )

    assert found == []


async def test_on_a_case_everything_the_machine_wrote_counts_and_alerts_do_not(
    any_database: Database,
) -> None:
    own = await a_conversation(any_database, RESIDENT, RESIDENT)
    async with any_database.writing() as session:
        session.add(arrival := an_arrival_row())
        await session.flush()
        session.add(message := a_message_row(arrival_id=arrival.id or 0, conversation_id=own))
        await session.flush()
        case = a_case_row(conversation_id=own, resident_id=1, opened_from=message.id or 0)
        session.add(case)
        await session.flush()
        case_id = case.id or 0
    await answered(any_database, own, "answer:1", case_id=case_id)
    await answered(any_database, own, "reminder:1", case_id=case_id, automatic="auto-generated")
    await answered(any_database, own, "alert:1", case_id=case_id, kind="alert")
    await answered(any_database, own, "person:1", case_id=case_id, automatic="no")

    async with any_database.reading() as session:
        found = await list_written_on_case_since(session, LANDLORD, case_id, YESTERDAY)

    assert len(found) == 2
