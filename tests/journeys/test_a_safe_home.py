"""Damp: looked into, summed up, mended; nobody opened once, so another home is asked for. Sam is invented."""

from datetime import date, datetime

import pytest

from bot.acts import making_safe
from bot.errors import IllegalMove
from bot.store.cases import list_clocks
from bot.store.hazards import list_hazards
from bot.working_days import LONDON
from classifiers.labels import Signal, Topic
from tests.builders import a_reading
from tests.journeys.stage import Stage

DAMP = "There is mould all over my son's bedroom."
COLD = "No heating at all since Sunday and the baby is freezing."


async def damp(stage: Stage) -> str:
    reads = a_reading(topic=Topic.DAMP_MOULD, signals=frozenset({Signal.DAMP_MOULD, Signal.HAZARD}))
    scene = await stage.writes("2026-11-02T09:12", DAMP, reads=reads)
    return str(scene.of("service_request")["reference"])


async def clocks(stage: Stage, reference: str) -> dict[str, str]:
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        rows = await list_clocks(session, "example", case.id or 0)
    return {row.rule: row.ended_why or str(row.due_on) for row in rows if row.law == "hazard"}


async def test_an_investigation_starts_the_clocks_of_the_summary_and_the_work_and_each_step_meets_its_own(
    stage: Stage,
) -> None:
    reference, by = await damp(stage), await stage.colleague()
    assert await clocks(stage, reference) == {"investigate_hazard": "2026-11-16"}
    await stage.time_passes("2026-11-05T10:00")

    await making_safe.end_investigation(
        stage.house,
        by,
        reference,
        ended_on=date(2026, 11, 4),
        summary="Water comes through the wall.",
        is_hazard=True,
    )
    started = await clocks(stage, reference)
    await making_safe.record_step(
        stage.house,
        by,
        reference,
        what="summary",
        words="Handed over",
        happened_at=datetime(2026, 11, 5, 9, tzinfo=LONDON),
    )

    assert started == {
        "investigate_hazard": "met",
        "summarise_hazard": "2026-11-09",
        "safety_work": "2026-11-11",
        "start_supplementary_work": "2026-11-11",
        "stop_supplementary_work": "2027-01-27",
    }
    assert (await clocks(stage, reference))["summarise_hazard"] == "met"


async def test_where_nobody_opens_the_clock_runs_on_and_another_home_is_asked_for_by_its_day(
    stage: Stage,
) -> None:
    reference, by = await damp(stage), await stage.colleague()
    await stage.time_passes("2026-11-05T10:00")
    await making_safe.end_investigation(
        stage.house, by, reference, ended_on=date(2026, 11, 4), summary="Wet wall.", is_hazard=True
    )

    await making_safe.record_step(
        stage.house,
        by,
        reference,
        what="no_access",
        words="Rang twice, nobody in",
        happened_at=datetime(2026, 11, 5, 9, tzinfo=LONDON),
    )
    asked = await stage.time_passes("2026-11-05T10:30")

    assert asked.task("other_home").due == "2026-11-11"
    assert (await clocks(stage, reference))["safety_work"] == "2026-11-11"


async def test_only_a_person_stops_a_clock_and_says_what_was_found(stage: Stage) -> None:
    reference, by = await damp(stage), await stage.colleague()

    with pytest.raises(IllegalMove, match="what was found"):
        await making_safe.end_investigation(
            stage.house, by, reference, ended_on=date(2026, 11, 2), summary=" ", is_hazard=False
        )
    await making_safe.end_investigation(
        stage.house,
        by,
        reference,
        ended_on=date(2026, 11, 2),
        summary="Condensation, wiped off.",
        is_hazard=False,
    )

    assert await clocks(stage, reference) == {"investigate_hazard": "met"}
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        (hazard,) = await list_hazards(session, "example", case.id or 0)
    assert (hazard.grade, hazard.graded_by) == ("none", by.email)


async def test_on_30_november_every_open_case_of_the_second_list_is_named_once(stage: Stage) -> None:
    reads = a_reading(topic=Topic.HEATING, signals=frozenset({Signal.HAZARD}))
    cold = await stage.writes("2026-11-20T09:12", COLD, reads=reads)
    reference = cold.of("service_request")["reference"]

    before = await stage.time_passes("2026-11-29T23:00")
    on_the_day = await stage.time_passes("2026-11-30T07:00")
    after = await stage.time_passes("2026-12-01T07:00")

    assert "phase_two" not in before.asked
    assert on_the_day.task("phase_two").team == "manager"
    assert "phase_two" not in after.asked
    assert reference
