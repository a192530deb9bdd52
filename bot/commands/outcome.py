"""How does a command end? 0 done, 1 did not do it, 2 wrong use; errors are one plain sentence on stderr."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.house import House

Result = TypeVar("Result")


class DidNot(Exception):
    """The command could not do what was asked; the sentence says why and what to do."""


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a command's work, turning the house's own errors into one sentence."""
    try:
        return asyncio.run(work)
    except BotError as error:
        raise DidNot(str(error)) from error


async def in_the_house(act: "Callable[[House], Awaitable[Result]]", *, migrates: bool = True) -> Result:
    """Build the house from the settings, do one thing in it, and close it again."""
    from bot.logs import set_up_logs
    from bot.settings import load_settings
    from bot.store.migrate import upgrade
    from bot.wiring import build_house, register_landlords

    set_up_logs()  # else a log line would stand among the results
    house = build_house(load_settings())
    try:
        if migrates and house.database.is_sqlite:
            await asyncio.to_thread(upgrade, house.database.url)
        await register_landlords(house)
        return await act(house)
    finally:
        await house.database.close()
