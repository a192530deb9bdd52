"""Three unhappy people about one thing at one place, and a policy that changed, are somebody's task."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.moment import Moment
from bot.reports.reassessing import ask_to_reassess
from bot.reports.themes import look_for_themes
from bot.store.people import ResidentRow
from bot.store.system import ProfileVersionRow
from bot.store.tasks import list_open_tasks
from tests.web_house import NOW, WebHouse, a_case, a_web_house


@pytest.fixture
async def web(tmp_path: Path) -> WebHouse:
    return await a_web_house(tmp_path)


async def at_one_place(web: WebHouse, number: int, **facts: object) -> None:
    for _ in range(number):
        case = await a_case(web, **facts)
        async with web.house.database.writing() as session:
            resident = await session.get(ResidentRow, case.resident_id)
            assert resident is not None
            resident.postcode = "AV12CD"
            session.add(resident)


async def asked(web: WebHouse, act: object = look_for_themes) -> list[str]:
    house = web.house
    async with house.database.writing() as session:
        await act(Moment(house, session, house.profiles["example"], house.clock()))  # type: ignore[operator]
    async with house.database.reading() as session:
        return [task.why for task in await list_open_tasks(session, "example", restricted_too=True)]


@pytest.mark.provision("9.2")
async def test_the_third_in_ninety_days_is_a_task_once(web: WebHouse) -> None:
    await at_one_place(web, 3)

    first, again = await asked(web), await asked(web)
    web.clock.now = NOW + timedelta(days=1)
    next_day = await asked(web)

    assert len(first) == 1
    assert "3 people at AV12CD were unhappy about heating" in first[0]
    assert first == again == next_day


async def test_two_or_long_ago_or_about_different_things_or_at_risk_are_no_theme(web: WebHouse) -> None:
    await at_one_place(web, 2)
    await at_one_place(web, 1, topic="money")
    await at_one_place(web, 1, received_at=NOW - timedelta(days=91))
    await at_one_place(web, 1, restricted=True)

    assert await asked(web) == []


@pytest.mark.provision("8.3")
async def test_a_policy_that_changed_asks_for_a_self_assessment_once(web: WebHouse) -> None:
    for version, months in (("a", 12), ("b", 12), ("c", 6)):
        content = {"time_limit_months": months, "phone": version}
        await web.add(
            ProfileVersionRow(landlord_id="example", version=version, content=content, first_seen_at=NOW)
        )

    first, again = await asked(web, ask_to_reassess), await asked(web, ask_to_reassess)

    assert first == again
    assert [why for why in first if "the time limit" in why] == first
    assert len(first) == 1
