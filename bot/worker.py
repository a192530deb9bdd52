"""What keeps the house going? The loop that takes arrivals in, sends what is in the outbox, and makes its rounds.

Any number of these may run, in one process or many: rows are claimed by lease, and an arrival that a dead worker
held is taken again when its lease runs out.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import inbox, outbox
from bot.dispatch import mark_failed, mark_sent
from bot.house import House
from bot.intake import keep_unreadable, take_in
from bot.moment import Moment
from bot.rounds import go_round
from bot.store import arrivals, people
from bot.store import outbox as outbox_store
from bot.store.arrivals import ArrivalRow
from bot.store.database import is_passing
from bot.store.doors import outgoing_of
from bot.store.outbox import OutboxRow
from channels.errors import GiveUp, TryAgain


class Renewal(Protocol):
    """Renews the leases of what a worker holds."""

    async def __call__(
        self,
        session: AsyncSession,
        landlord_ids: Collection[str],
        ids: Collection[int],
        *,
        owner: str,
        until: datetime,
    ) -> None:
        """Renew those that are still this worker's."""
        ...


log = structlog.get_logger()
POLL_SECONDS = 1.0
ROUND_SECONDS = 60
BATCH = 16
LONGEST_NAME = 200  # of what the other side calls a message of ours
WAITS = frozenset(["email", "widget"])  # without a relay mail waits; what a page shows is fetched by it
SAFE = "safe_reply"  # the one text that may reach somebody at risk
SETTLE_PAUSES_SECONDS = (0.1, 1.0, 5.0)


