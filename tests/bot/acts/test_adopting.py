"""Can staff make a case of what a machine sent, and does it then go the way of any message?"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.acts import make_a_case
from bot.errors import IllegalMove, NotFound
from bot.store import messages, tasks
from bot.store.database import Database
from bot.store.tasks import TaskRow
from classifiers.labels import Signal
from classifiers.reading import Reading
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Scene, Stage, a_stage, asks_to_complain
from tests.web_house import a_member_of_staff

FED_UP = "Web form: nobody mends my tap, I am fed up."
OFFICER = a_member_of_staff(id=1)


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord."""
    async with a_stage(database, tmp_path) as made:
        yield made


async def a_machine_writes(stage: Stage, reads: Reading, text: str = FED_UP) -> tuple[Scene, TaskRow]:
    told = await stage.writes("2026-11-02T09:12", text, who="robot", reads=reads)
    async with stage.house.database.reading() as session:
        asked = await tasks.list_tasks_after(session, stage.landlord_id, 0)
    return told, next(task for task in asked if task.kind == "read_machine_mail")


async def made(stage: Stage, task: TaskRow, address: str = "sam@example.net") -> Scene:
    assert task.message_id is not None
    await make_a_case(stage.house, OFFICER, task.message_id, name="Sam", address=address)
    return await stage.time_passes("2026-11-03T09:00")


async def test_the_resident_who_speaks_in_it_gets_the_choice_and_a_case_from_when_it_came(
    stage: Stage,
) -> None:
    told, task = await a_machine_writes(stage, an_unhappy_reading())

    after = await made(stage, task)

    request = after.of("service_request")
    assert (told.cases, told.sent) == ([], [])
    assert [(one.name, one.to) for one in after.sent] == [("choice_offer", "sam@example.net")]
    assert (request["received_at"], request["offer"]) == ("2026-11-02T09:12:00Z", "pending")
    assert request["resident"] == {"name": "Sam", "address": "sam@example.net"}


async def test_an_explicit_complaint_in_it_is_logged_with_its_clock_from_when_it_came(stage: Stage) -> None:
    _, task = await a_machine_writes(stage, asks_to_complain())

    after = await made(stage, task)

    assert after.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"
    assert after.of("complaint")["acknowledge_by"] == "2026-11-09"


async def test_without_an_address_somebody_is_asked_to_reach_them(stage: Stage) -> None:
    _, task = await a_machine_writes(stage, an_unhappy_reading())

    after = await made(stage, task, address="")

    assert after.sent == []
    assert {"reach_another_way", "offer_choice"} <= set(after.asked)


async def test_the_task_is_done_with_it_and_it_cannot_be_made_twice(stage: Stage) -> None:
    _, task = await a_machine_writes(stage, an_unhappy_reading())
    await made(stage, task)

    with pytest.raises(IllegalMove, match="already"):
        await make_a_case(stage.house, OFFICER, task.message_id or 0, name="", address="")

    async with stage.house.database.reading() as session:
        done = await tasks.find_task(session, stage.landlord_id, task.id or 0)
        message = await messages.get_message(session, stage.landlord_id, task.message_id or 0)
    assert done is not None
    assert message is not None
    assert done.done_by == OFFICER.email
    assert (message.automatic, message.case_id is None) == ("", False)
    assert "A colleague made a case of it." in message.notes[-1]


async def test_what_is_no_address_is_said_so(stage: Stage) -> None:
    _, task = await a_machine_writes(stage, an_unhappy_reading())

    with pytest.raises(IllegalMove, match="no e-mail address"):
        await make_a_case(stage.house, OFFICER, task.message_id or 0, name="", address="ring 07700 900123")


async def test_mail_of_somebody_at_risk_is_none_for_those_not_named_for_it(stage: Stage) -> None:
    _, task = await a_machine_writes(stage, an_unhappy_reading(signals=frozenset({Signal.AT_RISK})))

    with pytest.raises(NotFound):
        await make_a_case(stage.house, OFFICER, task.message_id or 0, name="", address="")


async def test_mail_that_accuses_a_member_of_staff_is_not_theirs_to_read(stage: Stage) -> None:
    reads = an_unhappy_reading(signals=frozenset({Signal.STAFF_CONDUCT}))
    _, task = await a_machine_writes(stage, reads, "Form: Priya Nandakumar shouted at me.")
    priya = a_member_of_staff(id=2, email="priya.nandakumar@staff.example.org")

    with pytest.raises(NotFound):
        await make_a_case(stage.house, priya, task.message_id or 0, name="", address="")
    assert await make_a_case(stage.house, OFFICER, task.message_id or 0, name="", address="")


async def test_a_message_that_is_nobodys_task_is_not_found(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "My tap drips.")

    with pytest.raises(NotFound):
        await make_a_case(stage.house, OFFICER, 1, name="", address="")
