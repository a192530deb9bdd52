"""What is done at each look into a mailbox? Everything that is there and not settled is taken, oldest first.

The law of this file: a mail is committed first, then marked or moved, and only then counted as settled. Whatever
breaks off in between is found again at the next look, and known by its keys. One mail that cannot be taken never
keeps the others out: it is left where it is, reported, and tried again. Of one that is too large the house hears once.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from channels.email.door_from_thread import DoorFromThread
from channels.email.imap_arrival import arrival_from, received_at_of
from channels.email.imap_connection import BrokenOff, Connection, Described
from channels.email.imap_progress import (
    Progress,
    after_taking,
    as_text,
    at_a_look,
    from_text,
    still_to_take,
)
from channels.email.left_behind import Announced
from channels.email.left_behind import arrival_of as left_behind
from channels.email.mailbox import Mailbox
from channels.errors import TryAgain

CHANNEL: Final = "imap"  #: whose bookmark it is
MAILS_TOGETHER: Final = 25
BYTES_TOGETHER: Final = 8 * 1024 * 1024
BREAKS_ALLOWED: Final = 3
LEFT_OUT_AT_FIRST: Final = timedelta(minutes=1)  # then twice as long each time
LEFT_OUT_AT_MOST: Final = timedelta(hours=1)


@dataclass
class Outcome:
    """What came of one look."""

    opened_at: datetime
    taken: int = 0
    newest_at: datetime | None = None  #: when the server got the newest that was taken
    too_large: list[int] = field(default_factory=list)  #: sizes in bytes
    not_handed_out: int = 0
    not_kept: int = 0  #: refused by the house, each on its own
    fault: str = ""  #: why mails that were taken could not be marked or moved


class Suspects:
    """Mails at which the connection broke off: asked for last and one by one, and after a few times only now and then.

    Args:
        now: the clock.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._breaks: dict[int, int] = {}
        self._left_out_until: dict[int, datetime] = {}

    def note(self, uids: Sequence[int]) -> None:
        """The connection broke off while these were being fetched."""
        for uid in uids:
            self._breaks[uid] = self._breaks.get(uid, 0) + 1
        beyond = self._breaks[uids[0]] - BREAKS_ALLOWED
        if len(uids) == 1 and beyond > 0:
            left_out = LEFT_OUT_AT_FIRST * 2 ** min(beyond - 1, 10)
            self._left_out_until[uids[0]] = self._now() + min(left_out, LEFT_OUT_AT_MOST)

    def put_last(self, uids: Iterable[int]) -> None:
        """The house would not keep these; it may be about one of them alone."""
        for uid in uids:
            self._breaks.setdefault(uid, 0)

    def clear(self, uids: Iterable[int]) -> None:
        """These came through."""
        for uid in uids:
            self._breaks.pop(uid, None)

    def forget(self) -> None:
        """The numbers mean other mails now."""
        self._breaks.clear()
        self._left_out_until.clear()

    def has(self, uid: int) -> bool:
        """Whether there was trouble with it before."""
        return uid in self._breaks

    def is_left_out(self, uid: int) -> bool:
        """Whether it is not even asked for now."""
        return uid in self._left_out_until and self._now() < self._left_out_until[uid]

    def batches(self, uids: Sequence[int], described: dict[int, Described]) -> Iterator[list[int]]:
        """What to fetch together: a few mails, a few megabytes; suspects alone, the worst last."""
        batch: list[int] = []
        for uid in (uid for uid in uids if uid not in self._breaks):
            size = sum(described[one].size for one in (*batch, uid))
            if batch and (len(batch) == MAILS_TOGETHER or size > BYTES_TOGETHER):
                yield batch
                batch = []
            batch.append(uid)
        if batch:
            yield batch
        for uid in sorted((uid for uid in uids if uid in self._breaks), key=lambda uid: self._breaks[uid]):
            yield [uid]


