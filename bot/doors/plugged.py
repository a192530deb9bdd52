"""Which doors beside e-mail are plugged in? One table; a new door is one line here and a file beside it."""

from typing import Final

from bot.doors import api, desk, notify, open311, survey, telegram, widget
from bot.doors.plug import Plug

DOORS: Final[tuple[Plug, ...]] = (
    telegram.PLUG,
    widget.PLUG,
    notify.PLUG,
    survey.PLUG,
    desk.PLUG,
    api.PLUG,
    open311.PLUG,
)
