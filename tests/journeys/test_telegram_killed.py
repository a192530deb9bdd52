"""A Hark that is killed between the choice and the tap on it loses neither, and neither the other way in."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bot_api import BotApi, a_bot_api
from tests.running_hark import Hark, kill, until

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]

NO_HOT_WATER = (
    "I have been left without hot water for three weeks and nobody rings me back. I am fed up with it."
)


@pytest.fixture
def api() -> Iterator[BotApi]:
    with a_bot_api() as made:
        yield made


@pytest.fixture
def hark(tmp_path: Path, api: BotApi) -> Iterator[Hark]:
    made = Hark(tmp_path, 9, {"HARK_TELEGRAM_TOKEN": api.token, "HARK_TELEGRAM_BASE_URL": api.url})
    yield made
    made.end()


def complaints(hark: Hark) -> list[Any]:
    known = [json.loads(line) for line in hark.run("cases", "--json").stdout.splitlines()]
    return [case for case in known if case["kind"] == "complaint"]


def test_a_choice_offered_before_a_kill_is_taken_up_after_it(hark: Hark, api: BotApi) -> None:
    process = hark.serve()
    until(lambda: "Residents can also write to @ExampleHomesBot on Telegram." in hark.log(), seconds=30)
    api.says("/start")
    api.says(NO_HOT_WATER)
    until(lambda: len(api.sent) == 2 and not api.waiting, seconds=60)
    until(lambda: left(hark) == 2, seconds=30)  # else the kill comes before it is written down that they left
    kill(process)
    api.taps("Yes", is_old=True)
    api.taps("Yes")

    process = hark.serve()
    until(lambda: len(api.sent) == 4 and not api.waiting, seconds=60)
    until(lambda: len(api.settled) == 2, seconds=30)
    process.terminate()

    assert process.wait(30) == 0
    (complaint,) = complaints(hark)
    # The two answers leave within the same moment, so that either may come first; but each comes once.
    last = sorted(api.said_to()[2:], key=lambda said: "already logged" in said)
    assert f"We have logged your complaint: {complaint['reference']}" in last[0]
    assert f"already logged: {complaint['reference']}" in last[1]
    assert hark.run("ledger").returncode == 0
    assert api.token not in hark.log()
    assert stored(hark) == 4


def stored(hark: Hark) -> int:
    return counted(hark, "select count(*) from arrival")


def left(hark: Hark) -> int:
    return counted(hark, "select count(*) from outbox where channel = 'telegram' and state = 'sent'")


def counted(hark: Hark, question: str) -> int:
    with closing(sqlite3.connect(hark.folder / "hark" / "hark.db")) as connection:
        return int(connection.execute(question).fetchone()[0])
