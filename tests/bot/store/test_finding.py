"""A case is found by words, a name, an address, a phone number; by what was blanked it is not. Everybody is invented."""

from collections.abc import Sequence

import pytest

from bot.store.console_pages import Viewer
from bot.store.database import Database
from bot.store.found import list_found
from bot.store.messages import MessageRow, get_message
from bot.store.word_index import words_in
from tests.builders import (
    LANDLORD,
    a_case_row,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
)

ANN = Viewer(LANDLORD, "ann@example.org", sees_restricted=False)


async def said(database: Database, text: str, *, number: int = 1, resident: str = "", **case: object) -> None:
    """One case with one message."""
    async with database.writing() as session:
        arrival = an_arrival_row(key=f"key-{number}")
        who = a_resident_row(name=resident, postcode="M11AA" if resident else "")
        session.add_all([arrival, who])
        await session.flush()
        conversation = a_conversation_row(
            resident_id=who.id,
            address=f"sam{number}@mail.example",
            sender=f"sam{number}@mail.example",
            token=f"t{number}",
        )
        session.add(conversation)
        await session.flush()
        message = a_message_row(
            arrival_id=arrival.id,
            conversation_id=conversation.id,
            text=text,
            subject="Boiler",
            from_name="Zoë Nowak",
            from_address=f"sam{number}@mail.example",
            internet_id=f"<{number}@x>",
        )
        session.add(message)
        await session.flush()
        row = a_case_row(
            reference=f"EX-{number}",
            conversation_id=conversation.id,
            resident_id=who.id,
            opened_from=message.id,
            **case,
        )
        session.add(row)
        await session.flush()
        message.case_id = row.id
        session.add(message)


async def found(database: Database, looked_for: str, viewer: Viewer = ANN) -> Sequence[str]:
    async with database.reading() as session:
        return [line.case.reference for line in await list_found(session, viewer, looked_for, limit=10)]


@pytest.mark.parametrize(
    "looked_for",
    [
        "third week",
        "WEEK third",
        "wee",
        "zoë nowak",
        "sam1@mail.example",
        "07700 900123",
        "boiler",
        "m1 1aa",
        "ada brook",
    ],
)
async def test_a_case_is_found_by_what_stands_in_it(any_database: Database, looked_for: str) -> None:
    await said(any_database, "Third week without hot water. Ring 07700 900123.", resident="Ada Brook")

    assert await found(any_database, looked_for) == ["EX-1"]


@pytest.mark.parametrize(
    "looked_for", ["", "  ", "fourth week", "hot lift", '"', "week -third OR lift", "' ; drop", "ada"]
)
async def test_what_does_not_stand_there_finds_nothing_and_breaks_nothing(
    any_database: Database, looked_for: str
) -> None:
    await said(any_database, "Third week without hot water.", resident="Ada Brook")

    assert await found(any_database, looked_for) == []


async def test_nobody_finds_what_they_may_not_see(any_database: Database) -> None:
    await said(any_database, "Third week.", number=1, hidden_from=["ann@example.org"])
    await said(any_database, "Third week.", number=2, restricted=True)
    await said(any_database, "Third week.", number=3)

    assert await found(any_database, "third week") == ["EX-3"]


async def test_what_is_blanked_is_found_no_longer(any_database: Database) -> None:
    await said(any_database, "Third week without hot water.")
    async with any_database.writing() as session:
        message = await get_message(session, LANDLORD, 1)
        assert isinstance(message, MessageRow)
        message.text = ""
        session.add(message)

    assert await found(any_database, "third week") == []
    assert await found(any_database, "boiler") == ["EX-1"]


def test_only_words_are_looked_for() -> None:
    assert words_in('Sam.Okoro@mail.example "AND" *') == ["sam", "okoro", "mail", "example", "and"]
