"""A broken profile never keeps a resident's mail out."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.house import House
from bot.last_good import with_last_good_profiles
from bot.wiring import landlord_finder, register_landlords
from channels.errors import TryAgain
from tests.web_house import a_web_house


@pytest.fixture
async def yesterday(tmp_path: Path) -> AsyncIterator[House]:
    """A house that served the example landlord."""
    web = await a_web_house(tmp_path)
    await register_landlords(web.house)
    yield web.house
    await web.client.aclose()
    await web.house.database.close()


async def test_a_landlord_whose_profile_broke_overnight_is_served_as_it_was(yesterday: House) -> None:
    today = await with_last_good_profiles(replace(yesterday, profiles={}, faults=("broken",)), broken=True)

    assert landlord_finder(today)("housing@example.org") == "example"
    assert any("last good version" in fault for fault in today.faults)


async def test_a_landlord_taken_out_on_purpose_stays_out(yesterday: House) -> None:
    today = await with_last_good_profiles(replace(yesterday, profiles={}), broken=False)

    assert landlord_finder(today)("housing@example.org") is None


async def test_mail_for_nobody_known_is_never_refused_for_good_while_a_profile_is_broken(
    yesterday: House,
) -> None:
    house = replace(yesterday, profiles={}, profiles_are_broken=True)

    with pytest.raises(TryAgain):
        landlord_finder(house)("housing@example.org")