class Worker:
    """One worker of a house.

    Args:
        owner: a name no other worker has.
        arrived: set by the front door when something new was committed.
    """

    def __init__(self, house: House, *, owner: str, arrived: asyncio.Event | None = None) -> None:
        self.house = house
        self.owner = owner
        self.arrived = arrived or asyncio.Event()
        self._stopping = False
        self._round_due: datetime | None = None

    async def run(self) -> None:
        """Work until told to stop."""
        while not self._stopping:
            try:
                busy = await self.work_once()
            except Exception:  # an outer loop: log and keep going
                log.exception("worker_failed")
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        self.arrived.clear()
        try:
            await asyncio.wait_for(self.arrived.wait(), POLL_SECONDS)
        except TimeoutError:
            return

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        self._stopping = True
        self.arrived.set()

    def ask_for_a_round(self) -> None:
        """Look at what is due at the next turn, whatever the clock says."""
        self._round_due = None

    async def work_once(self) -> bool:
        """One turn: arrivals, what is due, the outbox. True where there was anything to do."""
        taken = await self.take_arrivals()
        now = self.house.clock()
        if self._round_due is None or now >= self._round_due:
            await go_round(self.house)
            self._round_due = now + timedelta(seconds=ROUND_SECONDS)
        sent = await self.send_due()
        return bool(taken or sent)

    async def take_arrivals(self) -> int:
        """Take a batch of waiting arrivals through the corridor."""
        async with self.house.database.writing() as session:
            rows = await arrivals.claim_arrivals(
                session,
                list(self.house.profiles),
                owner=self.owner,
                now=self.house.clock(),
                lease_seconds=inbox.LEASE_SECONDS,
                limit=BATCH,
            )
        async with self._renewing(arrivals.renew_arrivals, [row.id or 0 for row in rows]):
            for row in rows:
                await self._take_one(row)
        return len(rows)

    @contextlib.asynccontextmanager
    async def _renewing(self, renew: Renewal, ids: list[int]) -> AsyncIterator[None]:
        """Hold what was claimed for as long as it takes; a worker that dies renews nothing."""
        if not ids:
            yield
            return
        renewing = asyncio.create_task(self._renew(renew, ids))
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await renewing

    async def _renew(self, renew: Renewal, ids: list[int]) -> None:
        while True:
            await asyncio.sleep(inbox.RENEW_SECONDS)
            until = self.house.clock() + timedelta(seconds=inbox.LEASE_SECONDS)
            async with self.house.database.writing() as session:
                await renew(session, list(self.house.profiles), ids, owner=self.owner, until=until)

    async def _take_one(self, row: ArrivalRow) -> None:
        try:
            await take_in(self.house, row)
        except Exception as error:  # an outer loop: the message is safe in the inbox, and is tried again
            log.exception("arrival_failed", arrival=row.id)
            try:
                await self._put_back(row, error)
            except (
                Exception
            ):  # it comes again when the lease runs out; the others of the batch must not wait for that
                log.exception("arrival_not_put_back", arrival=row.id)

    async def _put_back(self, row: ArrivalRow, error: Exception) -> None:
        came_to_nothing = is_passing(error)  # no message goes to a person because the database was away
        attempts = 1 if came_to_nothing else row.attempts
        verdict, why = inbox.next_attempt(attempts, self.house.clock()), type(error).__name__
        if verdict.at is None:
            await keep_unreadable(
                self.house, row, f"It could not be handled after {row.attempts} tries ({why})."
            )
            return
        async with self.house.database.writing() as session:
            held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=self.owner)
            if held is not None:
                held.run_at, held.lease_until, held.error = verdict.at, None, why
                held.attempts -= came_to_nothing
                session.add(held)

    async def send_due(self) -> int:
        """Send a batch of what is due; each row's fate is written on its own."""
        async with self.house.database.writing() as session:
            rows = await outbox_store.claim_outbox(
                session,
                list(self.house.profiles),
                owner=self.owner,
                now=self.house.clock(),
                lease_seconds=outbox.LEASE_SECONDS,
                limit=BATCH,
                waiting_channels=WAITS - self.house.senders.keys(),
            )
        async with self._renewing(outbox_store.renew_outbox, [row.id or 0 for row in rows]):
            await asyncio.gather(*(self._send_one_safely(row) for row in rows))
        return len(rows)

    async def _send_one(self, row: OutboxRow) -> None:
        sender = self.house.senders.get(row.channel)
        try:
            if sender is None:
                raise GiveUp(f"No {row.channel} is set up here.")
            row.sent_as = (await sender.send(outgoing_of(row)))[:LONGEST_NAME]
        except TryAgain as error:
            await self._send_later(row, error)
        except GiveUp as error:
            await self._settle(row, failed=error.why)
        except Exception as error:  # an outer loop: what a sender forgot to name is tried again
            log.exception("send_failed", outbox=row.id)
            await self._send_later(row, TryAgain(type(error).__name__))
        else:
            await self._settle(row, failed="")

    async def _send_one_safely(self, row: OutboxRow) -> None:
        try:
            await self._send_one(row)
        except Exception:  # its fate could not be written: it is sent once more when the lease runs out
            log.exception("fate_not_written", outbox=row.id)

    async def _send_later(self, row: OutboxRow, error: TryAgain) -> None:
        verdict = outbox.next_attempt(row.attempts, self.house.clock(), error.retry_after_seconds)
        if verdict.at is None:
            await self._settle(row, failed=f"{error.why} We have tried for five days.")
            return
        async with self.house.database.writing() as session:
            held = await outbox_store.get_sending(session, row.landlord_id, row.id or 0, owner=self.owner)
            if held is None:
                return
            held.state, held.run_at, held.lease_until, held.error = (
                outbox_store.QUEUED,
                verdict.at,
                None,
                error.why,
            )
            if await people.is_on_hold(session, row.landlord_id, row.conversation_id) and row.name != SAFE:
                # Somebody was found to be at risk while this was on its way: it is not tried again.
                held.state, held.error = outbox_store.CANCELLED, "someone may be at risk"
            session.add(held)

    async def _settle(self, row: OutboxRow, *, failed: str) -> None:
        for pause_seconds in SETTLE_PAUSES_SECONDS:
            try:
                return await self._write_fate(row, failed=failed)
            except Exception as error:
                if not is_passing(error):
                    raise
                await asyncio.sleep(pause_seconds)  # it has left; unless that is written, it leaves twice
        return await self._write_fate(row, failed=failed)

    async def _write_fate(self, row: OutboxRow, *, failed: str) -> None:
        async with self.house.database.writing() as session:
            held = await outbox_store.get_sending(session, row.landlord_id, row.id or 0, owner=self.owner)
            if held is None:
                return
            moment = Moment(self.house, session, self.house.profiles[row.landlord_id], self.house.clock())
            held.sent_as = row.sent_as
            await (mark_failed(moment, held, failed) if failed else mark_sent(moment, held))
