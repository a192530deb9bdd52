"""Which process watches each mailbox, and what does it say of it?

Any number of processes may run; one watches a mailbox, by a lease it renews, and another takes over when it dies.
Should two ever watch at once, nothing is doubled: every arrival is known by its keys.
"""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Mapping
from typing import Final

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.house import House
from bot.landlords.calendar import bank_holidays
from bot.mailboxes import CHANNEL, MailboxState, NamedMailbox, as_text, carried_on, from_text, state_of
from bot.store.database import Database
from bot.store.doors import save_bookmark
from bot.store.system import find_bookmark, take_lease
from channels.door import DoorReport, Watch

log = structlog.get_logger()
LEASE_SECONDS: Final = 9  # a mailbox is taken over within ten seconds of a crash
RENEW_SECONDS: Final = 3.0


class Watching:
    """The watches of one process.

    Args:
        watches: how to make a watch, by the mailbox's key.
        owner: a name no other process has.
    """

    def __init__(
        self, database: Database, watches: Mapping[str, Callable[[], Watch]], *, owner: str, clock: Clock
    ) -> None:
        self._database, self._make, self._owner, self._clock = database, watches, owner, clock
        self._watching: dict[str, Watch] = {}
        self._told: dict[str, DoorReport] = {}
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to take leases and watch."""
        if self._make:
            self._task = asyncio.create_task(self._run(), name="mailboxes")

    async def stop(self) -> None:
        """Watch no more, say how things stood, and let others take over at once."""
        self._stopping.set()
        if self._task is not None:
            await self._task
        await asyncio.gather(*(watch.stop() for watch in self._watching.values()))
        if self._watching:
            with contextlib.suppress(Exception):  # the leases run out by themselves
                await self._take_leave()

    async def _take_leave(self) -> None:
        async with self._database.writing() as session:
            for key, watch in self._watching.items():
                await self._say(session, key, watch.report())
                await self._take(session, key, seconds=0)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                await self.take_turn()
            except Exception:  # an outer loop; the watches go on meanwhile, for leases only spare work
                log.exception("mailboxes_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), RENEW_SECONDS)

    async def take_turn(self) -> None:
        """Renew what is held, take what is free, give up what another has taken; keep the reports."""
        async with self._database.writing() as session:
            held = {key for key in self._make if await self._take(session, key, seconds=LEASE_SECONDS)}
            reports = {key: self._watching[key].report() for key in held & self._watching.keys()}
            for key, report in reports.items():
                await self._say(session, key, report)
        self._told |= reports
        for key in sorted(held - self._watching.keys()):
            self._watching[key] = self._make[key]()
            self._watching[key].start()
        lost = [self._watching.pop(key) for key in self._watching.keys() - held]
        await asyncio.gather(*(watch.stop() for watch in lost))

    async def _take(self, session: AsyncSession, key: str, *, seconds: int) -> bool:
        return await take_lease(
            session, f"{CHANNEL}:{key}", owner=self._owner, now=self._clock(), seconds=seconds
        )

    async def _say(self, session: AsyncSession, key: str, report: DoorReport) -> None:
        told = self._told.get(key, DoorReport())
        if report == told:
            return
        _tell_the_log(key, told, report)
        before = await find_bookmark(session, CHANNEL, key)
        known = carried_on(from_text(before.value) if before else None, report)
        await save_bookmark(session, CHANNEL, key, as_text(known))


def _tell_the_log(key: str, told: DoorReport, report: DoorReport) -> None:
    """What an administrator wants to know who never opens the console; once at each change."""
    if report.why != told.why:
        log.warning("mailbox_failing" if report.why else "mailbox_works_again", mailbox=key, why=report.why)
    left, left_before = (one.too_large + one.not_handed_out + one.not_kept for one in (report, told))
    if left != left_before:
        log.warning("mailbox_left_behind", mailbox=key, mails=left, too_large=report.too_large)
    if report.fault != told.fault:
        log.warning("mailbox_fault", mailbox=key, why=report.fault)


async def list_states(house: House, landlord_ids: Collection[str]) -> list[MailboxState]:
    """How the mailboxes of these landlords stand, whichever process watches them."""
    ours = [mailbox for mailbox in house.mailboxes if mailbox.landlord_id in landlord_ids]
    async with house.database.reading() as session:
        return [await find_state(house, session, mailbox) for mailbox in ours]


async def find_state(house: House, session: AsyncSession, mailbox: NamedMailbox) -> MailboxState:
    """How one mailbox stands."""
    profile = house.profiles[mailbox.landlord_id]
    row = await find_bookmark(session, CHANNEL, mailbox.key)
    return state_of(
        mailbox,
        from_text(row.value) if row else None,
        now=house.clock(),
        holidays=bank_holidays(profile.nation, extra=frozenset(profile.extra_holidays)),
    )
