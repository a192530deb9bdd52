"""`hark ledger`: accepted, stored, read and decided agree, or the gap is named and the exit is 1."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.system import CounterRow
from tests.bot.commands.conftest import Hark, Ran


def test_a_morning_without_a_gap(
    hark: Hark, morning: tuple[Path, Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_DATA_DIR", str(morning[0] / ".hark"))

    ran = hark("ledger")

    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[0].split() == [
        "landlord",
        "day",
        "channel",
        "accepted",
        "stored",
        "read",
        "decided",
        "waiting",
    ]
    assert ran.lines[1].split()[0] == "example"
    assert ran.lines[1].split()[2:] == ["email", "25", "25", "25", "25", "0"]


async def _accept_one(url: str) -> None:
    database = Database(url)
    async with database.writing() as session:
        session.add(
            CounterRow(
                landlord_id="example", channel="email", day=date(2026, 11, 2), name="accepted", count=1
            )
        )
    await database.close()


def test_what_was_accepted_and_is_not_there_is_told(hark: Hark, folder: Path) -> None:
    hark("ledger")
    asyncio.run(_accept_one(f"sqlite+aiosqlite:///{folder}/.hark/hark.db"))

    ran = hark("ledger")

    assert (ran.status, len(ran.lines)) == (1, 2)
    assert ran.err == "example, email, 2 November 2026: 1 accepted, but only 0 stored.\n"


def test_nothing_yet_is_no_gap(hark: Hark) -> None:
    ran = hark("ledger")

    assert (ran.status, len(ran.lines), ran.err) == (0, 1, "")
