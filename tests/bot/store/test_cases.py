"""A queue is read a page at a time, nearest date first, and never shows a case to somebody it names."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.store.cases import CaseRow, list_queue
from bot.store.console_pages import QueuePlace, Viewer, count_queues, list_queue_page
from bot.store.database import Database
from tests.builders import (
    LANDLORD,
    a_case_row,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
)

ANN = "ann@example.org"
NOVEMBER = [date(2026, 11, day) for day in (20, 3, 9, 9, 27, 3, 14)]


async def open_cases(database: Database, *cases: dict[str, object]) -> None:
    """Cases of one resident, numbered from 1 in this order."""
    async with database.writing() as session:
        session.add_all([arrival := an_arrival_row(), resident := a_resident_row()])
        await session.flush()
        session.add(conversation := a_conversation_row(resident_id=resident.id))
        session.add(message := a_message_row(arrival_id=arrival.id))
        await session.flush()
        belongs = {"conversation_id": conversation.id, "resident_id": resident.id, "opened_from": message.id}
        for number, named in enumerate(cases, start=1):
            session.add(a_case_row(reference=f"EX-{number}", **{**belongs, **named}))
            await session.flush()


def ids(cases: Sequence[CaseRow]) -> list[int | None]:
    return [case.id for case in cases]


async def test_pages_follow_each_other_without_a_gap_or_a_repeat(any_database: Database) -> None:
    await open_cases(any_database, *({"next_due_on": due} for due in NOVEMBER))
    pages: list[list[int | None]] = []
    after: tuple[date, int] | None = None

    async with any_database.reading() as session:
        while page := await list_queue(
            session, LANDLORD, "repairs", hidden_from="", restricted_too=True, after=after, limit=3
        ):
            pages.append(ids(page))
            assert page[-1].next_due_on is not None
            after = (page[-1].next_due_on, page[-1].id or 0)

    assert pages == [[2, 6, 3], [4, 7, 1], [5]]


async def test_in_the_console_undated_cases_come_after_all_dated_ones(any_database: Database) -> None:
    await open_cases(any_database, {"next_due_on": None}, *({"next_due_on": due} for due in NOVEMBER[:3]))
    viewer = Viewer(LANDLORD, ANN, sees_restricted=False)

    async with any_database.reading() as session:
        first = await list_queue_page(session, viewer, "repairs", after=None, limit=2)
        place = QueuePlace(first[-1].case.next_due_on, first[-1].case.id or 0)
        second = await list_queue_page(session, viewer, "repairs", after=place, limit=2)

    assert [line.case.id for line in (*first, *second)] == [3, 4, 2, 1]


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        pytest.param(ANN, [2, 3], id="the person named"),
        pytest.param("joann@example.org", [1, 2, 3], id="one whose address ends the same"),
        pytest.param("ann@example.or_", [1, 2, 3], id="an address with a wildcard in it"),
        pytest.param("%", [1, 2, 3], id="a wildcard alone"),
    ],
)
async def test_a_case_is_hidden_from_whom_it_names_and_from_nobody_else(
    any_database: Database, reader: str, seen: list[int]
) -> None:
    await open_cases(any_database, {"hidden_from": [ANN]}, {"hidden_from": ["bo@example.org"]}, {})

    async with any_database.reading() as session:
        shown = await list_queue(session, LANDLORD, "repairs", hidden_from=reader, restricted_too=True)
        counted = await count_queues(session, Viewer(LANDLORD, reader, sees_restricted=True))

    assert ids(shown) == seen
    assert counted == [("repairs", len(seen), date(2026, 11, 16))]


async def test_a_restricted_case_is_seen_by_those_named_for_safeguarding_alone(
    any_database: Database,
) -> None:
    await open_cases(any_database, {"restricted": True}, {})

    async with any_database.reading() as session:
        everybody, named = [
            ids(
                await list_queue(session, LANDLORD, "repairs", hidden_from=ANN, restricted_too=restricted_too)
            )
            for restricted_too in (False, True)
        ]

    assert (everybody, named) == ([2], [1, 2])
