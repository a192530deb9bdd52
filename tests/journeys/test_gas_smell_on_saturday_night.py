"""A gas smell late on Saturday: the emergency number first, somebody woken at once, and 24 elapsed hours."""

import pytest

from bot.store import cases
from classifiers.labels import Signal, Topic
from tests.builders import a_reading
from tests.journeys.stage import Scene, Stage

GAS = "There is a strong smell of gas in the kitchen, what do I do?"
DANGER = a_reading(topic=Topic.HEATING, signals=frozenset({Signal.EMERGENCY}))


def woken(scene: Scene) -> set[str]:
    """The people woken by e-mail."""
    return {to.partition("@")[0] for _, to in scene.alerts if "@" in to}


@pytest.mark.provision("6.1")
async def test_the_number_to_ring_stands_first_and_somebody_is_woken_at_once(stage: Stage) -> None:
    told = await stage.writes("2026-11-07T23:10", GAS, reads=DANGER)

    assert told.names == ["emergency_reply"]
    assert told.text.index("0161 496 0199") < told.text.index("smell of gas")
    assert told.text.lstrip("* ").startswith("If anyone is in danger, ring 999.")
    assert "0800 111 999" in told.text
    assert woken(told) == {"duty"}
    assert told.task("grade_hazard").due == "2026-11-07"


async def test_the_next_is_woken_after_15_minutes_until_somebody_has_it(stage: Stage) -> None:
    await stage.writes("2026-11-07T23:10", GAS, reads=DANGER)

    before = await stage.time_passes("2026-11-07T23:24")
    after = await stage.time_passes("2026-11-07T23:26")
    await stage.staff("2026-11-07T23:30", "i have it")
    later = await stage.time_passes("2026-11-08T09:00")

    assert woken(before) == set()
    assert woken(after) == {"duty.manager"}
    assert woken(later) == set()
    (alert,) = await stage.alert_rows()
    assert alert.taken_by == "An Officer"


async def test_a_24_hour_clock_runs_until_a_named_person_stops_it(stage: Stage) -> None:
    told = await stage.writes("2026-11-07T23:10", GAS, reads=DANGER)
    await stage.staff("2026-11-07T23:30", "i have it")

    warned = await stage.time_passes("2026-11-08T19:11")

    case = await stage.case_row(told.cases[0]["reference"])
    async with stage.house.database.reading() as session:
        clocks = {one.rule: one for one in await cases.list_clocks(session, stage.landlord_id, case.id or 0)}
    due_at = clocks["make_safe"].due_at
    assert due_at is not None
    assert due_at.isoformat() == "2026-11-08T23:10:00+00:00"
    assert clocks["investigate_hazard"].due_on.isoformat() == "2026-11-20"
    assert warned.task("make_safe").on == case.reference
    assert {kind for kind, _ in warned.alerts} == {"make_safe"}


async def test_a_graded_hazard_gives_no_warning(stage: Stage) -> None:
    await stage.writes("2026-11-07T23:10", GAS, reads=DANGER)
    await stage.staff("2026-11-07T23:40", "i have it")
    await stage.staff("2026-11-08T01:00", "grade", grade="none", reason="Cadent came; it was a drain")

    later = await stage.time_passes("2026-11-08T23:30")

    assert (later.asked, later.alerts) == ([], [])
