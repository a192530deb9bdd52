"""Do the weeks count right on both databases, and do pages of reviews hold each message once?"""

from datetime import timedelta
from typing import Any

from bot.store.blind_checks import (
    CONFIRMED,
    WITHOUT_CHOICE,
    BlindCheckRow,
    WeekCount,
    count_weeks,
    has_the_choice,
    list_confirmed,
    list_week,
    list_without_choice,
)
from bot.store.database import Database
from bot.store.messages import ReadingRow, ReviewRow
from bot.store.offers import OfferRow
from bot.store.reviewed import (
    count_readings,
    count_reviews,
    list_at_risk,
    list_case_references,
    list_on_record,
    list_reviewed,
    list_unreviewed,
)
from tests.builders import (
    MONDAY_MORNING,
    a_case_row,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
)

SINCE, UNTIL = MONDAY_MORNING - timedelta(days=1), MONDAY_MORNING + timedelta(days=1)


async def a_message(database: Database, *, case: dict[str, Any] | None = None, **reading: Any) -> int:
    """One message with its resident, case and reading; its id."""
    async with database.writing() as session:
        session.add_all([arrival := an_arrival_row(), resident := a_resident_row()])
        await session.flush()
        conversation = a_conversation_row(resident_id=resident.id, address=f"r{resident.id}@example.net")
        session.add(conversation)
        await session.flush()
        session.add(
            message := a_message_row(
                arrival_id=arrival.id, conversation_id=conversation.id, action="log_service_request"
            )
        )
        await session.flush()
        row = a_case_row(
            conversation_id=conversation.id, resident_id=resident.id, opened_from=message.id, **(case or {})
        )
        session.add_all([row, a_reading_row(message.id or 0, **reading)])
        await session.flush()
        message.case_id = row.id
        return message.id or 0


def a_reading_row(message_id: int, **named: Any) -> ReadingRow:
    ordinary = {
        "landlord_id": "example",
        "message_id": message_id,
        "model": "m1",
        "kind": "service_request",
        "confidence": 0.75,
        "dissatisfied": 0.1,
        "survey": 0.0,
        "wants_action": True,
        "explicit": False,
        "topic": "repairs",
        "sure": True,
        "unhappy": False,
        "language": "en",
        "read_at": MONDAY_MORNING,
    }
    return ReadingRow(**{**ordinary, **named})


def a_review_row(message_id: int, **named: Any) -> ReviewRow:
    ordinary = {
        "landlord_id": "example",
        "message_id": message_id,
        "staff_email": "priya@staff.example.org",
        "agreed": True,
        "kind": "service_request",
        "wants_action": True,
        "explicit": False,
        "topic": "repairs",
        "created_at": MONDAY_MORNING,
    }
    return ReviewRow(**{**ordinary, **named})


async def save(database: Database, *rows: Any) -> None:
    async with database.writing() as session:
        for row in rows:
            session.add(row)
            await session.flush()


async def test_a_week_of_readings_is_counted_by_kind_with_the_latest_word_of_staff(
    any_database: Database,
) -> None:
    first = await a_message(any_database)
    await a_message(any_database, confidence=0.25, sure=False)
    await a_message(any_database, model="m0")
    await save(any_database, a_review_row(first), a_review_row(first, agreed=False, kind="complaint"))

    async with any_database.reading() as session:
        (count,) = await count_readings(session, "example", since=SINCE, until=UNTIL, model="m1")
        reviews = await count_reviews(session, "example", since=SINCE, until=UNTIL)
        other = await count_readings(session, "other", since=SINCE, until=UNTIL, model="m1")

    assert (count.kind, count.messages, count.confidence, count.unsure) == ("service_request", 2, 1.0, 1)
    assert (count.reviewed, count.corrected) == (1, 1)
    assert reviews == (1, 1)
    assert other == []


