"""Is the week's sample drawn once, of the right messages, in one order of chance?"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.blind_drawing import draw_if_due
from bot.landlords.parts import Closure
from bot.moment import Moment
from bot.rounds import go_round
from bot.store.blind_checks import CONFIRMED, WITHOUT_CHOICE, BlindLine, list_week
from bot.store.messages import ReviewRow, get_message
from tests.web_house import WebHouse, a_case, a_web_house

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
WEEK = "2026-W48"


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A house on a Monday morning."""
    made = await a_web_house(tmp_path)
    made.clock.now = MONDAY
    yield made
    await made.client.aclose()
    await made.house.database.close()


async def draw(web: WebHouse, **profile: Any) -> int:
    landlord = web.house.profiles["example"].model_copy(update=profile)
    async with web.house.database.writing() as session:
        return await draw_if_due(Moment(web.house, session, landlord, web.clock.now))


async def drawn(web: WebHouse) -> list[BlindLine]:
    async with web.house.database.reading() as session:
        return await list_week(session, "example", WEEK)


async def a_request(web: WebHouse, *, confirmed: bool = False, **message: Any) -> int:
    case = await a_case(web, kind="service_request", stage=None)
    async with web.house.database.writing() as session:
        row = await get_message(session, "example", case.opened_from)
        assert row is not None
        for name, value in {"action": "log_service_request", **message}.items():
            setattr(row, name, value)
        session.add(row)
    if confirmed:
        await web.add(_a_review(case.opened_from))
    return case.opened_from


def _a_review(message_id: int) -> ReviewRow:
    return ReviewRow(
        landlord_id="example",
        message_id=message_id,
        staff_email="jo@staff.example.org",
        agreed=True,
        kind="service_request",
        wants_action=True,
        explicit=False,
        topic="heating",
        created_at=MONDAY - timedelta(days=1),
    )


async def test_fifty_without_a_choice_and_five_confirmed_are_drawn_in_one_order(web: WebHouse) -> None:
    for number in range(70):
        await a_request(web, confirmed=number < 30)

    assert await draw(web) == 1

    why = [line.check.why for line in await drawn(web)]
    assert (why.count(WITHOUT_CHOICE), why.count(CONFIRMED)) == (50, 5)
    assert CONFIRMED in why[:50]


async def test_a_week_is_drawn_once(web: WebHouse) -> None:
    await a_request(web)

    first, second = await draw(web), await draw(web)

    assert (first, second) == (1, 0)
    assert len(await drawn(web)) == 1


async def test_a_week_in_which_nothing_came_counts_as_drawn(web: WebHouse) -> None:
    assert (await draw(web), await draw(web)) == (1, 0)


async def test_nothing_is_drawn_while_the_office_is_closed(web: WebHouse) -> None:
    closed = Closure.model_validate({"from": MONDAY.date(), "to": MONDAY.date(), "reason": "Moving house."})

    assert await draw(web, closures=(closed,)) == 0


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({"received_at": MONDAY - timedelta(days=8)}, id="too old"),
        pytest.param({"is_note": True}, id="a note of ours"),
        pytest.param({"channel": "page"}, id="a tap on our page"),
        pytest.param({"action": "ask_a_person"}, id="a person decides"),
        pytest.param({"text": ""}, id="no words"),
        pytest.param({"landlord_id": "other"}, id="another landlord's"),
    ],
)
async def test_what_is_not_in_question_is_not_drawn(web: WebHouse, message: dict[str, Any]) -> None:
    await a_request(web, **message)

    await draw(web)

    assert await drawn(web) == []


async def test_the_round_draws_and_the_next_round_does_not(web: WebHouse) -> None:
    await a_request(web)
    house = replace(web.house)

    await go_round(house)
    await go_round(house)

    assert len(await drawn(web)) == 1
