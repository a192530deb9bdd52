"""What Notify never handed over is fetched: texts once and in order, and what became of letters."""

from datetime import UTC, datetime

import pytest

from channels.messages import Receipt
from channels.notify.account import Account
from channels.notify.parse import parse_text
from channels.notify.send import LetterSender
from channels.notify.watch import NotifyWatch
from tests.builders import HOUSING
from tests.channels.email.mailbox_house import KeepingDoor
from tests.channels.notify.test_send import a_letter
from tests.notify_api import Failure, NotifyApi

pytestmark = pytest.mark.enable_socket
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


class Receipts:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Receipt] = []

    async def __call__(self, landlord_id: str, receipt: Receipt) -> None:
        self.told.append(receipt)


def a_watch(account: Account, door: KeepingDoor, receipts: Receipts | None = None) -> NotifyWatch:
    return NotifyWatch(account, door, take_receipt=receipts or Receipts(), now=lambda: NOW)


async def test_texts_are_fetched_page_by_page_oldest_first_and_once(
    notify: NotifyApi, account: Account
) -> None:
    door = KeepingDoor()
    for number in range(7):
        notify.takes_text(f"Text {number}", at=f"2026-11-02T11:0{number}:00.000000Z")
    watch = a_watch(account, door)

    await watch.look()
    await watch.look()

    assert [parse_text(one).text for one in door.kept] == [f"Text {number}" for number in range(7)]
    assert door.handed_in == 7
    assert door.kept[0].received_at == datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
    assert watch.report().why == ""


async def test_a_text_that_came_during_an_outage_is_there_at_the_next_look(
    notify: NotifyApi, account: Account
) -> None:
    door = KeepingDoor()
    watch = a_watch(account, door)
    await watch.look()
    notify.takes_text("Nobody answered", at="2026-11-01T11:00:00.000000Z")

    await watch.look()

    (kept,) = door.kept
    assert kept.origin == "live"


async def test_at_the_first_look_old_texts_are_taken_in_as_old(notify: NotifyApi, account: Account) -> None:
    door = KeepingDoor()
    notify.takes_text("Last week", at="2026-10-28T11:00:00.000000Z")
    notify.takes_text("This morning", at="2026-11-02T08:00:00.000000Z")

    await a_watch(account, door).look()

    assert [one.origin for one in door.kept] == ["imported", "live"]


async def test_what_the_house_would_not_keep_is_fetched_again(notify: NotifyApi, account: Account) -> None:
    door = KeepingDoor()
    door.refuses = lambda arrival: True
    notify.takes_text("Hello", at="2026-11-02T11:00:00.000000Z")
    watch = a_watch(account, door)
    await watch.look()
    assert "could not be kept" in watch.report().why

    door.refuses = lambda arrival: False
    await watch.look()

    assert len(door.kept) == 1
    assert watch.report().failing_since is None


async def test_what_became_of_letters_is_passed_on_once_at_each_change(
    notify: NotifyApi, account: Account
) -> None:
    receipts, door = Receipts(), KeepingDoor()
    await LetterSender({HOUSING: account}).send(a_letter())
    watch = a_watch(account, door, receipts)
    await watch.look()
    await watch.look()
    notify.settle(0, "received", at="2026-11-03T17:30:00.000000Z")

    await watch.look()
    await watch.look()

    assert [one.fate for one in receipts.told] == ["under way", "arrived"]
    assert receipts.told[-1].message_id == "<hark.2@example>"
    assert receipts.told[-1].at == datetime(2026, 11, 3, 17, 30, tzinfo=UTC)


async def test_a_failure_is_reported_since_when_and_why_and_ends_nothing(
    notify: NotifyApi, account: Account
) -> None:
    watch = a_watch(account, KeepingDoor())
    notify.failures = [Failure(503), Failure(403, "AuthError", "Invalid token: API key not found")]
    await watch.look()
    first = watch.report()
    await watch.look()
    second = watch.report()

    await watch.look()

    assert (first.failing_since, "fault (503)" in first.why) == (NOW, True)
    assert "refuses our key" in second.why
    assert watch.report().failing_since is None
    assert watch.report().looked_at == NOW


async def test_it_begins_and_stops(notify: NotifyApi, account: Account) -> None:
    watch = a_watch(account, KeepingDoor())

    watch.start()
    await watch.stop()

    assert watch.report().why == ""
