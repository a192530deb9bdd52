"""A caretaker on the stairs, a call, a letter: what is taken down at the desk goes through the corridor like any message."""

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx2
import pytest
from sqlmodel import select
from starlette.datastructures import FormData, UploadFile

from bot.desk import link_routes
from bot.desk.form import Hand, take_form
from bot.desk.links import address_of, make_link, revoke_link
from bot.store.database import Database
from bot.store.people import AdjustmentRow
from bot.store.staff import StaffRow
from bot.web import create_app
from classifiers.labels import Kind, Signal, Topic
from classifiers.reading import Reading
from tests.builders import a_reading, an_unhappy_reading
from tests.fakes import FakeSender
from tests.journeys.stage import Scene, Stage, a_stage
from tests.web_house import a_member_of_staff

COLD = "No heating for three weeks and nobody rings me back."
UNHAPPY = an_unhappy_reading(topic=Topic.HEATING)
JO = "jo.marsh@staff.example.org"


@pytest.fixture
async def stage(any_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(any_database, tmp_path, senders={"text": FakeSender()}) as made:
        yield made


@pytest.fixture
async def few(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path) as made:
        yield made


def form(
    words: str, ticked: Sequence[tuple[str, str]] = (), **said: str
) -> list[tuple[str, str | UploadFile]]:
    plain = {
        "words": words, "way": "phone", "when": "now", "choice": "not_asked", "name": "Sam Okafor",
        "answer_by": "email", "email": "sam.okafor@example.net",
    }  # fmt: skip
    return [*{**plain, **said}.items(), *ticked]


async def is_taken(
    stage: Stage, at: str, words: str, ticked: Sequence[tuple[str, str]] = (), *, reads: Reading, **said: str
) -> Scene:
    """Jo takes it down in the console; what came of it."""
    stage.reader.readings[words] = reads
    await stage.time_passes(at)
    hand = Hand(stage.landlord_id, JO, "Jo Marsh")
    handed = await take_form(stage.house, FormData(form(words, ticked, **said)), hand)
    assert handed.faults == {}
    return await stage.time_passes(at)


async def test_asked_and_yes_is_a_complaint_from_the_first_contact(stage: Stage) -> None:
    scene = await is_taken(
        stage, "2026-11-05T10:00", COLD, reads=UNHAPPY, choice="yes",
        when="earlier", day="2", month="11", year="2026", time="14:30",
    )  # fmt: skip

    complaint = scene.of("complaint")
    assert scene.names == ["complaint_logged"]
    assert (complaint["received_at"], complaint["chosen_at"]) == (
        "2026-11-02T14:30:00Z",
        "2026-11-02T14:30:00Z",
    ), "they were asked when they told us, not when it was typed"
    assert complaint["acknowledge_by"] == "2026-11-09"


@pytest.mark.provision("3.2")
async def test_typed_four_working_days_late_the_deadline_is_that_of_the_first_contact(stage: Stage) -> None:
    scene = await is_taken(
        stage, "2026-11-12T10:00", COLD, reads=UNHAPPY, choice="yes",
        when="earlier", day="2", month="11", year="2026",
    )  # fmt: skip

    assert scene.of("complaint")["received_at"] == "2026-11-02T09:00:00Z"
    assert scene.of("complaint")["acknowledge_by"] == "2026-11-09", "the breach shows"


async def test_asked_and_no_is_confirmed_to_the_resident_with_the_open_door(stage: Stage) -> None:
    scene = await is_taken(stage, "2026-11-05T10:00", COLD, reads=UNHAPPY, choice="no")

    assert [case["kind"] for case in scene.cases] == ["service_request"]
    assert scene.cases[0]["offer"] == "declined"
    said = " ".join(scene.text.split())
    assert "You told Jo Marsh that you do not want to complain" in said
    later = await stage.time_passes("2026-11-09T12:00")
    assert "choice_reminder" not in later.names


async def test_not_asked_is_offered_by_the_door_they_gave(stage: Stage) -> None:
    scene = await is_taken(
        stage, "2026-11-05T10:00", COLD, reads=UNHAPPY, answer_by="text", number="07700 900123"
    )

    assert [(one.name, one.channel, one.to) for one in scene.sent] == [
        ("choice_offer", "text", "+447700900123")
    ]


async def test_without_a_way_to_answer_a_person_gives_the_choice(few: Stage) -> None:
    scene = await is_taken(
        few, "2026-11-05T10:00", COLD, reads=UNHAPPY, answer_by="ring", number="0161 496 0101"
    )

    assert scene.sent == []
    assert scene.cases[0]["offer"] == "pending"
    assert [task.kind for task in scene.tasks if task.team != ""] != []


async def test_what_the_typist_adds_is_never_the_residents_wish(few: Stage) -> None:
    tap = "My kitchen tap drips, could somebody come?"
    scene = await is_taken(
        few, "2026-11-05T10:00", tap, reads=a_reading(), remark="He wants to make a formal complaint!"
    )

    assert scene.names == ["service_request_receipt"]
    assert [case["kind"] for case in scene.cases] == ["service_request"]


async def test_a_repair_told_to_a_caretaker_is_no_note_of_staff(few: Stage) -> None:
    scene = await is_taken(few, "2026-11-05T10:00", "The hall light is out.", reads=a_reading(), way="visit")

    case = await few.case_row(scene.cases[0]["reference"])
    (message,) = await few.message_rows(case)
    assert (message.is_note, message.channel) == (False, "visit")


async def test_needs_that_were_ticked_are_kept_and_followed(few: Stage) -> None:
    scene = await is_taken(
        few, "2026-11-05T10:00", "The hall light is out.", [("needs", "large_print")],
        reads=a_reading(), answer_by="letter", home="9 Alder Street; Manchester M1 1AE",
    )  # fmt: skip

    async with few.house.database.reading() as session:
        kept = (await session.exec(select(AdjustmentRow))).all()
    assert any("large print" in need.words for need in kept)
    assert scene.sent == []
    assert "print_and_post" in scene.asked


async def test_where_writing_is_not_safe_nothing_is_written(few: Stage) -> None:
    scene = await is_taken(
        few, "2026-11-05T10:00", COLD, [("not_safe", "write")], reads=UNHAPPY, safe_way="Ring before 3."
    )

    assert scene.sent == []
    assert (await few.time_passes("2026-11-10T12:00")).sent == []


async def test_the_same_form_sent_twice_is_one_message(few: Stage) -> None:
    sheet_id = "abcdefghijkmnpqrstuv"
    await is_taken(few, "2026-11-05T10:00", COLD, reads=UNHAPPY, id=sheet_id)

    again = await is_taken(few, "2026-11-05T10:01", COLD, reads=UNHAPPY, id=sheet_id)

    assert again.sent == []
    assert [case["messages"] for case in again.cases] == [1]


# -- a contractor's link -------------------------------------------------------------------------------


@pytest.fixture
def administrator() -> StaffRow:
    return a_member_of_staff(id=1, role="administrator", landlord_id="example")


def a_browser(stage: Stage) -> httpx2.AsyncClient:
    async def is_ready() -> bool:
        return True

    app = create_app(stage.house, ready=is_ready, more=[link_routes.router])
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=stage.house.public_url)


