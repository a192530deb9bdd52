"""How does mail come in from a mailbox? One thread a mailbox looks, waits to be told of more, and looks again.

Each look goes through everything that is not settled, whatever the server has told us meanwhile, so that a missed
word costs two minutes and never a mail. What came during an outage is there at the next look. No failure ends the
watch: it is reported, and tried again ever less often.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Final

from channels.door import Door, DoorReport
from channels.email.door_from_thread import DoorFromThread
from channels.email.imap_connection import Connection, opened
from channels.email.imap_sweep import Outcome, Suspects, Sweep
from channels.email.left_behind import Announced
from channels.email.mailbox import Mailbox
from channels.errors import ChannelError, GiveUp

LOOK_AGAIN_SECONDS: Final = 120.0
RETRY_SECONDS: Final = 10.0  # where the house would not keep a mail
PAUSES_SECONDS: Final = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)
REFUSED_SECONDS: Final = 30.0  # servers lock a mailbox at which a wrong password is tried too often
_GRACE_SECONDS: Final = 1.5
_UNFORESEEN: Final = "Something went wrong that nobody foresaw; the log says where."

log = logging.getLogger("hark.mailbox")


def pause_before(
    attempt: int, *, was_refused: bool, pauses_seconds: Sequence[float] = PAUSES_SECONDS
) -> float:
    """How many seconds to wait before a mailbox is opened again.

    Args:
        attempt: how many times in a row it has failed, from 1.
        was_refused: the server answers and does not want us, so hurrying is of no use.
        pauses_seconds: after the first failure, the second, and so on; the last one ever after.
    """
    pause = pauses_seconds[min(attempt, len(pauses_seconds)) - 1]
    return max(pause, REFUSED_SECONDS) if was_refused else pause


class MailboxWatch:
    """Watches one mailbox; `channels.door.Watch`.

    Args:
        door: where arrivals are committed.
        now: the clock.
        open_mailbox: how a connection is made.
        look_again_seconds: how long to wait for word of new mail before looking anyway.
        pauses_seconds: between two attempts to open it, one failure after another.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        door: Door,
        *,
        now: Callable[[], datetime],
        open_mailbox: Callable[[Mailbox], AbstractContextManager[Connection]] = opened,
        look_again_seconds: float = LOOK_AGAIN_SECONDS,
        pauses_seconds: Sequence[float] = PAUSES_SECONDS,
    ) -> None:
        self._mailbox, self._door, self._now = mailbox, door, now
        self._open, self._look_again_seconds = open_mailbox, look_again_seconds
        self._pauses_seconds = pauses_seconds
        self._stopping = threading.Event()
        self._suspects, self._announced = Suspects(now), Announced()
        self._connection: Connection | None = None
        self._report = DoorReport()
        self._failures = 0

    def start(self) -> None:
        """Begin to watch; called in the loop the house lives in."""
        self._reach = DoorFromThread(self._door, asyncio.get_running_loop())
        # A daemon: a server that does not answer must not keep the process from ending.
        self._thread = threading.Thread(target=self._watch, name=f"mailbox {self._mailbox.name}", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """End after the batch in hand; a server that keeps us waiting is left."""
        self._stopping.set()
        await asyncio.to_thread(self._thread.join, _GRACE_SECONDS)
        if self._thread.is_alive() and (connection := self._connection) is not None:
            connection.cut()
            await asyncio.to_thread(self._thread.join, _GRACE_SECONDS / 3)

    def report(self) -> DoorReport:
        """How the mailbox stands."""
        return self._report

    def _watch(self) -> None:
        while not self._stopping.is_set():
            was_refused = False
            try:
                self._look_until_it_fails()
            except ChannelError as error:
                was_refused = isinstance(error, GiveUp)
                self._note_failure(str(error), was_refused=was_refused)
            except Exception:  # an outer loop: log and keep going
                log.exception("mailbox_failed")
                self._note_failure(_UNFORESEEN, was_refused=False)
            self._stopping.wait(self._pause(was_refused=was_refused))

    def _pause(self, *, was_refused: bool) -> float:
        attempt = max(self._failures, 1)
        return pause_before(attempt, was_refused=was_refused, pauses_seconds=self._pauses_seconds)

    def _look_until_it_fails(self) -> None:
        with self._open(self._mailbox) as connection:
            self._connection = connection
            try:
                while not self._stopping.is_set():
                    outcome = self._look(connection)
                    self._note(outcome)
                    patience = RETRY_SECONDS if outcome.not_kept else LOOK_AGAIN_SECONDS
                    connection.wait(min(patience, self._look_again_seconds), self._stopping)
            finally:
                self._connection = None

    def _look(self, connection: Connection) -> Outcome:
        return Sweep(
            self._mailbox,
            connection,
            self._reach,
            now=self._now,
            suspects=self._suspects,
            announced=self._announced,
            stopping=self._stopping,
        ).run()

    def _note(self, outcome: Outcome) -> None:
        self._failures = 0
        self._report = DoorReport(
            opened_at=outcome.opened_at,
            looked_at=self._now(),
            newest_at=max(filter(None, [outcome.newest_at, self._report.newest_at]), default=None),
            too_large=len(outcome.too_large),
            not_handed_out=outcome.not_handed_out,
            not_kept=outcome.not_kept,
            fault=outcome.fault,
        )

    def _note_failure(self, why: str, *, was_refused: bool) -> None:
        if self._stopping.is_set():
            return  # we broke it off ourselves
        self._failures += 1
        since = self._report.failing_since or self._now()
        self._report = replace(self._report, failing_since=since, is_refused=was_refused, why=why)
