"""Does a task of a case kept from view stay so?"""

import pytest

from bot.acts import finish_task
from bot.errors import NotFound
from bot.store.tasks import TaskRow
from bot.story import tell
from tests.web_house import NOW, WebHouse, a_case, a_member_of_staff


async def test_a_task_of_a_restricted_case_is_none_for_those_not_named(web: WebHouse) -> None:
    case = await a_case(web, restricted=True)
    task = await _a_task(web, case.id)

    with pytest.raises(NotFound):
        await finish_task(web.house, a_member_of_staff(id=1), task.id or 0, outcome="Done.")


async def test_the_story_of_an_open_case_does_not_tell_a_restricted_task(web: WebHouse) -> None:
    case = await a_case(web)
    await _a_task(web, case.id, restricted=True)

    async with web.house.database.reading() as session:
        told = await tell(session, web.house, case.id or 0)

    assert not [line for line in told if "safe way" in line.sentence]


async def _a_task(web: WebHouse, case_id: int | None, *, restricted: bool = False) -> TaskRow:
    task = TaskRow(
        landlord_id="example",
        key="safe_call:1",
        kind="safe_call",
        team="safeguarding",
        why="Ring them in a safe way.",
        due_on=NOW.date(),
        case_id=case_id,
        restricted=restricted,
        created_at=NOW,
    )
    await web.add(task)
    return task