@pytest.mark.provision("3.2")
async def test_a_contractor_hands_in_and_is_told_the_number_and_nothing_else(
    few: Stage, administrator: StaffRow
) -> None:
    few.reader.readings[COLD] = UNHAPPY
    await few.time_passes("2026-11-05T10:00")
    link = await make_link(few.house, administrator, holder="Al Reeve", organisation="Equity Heating")
    place = address_of(few.house, link)

    async with a_browser(few) as client:
        page = await client.get(place)
        sent = await client.post(place, data=dict(form(COLD, choice="yes")))
    scene = await few.time_passes("2026-11-05T10:01")

    assert (page.status_code, sent.status_code) == (200, 200)
    assert scene.of("complaint")["reference"] in sent.text
    assert "Okafor" not in sent.text
    assert COLD not in sent.text


async def test_a_link_leads_to_nothing_but_its_form(few: Stage, administrator: StaffRow) -> None:
    link = await make_link(few.house, administrator, holder="Al Reeve", organisation="")
    token = address_of(few.house, link).rpartition("/")[2]

    async with a_browser(few) as client:
        for place in ("my", "choice", "complain", "done", "again", "alert", "text"):
            assert (await client.get(f"/{place}/{token}")).status_code in (404, 410), place
        for place in ("/console", "/console/desk/", "/console/desk/taken/1", f"/desk/{token}/1"):
            assert (await client.get(place)).status_code in (303, 401, 404), place
        assert (await client.get(f"/desk/{token[:-1]}x")).status_code == 404


async def test_for_somebody_at_risk_not_even_the_number_is_told(few: Stage, administrator: StaffRow) -> None:
    words = "He hits me and reads my post."
    few.reader.readings[words] = a_reading(
        kind=Kind.ENQUIRY, signals=frozenset({Signal.DOMESTIC_ABUSE, Signal.SAFE_CONTACT})
    )
    await few.time_passes("2026-11-05T10:00")
    link = await make_link(few.house, administrator, holder="Al Reeve", organisation="")

    async with a_browser(few) as client:
        sent = await client.post(address_of(few.house, link), data=dict(form(words)))

    assert "Thank you. A person reads it today." in sent.text
    assert re.search(r"EX-[A-Z0-9]{7}", sent.text) is None


async def test_a_link_that_was_ended_takes_nothing(few: Stage, administrator: StaffRow) -> None:
    link = await make_link(few.house, administrator, holder="Al Reeve", organisation="")
    await revoke_link(few.house, administrator, link.id or 0)

    async with a_browser(few) as client:
        sent = await client.post(address_of(few.house, link), data=dict(form(COLD)))

    assert sent.status_code == 410
    assert (await few.time_passes("2026-11-05T10:01")).cases == []


async def test_too_much_by_one_link_waits_and_nothing_typed_is_lost(
    few: Stage, administrator: StaffRow
) -> None:
    await few.time_passes("2026-11-05T10:00")
    link = await make_link(few.house, administrator, holder="Al Reeve", organisation="")
    place = address_of(few.house, link)

    async with a_browser(few) as client:
        for number in range(30):
            assert (await client.post(place, data=dict(form(f"Message {number}")))).status_code == 200
        turned_away = await client.post(place, data=dict(form("One more message")))

    assert turned_away.status_code == 429
    assert "One more message" in turned_away.text
