"""Nothing is confirmed to Telegram that is not committed, and no failure ends the watch."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from channels.errors import GiveUp, TryAgain
from channels.telegram.bot import TelegramBot
from channels.telegram.connection import IN_CONFLICT, NO_ANSWER, NOT_ACCEPTED, Connection, NotAsSetUp
from channels.telegram.receive import PAUSES_SECONDS, PollingWatch, pause_after
from channels.telegram.taking import MOST_BYTES, Taking
from tests.bot_api import BOT_ID, TOKEN, BotApi, a_bot_api
from tests.channels.telegram.door_of_a_test import KeepingDoor
from tests.fakes import FixedClock
from tests.running_hark import free_port

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def api() -> Iterator[BotApi]:
    with a_bot_api() as made:
        yield made


@asynccontextmanager
async def watching(url: str, door: KeepingDoor, *, token: str = TOKEN) -> AsyncIterator[PollingWatch]:
    clock, bot = FixedClock(), TelegramBot("example", "our bot", token, url)
    connection = Connection(bot)
    taking = Taking(bot, connection, door, now=clock, pauses_seconds=(0.01,))
    watch = PollingWatch(
        connection, taking, now=clock, wait_seconds=1, album_seconds=0.05, pauses_seconds=(0.02,)
    )
    watch.start()
    try:
        yield watch
    finally:
        await watch.stop()


async def until(is_so: Callable[[], object], *, seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it becomes so in another thread
            await asyncio.sleep(0.01)


async def test_an_update_is_kept_as_it_came_and_only_then_confirmed(api: BotApi) -> None:
    door = KeepingDoor()
    update = api.says("No water. Ça suffit 😡", a_new_field={"of": ["Telegram"]})

    async with watching(api.url, door) as watch:
        await until(lambda: not api.waiting)

    (arrival,) = door.kept
    assert json.loads(arrival.raw) == update
    assert (arrival.landlord_id, arrival.channel, arrival.sender, arrival.recipient) == (
        "example",
        "telegram",
        f"{BOT_ID}:5551",
        BOT_ID,
    )
    assert arrival.keys[0].startswith(f"telegram:{BOT_ID}:{update['update_id']}:")
    assert watch.report().newest_at == FixedClock().now


async def test_what_the_house_will_not_keep_waits_at_telegram(api: BotApi) -> None:
    door = KeepingDoor(refusals=3)
    api.says("first")
    api.says("second")

    async with watching(api.url, door):
        await until(lambda: door.asked == 2)
        assert len(api.waiting) == 2
        await until(lambda: not api.waiting)

    assert [json.loads(one.raw)["message"]["text"] for one in door.kept] == ["first", "second"]


async def test_what_was_kept_and_not_confirmed_comes_again_and_is_kept_once(api: BotApi) -> None:
    door = KeepingDoor()
    update = api.says("once")
    async with watching(api.url, door):
        await until(lambda: not api.waiting)
    api.waiting.append(update)

    async with watching(api.url, door):
        await until(lambda: not api.waiting)

    assert (door.asked, len(door.kept)) == (2, 1)


async def test_no_number_is_remembered_over_a_quiet_time(api: BotApi) -> None:
    door = KeepingDoor()
    async with watching(api.url, door):
        api.says("before")
        await until(lambda: not api.waiting)
        await until(lambda: api.offsets[-2:] == [1002, None])
        api.comes(message=api.message("after"), update_id=3)
        await until(lambda: not api.waiting)

    assert [json.loads(one.raw)["update_id"] for one in door.kept] == [1001, 3]


@pytest.mark.parametrize(
    ("status", "description", "parameters", "why"),
    [
        (409, "Conflict: terminated by other getUpdates request", {}, IN_CONFLICT),
        (429, "Too Many Requests", {"retry_after": 1}, "Telegram asks us to slow down."),
        (502, "Bad Gateway", {}, NO_ANSWER),
    ],
)
async def test_a_failure_is_told_and_passes(
    api: BotApi, status: int, description: str, parameters: dict[str, Any], why: str
) -> None:
    door = KeepingDoor()
    api.fail("getUpdates", status, description, **parameters)
    api.says("hello")

    async with watching(api.url, door) as watch:
        await until(lambda: watch.report().failing_since)
        assert watch.report().why == why
        await until(lambda: not api.waiting and not watch.report().failing_since)

    assert len(door.kept) == 1


async def test_a_line_that_breaks_is_taken_up_again() -> None:
    port, door = free_port(), KeepingDoor()
    async with watching(f"http://127.0.0.1:{port}", door) as watch:
        await until(lambda: watch.report().why == NO_ANSWER)
        with a_bot_api(port) as api:
            api.says("hello")
            await until(lambda: not api.waiting)
        await until(lambda: watch.report().failing_since)

    assert len(door.kept) == 1


async def test_a_wrong_token_is_told_and_stands_in_no_log(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    wrong = "4711:ZZzzyyxxwwvvuuttssrrqqppoonnmmllkkj"
    async with watching(api.url, KeepingDoor(), token=wrong) as watch:
        await until(lambda: watch.report().why == NOT_ACCEPTED)

    assert wrong not in caplog.text + repr(watch.report()) + repr(TelegramBot("x", "y", wrong))


async def test_a_file_larger_than_telegram_hands_out_costs_no_word(api: BotApi) -> None:
    door = KeepingDoor()
    api.says(caption="the film of it", video={"file_id": "v", "file_size": MOST_BYTES + 1})
    async with watching(api.url, door):
        await until(lambda: not api.waiting)

    (file,) = json.loads(door.kept[0].raw)["files"]
    assert file["missing"] == "It is larger than Telegram hands out."
    assert "getfile" not in api.calls


async def test_a_file_that_fails_once_is_fetched_again(api: BotApi) -> None:
    door = KeepingDoor()
    api.files["d"] = b"%PDF"
    api.fail("getFile", 502, "Bad Gateway")
    api.says(document={"file_id": "d", "file_name": "letter.pdf", "mime_type": "application/pdf"})
    async with watching(api.url, door):
        await until(lambda: not api.waiting)

    (file,) = json.loads(door.kept[0].raw)["files"]
    assert (file["name"], file["base64"]) == ("letter.pdf", "JVBERg==")


async def test_a_tap_is_settled_after_it_was_kept(api: BotApi) -> None:
    door = KeepingDoor(refusals=1)
    under = {"message_id": 1, "chat": {"id": 5551, "type": "private"}, "date": 0}
    api.comes(callback_query={"id": "t", "from": {"id": 5551}, "data": "yes:x", "message": under})
    async with watching(api.url, door):
        await until(lambda: door.asked == 1)
        assert api.settled == []
        await until(lambda: api.settled == ["t"])


async def test_it_stops_at_once_though_telegram_keeps_us_waiting(api: BotApi) -> None:
    async with watching(api.url, KeepingDoor()) as watch:
        await until(lambda: "getupdates" in api.calls)
        async with asyncio.timeout(5):
            await watch.stop()


@pytest.mark.parametrize(
    ("error", "failures", "seconds"),
    [
        (TryAgain("x"), 1, 1.0),
        (TryAgain("x"), 4, 15.0),
        (TryAgain("x"), 40, 60.0),
        (TryAgain("x", retry_after_seconds=90), 1, 90.0),
        (NotAsSetUp("x"), 1, 30.0),
        (GiveUp("x"), 1, 30.0),
        (RuntimeError("x"), 2, 2.0),
    ],
)
def test_the_pause_grows_and_is_as_long_as_telegram_asks(
    error: Exception, failures: int, seconds: float
) -> None:
    assert pause_after(error, failures, PAUSES_SECONDS) == seconds
