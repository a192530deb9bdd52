"""Does a real clamd tell a virus from a letter, and does everything else leave the file unscanned?"""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress

import pytest

from bot.clamd import Clamd, scan_of
from bot.scanning import AWAY, FAILED, TOO_LARGE, Outcome, Scan, unscanned
from tests.clamd import EICAR, MOST_BYTES, Scanner

pytestmark = pytest.mark.enable_socket
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[None, None, None]]


@asynccontextmanager
async def something_else(talk: Talk) -> AsyncIterator[str]:
    """Listens where a scanner should, and hangs up after what it has to say."""
    talks: set[asyncio.Task[None]] = set()

    async def talk_and_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.ensure_future(talk_and_close(reader, writer)))

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.gather(*talks)


async def test_a_virus_is_found_and_named_and_a_letter_is_passed(clamd: Scanner) -> None:
    for address in (clamd.address, clamd.socket):
        scanner = Clamd(address)

        found, passed = await scanner.scan(EICAR), await scanner.scan(b"We have no hot water.")

        assert found == Scan(Outcome.FOUND, "Eicar-Test-Signature.UNOFFICIAL")
        assert passed == Scan(Outcome.CLEAN)
        assert await scanner.is_there()


@pytest.mark.parametrize("over", [-1, 1, MOST_BYTES, 20 * MOST_BYTES])
async def test_what_is_larger_than_it_takes_is_said_to_be_so_each_time(clamd: Scanner, over: int) -> None:
    content = os.urandom(MOST_BYTES + over)
    by_path, by_port = Clamd(clamd.socket), Clamd(clamd.address)

    said = {await scanner.scan(content) for scanner in (by_path, by_port) for _ in range(10)}

    assert said == {Scan(Outcome.CLEAN) if over < 0 else unscanned(TOO_LARGE)}


async def test_many_files_at_once_are_all_answered(clamd: Scanner) -> None:
    scanner = Clamd(clamd.address)

    said = await asyncio.gather(*(scanner.scan(EICAR if one % 2 else b"letter") for one in range(40)))

    assert [scan.outcome for scan in said] == [Outcome.CLEAN, Outcome.FOUND] * 20


async def test_one_that_is_stopped_is_away_and_there_again_when_it_starts(clamd: Scanner) -> None:
    scanner = Clamd(clamd.address)
    clamd.stop()

    gone, is_there = await scanner.scan(EICAR), await scanner.is_there()
    clamd.start()

    assert (gone, is_there) == (unscanned(AWAY), False)
    assert (await scanner.scan(EICAR)).outcome is Outcome.FOUND


@pytest.mark.parametrize("address", ["127.0.0.1:9", "[::1]:9", "/nowhere/clamd.ctl", "nowhere.invalid:3310"])
async def test_nobody_there_is_away_and_nothing_is_raised(address: str) -> None:
    assert await Clamd(address).scan(b"letter") == unscanned(AWAY)
    assert not await Clamd(address).is_there()


async def test_one_that_hangs_up_in_the_middle_has_passed_nothing() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)

    async with something_else(hang_up) as address:
        assert await Clamd(address).scan(os.urandom(3_000_000)) == unscanned(FAILED)
        assert not await Clamd(address).is_there()


async def test_one_that_never_answers_is_not_waited_for() -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with something_else(say_nothing) as address:
        began = time.monotonic()
        said = await Clamd(address, scan_seconds=0.2).scan(b"letter")

    assert said == unscanned(FAILED)
    assert time.monotonic() - began < 3


async def test_one_that_takes_nothing_in_is_not_waited_for() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()

        said = await Clamd(f"127.0.0.1:{deaf.getsockname()[1]}", scan_seconds=0.2).scan(bytes(20_000_000))

    assert said == unscanned(FAILED)


@pytest.mark.parametrize(
    ("said", "scan"),
    [
        ("stream: OK", Scan(Outcome.CLEAN)),
        ("stream: Win.Test.EICAR_HDB-1 FOUND", Scan(Outcome.FOUND, "Win.Test.EICAR_HDB-1")),
        ("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND", unscanned(TOO_LARGE)),
        ("INSTREAM size limit exceeded. ERROR", unscanned(TOO_LARGE)),
        ("stream: Can't allocate memory ERROR", unscanned(FAILED)),
        ("UNKNOWN COMMAND", unscanned(FAILED)),
        ("OK", unscanned(FAILED)),
        ("stream: OK, or so it seems", unscanned(FAILED)),
        ("", unscanned(FAILED)),
    ],
)
def test_only_the_plain_words_pass_a_file(said: str, scan: Scan) -> None:
    assert scan_of(said) == scan
