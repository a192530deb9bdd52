"""Killed without warning in the middle of a full morning, Hark loses nothing and decides nothing twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.worker import BATCH
from tests.running_hark import Hark, Residents, Sink, a_sink, kill, residents_mails, until

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]

DECIDED = """
    select message.internet_id, count(*) from message join arrival on arrival.id = message.arrival_id
    where arrival.outcome <> 'repeated' and message.action <> '' group by 1
"""
UNFINISHED = """
    select (select count(*) from arrival where state = 'waiting')
         + (select count(*) from outbox where state in ('queued', 'sending') and channel = 'email')
"""
HELD = "select id from arrival where state = 'waiting' and lease_until is not null"
STILL = "select count(*) from arrival where state = 'waiting' and id in ({})"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with a_sink() as made:
        yield made


@pytest.fixture
def hark(tmp_path: Path, sink: Sink) -> Iterator[Hark]:
    made = Hark(tmp_path, sink.port)
    yield made
    made.end()


def rows(hark: Hark, query: str) -> list[Any]:
    file = hark.folder / "hark" / "hark.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
        return connection.execute(query).fetchall()


@dataclass
class Morning:
    """What was seen of a morning."""

    accepted: list[str]
    slowest_take_up: float = 0.0


def a_morning_with_kills(hark: Hark, number: int, kill_after: list[int]) -> Morning:
    """Send that many mails; kill after so many were accepted, start again, and wait until all is quiet."""
    residents = Residents(hark.smtp_port, residents_mails(number), pause_seconds=0.05)
    morning = Morning(residents.accepted)
    process = hark.serve()
    residents.start()
    for accepted in kill_after:
        until(
            # Where the worker keeps up with the doors nothing may be held at any one look; then it is killed idle.
            lambda accepted=accepted: (
                len(residents.accepted) >= accepted
                and (bool(rows(hark, HELD)) or len(residents.accepted) == number)
            ),
            seconds=60,
        )  # type: ignore[misc]
        kill(process)
        held = ",".join(str(arrival) for (arrival,) in rows(hark, HELD))
        process = hark.serve()
        taken_up = until(lambda held=held: rows(hark, STILL.format(held)) == [(0,)], seconds=60)  # type: ignore[misc]
        morning.slowest_take_up = max(morning.slowest_take_up, taken_up)
    residents.wait(120)
    until(lambda: rows(hark, UNFINISHED) == [(0,)], seconds=120)
    process.terminate()
    assert process.wait(10) == 0
    return morning


def check(hark: Hark, sink: Sink, morning: Morning, *, number: int, kills: int) -> None:
    mails = residents_mails(number)
    print(
        f"\nafter {kills} kills: {sink.repeated()} of {len(sink.taken)} sends repeated; work taken up after {morning.slowest_take_up:.1f} s"
    )
    assert sorted(morning.accepted) == sorted(mail.message_id for mail in mails)
    assert dict(rows(hark, DECIDED)) == {mail.message_id: 1 for mail in mails}
    assert sink.recipients() >= {mail.sender for mail in mails}
    assert sink.repeated() <= kills * BATCH
    assert morning.slowest_take_up <= 10
    ledger = hark.run("ledger")
    assert (ledger.returncode, ledger.stderr) == (0, "")


def test_one_kill_loses_nothing_and_decides_nothing_twice(hark: Hark, sink: Sink) -> None:
    morning = a_morning_with_kills(hark, 40, [15])

    check(hark, sink, morning, number=40, kills=1)


@pytest.mark.slow
def test_three_kills_lose_nothing_and_decide_nothing_twice(hark: Hark, sink: Sink) -> None:
    morning = a_morning_with_kills(hark, 200, [40, 90, 140])

    check(hark, sink, morning, number=200, kills=3)
