"""Another system is told what happens on cases: from when it began to listen, in order, once, and no word of anybody."""

import json
from pathlib import Path

from bot.landlords.parts import EventListener
from bot.store.database import Database
from classifiers.labels import Signal
from tests.journeys.stage import Stage, a_stage, asks_to_complain

LISTENER = EventListener(url="http://cases.example/hark", client=1)
COMPLAINT = "I want to complain. The gate has been open since May."


async def told(stage: Stage) -> list[dict[str, object]]:
    rows = await stage.written("events")
    return [event for row in rows for event in json.loads(row.text)["events"]]


async def test_events_are_told_from_then_on_in_order_and_once(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path, event_listeners=(LISTENER,)) as stage:
        await stage.time_passes("2026-11-02T09:00")
        scene = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False))
        reference = scene.of("complaint")["reference"]
        await stage.time_passes("2026-11-02T09:20")
        first = await told(stage)
        await stage.staff(
            "2026-11-03T10:00",
            "acknowledge",
            case=reference,
            points=[{"text": "The gate", "responsible": "yes"}],
        )
        await stage.time_passes("2026-11-03T10:10")
        both = await told(stage)

    assert "complaint_started" in [event["what"] for event in first]
    assert "acknowledged" in [event["what"] for event in both[len(first) :]]
    assert {event["case"] for event in both} == {reference}
    numbers = [int(str(event["id"])) for event in both]
    assert numbers == sorted(set(numbers))
    assert "gate" not in json.dumps(both)
    assert "Sam" not in json.dumps(both)


async def test_nothing_of_a_person_at_risk_is_told(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path, event_listeners=(LISTENER,)) as stage:
        await stage.time_passes("2026-11-02T09:00")
        await stage.writes(
            "2026-11-02T09:12",
            "He hits me. I want to complain.",
            reads=asks_to_complain(signals=frozenset({Signal.DOMESTIC_ABUSE})),
        )
        await stage.time_passes("2026-11-02T09:20")

        assert await told(stage) == []
