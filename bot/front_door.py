"""How does what a channel receives become certain? The door every channel is given.

The law of this file: `receive` returns only after the commit that holds the arrival. Arrivals that wait together
are committed together, whole or not at all; where that fails, every sender concerned is asked to come again.
"""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.store import doors
from bot.store.database import Database
from bot.store.one_trip import OneTrip
from bot.store.system import find_bookmark
from channels.errors import TryAgain
from channels.messages import Arrival, Outgoing

MOST_ARRIVALS_TOGETHER: Final = 200
MOST_BYTES_TOGETHER: Final = 16 * 1024 * 1024
GATHER_SECONDS: Final = 0.002  # under load, fewer and larger commits let everybody through sooner
MOST_COMMITS_A_TURN: Final = 10  # then the worker has its turn to write
NOT_KEPT: Final = "It could not be kept for certain."
CLOSED: Final = "The door is closed."


@dataclass(frozen=True, slots=True)
class _Waiting:
    arrival: Arrival
    kept: asyncio.Future[str]


class FrontDoor:
    """The house as every channel sees it; `channels.door.Door`.

    Args:
        database: where arrivals are kept.
        landlord_ids: the landlords served here.
        clock: says from when on the worker may take an arrival.
    """

    def __init__(self, database: Database, *, landlord_ids: Collection[str], clock: Clock) -> None:
        self.arrived = asyncio.Event()  #: set after each commit; the worker clears it
        self._database = database
        self._landlord_ids = landlord_ids
        self._clock = clock
        self._trip = OneTrip(database)
        self._arrivals = doors.ArrivalWriter(self._trip.dialect)
        self._waiting: SimpleQueue[_Waiting] = SimpleQueue()
        self._knock = asyncio.Event()
        self._is_open = False
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to take arrivals."""
        self._is_open = True
        self._loop = asyncio.get_running_loop()
        self._writer = asyncio.create_task(self._write(), name="front door")

    async def close(self) -> None:
        """Take nothing new, commit what already waits, and stop."""
        self._is_open = False
        self._knock.set()
        if self._writer is not None:
            await self._writer
        await self._trip.close()

    async def receive(self, arrival: Arrival) -> str:
        """Commit one arrival and return its id.

        Raises:
            TryAgain: it could not be kept for certain; the sender must keep it and come back.
        """
        if not self._is_open:
            raise TryAgain(CLOSED)
        kept: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.put(_Waiting(arrival, kept))
        self._knock.set()
        return await kept

    async def remember(self, channel: str, key: str, value: str) -> None:
        """Keep a bookmark: how far a channel has read."""
        try:
            async with self._database.writing() as session:
                await doors.save_bookmark(session, channel, key, value)
        except (SQLAlchemyError, OSError) as error:
            raise TryAgain(NOT_KEPT) from error

    async def recall(self, channel: str, key: str) -> str | None:
        """The bookmark kept under this key, or None."""
        async with self._database.reading() as session:
            row = await find_bookmark(session, channel, key)
        return row.value if row else None

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        """What was said to a conversation after a message of ours; all of it where the message id is empty."""
        async with self._database.reading() as session:
            rows = await doors.list_said_since(session, self._landlord_ids, int(conversation_id), message_id)
        return [doors.outgoing_of(row) for row in rows]

    async def _write(self) -> None:
        while self._is_open or not self._waiting.empty():
            await self._knock.wait()
            self._knock.clear()
            try:
                await self._trip.run(self._keep_what_waits)
            except Exception as error:  # no sender may wait for a writer that is gone
                _turn_away(self._all_that_wait(), error)
            if not (self._is_open and self._waiting.empty()):
                self._knock.set()

    def _keep_what_waits(self) -> None:
        """One commit after another while anything waits; in the writing thread."""
        for _ in range(MOST_COMMITS_A_TURN):
            batch = self._all_that_wait()
            if not batch:
                return
            self._keep(batch)
            if len(batch) > 1:
                time.sleep(GATHER_SECONDS)

    def _all_that_wait(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        size = 0
        while (
            len(batch) < MOST_ARRIVALS_TOGETHER and size < MOST_BYTES_TOGETHER and not self._waiting.empty()
        ):
            batch.append(self._waiting.get_nowait())
            size += len(batch[-1].arrival.raw)
        return batch

    def _keep(self, batch: list[_Waiting]) -> None:
        try:
            with self._trip.transaction() as cursor:
                ids = self._arrivals.save(cursor, [one.arrival for one in batch], run_at=self._clock())
        except Exception as error:  # whatever failed, nothing was kept, and the writer must live on
            if len(batch) > 1 and not self._may_pass(error):
                for (
                    one
                ) in batch:  # one that no database would take must not turn its neighbours away for good
                    self._keep([one])
            else:
                self._say(_turn_away, batch, error)
        else:
            self._say(self._tell, batch, ids)

    def _may_pass(self, error: Exception) -> bool:
        """Locked, full, or gone: it is not about one arrival."""
        return isinstance(error, OSError | SQLAlchemyError | self._trip.dialect.loaded_dbapi.OperationalError)

    def _say(self, what: Callable[..., None], *of: object) -> None:
        self._loop.call_soon_threadsafe(what, *of)

    def _tell(self, batch: list[_Waiting], ids: list[int]) -> None:
        self.arrived.set()
        for one, arrival_id in zip(batch, ids, strict=True):
            if not one.kept.done():  # a sender who hung up meanwhile; the arrival is ours all the same
                one.kept.set_result(str(arrival_id))


def _turn_away(batch: list[_Waiting], error: Exception) -> None:
    for one in batch:
        if not one.kept.done():
            refusal = TryAgain(NOT_KEPT)
            refusal.__cause__ = error
            one.kept.set_exception(refusal)
