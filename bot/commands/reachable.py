"""What can be done with the database where it answers? A command that needs none goes on where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from bot.store.database import Database

Result = TypeVar("Result")

NOT_THERE = "the database does not answer or is not there yet"


def if_reachable(
    database_url: str, act: Callable[[Database], Awaitable[Result]], *, within_seconds: float = 15
) -> Result | None:
    """Do one thing with the database; None where it does not answer, cannot do it or takes too long.

    An embedded database that is not there yet is not made for it.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.logs import set_up_logs

    set_up_logs()  # else a log line would stand among the results
    try:
        return asyncio.run(_act(database_url, act, within_seconds))
    except (SQLAlchemyError, OSError, ImportError):  # a TimeoutError is an OSError; a driver may not be there
        return None


async def _act(
    database_url: str, act: Callable[[Database], Awaitable[Result]], within_seconds: float
) -> Result | None:
    from bot.store.database import Database

    database = Database(database_url)
    try:
        async with asyncio.timeout(within_seconds):
            return await act(database) if await database.is_ready() else None
    finally:
        await database.close()
