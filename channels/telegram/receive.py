"""How does what residents write come in where we fetch it? One long call after another, each confirming the last.

Telegram keeps what was not confirmed, for a day. So nothing is confirmed that is not committed, and what was committed
and not confirmed comes once more and is known by its keys. No number is kept beyond a batch: after a quiet week
Telegram counts anew, and an old number would then confirm what nobody has seen.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from channels.door import DoorReport
from channels.errors import ChannelError, GiveUp, TryAgain
from channels.telegram.connection import Connection, NotAsSetUp
from channels.telegram.fields import Said
from channels.telegram.taking import Taking
from channels.telegram.updates import may_go_on, together, update_number

WAIT_SECONDS: Final = 25
ALBUM_SECONDS: Final = 1.0  # the photos of an album come one after another
PAUSES_SECONDS: Final = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
REFUSED_SECONDS: Final = 30.0
GRACE_SECONDS: Final = 3.0
_UNFORESEEN: Final = "Something went wrong that nobody foresaw; the log says where."

log = logging.getLogger("hark.telegram")
_Result = TypeVar("_Result")


def pause_after(error: Exception, failures: int, pauses_seconds: Sequence[float] = PAUSES_SECONDS) -> float:
    """How many seconds to wait before Telegram is called again: as long as it says, else ever longer.

    Args:
        failures: how many times in a row it has failed, from 1.
    """
    pause = pauses_seconds[min(failures, len(pauses_seconds)) - 1]
    if isinstance(error, NotAsSetUp | GiveUp):
        return max(pause, min(REFUSED_SECONDS, pauses_seconds[-1]))
    return max(pause, getattr(error, "retry_after_seconds", None) or 0.0)


class BotWatch:
    """What every watch of a bot does: look, wait, look again, and say how it went; `channels.door.Watch`."""

    def __init__(
        self,
        connection: Connection,
        *,
        now: Callable[[], datetime],
        pauses_seconds: Sequence[float] = PAUSES_SECONDS,
    ) -> None:
        self._connection, self._now, self._pauses_seconds = connection, now, pauses_seconds
        self._stopping = asyncio.Event()
        self._report = DoorReport()
        self._failures = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch(), name="telegram bot")

    async def stop(self) -> None:
        """Finish what is in hand, soon; what was not confirmed comes again."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=GRACE_SECONDS)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._connection.close()

    def report(self) -> DoorReport:
        """How the bot stands."""
        return self._report

    async def look_until_it_fails(self) -> None:
        """Look again and again until told to stop."""
        raise NotImplementedError

    async def _watch(self) -> None:
        while not self._stopping.is_set():
            try:
                await self.look_until_it_fails()
            except ChannelError as error:
                await self._fail(error, str(error))
            except Exception as error:  # an outer loop: log and keep going
                log.exception("telegram_failed")
                await self._fail(error, _UNFORESEEN)

    async def _fail(self, error: Exception, why: str) -> None:
        self._failures += 1
        since = self._report.failing_since or self._now()
        self._report = replace(self._report, failing_since=since, why=why)
        await self.rest(pause_after(error, self._failures, self._pauses_seconds))

    def note(self, *, newest_at: datetime | None = None) -> None:
        """It works."""
        self._failures = 0
        self._report = DoorReport(
            opened_at=self._report.opened_at or self._now(),
            looked_at=self._now(),
            newest_at=newest_at or self._report.newest_at,
        )

    async def rest(self, seconds: float) -> None:
        """Wait, or stop at once where told to."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def unless_stopped(self, call: Coroutine[Any, Any, _Result]) -> _Result | None:
        """A call that may take long and may be broken off; None where it was."""
        calling = asyncio.ensure_future(call)
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if calling.done():
            return calling.result()
        calling.cancel()
        with contextlib.suppress(asyncio.CancelledError, ChannelError):
            await calling
        return None


class PollingWatch(BotWatch):
    """Fetches what residents write to one bot.

    Args:
        connection: of this watch alone, which closes it.
        taking: commits what comes.
        now: the clock.
        wait_seconds: how long Telegram may keep us waiting for the next message.
        album_seconds: how long to wait for the rest of an album.
        pauses_seconds: between two attempts, one failure after another.
    """

    def __init__(
        self,
        connection: Connection,
        taking: Taking,
        *,
        now: Callable[[], datetime],
        wait_seconds: int = WAIT_SECONDS,
        album_seconds: float = ALBUM_SECONDS,
        pauses_seconds: Sequence[float] = PAUSES_SECONDS,
    ) -> None:
        super().__init__(connection, now=now, pauses_seconds=pauses_seconds)
        self._taking, self._wait_seconds, self._album_seconds = taking, wait_seconds, album_seconds
        self._offset: int | None = None

    async def look_until_it_fails(self) -> None:
        """Fetch, commit, confirm by the next call."""
        await self._connection.drop_hook()
        while not self._stopping.is_set():
            updates = await self.unless_stopped(self._fetch(self._wait_seconds))
            if updates and may_go_on(updates):
                await self.rest(self._album_seconds)
                updates = await self._fetch(0)
            if updates is not None:
                await self._take(updates)
        if self._offset is not None:
            await self._fetch(0, most=1)  # what is committed is confirmed, for whoever watches next

    async def _fetch(self, wait_seconds: int, *, most: int = 100) -> list[Said]:
        found = await self._connection.fetch_updates(self._offset, wait_seconds=wait_seconds, most=most)
        return [update for update in found if update_number(update) is not None]

    async def _take(self, updates: Sequence[Said]) -> None:
        newest_at = None
        if not updates:
            self._offset = None
        for those in together(updates):
            if self._stopping.is_set():
                return
            await self._take_some(those)
            newest_at = self._now()
        self.note(newest_at=newest_at)

    async def _take_some(self, updates: Sequence[Said]) -> None:
        try:
            await self._taking.take(updates)
        except TryAgain as error:
            raise TryAgain("The house could not keep what residents write.") from error
        self._offset = max(update_number(one) or 0 for one in updates) + 1
        await self._taking.settle(updates)
