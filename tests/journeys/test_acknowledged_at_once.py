"""A landlord who acknowledges at once: the answer to a complaint is its acknowledgement."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, a_stage, asks_to_complain

COMPLAINT = "I want to complain. The tap has dripped since May."


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord, acknowledging at once."""
    async with a_stage(database, tmp_path, acknowledgement="at_once") as made:
        yield made


async def test_an_explicit_complaint_is_acknowledged_within_seconds_by_one_text(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T22:12", COMPLAINT, reads=asks_to_complain())
    later = await stage.time_passes("2026-11-05T13:00")

    assert told.names == ["acknowledgement_guard"]
    assert "A computer wrote this from your words" in told.text
    assert told.of("complaint")["acknowledged_at"] == "2026-11-02T22:12:00Z"
    assert told.of("complaint")["respond_by"] == "2026-11-16"
    assert told.task("definition").due == "2026-11-09"
    assert later.names == []


async def test_so_is_a_chosen_one(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())

    told = await stage.replies("2026-11-02T10:00", "Yes")

    assert told.names == ["acknowledgement_guard"]
    assert told.of("complaint")["acknowledged_at"] == "2026-11-02T10:00:00Z"


async def test_what_must_never_be_guarded_is_not_acknowledged_at_once(stage: Stage) -> None:
    reads = asks_to_complain(signals=frozenset({Signal.REPRESENTATIVE}))

    told = await stage.writes(
        "2026-11-02T09:12", "I write for my mother, she wants to complain.", reads=reads
    )

    assert told.names == ["representative_receipt"]
    assert told.of("complaint")["acknowledged_at"] is None
