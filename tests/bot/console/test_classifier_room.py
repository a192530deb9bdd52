"""An administrator teaches the classifier, sees what would change, lets it read and takes that back. Everybody is invented."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bot.console.teaching_page import comparison_of
from bot.store import journal
from bot.workshop import Workshop, write_whole
from classifiers.registry import find_current
from tests.builders import an_unhappy_reading
from tests.fakes import FakeReader
from tests.model_versions import a_deaf_version, a_registry, a_test, a_version_like
from tests.web_house import WebHouse, a_web_house

PLACE = "/console/classifier/"
WAITS = (sys.executable, "-c", "import time; time.sleep(60)")
SHARE = {"count": 3, "of": 120, "share": 0.025, "low": 0.0085, "high": 0.0709}
ANSWER = {"kind": "complaint", "offered": True, "explicit": False, "topic": "heating"}
FOUND: dict[str, Any] = {
    "was": "heads-1",
    "now": "heads-2",
    "figures": {"was": {"missed_complaints": SHARE}, "now": {"missed_complaints": {**SHARE, "count": 2}}},
    "counts": {"better": 1, "worse": 0, "neither": 0},
    "changes": [
        {
            "id": "t1-1",
            "turn": "better",
            "changed": ["kind"],
            "was": {**ANSWER, "kind": "enquiry", "offered": False},
            "now": ANSWER,
            "truth": ANSWER,
            "text": "Still no heating, and nobody rings.",
        }
    ],
}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[WebHouse]:
    made = await a_web_house(tmp_path)
    a_registry(tmp_path / "models")
    house = replace(
        made.house,
        models=tmp_path / "models",
        workshop=Workshop(tmp_path / "training", WAITS),
        reader=lambda: FakeReader(otherwise=an_unhappy_reading()),
    )
    made.app.state.house = made.house = house
    yield made
    workshop = house.workshop
    if workshop is not None and workshop.lesson().is_running:
        await workshop.stop()
    await made.client.aclose()
    await made.house.database.close()


async def page(room: WebHouse) -> str:
    return unescape((await room.client.get(PLACE)).text)


async def events(room: WebHouse) -> list[str]:
    async with room.house.database.reading() as session:
        assert await journal.list_broken(session, "example") == []
        return [event.what for event in await journal.list_of_landlord(session, "example", limit=20)]


async def test_a_lesson_begins_is_watched_and_is_stopped_and_all_of_it_is_on_record(room: WebHouse) -> None:
    signed = await room.signed_in(role="administrator")

    begun = await room.post(PLACE + "teach", signed)
    running = await page(room)
    asked = (await room.client.get(PLACE + "progress")).json()
    again = await room.post(PLACE + "teach", signed)
    stopped = await room.post(PLACE + "stop", signed)

    assert begun.headers["location"] == f"{PLACE}?done=lesson-teach"
    assert "Begun by priya@staff.example.org" in running
    assert asked["state"] == "running"
    assert again.status_code == 422
    assert stopped.status_code == 303
    assert "It was stopped. Nothing of it is kept" in await page(room)
    assert [what for what in await events(room) if what.startswith("lesson")] == [
        "lesson_started",
        "lesson_stopped",
    ]


async def test_what_would_change_is_told_in_words_with_the_very_messages(
    room: WebHouse, tmp_path: Path
) -> None:
    await room.signed_in(role="administrator")
    (tmp_path / "training" / "compared").mkdir(parents=True)
    write_whole(tmp_path / "training" / "compared" / "heads-2.json", FOUND)

    said = unescape((await room.client.get(PLACE + "versions/heads-2/")).text)
    unknown = await room.client.get(PLACE + "versions/heads-9/")

    assert "1 of the test messages would be read otherwise: 1 rightly now, 0 wrongly now" in said
    assert "Still no heating, and nobody rings." in said
    assert "3 of 120" in said
    assert "2 of 120" in said
    assert unknown.status_code == 404


async def test_a_version_is_let_read_and_taken_back(room: WebHouse) -> None:
    signed = await room.signed_in(role="administrator")
    models = room.house.models
    assert models is not None
    first = str(find_current(models))
    a_version_like(models, first, "heads-better", test=a_test(0))

    let = await room.post(PLACE + "promote", signed, version="heads-better")
    reads = find_current(models)
    back = await room.post(PLACE + "back", signed)

    assert let.headers["location"] == f"{PLACE}?done=lesson-promote"
    assert reads == "heads-better"
    assert back.status_code == 303
    assert find_current(models) == first
    assert [what for what in await events(room) if what.startswith("version")] == [
        "version_promoted",
        "version_taken_back",
    ]


async def test_a_version_that_misses_more_is_let_read_only_with_a_reason(room: WebHouse) -> None:
    signed = await room.signed_in(role="administrator")
    models = room.house.models
    assert models is not None
    deaf = a_deaf_version(models, str(find_current(models)), test=a_test(40))

    refused = await room.post(PLACE + "promote", signed, version=deaf)
    said = unescape(refused.text)
    forced = await room.post(PLACE + "promote", signed, version=deaf, reason="We test the way back.")

    assert refused.status_code == 422
    assert "say why" in said
    assert "hark promote" not in said
    assert 'name="reason"' in said
    assert forced.status_code == 303
    assert find_current(models) == deaf


async def test_a_sentence_is_tried_and_nothing_of_it_is_kept(room: WebHouse) -> None:
    signed = await room.signed_in(role="administrator")

    tried = await room.post(PLACE + "try", signed, text="Third week without hot water.")
    nothing = await room.post(PLACE + "try", signed, text="  ")

    said = unescape(tried.text)
    assert "What Hark would have done:" in said
    assert "Third week without hot water." in said
    assert nothing.status_code == 422
    assert "Third week" not in await page(room)


def test_two_that_read_alike_are_said_to() -> None:
    alike = comparison_of({**FOUND, "counts": {}, "changes": []})

    assert alike is not None
    assert alike.in_words == "On the test messages both read alike."
    assert comparison_of({}) is None


async def test_where_several_landlords_share_what_reads_none_of_them_changes_it_for_the_others(
    room: WebHouse,
) -> None:
    signed = await room.signed_in(role="administrator")
    models = room.house.models
    assert models is not None
    a_version_like(models, str(find_current(models)), "heads-better", test=a_test(0))
    other = room.house.profiles["example"].model_copy(update={"id": "other"})
    room.app.state.house = replace(room.house, profiles={**room.house.profiles, "other": other})

    answers = [
        await room.post(PLACE + do, signed, version="heads-better") for do in ("teach", "promote", "back")
    ]
    page_now = await page(room)

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all("Several landlords share what reads here" in answer.text for answer in answers)
    assert find_current(models) != "heads-better"
    assert "Teach it now" not in page_now
    assert "Let it read" not in page_now


async def test_two_who_press_the_button_together_begin_one_lesson(room: WebHouse) -> None:
    signed = await room.signed_in(role="administrator")

    answers = await asyncio.gather(*(room.post(PLACE + "teach", signed) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]
