"""What does Open311 bring to the house? A parser for reports, and the routes of GeoReport v2 where a profile opens them."""

from typing import Final

from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.settings import Settings

CHANNEL: Final = "open311"


def _parser(profiles: Profiles) -> Parse:
    from channels.open311.parse import parse

    return parse


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    if not any(profile.open311 for profile in house.profiles.values()):
        return Opened()
    from bot.doors.open311_routes import PREFIX, open311_routes

    return Opened(
        routes=(open311_routes(),),
        sentences=(f"Reports about estates are taken by Open311 at {house.public_url}{PREFIX}.",),
    )


PLUG: Final = Plug(channels=(CHANNEL,), parser=_parser, open=_open)
