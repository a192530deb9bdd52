"""The chat on a web page: what does this door bring to the house?

Nothing is sent here: a page fetches what is said to it, and what it shows has left. `docs/widget.md` tells the rest.
"""

from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.settings import Settings


def _parser(profiles: Profiles) -> Parse:
    from channels.web.parse import parse_web

    return parse_web


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    from bot.doors.widget_listening import Listening
    from bot.doors.widget_pages import plain_routes
    from bot.doors.widget_routes import PageDoor, page_routes

    listening = Listening(house.database, list(house.profiles))
    at = PageDoor(door, listening)
    return Opened(
        routes=(plain_routes(at), page_routes(at)),
        sentences=(f"The chat can be tried at {house.public_url}/widget/",),
        hang_up=listening.hang_up,
        close=listening.close,
    )


PLUG = Plug(channels=("widget",), parser=_parser, open=_open)
