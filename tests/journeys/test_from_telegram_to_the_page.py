"""A complaint begun on Telegram, confirmed by e-mail and followed on the resident's page is one case with one story."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.story import tell
from classifiers.labels import Topic
from tests.bot_api import BOT_ID, BotApi, a_bot_api
from tests.bot_api import SAM as SAMS_CHAT
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.at_home import at_home, code_in, link_in
from tests.journeys.stage import SAM, an_enquiry
from tests.journeys.telegram_stage import TelegramStage, a_telegram_stage

pytestmark = pytest.mark.enable_socket

NO_HEATING = "Third week with no heating and nobody rings me back."


@pytest.fixture
def api() -> Iterator[BotApi]:
    with a_bot_api() as made:
        yield made


@pytest.fixture
async def telegram(any_database: Database, tmp_path: Path, api: BotApi) -> AsyncIterator[TelegramStage]:
    async with a_telegram_stage(any_database, tmp_path, api) as made:
        yield made


async def proves_the_email_address(telegram: TelegramStage) -> str:
    """Sam asks for a repair, opens the page with a code from the chat, and proves an e-mail address; the link."""
    stage = telegram.stage
    receipt = await telegram.writes("2026-11-02T09:00", "My kitchen tap drips.", reads=a_reading())
    link = link_in(receipt.text)
    async with at_home(stage, link) as home:
        await home.sends("code")
        await home.sends("code/check", code=code_in(await stage.time_passes("2026-11-02T09:01")))
        await home.sends("address", address="Sam.Okafor@example.net")
        await home.sends("address/check", code=code_in(await stage.time_passes("2026-11-02T09:02")))
    return link


async def test_begun_on_telegram_confirmed_by_email_followed_on_the_page(telegram: TelegramStage) -> None:
    stage = telegram.stage
    link = await proves_the_email_address(telegram)

    offered = await telegram.writes(
        "2026-11-02T09:10", NO_HEATING, reads=an_unhappy_reading(topic=Topic.HEATING)
    )
    logged = await stage.writes("2026-11-02T12:00", "Yes please", reads=an_enquiry(), sender=SAM)

    assert [(one.name, one.channel, one.to) for one in offered.sent] == [
        ("choice_offer", "telegram", f"{BOT_ID}:{SAMS_CHAT}")
    ]
    assert [(one.name, one.channel, one.to) for one in logged.sent] == [
        ("complaint_logged", "email", "sam.okafor@example.net")
    ]
    complaint = logged.of("complaint")
    assert [case["kind"] for case in logged.cases].count("complaint") == 1
    assert complaint["received_at"] == "2026-11-02T09:10:00Z"

    async with stage.house.database.reading() as session:
        case = await stage.case_row(complaint["reference"])
        story = " ".join(line.sentence for line in await tell(session, stage.house, case.id or 0))
    assert "The resident wrote to us on Telegram." in story
    assert "They said yes to a complaint" in story

    async with at_home(stage, link) as home:
        await home.sends("code")
        _, said = await home.sends("code/check", code=code_in(await stage.time_passes("2026-11-02T12:05")))
    assert f"Your complaint, {complaint['reference']}" in said
    assert NO_HEATING in said
