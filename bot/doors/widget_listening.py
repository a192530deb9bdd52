"""When is there something new for a page? One look at the database for every page that listens in this process.

A look costs two short queries, however many pages listen. What a look misses, because another process committed
late, the page itself asks for at its next ping.
"""

import asyncio
import contextlib
from collections.abc import Collection, Iterator
from typing import Final

import structlog

from bot.store import widget
from bot.store.database import Database

log = structlog.get_logger()
LOOK_SECONDS: Final = 0.5


class Listening:
    """The pages that listen, by the address of their conversation.

    Args:
        look_seconds: how long between two looks.
    """

    def __init__(
        self, database: Database, landlord_ids: Collection[str], *, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self.is_over = False
        self._database, self._landlord_ids, self._look_seconds = database, landlord_ids, look_seconds
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._looking: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def listen(self, address: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something was said in this conversation; clear it before each look."""
        told = asyncio.Event()
        self._waiting.setdefault(address, set()).add(told)
        self._looking = self._looking or asyncio.create_task(self._look_on(), name="widget listening")
        try:
            yield told
        finally:
            waiting = self._waiting.get(address, set())
            waiting.discard(told)
            if not waiting:
                self._waiting.pop(address, None)

    def hang_up(self) -> None:
        """Wake everybody for the last time; the house is about to stop."""
        self.is_over = True
        self._tell(list(self._waiting))

    async def close(self) -> None:
        """Look no more."""
        self.hang_up()
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _look_on(self) -> None:
        ours, theirs = -1, -1
        while not self.is_over:
            try:
                ours, theirs = await self._look(ours, theirs)
            except Exception:  # an outer loop: pages still ask by themselves at every ping
                log.exception("listening_failed")
            await asyncio.sleep(self._look_seconds)

    async def _look(self, ours: int, theirs: int) -> tuple[int, int]:
        async with self._database.reading() as session:
            if ours < 0:
                ours, theirs = await widget.newest(session, self._landlord_ids)
                self._tell(list(self._waiting))
                return ours, theirs
            if not self._waiting:
                return await widget.newest(session, self._landlord_ids)
            addresses, ours, theirs = await widget.list_spoken_in(
                session, self._landlord_ids, after_ours=ours, after_theirs=theirs
            )
        self._tell(addresses)
        return ours, theirs

    def _tell(self, addresses: Collection[str]) -> None:
        for address in addresses:
            for told in self._waiting.get(address, ()):
                told.set()
