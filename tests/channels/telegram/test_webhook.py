"""Where Telegram calls us, only Telegram is believed, and it is told "kept" only of what is committed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from channels.telegram.bot import Hook, TelegramBot
from channels.telegram.connection import Connection
from channels.telegram.taking import Taking
from channels.telegram.webhook import SECRET_HEADER, HookWatch, webhook_routes
from tests.bot_api import TOKEN, BotApi, a_bot_api
from tests.channels.telegram.door_of_a_test import KeepingDoor
from tests.channels.telegram.test_receive import until
from tests.fakes import FixedClock

pytestmark = pytest.mark.enable_socket

HOOK = Hook("https://hark.example.org/telegram/a-path", "a-path", "a-secret")
BOT = TelegramBot("example", "our bot", TOKEN, "http://127.0.0.1:9", is_called=True)
UPDATE = b'{"update_id": 7,\n "message": {"message_id": 1, "text": "No water", "chat": {"id": 5, "type": "private"}}}'


def call(
    door: KeepingDoor, raw: bytes = UPDATE, *, path: str = "a-path", secret: str | None = "a-secret"
) -> int:
    app = FastAPI()
    app.include_router(webhook_routes([(HOOK, Taking(BOT, Connection(BOT), door, now=FixedClock()))]))
    said = {} if secret is None else {SECRET_HEADER: secret}
    return TestClient(app).post(f"/telegram/{path}", content=raw, headers=said).status_code


def test_an_update_is_kept_byte_for_byte() -> None:
    door = KeepingDoor()

    assert call(door) == 200
    assert door.kept[0].raw == UPDATE


@pytest.mark.parametrize("secret", [None, "", "a-secreT", "a-secret "])
def test_without_the_word_nobody_is_believed(secret: str | None) -> None:
    door = KeepingDoor()

    assert call(door, secret=secret) == 403
    assert door.asked == 0


def test_another_path_is_nowhere() -> None:
    assert call(KeepingDoor(), path="another") == 404


def test_what_could_not_be_kept_is_to_come_again() -> None:
    door = KeepingDoor(refusals=1)

    assert (call(door), call(door)) == (503, 200)
    assert len(door.kept) == 1


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b'{"update_id": "7"}'])
def test_what_is_no_update_is_refused(raw: bytes) -> None:
    assert call(KeepingDoor(), raw) == 400


def test_what_is_called_twice_is_kept_once() -> None:
    door = KeepingDoor()

    assert (call(door), call(door), len(door.kept)) == (200, 200, 1)


async def watch_once(api: BotApi, hook: dict[str, Any], *, changes: bool = False) -> HookWatch:
    bot = TelegramBot("example", "our bot", TOKEN, api.url, is_called=True)
    watch = HookWatch(Connection(bot), HOOK, now=FixedClock(), look_seconds=0.02, pauses_seconds=(0.02,))
    watch.start()
    await until(lambda: bool(api.hook))
    api.hook |= hook
    await until(lambda: api.calls.count("getwebhookinfo") >= 4)
    await watch.stop()
    return watch


async def test_telegram_is_told_where_to_call_and_with_which_word() -> None:
    with a_bot_api() as api:
        watch = await watch_once(api, {})

        assert (api.hook["url"], api.hook["secret_token"]) == (HOOK.url, HOOK.secret)
        assert json.dumps(api.hook["allowed_updates"]).count("message") == 2
        assert watch.report().looked_at == FixedClock().now


async def test_a_hook_that_somebody_took_away_is_set_again() -> None:
    with a_bot_api() as api:
        await watch_once(api, {"url": "https://elsewhere.example"})

        assert api.hook["url"] == HOOK.url


@pytest.mark.parametrize(("minutes", "fails"), [(1, True), (60, False)])
async def test_when_telegram_cannot_call_us_it_is_told(minutes: int, fails: bool) -> None:
    failed_at = datetime(2026, 11, 2, 9, 12, tzinfo=UTC) - timedelta(minutes=minutes)
    broken = {
        "last_error_date": int(failed_at.timestamp()),
        "last_error_message": "Wrong response: 403 Forbidden",
    }
    with a_bot_api() as api:
        api.says("waits")
        watch = await watch_once(api, broken)

    why = "Telegram cannot hand over what residents write: Wrong response: 403 Forbidden."
    assert watch.report().why == (why if fails else "")
