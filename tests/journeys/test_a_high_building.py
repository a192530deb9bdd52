"""A complaint that names a high block: the people whom the landlord names are told, at each stage."""

from pathlib import Path

import pytest

from bot.casework.high_rise import block_named
from bot.landlords.parts import HighRise
from bot.store.database import Database
from tests.builders import an_unhappy_reading
from tests.journeys.stage import a_stage, asks_to_complain

RULES = HighRise(
    told=("the fire manager",),
    stage_1_by="The fire manager",
    stage_2_by="The accountable persons",
    then="the Building Safety Regulator",
    blocks=("Alder Tower", "Elm Court"),
)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("The cladding of ALDER TOWER is loose.", "Alder Tower"),
        ("I live in elm court, flat 9", "Elm Court"),
        ("Alder Towers are nice", ""),
        ("The tower leaks", ""),
    ],
)
def test_a_block_is_known_by_its_whole_name(text: str, block: str) -> None:
    assert block_named(text, RULES.blocks) == block


async def test_those_who_must_know_are_told_at_each_stage(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path, high_rise=RULES) as stage:
        scene = await stage.writes(
            "2026-11-02T09:12",
            "I want to complain. The fire door in Alder Tower does not shut.",
            reads=asks_to_complain(wants_action=False),
        )
        reference = scene.of("complaint")["reference"]
        await stage.staff(
            "2026-11-03T10:00",
            "acknowledge",
            case=reference,
            points=[{"text": "The door", "responsible": "yes"}],
        )
        await stage.staff("2026-11-10T10:00", "answer", case=reference)
        second = await stage.replies("2026-11-16T20:00", "No.", reads=an_unhappy_reading())

    assert scene.task("high_rise").due == "2026-11-02"
    assert second.task("high_rise").team == "stage-2"
