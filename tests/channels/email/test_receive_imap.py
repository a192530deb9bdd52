"""Against a real mail server: whatever lies in a mailbox comes in, byte for byte, once; and is touched only then."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from channels.email.mailbox import Mailbox, Password
from channels.email.receive_imap import LOOK_AGAIN_SECONDS, MailboxWatch, pause_before
from tests.channels.email.mailbox_house import KeepingDoor, a_mail, a_mailbox, until, utc_now
from tests.dovecot import Dovecot

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(120)]
KILOBYTE = 1024


@pytest.fixture
def door() -> KeepingDoor:
    return KeepingDoor()


@asynccontextmanager
async def watched(mailbox: Mailbox, door: KeepingDoor, **named: Any) -> AsyncIterator[MailboxWatch]:
    watch = MailboxWatch(mailbox, door, now=utc_now, **named)
    watch.start()
    try:
        yield watch
    finally:
        await watch.stop()


async def look_once(mailbox: Mailbox, door: KeepingDoor) -> MailboxWatch:
    """Watch until it has been looked through once."""
    async with watched(mailbox, door) as watch:
        await until(lambda: watch.report().looked_at is not None)
    return watch


def has(door: KeepingDoor, number: int) -> Callable[[], bool]:
    return lambda: len(door.kept) == number


async def test_what_lies_there_and_what_comes_later_is_taken_byte_for_byte(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    odd = [
        a_mail("plain"),
        b"Subject: no message id, Latin-1\r\n\r\ncaf\xe9 \x80\r\n",
        b"Subject: no body and no end",
        b"no header at all\r\n",
        b"Subject: a long line\r\n\r\n" + b"y" * 120_000 + b"\r\n",
    ]
    dovecot_server.append(mailbox.user, odd[:3])

    async with watched(mailbox, door):
        await until(has(door, 3))
        began = time.monotonic()
        dovecot_server.append(mailbox.user, odd[3:])
        await until(has(door, 5))

    assert [arrival.raw for arrival in door.kept] == odd
    assert (
        time.monotonic() - began < LOOK_AGAIN_SECONDS / 2
    )  # it was told, and did not wait for its next look
    assert {arrival.origin for arrival in door.kept} == {"live"}
    assert {arrival.landlord_id for arrival in door.kept} == {"example"}


async def test_a_second_look_takes_nothing_twice_and_need_not_fetch_it(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("one"), a_mail("two")])

    for _ in range(3):
        await look_once(mailbox, door)

    assert (len(door.kept), door.handed_in) == (2, 2)


async def test_what_somebody_has_read_already_is_taken_all_the_same(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("read"), a_mail("thrown away")])
    with dovecot_server.client(mailbox.user) as reader:
        reader.store("1", "+FLAGS", r"(\Seen)")
        reader.store("2", "+FLAGS", r"(\Deleted)")

    await look_once(mailbox, door)

    assert door.subjects() == ["Subject: read", "Subject: thrown away"]


async def test_nothing_in_the_mailbox_changes_unless_it_is_asked_for(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("one")])

    await look_once(mailbox, door)

    assert dovecot_server.list_flags(mailbox.user) == ["1 (FLAGS ())"]


@pytest.mark.parametrize(("mark", "flag"), [("seen", r"\Seen"), ("flagged", r"\Flagged")])
async def test_a_mail_is_marked_once_it_is_committed(
    dovecot_server: Dovecot, door: KeepingDoor, mark: Any, flag: str
) -> None:
    mailbox = a_mailbox(dovecot_server, mark=mark)
    dovecot_server.append(mailbox.user, [a_mail("kept"), a_mail("refused"), a_mail("kept too")])
    door.refuses = lambda arrival: b"refused" in arrival.raw

    await look_once(mailbox, door)

    lines = dovecot_server.list_flags(mailbox.user)
    assert [flag in line for line in lines] == [True, False, True]


async def test_a_mail_is_moved_once_it_is_committed_and_not_before(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server, move_to="With Hark", mark="seen")
    dovecot_server.make_folder(mailbox.user, '"With Hark"')
    dovecot_server.append(mailbox.user, [a_mail("one"), a_mail("two"), a_mail("three")])
    door.refuses = lambda arrival: True

    async with watched(mailbox, door, look_again_seconds=1) as watch:
        await until(lambda: watch.report().failing_since is not None)
        before = dovecot_server.list_flags(mailbox.user)
        door.refuses = lambda arrival: b"two" in arrival.raw
        await until(has(door, 2))
        await until(lambda: watch.report().not_kept == 1)
        in_between = dovecot_server.list_flags(mailbox.user)
        door.refuses = lambda arrival: False
        await until(has(door, 3), seconds=40)
        await until(lambda: watch.report().not_kept == 0)

    assert before == [f"{number} (FLAGS ())" for number in (1, 2, 3)]
    assert in_between == ["1 (FLAGS ())"]
    assert dovecot_server.list_flags(mailbox.user) == []
    assert len(dovecot_server.list_flags(mailbox.user, '"With Hark"')) == 3


async def test_in_shadow_mode_nothing_is_marked_or_moved_whatever_is_asked(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server, mark="seen", move_to="Nowhere", is_left_alone=True)
    dovecot_server.append(mailbox.user, [a_mail("one")])

    watch = await look_once(mailbox, door)

    assert (len(door.kept), watch.report().fault) == (1, "")
    assert dovecot_server.list_flags(mailbox.user) == ["1 (FLAGS ())"]


async def test_a_mail_that_cannot_be_moved_is_ours_all_the_same_and_it_is_said(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server, move_to="Nowhere")
    dovecot_server.append(mailbox.user, [a_mail("one")])

    watch = await look_once(mailbox, door)

    assert len(door.kept) == 1
    assert watch.report().fault.startswith("Mails that were taken in cannot be moved to “Nowhere”")


async def test_too_large_a_mail_is_left_with_its_headers_told_once_and_the_others_come_in(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server, size_limit_bytes=20 * KILOBYTE, mark="seen")
    dovecot_server.append(
        mailbox.user, [a_mail("before"), a_mail("large", size=60 * KILOBYTE), a_mail("after")]
    )

    watch = await look_once(mailbox, door)
    again = await look_once(mailbox, door)
    flags = dovecot_server.list_flags(mailbox.user)
    allowed = await look_once(replace(mailbox, size_limit_bytes=100 * KILOBYTE), door)

    assert (watch.report().too_large, again.report().too_large, allowed.report().too_large) == (1, 1, 0)
    whole = [arrival.raw.partition(b"\r\n")[0] for arrival in door.kept if arrival.channel == "email"]
    assert whole == [b"Subject: before", b"Subject: after", b"Subject: large"]
    (told,) = (arrival for arrival in door.kept if arrival.channel == "email_left_behind")
    size, _, rest = told.raw.partition(b" ")
    assert int(size) > 60 * KILOBYTE
    assert rest == b"housing\r\n" + a_mail("large").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert (told.landlord_id, told.recipient) == ("example", mailbox.address)
    assert [r"\Seen" in line for line in flags] == [True, False, True]


async def test_a_mail_the_server_does_not_hand_out_keeps_no_other_back(
    dovecot: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot)
    dovecot.append(mailbox.user, [a_mail("one"), a_mail("poison"), a_mail("three")])
    files = (dovecot.folder / "mail" / mailbox.user).rglob("*")
    poison = next(file for file in files if file.is_file() and b"poison" in file.read_bytes()[:40])
    poison.chmod(0)

    async with watched(mailbox, door, look_again_seconds=1, pauses_seconds=(0.1,)) as watch:
        await until(has(door, 2))
        dovecot.append(mailbox.user, [a_mail("four")])
        await until(has(door, 3), seconds=60)
        await until(lambda: watch.report().not_handed_out == 1, seconds=60)
    poison.chmod(0o644)
    await look_once(mailbox, door)

    assert sorted(door.subjects()) == [f"Subject: {name}" for name in ("four", "one", "poison", "three")]


async def test_after_an_outage_everything_that_was_missed_comes_in(
    dovecot: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot)
    dovecot.append(mailbox.user, [a_mail("before")])
    async with watched(mailbox, door) as watch:
        await until(has(door, 1))
        dovecot.stop()
        await until(lambda: watch.report().failing_since is not None)
        failing = watch.report()
        for number in range(5):
            deliver(dovecot, mailbox, f"meanwhile {number}")
        dovecot.start()
        await until(has(door, 6), seconds=60)
        await until(lambda: watch.report().failing_since is None)

    assert "127.0.0.1" in failing.why or "broke off" in failing.why
    assert sorted(door.subjects()[1:]) == [f"Subject: meanwhile {number}" for number in range(5)]


def deliver(server: Dovecot, mailbox: Mailbox, subject: str) -> None:
    """Put a mail where it lies, as a delivering server does while nobody can sign in."""
    file = server.folder / "mail" / mailbox.user / "new" / f"{time.time_ns()}.here"
    file.write_bytes(a_mail(subject))
    file.chmod(0o666)


async def test_when_the_server_numbers_every_mail_anew_nothing_is_lost_and_nothing_doubled(
    dovecot: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot)
    dovecot.append(mailbox.user, [a_mail(f"old {number}") for number in range(4)])
    await look_once(mailbox, door)
    numbered = [arrival.keys[0] for arrival in door.kept]
    dovecot.stop()
    deliver(dovecot, mailbox, "missed")
    dovecot.number_anew(mailbox.user)
    dovecot.start()

    await look_once(mailbox, door)

    assert door.handed_in == 4 + 5
    assert sorted(door.subjects()) == ["Subject: missed", *(f"Subject: old {number}" for number in range(4))]
    assert len({key.rsplit(":", 2)[1] for key in [*numbered, door.kept[-1].keys[0]]}) == 2


async def test_a_connection_that_is_cut_is_made_again(dovecot_server: Dovecot, door: KeepingDoor) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("before")])

    async with watched(mailbox, door):
        await until(has(door, 1))
        for number in range(3):
            dovecot_server.cut(mailbox.user)
            dovecot_server.append(mailbox.user, [a_mail(f"after {number}")])
            await until(has(door, 2 + number))

    assert len(door.kept) == 4


async def test_what_the_door_forgot_to_note_is_known_again(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("one"), a_mail("two")])
    await look_once(mailbox, door)
    door.bookmarks.clear()  # as after a crash between the commit and the bookmark

    await look_once(mailbox, door)

    assert (len(door.kept), door.handed_in) == (2, 4)


async def test_old_mail_is_imported_at_the_first_look_and_never_answered(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server)
    last_month, last_week = utc_now() - timedelta(days=30), utc_now() - timedelta(days=7)
    dovecot_server.append(mailbox.user, [a_mail("last month")], at=last_month)
    dovecot_server.append(mailbox.user, [a_mail("last week")], at=last_week)

    await look_once(mailbox, door)

    assert [arrival.origin for arrival in door.kept] == ["imported", "live"]
    came = [arrival.received_at for arrival in door.kept]
    assert came == [last_month.replace(microsecond=0), last_week.replace(microsecond=0)]


async def test_a_refused_sign_in_is_reported_without_the_password(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    mailbox = a_mailbox(dovecot_server, sign_in=Password("wrong-word"))

    async with watched(mailbox, door) as watch:
        await until(lambda: watch.report().failing_since is not None, seconds=30)

    assert watch.report().why.startswith("127.0.0.1 refuses the sign-in")
    assert watch.report().is_refused
    assert "wrong-word" not in f"{watch.report()} {mailbox}"


async def test_several_mailboxes_are_watched_at_once(dovecot_server: Dovecot, door: KeepingDoor) -> None:
    boxes = [a_mailbox(dovecot_server, landlord_id=landlord) for landlord in ("alder", "birch", "cedar")]

    async with watched(boxes[0], door), watched(boxes[1], door), watched(boxes[2], door):
        for box in boxes:
            dovecot_server.append(box.user, [a_mail(f"for {box.landlord_id}")])
        await until(has(door, 3))

    told = {arrival.landlord_id: arrival.raw.partition(b"\r\n")[0] for arrival in door.kept}
    assert told == {name: f"Subject: for {name}".encode() for name in ("alder", "birch", "cedar")}


async def test_a_watch_stops_soon_though_it_waits_for_mail(
    dovecot_server: Dovecot, door: KeepingDoor
) -> None:
    watch = MailboxWatch(a_mailbox(dovecot_server), door, now=utc_now)
    watch.start()
    await until(lambda: watch.report().looked_at is not None)

    began = time.monotonic()
    await watch.stop()

    assert time.monotonic() - began < LOOK_AGAIN_SECONDS / 4


@pytest.mark.parametrize(
    ("attempt", "was_refused", "pause"),
    [(1, False, 1), (2, False, 2), (5, False, 30), (50, False, 300), (1, True, 30), (8, True, 300)],
)
def test_a_mailbox_is_tried_ever_less_often(attempt: int, was_refused: bool, pause: float) -> None:
    assert pause_before(attempt, was_refused=was_refused) == pause
