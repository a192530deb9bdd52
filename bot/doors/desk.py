"""What does the desk bring to the house? A parser for what was taken down, and the page behind a contractor's link."""

from typing import Final

from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.settings import Settings

CHANNELS: Final = ("phone", "letter", "visit", "social")


def _parser(profiles: Profiles) -> Parse:
    from channels.desk.parse import parse

    return parse


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    from bot.desk.link_routes import router

    return Opened(routes=(router,))


PLUG: Final = Plug(channels=CHANNELS, parser=_parser, open=_open)
