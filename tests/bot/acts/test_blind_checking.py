"""Does each colleague get a message of their own, and never one that is not for their eyes?"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.acts.blind_checking import save_answer, take_next
from bot.blind_checks import Answered
from bot.errors import IllegalMove, NotFound
from bot.store.blind_checks import CONFIRMED, WITHOUT_CHOICE, BlindCheckRow, list_week
from bot.store.cases import CaseRow
from bot.store.database import Database
from bot.store.messages import ReviewRow, get_message
from bot.store.staff import StaffRow
from bot.store.system import EventRow
from bot.store.tasks import TaskRow, list_open_tasks
from tests.web_house import NOW, WebHouse, a_case, a_member_of_staff

WEEK = "2026-W47"
CALM = Answered("enquiry", explicit=False, wants_action=False)
UNHAPPY = Answered("complaint", explicit=False, wants_action=True)


async def a_check(web: WebHouse, *, why: str = WITHOUT_CHOICE, **facts: Any) -> tuple[BlindCheckRow, CaseRow]:
    case = await a_case(web, **{"kind": "enquiry", "stage": None, **facts})
    check = BlindCheckRow(
        landlord_id="example", message_id=case.opened_from, week=WEEK, why=why, drawn_at=NOW
    )
    await web.add(check)
    return check, case


async def staff(web: WebHouse, name: str = "Priya", **facts: Any) -> StaffRow:
    row = a_member_of_staff(**{"email": f"{name.lower()}@staff.example.org", "name": name, **facts})
    await web.add(row)
    return row


async def tasks(web: WebHouse) -> list[TaskRow]:
    async with web.house.database.reading() as session:
        return list(await list_open_tasks(session, "example", restricted_too=True))


async def test_two_people_never_get_the_same_message(web: WebHouse) -> None:
    await a_check(web)
    await a_check(web)
    priya, jo = await staff(web), await staff(web, "Jo")

    first = await take_next(web.house, priya, WEEK)
    second = await take_next(web.house, jo, WEEK)
    third = await take_next(web.house, await staff(web, "Kim"), WEEK)

    assert first.line is not None
    assert second.line is not None
    assert first.line.check.id != second.line.check.id
    assert third.line is None
    assert (third.left, third.with_others, third.is_done) == (0, 2, False)


async def test_whoever_comes_back_finds_the_message_they_had(web: WebHouse) -> None:
    await a_check(web)
    await a_check(web)
    priya = await staff(web)

    first = await take_next(web.house, priya, WEEK)
    again = await take_next(web.house, priya, WEEK)

    assert first.line is not None
    assert again.line is not None
    assert first.line.check.id == again.line.check.id
    assert again.left == 2


async def test_what_somebody_left_open_is_free_after_half_an_hour(web: WebHouse) -> None:
    check, _ = await a_check(web)
    await take_next(web.house, await staff(web), WEEK)
    web.clock.now = NOW + timedelta(minutes=31)

    place = await take_next(web.house, await staff(web, "Jo"), WEEK)

    assert place.line is not None
    assert place.line.check.id == check.id


KEPT = [
    pytest.param({"restricted": True}, {}, id="at risk"),
    pytest.param({"on_hold": True}, {}, id="on hold"),
    pytest.param({"hidden_from": ["priya@staff.example.org"]}, {"sees_restricted": True}, id="names them"),
]


@pytest.mark.parametrize(("facts", "who"), KEPT)
async def test_a_message_is_never_shown_to_somebody_who_may_not_see_it(
    web: WebHouse, facts: dict[str, Any], who: dict[str, Any]
) -> None:
    await a_check(web, **facts)

    place = await take_next(web.house, await staff(web, **who), WEEK)

    assert (place.line, place.left, place.with_others) == (None, 0, 1)


async def test_those_named_for_it_are_shown_a_message_of_somebody_at_risk(web: WebHouse) -> None:
    await a_check(web, restricted=True, on_hold=True)

    place = await take_next(web.house, await staff(web, sees_restricted=True), WEEK)

    assert place.line is not None


async def test_nobody_checks_a_reading_that_they_confirmed(web: WebHouse) -> None:
    check, case = await a_check(web, why=CONFIRMED)
    priya, jo = await staff(web), await staff(web, "Jo")
    await web.add(_a_review(case, priya))

    by_priya = await take_next(web.house, priya, WEEK)
    by_jo = await take_next(web.house, jo, WEEK)

    assert by_priya.line is None
    assert by_jo.line is not None
    assert by_jo.line.check.id == check.id


async def test_what_was_erased_since_is_shown_to_nobody(web: WebHouse) -> None:
    check, _ = await a_check(web)
    async with web.house.database.writing() as session:
        message = await get_message(session, "example", check.message_id)
        assert message is not None
        message.text = ""
        session.add(message)

    place = await take_next(web.house, await staff(web), WEEK)

    assert (place.line, place.drawn) == (None, 0)


async def test_an_answer_is_kept_with_who_gave_it_and_the_journal_holds_codes_alone(web: WebHouse) -> None:
    check, _ = await a_check(web)
    priya = await staff(web)
    await take_next(web.house, priya, WEEK)

    await save_answer(web.house, priya, check.id or 0, UNHAPPY)

    async with web.house.database.reading() as session:
        (line,) = await list_week(session, "example", WEEK)
        events = [event for event in (await _events(session)) if event.what == "blind_check_answered"]
    assert (line.check.staff_id, line.check.kind, line.check.wants_action) == (priya.id, "complaint", True)
    assert line.check.answered_at == NOW
    assert [event.codes for event in events] == [
        {"kind": "complaint", "explicit": False, "wants_action": True}
    ]


async def test_somebody_unhappy_without_a_choice_is_a_task_for_today_once(web: WebHouse) -> None:
    check, case = await a_check(web)
    priya = await staff(web)
    await take_next(web.house, priya, WEEK)

    await save_answer(web.house, priya, check.id or 0, UNHAPPY)

    (task,) = await tasks(web)
    assert (task.case_id, task.kind, task.due_on) == (case.id, "read_message", NOW.date())
    assert "got no choice" in task.why


async def test_somebody_unhappy_whose_complaint_runs_already_is_no_task(web: WebHouse) -> None:
    check, _ = await a_check(web, kind="complaint", stage=1)
    priya = await staff(web)
    await take_next(web.house, priya, WEEK)

    await save_answer(web.house, priya, check.id or 0, UNHAPPY)

    assert await tasks(web) == []


async def test_the_task_of_somebody_at_risk_is_for_those_named_for_it(web: WebHouse) -> None:
    check, _ = await a_check(web, restricted=True)
    priya = await staff(web, sees_restricted=True)
    await take_next(web.house, priya, WEEK)

    await save_answer(web.house, priya, check.id or 0, UNHAPPY)

    assert [task.restricted for task in await tasks(web)] == [True]


async def test_an_answer_to_a_message_that_a_colleague_has_is_refused(web: WebHouse) -> None:
    check, _ = await a_check(web)
    jo = await staff(web, "Jo")
    await take_next(web.house, await staff(web), WEEK)

    with pytest.raises(IllegalMove, match="a colleague has it now"):
        await save_answer(web.house, jo, check.id or 0, CALM)


async def test_a_second_answer_changes_nothing(web: WebHouse) -> None:
    check, _ = await a_check(web)
    priya = await staff(web)
    await take_next(web.house, priya, WEEK)
    await save_answer(web.house, priya, check.id or 0, CALM)

    with pytest.raises(IllegalMove, match="has been answered"):
        await save_answer(web.house, priya, check.id or 0, UNHAPPY)


async def test_what_nobody_was_given_cannot_be_answered_by_its_number(web: WebHouse) -> None:
    check, _ = await a_check(web)

    with pytest.raises(NotFound):
        await save_answer(web.house, await staff(web), check.id or 0, CALM)


async def test_staff_of_another_landlord_are_given_nothing(web: WebHouse) -> None:
    check, _ = await a_check(web)
    stranger = await staff(web, landlord_id="other")

    place = await take_next(web.house, stranger, WEEK)

    assert place.drawn == 0
    assert check.staff_id is None


async def test_two_at_the_same_instant_get_different_messages_on_both_databases(
    web: WebHouse, any_database: Database
) -> None:
    here = replace(web, house=replace(web.house, database=any_database))
    for _ in range(3):
        await a_check(here)
    names = [await staff(here, name) for name in ("Priya", "Jo", "Kim")]

    places = await asyncio.gather(*(take_next(here.house, who, WEEK) for who in names))

    assert len({place.line.check.id for place in places if place.line is not None}) == 3


async def _events(session: Any) -> list[EventRow]:
    from sqlmodel import select

    return list((await session.exec(select(EventRow))).all())


def _a_review(case: CaseRow, by: StaffRow) -> ReviewRow:
    return ReviewRow(
        landlord_id="example",
        message_id=case.opened_from,
        staff_email=by.email,
        agreed=True,
        kind="complaint",
        wants_action=True,
        explicit=False,
        topic="heating",
        created_at=NOW - timedelta(hours=1),
    )