async def test_pages_of_reviews_hold_each_message_once_with_its_latest_review(any_database: Database) -> None:
    ids = [await a_message(any_database) for _ in range(3)]
    await save(any_database, *(a_review_row(message_id) for message_id in ids))
    await save(any_database, a_review_row(ids[0], agreed=False, kind="enquiry"))

    async with any_database.reading() as session:
        first = await list_reviewed(session, "example", after_id=0, limit=2)
        rest = await list_reviewed(session, "example", after_id=first[-1].message.id or 0, limit=2)

    assert [one.message.id for one in (*first, *rest)] == ids
    assert [one.review.kind for one in first] == ["enquiry", "service_request"]


async def test_those_at_risk_and_what_is_on_record_are_found_by_resident(any_database: Database) -> None:
    shut = await a_message(any_database, case={"restricted": True})
    await a_message(any_database)
    async with any_database.reading() as session:
        references = await list_case_references(session, "example", [shut])
        known = await list_on_record(session, "example", [1, 2])
        at_risk = await list_at_risk(session, "example", [1, 2])

    assert list(references) == [shut]
    assert at_risk == frozenset({1})
    assert known[2].names == ("Sam Okafor",)
    assert "r2@example.net" in known[2].addresses


async def test_what_nobody_has_looked_at_is_found_unsure_first_and_nearest_to_an_offer(
    any_database: Database,
) -> None:
    far = await a_message(any_database, dissatisfied=0.9)
    near = await a_message(any_database, dissatisfied=0.11)
    unsure = await a_message(any_database, sure=False)
    looked_at = await a_message(any_database, sure=False)
    await save(any_database, a_review_row(looked_at))

    async with any_database.reading() as session:
        found = await list_unreviewed(session, "example", since=SINCE, model="m1", near=0.12, limit=2)

    assert [reading.message_id for reading, _, _ in found] == [unsure, near, far]


async def test_an_offer_from_the_message_or_on_its_case_is_the_choice(any_database: Database) -> None:
    without = await a_message(any_database)
    complaint = await a_message(any_database, case={"kind": "complaint"})
    offered = await a_message(any_database)
    async with any_database.reading() as session:
        (line,) = [
            one
            for one in await list_unreviewed(session, "example", since=SINCE, model="m1", near=0.1, limit=9)
            if one[0].message_id == offered
        ]
    offer = OfferRow(
        landlord_id="example",
        conversation_id=line[1].conversation_id,
        case_id=line[1].id or 0,
        message_id=offered,
        created_at=MONDAY_MORNING,
    )
    await save(any_database, offer)

    async with any_database.reading() as session:
        has = [await has_the_choice(session, "example", each) for each in (without, complaint, offered)]
        drawn_from = await list_without_choice(session, "example", since=SINCE)

    assert has == [False, True, True]
    assert drawn_from == [without]


async def test_weeks_are_counted_newest_first_by_what_was_drawn_and_answered(any_database: Database) -> None:
    ids = [await a_message(any_database) for _ in range(4)]
    await save(
        any_database,
        a_check(ids[0], "2026-W44", kind="complaint", answered_at=MONDAY_MORNING),
        a_check(ids[1], "2026-W45", kind="enquiry", explicit=True, answered_at=MONDAY_MORNING),
        a_check(ids[2], "2026-W45"),
        a_check(ids[3], "2026-W45", why=CONFIRMED, kind="complaint", answered_at=MONDAY_MORNING),
    )
    await save(any_database, a_review_row(ids[3]))

    async with any_database.reading() as session:
        weeks = await count_weeks(session, "example", last=12)
        lines = await list_week(session, "example", "2026-W45")
        confirmed = await list_confirmed(session, "example", since=SINCE)

    assert weeks == [
        WeekCount("2026-W45", without_choice=1, unhappy=1, drawn=3, answered=2),
        WeekCount("2026-W44", without_choice=1, unhappy=1, drawn=1, answered=1),
    ]
    assert [line.message.id for line in lines] == ids[1:]
    assert confirmed == []


def a_check(message_id: int, week: str, **named: Any) -> BlindCheckRow:
    ordinary = {"landlord_id": "example", "why": WITHOUT_CHOICE, "drawn_at": MONDAY_MORNING}
    return BlindCheckRow(**{**ordinary, "message_id": message_id, "week": week, **named})
