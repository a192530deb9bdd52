"""What does the JSON interface bring to the house? A parser for what is handed in, and the routes of `/api/v1/`."""

from typing import Final

from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.settings import Settings

CHANNEL: Final = "api"


def _parser(profiles: Profiles) -> Parse:
    from channels.api.parse import parse

    return parse


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    from bot.api.router import api_router

    return Opened(routes=(api_router(),))


PLUG: Final = Plug(channels=(CHANNEL,), parser=_parser, open=_open)
