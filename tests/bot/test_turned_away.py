"""Is the landlord told once a day, in a sentence, what the doors did not take?"""

import json
from pathlib import Path

import pytest

from bot.store import tasks
from bot.store.database import Database
from bot.store.doors import save_bookmark
from bot.turned_away import CHANNEL, KEY, sentence
from channels.email import limits
from tests.journeys.stage import Stage, a_stage


async def asked(stage: Stage) -> list[str]:
    async with stage.house.database.reading() as session:
        return [task.why for task in await tasks.list_tasks_after(session, stage.landlord_id, 0)]


async def keep(database: Database, day: str, **counts: int) -> None:
    async with database.writing() as session:
        await save_bookmark(session, CHANNEL, KEY, json.dumps({"day": day, "counts": counts}))


async def test_each_reason_is_one_task_a_day(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path) as stage:
        await stage.time_passes("2026-11-02T09:12")
        await keep(database, "2026-11-02", too_large=1, one_sender=240)
        await stage.time_passes("2026-11-02T09:30")
        first_day = await asked(stage)
        await keep(database, "2026-11-02", too_large=2, one_sender=999)
        await stage.time_passes("2026-11-03T09:30")
        same = await asked(stage)
        await keep(database, "2026-11-04", too_large=1)
        await stage.time_passes("2026-11-04T09:30")

        assert len(await asked(stage)) == 3
    assert [why.split(",")[0] for why in first_day] == [
        "At least 240 mails were asked to come later",
        "A mail was too large to be taken and went back to the writer",
    ]
    assert same == first_day


async def test_nothing_turned_away_asks_nobody(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path) as stage:
        await stage.time_passes("2026-11-02T09:12")

        assert await asked(stage) == []


@pytest.mark.parametrize("why", [limits.TOO_LARGE, limits.ONE_SENDER, limits.ALL_TOGETHER])
def test_every_reason_of_the_door_has_its_sentence(why: str) -> None:
    assert (CHANNEL, KEY) == (limits.CHANNEL, limits.TURNED_AWAY)
    assert sentence(why, 2).startswith("At least 2 mails were ")