class Sweep:
    """One look into an open mailbox.

    Args:
        door: where arrivals are committed.
        now: the clock.
        suspects: kept from look to look.
        announced: kept from look to look.
        stopping: ends the look after the batch in hand.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        connection: Connection,
        door: DoorFromThread,
        *,
        now: Callable[[], datetime],
        suspects: Suspects,
        announced: Announced,
        stopping: threading.Event,
    ) -> None:
        self._mailbox, self._connection, self._door = mailbox, connection, door
        self._now, self._suspects, self._announced, self._stopping = now, suspects, announced, stopping
        self._described: dict[int, Described] = {}
        self._unsettled: set[int] = set()

    def run(self) -> Outcome:
        """Take everything that can be taken.

        Raises:
            TryAgain: the connection broke off, or the house could keep nothing just now.
        """
        progress = self._begin()
        outcome = Outcome(progress.opened_at)
        for batch in list(self._suspects.batches(self._wanted(outcome), self._described)):
            if self._stopping.is_set():
                break
            progress = self._take(batch, progress, outcome)
        self._announce(progress)
        return outcome

    def _announce(self, progress: Progress) -> None:
        """Last, so that headers at which the connection breaks off keep no mail out."""
        for uid in self._announced.still_to_tell(self._too_large()):
            if self._stopping.is_set():
                return
            self._announced.begin(uid)
            if headers := self._headers_of(uid):
                mail = self._described[uid]
                arrival = left_behind(
                    self._mailbox,
                    progress,
                    uid,
                    headers,
                    size_bytes=mail.size,
                    server_had_it_at=mail.received_at,
                    now=self._now(),
                )
                self._announced.end(uid, is_kept=self._door.receive_all([arrival])[0])

    def _headers_of(self, uid: int) -> bytes:
        try:
            return self._connection.fetch_headers(uid)
        except BrokenOff:
            raise
        except TryAgain:
            return b""

    def _too_large(self) -> list[int]:
        limit = self._mailbox.size_limit_bytes
        return [uid for uid, mail in sorted(self._described.items()) if mail.size > limit]

    def _begin(self) -> Progress:
        selected = self._connection.select()
        kept = self._kept()
        progress, began_anew = at_a_look(
            kept, uidvalidity=selected.uidvalidity, uidnext=selected.uidnext, now=self._now()
        )
        if began_anew:
            self._suspects.forget()
            self._announced.forget()
            self._remember(progress)
        there = self._connection.list_uids(above=progress.through, uidnext=selected.uidnext)
        self._described = self._connection.describe(still_to_take(progress, there))
        self._unsettled = set(self._described)
        return progress

    def _kept(self) -> Progress | None:
        line = self._door.recall(CHANNEL, self._mailbox.key)
        with contextlib.suppress(
            ValueError
        ):  # a line nobody can read: all is read again and known by its keys
            return from_text(line) if line else None
        return None

    def _remember(self, progress: Progress) -> None:
        self._door.remember(CHANNEL, self._mailbox.key, as_text(progress))

    def _wanted(self, outcome: Outcome) -> list[int]:
        too_large = self._too_large()
        outcome.too_large = [self._described[uid].size for uid in too_large]
        fitting = sorted(self._described.keys() - set(too_large))
        wanted = [uid for uid in fitting if not self._suspects.is_left_out(uid)]
        outcome.not_handed_out = len(fitting) - len(wanted)
        return wanted

    def _take(self, batch: list[int], progress: Progress, outcome: Outcome) -> Progress:
        known_to_be_refused = self._suspects.has(batch[0])
        bodies = self._fetch(batch)
        outcome.not_handed_out += len(batch) - len(bodies)
        taken = self._commit(bodies, progress)
        self._suspects.clear(taken)
        self._suspects.put_last(bodies.keys() - set(taken))
        self._settle(taken, outcome)
        self._unsettled.difference_update(taken)
        progress = after_taking(progress, taken=taken, unsettled=self._unsettled)
        if taken:
            self._remember(progress)
        self._count(taken, outcome)
        outcome.not_kept += len(bodies) - len(taken)
        if bodies and not taken and not known_to_be_refused:
            raise TryAgain("The house can keep no mail just now.")
        return progress

    def _fetch(self, batch: list[int]) -> dict[int, bytes]:
        try:
            return self._connection.fetch(batch)
        except BrokenOff:
            self._suspects.note(batch)
            raise
        except (
            TryAgain
        ):  # the server refuses: one of them is the reason, and the others must not suffer for it
            return {uid: body for one in batch for uid, body in self._fetch_alone(one, batch).items()}

    def _fetch_alone(self, uid: int, batch: list[int]) -> dict[int, bytes]:
        return self._fetch([uid]) if len(batch) > 1 else {}

    def _commit(self, bodies: dict[int, bytes], progress: Progress) -> list[int]:
        """Hand the mails to the house; the UIDs of those it has committed, or had before."""
        now = self._now()
        arrivals = [
            arrival_from(
                self._mailbox,
                progress,
                uid,
                raw,
                server_had_it_at=self._described[uid].received_at,
                now=now,
            )
            for uid, raw in bodies.items()
        ]
        kept = self._door.receive_all(arrivals)
        return [uid for uid, is_kept in zip(bodies, kept, strict=True) if is_kept]

    def _settle(self, taken: list[int], outcome: Outcome) -> None:
        try:
            self._connection.settle(taken)
        except BrokenOff:
            raise
        except TryAgain as error:  # they are ours all the same, and stay unmarked
            outcome.fault = error.why

    def _count(self, taken: list[int], outcome: Outcome) -> None:
        outcome.taken += len(taken)
        now = self._now()
        times = [received_at_of(self._described[uid].received_at, now) for uid in taken]
        outcome.newest_at = max([*times, *filter(None, [outcome.newest_at])], default=None)
