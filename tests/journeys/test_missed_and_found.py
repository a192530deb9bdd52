"""The machine missed somebody unhappy. A colleague finds them in the weekly check, and they get the choice after all."""

import pytest

from bot.acts.blind_checking import save_answer, take_next
from bot.blind_checks import Answered
from bot.console.blind_results import build_results, list_urgent
from bot.errors import IllegalMove
from bot.store.staff import StaffRow
from classifiers.labels import Kind
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import SAM, Stage, asks_to_complain

STILL = "I am sure somebody will come about the tap one of these years."
WEEK = "2026-W46"
UNHAPPY = Answered(Kind.COMPLAINT, explicit=False, wants_action=True)


async def a_colleague(stage: Stage) -> StaffRow:
    row = StaffRow(
        landlord_id=stage.landlord_id,
        email="priya@staff.example.org",
        name="Priya Nair",
        role="triage",
        created_at=stage.house.clock(),
    )
    async with stage.house.database.writing() as session:
        session.add(row)
    return row


async def test_whoever_a_colleague_finds_unhappy_gets_the_choice_the_same_day(stage: Stage) -> None:
    told = await stage.writes("2026-11-06T16:40", STILL, reads=a_reading())
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)

    place = await take_next(stage.house, priya, WEEK)
    assert place.line is not None
    await save_answer(stage.house, priya, place.line.check.id or 0, UNHAPPY)
    asked = await stage.time_passes("2026-11-09T09:00")
    corrected = await stage.staff("2026-11-09T09:30", "correct", kind="complaint")

    async with stage.house.database.reading() as session:
        results = await build_results(session, priya, WEEK)
        urgent = await list_urgent(session, priya, WEEK)
    assert told.names == ["service_request_receipt"]
    assert (asked.task("read_message").due, asked.task("read_message").on) == (
        "2026-11-09",
        told.cases[0]["reference"],
    )
    assert corrected.names == ["choice_offer"]
    assert results.misses.startswith("Of 1 message that got no offer, 1 was read as unhappy by a colleague")
    assert results.disagreements[0].step.words.startswith("Looked at: corrected to complaint")
    assert urgent == []


async def test_it_is_pressing_until_somebody_has_looked(stage: Stage) -> None:
    await stage.writes("2026-11-06T16:40", STILL, reads=a_reading())
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)
    place = await take_next(stage.house, priya, WEEK)
    assert place.line is not None
    await save_answer(stage.house, priya, place.line.check.id or 0, UNHAPPY)

    async with stage.house.database.reading() as session:
        before = await list_urgent(session, priya, WEEK)
    await stage.staff("2026-11-09T09:30", "confirm")
    async with stage.house.database.reading() as session:
        after = await list_urgent(session, priya, WEEK)

    assert [one.place.endswith("/correct") for one in before] == [True]
    assert after == []


async def test_only_what_got_no_choice_and_no_person_is_drawn(stage: Stage) -> None:
    await stage.writes("2026-11-03T09:00", STILL, reads=a_reading())
    others = {
        "You never came. Again.": an_unhappy_reading(),
        "I want to make a complaint about the damp.": asks_to_complain(),
        "Hm, about that thing.": a_reading(sure=False, kind=Kind.ENQUIRY),
    }
    for number, (text, reading) in enumerate(others.items()):
        sender = f"A Neighbour <neighbour{number}@example.net>"
        await stage.writes(f"2026-11-03T1{number}:00", text, reads=reading, sender=sender)
    await stage.writes("2026-11-04T09:00", "A question.", sender="Jo <jo@example.net>")
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)

    place = await take_next(stage.house, priya, WEEK)

    assert (place.drawn, place.left) == (2, 2)


async def test_a_complaint_that_staff_made_of_a_request_is_not_missed(stage: Stage) -> None:
    await stage.writes("2026-11-05T09:00", STILL, reads=a_reading())
    await stage.staff("2026-11-05T10:00", "correct", kind="complaint", explicit=True)
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)

    place = await take_next(stage.house, priya, WEEK)

    assert place.drawn == 0


async def test_a_colleague_who_reads_it_as_the_machine_did_asks_nobody_for_anything(stage: Stage) -> None:
    await stage.writes("2026-11-06T16:40", STILL, reads=a_reading())
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)
    place = await take_next(stage.house, priya, WEEK)
    assert place.line is not None

    calm = Answered(Kind.SERVICE_REQUEST, explicit=False, wants_action=True)
    await save_answer(stage.house, priya, place.line.check.id or 0, calm)
    asked = await stage.time_passes("2026-11-09T09:00")

    assert asked.tasks == []


async def test_the_mail_of_a_machine_that_carries_a_complaint_is_found_too(stage: Stage) -> None:
    form = (
        b"From: web@forms.example\r\nTo: housing@example.org\r\nSubject: Form\r\nMessage-ID: <f1@forms.example>\r\n"
        b"Auto-Submitted: auto-generated\r\n\r\nOnline form. Message: nobody ever answers me.\r\n"
    )
    await stage.mail_comes("2026-11-06T10:00", form, sender="web@forms.example")
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)
    place = await take_next(stage.house, priya, WEEK)
    assert place.line is not None
    await save_answer(stage.house, priya, place.line.check.id or 0, UNHAPPY)

    asked = await stage.time_passes("2026-11-09T09:00")

    async with stage.house.database.reading() as session:
        (urgent,) = await list_urgent(session, priya, WEEK)
    assert asked.asked == ["read_machine_mail"]
    assert urgent.place == f"/console/blind/read/{place.line.check.id}"


async def test_a_correction_gives_the_choice_on_a_closed_case_as_well(stage: Stage) -> None:
    await stage.writes("2026-11-06T16:40", STILL, reads=a_reading())
    await stage.staff("2026-11-06T17:00", "close", reason="fixed")
    await stage.time_passes("2026-11-09T08:00")
    priya = await a_colleague(stage)
    place = await take_next(stage.house, priya, WEEK)
    assert place.line is not None
    await save_answer(stage.house, priya, place.line.check.id or 0, UNHAPPY)

    corrected = await stage.staff("2026-11-09T09:30", "correct", kind="complaint")

    assert corrected.names == ["choice_offer"]


async def test_the_same_message_is_never_drawn_twice(stage: Stage) -> None:
    await stage.writes("2026-11-06T16:40", STILL, reads=a_reading(), sender=SAM)
    await stage.time_passes("2026-11-09T08:00")
    await stage.staff("2026-11-10T09:00", "confirm")
    await stage.time_passes("2026-11-16T08:00")
    priya = await a_colleague(stage)

    place = await take_next(stage.house, priya, "2026-W47")

    assert place.drawn == 0


async def test_an_unknown_kind_is_refused(stage: Stage) -> None:
    with pytest.raises(IllegalMove, match="Choose"):
        await save_answer(
            stage.house, await a_colleague(stage), 1, Answered("angry", explicit=False, wants_action=False)
        )
