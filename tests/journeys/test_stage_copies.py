"""The council behind a TMO has a copy of each stage, sent by a person. Everybody here is invented."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.landlords.parts import CopiedTo
from bot.store.database import Database
from classifiers.labels import Signal
from tests.journeys.stage import Stage, a_stage, asks_to_complain

POINTS = [{"text": "The roof leaks", "responsible": "yes"}]
COUNCIL = CopiedTo(name="the council's complaints team", email="complaints@council.example")


@pytest.fixture
async def tmo(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path, copied_at_each_stage=COUNCIL) as made:
        yield made


async def test_a_copy_is_asked_for_when_it_is_logged_and_when_it_is_answered(tmo: Stage) -> None:
    logged = await tmo.writes(
        "2026-11-02T09:12", "I want to complain about the roof.", reads=asks_to_complain()
    )
    reference = logged.of("complaint")["reference"]
    await tmo.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)

    answered = await tmo.staff("2026-11-10T10:00", "answer", case=reference)

    assert (logged.task("copy_stage").on, logged.task("copy_stage").due) == (reference, "2026-11-03")
    assert answered.task("copy_stage").due == "2026-11-11"


async def test_nobody_is_asked_where_the_profile_names_no_council(stage: Stage) -> None:
    logged = await stage.writes(
        "2026-11-02T09:12", "I want to complain about the roof.", reads=asks_to_complain()
    )

    assert "copy_stage" not in logged.asked


async def test_the_complaint_of_somebody_at_risk_is_copied_to_nobody(tmo: Stage) -> None:
    logged = await tmo.writes(
        "2026-11-02T09:12",
        "I want to complain about the roof. He hits me.",
        reads=asks_to_complain(signals=frozenset({Signal.DOMESTIC_ABUSE})),
    )

    assert "copy_stage" not in logged.asked
