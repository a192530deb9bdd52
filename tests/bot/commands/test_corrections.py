"""`hark corrections`: the rows staff made, and the labels that the classifier contradicts."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.commands.corrections import _list_likely_wrong
from bot.corrections import gather_corrections
from bot.store.database import Database
from bot.store.messages import ReadingRow, ReviewRow
from tests.bot.commands.conftest import Hark
from tests.builders import (
    MONDAY_MORNING,
    a_conversation_row,
    a_message_row,
    a_resident_row,
    an_arrival_row,
    an_unhappy_reading,
)
from tests.fakes import FakeReader
from tests.web_house import NOW, a_case, a_web_house


def test_the_rows_are_written_beside_the_database_and_their_number_is_the_result(
    hark: Hark, folder: Path
) -> None:
    hark("migrate")
    asyncio.run(a_reviewed_message(f"sqlite+aiosqlite:///{folder}/.hark/hark.db"))

    ran = hark("corrections")

    (file,) = (folder / ".hark" / "corrections").iterdir()
    row = json.loads(file.read_text(encoding="utf-8"))
    assert (ran.status, ran.out) == (0, "1\n")
    assert "hark train learns from them" in ran.err
    assert (file.name, row["kind"]) == ("corrections-example-2026-W45.jsonl", "complaint")
    assert "Okafor" not in row["text"]


def test_nothing_corrected_is_no_fault(hark: Hark) -> None:
    ran = hark("corrections")

    assert (ran.status, ran.out) == (0, "0\n")


async def test_labels_the_classifier_contradicts_are_listed_by_case_the_most_certain_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web = await a_web_house(tmp_path)
    doubtful, right = (
        await a_case(web, words="Nobody came. Again."),
        await a_case(web, words="A new tap please."),
    )
    await web.add(a_review(doubtful.opened_from, "enquiry"), a_review(right.opened_from, "service_request"))
    reader = FakeReader({"Nobody came": an_unhappy_reading(confidence=0.97)})
    folder = tmp_path / "corrections"
    await gather_corrections(web.house, folder)

    await _list_likely_wrong(replace(web.house, reader=lambda: reader), folder, 5)

    await web.client.aclose()
    await web.house.database.close()
    assert capsys.readouterr().out == (
        f"{doubtful.reference}  staff say enquiry, the classifier says complaint (97% sure)\n"
    )


def a_review(message_id: int, kind: str) -> ReviewRow:
    return ReviewRow(
        landlord_id="example",
        message_id=message_id,
        staff_email="priya@staff.example.org",
        agreed=False,
        kind=kind,
        wants_action=True,
        explicit=False,
        topic="repairs",
        created_at=NOW - timedelta(hours=1),
    )


async def a_reviewed_message(url: str) -> None:
    """One message of the example landlord, read and corrected on a Monday."""
    database = Database(url)
    async with database.writing() as session:

        async def save(row: SQLModel) -> None:
            session.add(row)
            await session.flush()

        await save(arrival := an_arrival_row())
        await save(resident := a_resident_row())
        await save(conversation := a_conversation_row(resident_id=resident.id or 0))
        message = a_message_row(
            arrival_id=arrival.id or 0, conversation_id=conversation.id, text="Nobody came. Sam Okafor"
        )
        await save(message)
        await save(
            ReadingRow(
                landlord_id="example", message_id=message.id or 0, model="m", kind="enquiry", confidence=0.6,
                dissatisfied=0.1, survey=0.0, wants_action=False, explicit=False, topic="other", sure=True,
                unhappy=False, language="en", read_at=MONDAY_MORNING,
            )
        )  # fmt: skip
        review = a_review(message.id or 0, "complaint")
        review.created_at = MONDAY_MORNING
        await save(review)
    await database.close()
