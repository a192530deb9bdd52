"""One mail that cannot be had never keeps the others out, and nothing is settled before it is committed."""

import asyncio
import threading
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from channels.email.door_from_thread import DoorFromThread
from channels.email.imap_connection import BrokenOff, Described, Selected
from channels.email.imap_sweep import BREAKS_ALLOWED, MAILS_TOGETHER, Outcome, Suspects, Sweep
from channels.email.left_behind import ATTEMPTS, Announced
from channels.email.mailbox import Mailbox
from channels.errors import TryAgain
from tests.channels.email.mailbox_house import KeepingDoor, a_mail, a_mailbox
from tests.fakes import FixedClock

MAILBOX = a_mailbox()


class FakeConnection:
    """A mailbox in memory, in which some mails break the connection; `channels.email.imap_connection.Connection`."""

    def __init__(self, number: int, *, breaks_at: Collection[int] = ()) -> None:
        self.mails = {uid: a_mail(f"mail {uid}") for uid in range(1, number + 1)}
        self.breaks_at = set(breaks_at)
        self.asked: list[list[int]] = []
        self.settled: list[int] = []
        self.uidvalidity = 17

    def select(self) -> Selected:
        """The folder."""
        return Selected(self.uidvalidity, max(self.mails, default=0) + 1, len(self.mails), False)

    def list_uids(self, *, above: int, uidnext: int | None) -> list[int]:
        """What is there."""
        return [uid for uid in self.mails if uid > above]

    def describe(self, uids: Sequence[int]) -> dict[int, Described]:
        """Sizes and dates."""
        return {uid: Described(len(self.mails[uid]), FixedClock().now) for uid in uids if uid in self.mails}

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The bytes, or the end of the connection."""
        self.asked.append(list(uids))
        if self.breaks_at & set(uids):
            raise BrokenOff("The connection broke off.")
        return {uid: self.mails[uid] for uid in uids}

    def fetch_headers(self, uid: int) -> bytes:
        """What stands before the first empty line, or the end of the connection."""
        return self.fetch([uid])[uid].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

    def settle(self, uids: Collection[int]) -> None:
        """What was marked."""
        self.settled += uids


async def look(
    connection: FakeConnection,
    door: KeepingDoor,
    suspects: Suspects,
    *,
    mailbox: Mailbox = MAILBOX,
    announced: Announced | None = None,
) -> Outcome:
    sweep = Sweep(
        mailbox,
        connection,  # type: ignore[arg-type]
        DoorFromThread(door, asyncio.get_running_loop()),
        now=FixedClock(),
        suspects=suspects,
        announced=announced or Announced(),
        stopping=threading.Event(),
    )
    return await asyncio.to_thread(sweep.run)


async def look_until_whole(connection: FakeConnection, door: KeepingDoor, suspects: Suspects) -> Outcome:
    for _ in range(50):
        try:
            return await look(connection, door, suspects)
        except BrokenOff:
            continue
    raise AssertionError("It never came to an end.")


def numbers(door: KeepingDoor) -> list[int]:
    return sorted(int(subject.rpartition(" ")[2]) for subject in door.subjects())


async def test_mails_are_fetched_a_few_together_and_settled_only_once_committed() -> None:
    connection, door = FakeConnection(2 * MAILS_TOGETHER + 1), KeepingDoor()
    door.refuses = lambda arrival: b"mail 3\r\n" in arrival.raw

    outcome = await look(connection, door, Suspects(FixedClock()))

    assert [len(batch) for batch in connection.asked] == [MAILS_TOGETHER, MAILS_TOGETHER, 1]
    assert connection.settled == [uid for uid in connection.mails if uid != 3]
    assert (outcome.taken, outcome.not_kept) == (len(connection.mails) - 1, 1)


async def test_a_mail_at_which_the_connection_breaks_is_asked_for_last_and_then_left_out() -> None:
    connection, door = FakeConnection(60, breaks_at={2, 31}), KeepingDoor()
    clock = FixedClock()
    suspects = Suspects(clock)

    outcome = await look_until_whole(connection, door, suspects)

    assert numbers(door) == [uid for uid in range(1, 61) if uid not in (2, 31)]
    assert outcome.not_handed_out == 2
    assert suspects.is_left_out(2)
    clock.move(hours=1)
    assert not suspects.is_left_out(2)


async def test_what_came_through_at_last_is_no_suspect_any_more() -> None:
    connection, door = FakeConnection(3, breaks_at={2}), KeepingDoor()
    clock = FixedClock()
    suspects = Suspects(clock)
    await look_until_whole(connection, door, suspects)
    connection.breaks_at.clear()
    clock.move(hours=2)

    outcome = await look(connection, door, suspects)

    assert (numbers(door), outcome.not_handed_out) == ([1, 2, 3], 0)
    assert not suspects.has(2)


async def test_one_the_house_never_keeps_is_counted_and_the_next_mails_come_in() -> None:
    connection, door = FakeConnection(1), KeepingDoor()
    suspects = Suspects(FixedClock())
    door.refuses = lambda arrival: b"mail 1\r\n" in arrival.raw
    with pytest.raises(TryAgain, match="can keep no mail"):
        await look(connection, door, suspects)
    connection.mails |= {uid: a_mail(f"mail {uid}") for uid in (2, 3)}

    outcome = await look(connection, door, suspects)

    assert (numbers(door), outcome.not_kept) == ([2, 3], 1)


async def test_a_house_that_is_down_settles_nothing_and_all_of_it_comes_later() -> None:
    connection, door = FakeConnection(5), KeepingDoor()
    suspects = Suspects(FixedClock())
    door.refuses = lambda arrival: True
    with pytest.raises(TryAgain):
        await look(connection, door, suspects)
    before = list(connection.settled)
    door.refuses = lambda arrival: False

    await look(connection, door, suspects)

    assert (before, numbers(door)) == ([], [1, 2, 3, 4, 5])


async def test_a_break_in_marking_takes_nothing_twice() -> None:
    connection, door = FakeConnection(3), KeepingDoor()
    settle, failures = connection.settle, iter([BrokenOff("The connection broke off.")])

    def break_once(uids: Collection[int]) -> None:
        if (failure := next(failures, None)) is not None:
            raise failure
        settle(uids)

    connection.settle = break_once  # type: ignore[method-assign]
    await look_until_whole(connection, door, Suspects(FixedClock()))

    assert (numbers(door), connection.settled, door.handed_in) == ([1, 2, 3], [1, 2, 3], 6)


async def test_a_bookmark_nobody_can_read_means_that_all_is_read_again_and_known() -> None:
    connection, door = FakeConnection(3), KeepingDoor()
    await look(connection, door, Suspects(FixedClock()))
    door.bookmarks["imap", MAILBOX.key] = "from another age"

    await look(connection, door, Suspects(FixedClock()))

    assert (numbers(door), door.handed_in) == ([1, 2, 3], 6)


async def test_a_mail_that_vanishes_holds_nothing_up() -> None:
    connection, door = FakeConnection(4), KeepingDoor()
    del connection.mails[2]

    await look(connection, door, Suspects(FixedClock()))
    connection.mails[5] = a_mail("mail 5")
    await look(connection, door, Suspects(FixedClock()))

    assert numbers(door) == [1, 3, 4, 5]
    assert door.handed_in == 4


def test_large_mails_are_fetched_alone() -> None:
    now: datetime = FixedClock().now
    described = {1: Described(100, now), 2: Described(7_000_000, now), 3: Described(7_000_000, now)}

    assert list(Suspects(FixedClock()).batches([1, 2, 3], described)) == [[1, 2], [3]]


def test_the_worst_suspect_comes_last() -> None:
    described = {uid: Described(100, None) for uid in (1, 2, 3, 4)}
    suspects = Suspects(FixedClock())
    for uids in ([1, 2], [1]):
        suspects.note(uids)

    assert list(suspects.batches([1, 2, 3, 4], described)) == [[3, 4], [2], [1]]


def test_it_is_left_out_ever_longer_and_at_most_an_hour() -> None:
    clock = FixedClock()
    suspects = Suspects(clock)
    for _ in range(BREAKS_ALLOWED):
        suspects.note([1])
    allowed = suspects.is_left_out(1)

    lasts = []
    for _ in range(9):
        suspects.note([1])
        began = clock.now
        while suspects.is_left_out(1):
            clock.move(minutes=1)
        lasts.append(clock.now - began)

    assert allowed is False
    assert lasts[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert lasts[-1] == timedelta(hours=1)


async def test_headers_at_which_the_connection_breaks_keep_nothing_out_and_are_left_after_a_while() -> None:
    connection, door, announced = FakeConnection(3, breaks_at=[2]), KeepingDoor(), Announced()
    connection.mails[2] += b"x" * 5_000
    small = replace(MAILBOX, size_limit_bytes=1_000)
    for _ in range(ATTEMPTS):
        with pytest.raises(BrokenOff):
            await look(connection, door, Suspects(FixedClock()), mailbox=small, announced=announced)

    outcome = await look(connection, door, Suspects(FixedClock()), mailbox=small, announced=announced)

    assert door.subjects() == ["Subject: mail 1", "Subject: mail 3"]
    assert len(outcome.too_large) == 1


async def test_what_the_house_could_not_hear_of_it_hears_of_at_the_next_look() -> None:
    connection, door, announced = FakeConnection(1), KeepingDoor(), Announced()
    tiny = replace(MAILBOX, size_limit_bytes=10)
    door.refuses = lambda arrival: True
    await look(connection, door, Suspects(FixedClock()), mailbox=tiny, announced=announced)
    door.refuses = lambda arrival: False

    for _ in range(3):
        await look(connection, door, Suspects(FixedClock()), mailbox=tiny, announced=announced)

    assert [arrival.channel for arrival in door.kept] == ["email_left_behind"]
    assert door.handed_in == 2
