"""Is too much mail asked to come again, and does the house hear of what was not taken?"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiosmtplib
import pytest

from channels.email.limits import (
    ALL_TOGETHER,
    CHANNEL,
    ONE_SENDER,
    TOO_LARGE,
    TURNED_AWAY,
    SenderLimit,
    TurnedAway,
)
from channels.errors import TryAgain
from tests.channels.email.smtp_sink import FakeDoor
from tests.channels.email.test_receive_smtp import MAIL, a_door, conversation, send

NOW = datetime(2026, 3, 3, 9, 13, tzinfo=UTC)


def told(door: FakeDoor) -> dict[str, int]:
    return json.loads(door.bookmarks.get((CHANNEL, TURNED_AWAY), "{}")).get("counts", {})


async def settled() -> None:
    """Let the telling happen."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
async def no_telling_left_over() -> AsyncIterator[None]:
    """What still waits to be told ends with its test."""
    yield
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        if "_tell_for_a_while" in repr(task):
            task.cancel()


def test_a_minute_later_the_sender_may_send_again() -> None:
    now = [NOW]
    limit = SenderLimit(per_minute=1, now=lambda: now[0])

    first, second = limit.allows("a@example.net"), limit.allows("A@example.net")
    now[0] += timedelta(seconds=60)
    third = limit.allows("a@example.net")

    assert (first, second, third) == (True, False, True)


@pytest.mark.enable_socket
async def test_a_flood_of_one_sender_is_asked_to_come_again_and_told() -> None:
    door = FakeDoor()

    async with a_door(door, mails_per_sender_per_minute=1) as port:
        await send(port, "housing@example.org")
        for _ in range(3):
            with pytest.raises(aiosmtplib.SMTPSenderRefused) as refused:
                await send(port, "housing@example.org")
        await settled()

    assert refused.value.code == 450
    assert told(door)[ONE_SENDER] >= 1


@pytest.mark.enable_socket
async def test_more_than_all_together_may_send_is_asked_to_come_again() -> None:
    door = FakeDoor()

    async with a_door(door, mails_per_minute=2) as port:
        for n in range(2):
            await send(port, "housing@example.org", sender=f"{n}@example.net")
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as refused:
            await send(port, "housing@example.org", sender="3@example.net")
        await settled()

    assert refused.value.code == 451
    assert told(door) == {ALL_TOGETHER: 1}


@pytest.mark.enable_socket
async def test_a_writer_of_too_large_a_mail_hears_what_to_do_and_the_door_goes_on() -> None:
    door = FakeDoor()

    async with a_door(door, size_limit_bytes=2**20) as port:
        with pytest.raises(aiosmtplib.SMTPResponseException) as announced:
            await send(port, "housing@example.org", mail=MAIL + b"x" * 1_200_000, options=["SIZE=1200000"])
        said = await conversation(
            port,
            b"EHLO x\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\n",
            (b"x" * 900 + b"\r\n") * 1_300 + b".\r\nQUIT\r\n",
        )
        await send(port, "housing@example.org")
        await settled()

    assert announced.value.code == 552
    assert "larger than the 1 MB we can take" in announced.value.message
    assert b"Please send it in parts" in said
    assert len(door.arrivals) == 1
    assert told(door)[TOO_LARGE] >= 1


@pytest.mark.enable_socket
async def test_one_conversation_too_many_is_asked_to_come_again_and_others_go_on() -> None:
    async with a_door(FakeDoor(), conversations_at_once=1) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert (await reader.readline()).startswith(b"220")
        second, other = await asyncio.open_connection("127.0.0.1", port)
        refused = await asyncio.wait_for(second.read(), 5)
        other.close()
        writer.write(b"QUIT\r\n")
        await reader.read()
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)
        answer = await send(port, "housing@example.org")

    assert refused.startswith(b"421 4.3.2")
    assert "We have your mail" in answer


@pytest.mark.enable_socket
async def test_a_mail_for_which_there_is_no_room_waits_and_is_then_asked_to_come_again() -> None:
    slow = FakeDoor(seconds=0.3)

    async with a_door(slow, mails_at_once=1, wait_seconds=0.05) as port:
        first = asyncio.create_task(send(port, "housing@example.org"))
        await asyncio.sleep(0.1)
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await send(port, "housing@example.org")
        await first
    async with a_door(slow, mails_at_once=1, wait_seconds=5) as port:
        await asyncio.gather(send(port, "housing@example.org"), send(port, "housing@example.org"))

    assert refused.value.code == 451
    assert len(slow.arrivals) == 3


async def test_counts_of_one_day_are_added_and_a_new_day_begins_anew() -> None:
    door, now = FakeDoor(), [NOW]
    turned_away = TurnedAway(door, now=lambda: now[0], pause_seconds=0)

    turned_away.count(TOO_LARGE)
    await settled()
    turned_away.count(TOO_LARGE)
    turned_away.count(ONE_SENDER)
    await settled()
    same_day = told(door)
    now[0] += timedelta(days=1)
    turned_away.count(TOO_LARGE)
    await settled()

    assert same_day == {TOO_LARGE: 2, ONE_SENDER: 1}
    assert told(door) == {TOO_LARGE: 1}


async def test_a_house_that_is_away_hears_of_it_later() -> None:
    door = FakeDoor(failure=TryAgain("locked"))
    turned_away = TurnedAway(door, now=lambda: NOW, pause_seconds=0)

    turned_away.count(TOO_LARGE)
    await settled()
    door.failure = None
    turned_away.count(TOO_LARGE)
    await settled()

    assert told(door) == {TOO_LARGE: 2}
