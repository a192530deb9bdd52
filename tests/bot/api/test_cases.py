"""Cases are read page by page, in the shape that `hark cases --json` prints."""

from datetime import UTC, datetime

from bot.bringing import bring
from bot.brought_cases import BroughtCase
from tests.bot.api.conftest import System
from tests.builders import a_reading
from tests.journeys.stage import Stage


async def test_pages_follow_each_other_to_the_end_and_none_is_told_twice(
    stage: Stage, portal: System
) -> None:
    for number in range(5):
        await stage.writes(
            "2026-11-05T10:01", f"Tap {number} drips.", reads=a_reading(), sender=f"r{number}@example.net"
        )

    told, after = [], ""
    for _ in range(3):
        page = (await portal.reads("/cases", limit=2, after=after)).json()
        told += [case["reference"] for case in page["cases"]]
        after = page["next"]

    assert (len(told), len(set(told)), after) == (5, 5, None)


async def test_one_case_is_told_as_the_command_tells_it(stage: Stage, portal: System) -> None:
    scene = await stage.writes("2026-11-05T10:01", "The tap drips.", reads=a_reading())
    (case,) = scene.cases

    told = (await portal.reads(f"/cases/{case['reference'].lower()}")).json()

    assert told == case


async def test_the_number_that_another_system_has_for_it_is_told(stage: Stage, portal: System) -> None:
    told = BroughtCase("12345", "enquiry", None, "open", datetime(2026, 11, 2, 9, tzinfo=UTC))
    reference = (await bring(stage.house, stage.profile, "cats", told)).case

    alone = (await portal.reads(f"/cases/{reference}")).json()
    page = (await portal.reads("/cases")).json()

    assert alone["references"] == {"cats": "12345"}
    assert page["cases"] == [alone]


async def test_what_is_not_here_is_said_to_be_not_here(portal: System) -> None:
    assert (await portal.reads("/cases/EX-NOTHERE")).status_code == 404
    assert (await portal.reads("/messages/99")).status_code == 404
    assert (await portal.reads("/cases", after="EX-NOTHERE")).status_code == 404
    assert (await portal.reads("/cases", limit=0)).status_code == 422
