"""Is a mail read whole, and never more of it held than we would take, however its lines are made?"""

import asyncio
import contextlib
import socket
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from channels.email.receive_smtp import open_smtp_door
from channels.email.smtp_data import LINE_BUFFER_BYTES, TooLarge, read_mail
from tests.channels.email.smtp_sink import FakeDoor, port_of

MEGABYTE = 1024 * 1024
LIMIT = 4 * MEGABYTE
FLOOD = 64 * MEGABYTE
NOW = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
ENVELOPE = b"EHLO x\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\n"


def a_reader(*pieces: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=LINE_BUFFER_BYTES)
    for piece in pieces:
        reader.feed_data(piece)
    return reader


@pytest.mark.parametrize(
    ("wire", "mail"),
    [
        pytest.param(b".\r\n", b"", id="empty"),
        pytest.param(b"a\r\n.\r\n", b"a\r\n", id="a line"),
        pytest.param(b"..a\r\n...\r\n.\r\n", b".a\r\n..\r\n", id="doubled dots"),
        pytest.param(b".a\r\n.\r\n", b"a\r\n", id="a dot nobody doubled"),
        pytest.param(b"a\n.\nb\r.\rc\r\n.\r\n", b"a\n.\nb\r.\rc\r\n", id="line ends that are none"),
        pytest.param(b"\r\n\r\n.\r\n", b"\r\n\r\n", id="empty lines"),
        pytest.param(
            b"x" * 200_000 + b"\r\n.\r\n", b"x" * 200_000 + b"\r\n", id="a line longer than the buffer"
        ),
        pytest.param(
            b"x" * (LINE_BUFFER_BYTES - 1) + b"\r\n..\r\n.\r\n",
            b"x" * (LINE_BUFFER_BYTES - 1) + b"\r\n.\r\n",
            id="an end at the edge of the buffer",
        ),
        pytest.param(
            b"x" * LINE_BUFFER_BYTES + b".\r\n.\r\n",
            b"x" * LINE_BUFFER_BYTES + b".\r\n",
            id="a dot behind the edge is no end",
        ),
    ],
)
async def test_what_stands_between_is_the_mail(wire: bytes, mail: bytes) -> None:
    reader = a_reader(wire + b"QUIT\r\n")

    assert await read_mail(reader, most_bytes=MEGABYTE) == mail
    assert await reader.readline() == b"QUIT\r\n"


async def test_a_mail_of_just_the_size_is_taken_and_one_byte_more_is_not() -> None:
    just = b"x" * 98 + b"\r\n"

    taken = await read_mail(a_reader(just + b".\r\n"), most_bytes=100)
    with pytest.raises(TooLarge) as refused:
        await read_mail(a_reader(b"x" + just + b".\r\n"), most_bytes=100)

    assert taken == just
    assert refused.value.has_ended


@asynccontextmanager
async def a_door(door: FakeDoor) -> AsyncIterator[int]:
    server = await open_smtp_door(
        door,
        host="127.0.0.1",
        port=0,
        landlord_for={"housing@example.org": "example"}.get,
        size_limit_bytes=LIMIT,
        hostname="mx.example.org",
        now=lambda: NOW,
    )
    try:
        yield port_of(server)
    finally:
        server.close()
        await server.wait_closed()


@contextlib.contextmanager
def held() -> Iterator[list[int]]:
    """The most that was held meanwhile, in bytes; the one item of the list once it is over."""
    most: list[int] = []
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        yield most
        most.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()


def flood(port: int, before: bytes, piece: bytes, after: bytes = b"") -> bytes:
    """Say `piece` until it is 64 MB, or until we are hung up on; what was answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        with contextlib.suppress(ConnectionError):
            line.sendall(before)
            for _ in range(FLOOD // len(piece)):
                line.sendall(piece)
            line.sendall(after)
        said = b""
        with contextlib.suppress(ConnectionError):
            while heard := line.recv(4096):
                said += heard
        return said


@pytest.mark.enable_socket
async def test_a_line_that_never_ends_is_hung_up_on_and_holds_no_more_than_a_mail() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        with held() as most:
            said = await asyncio.to_thread(flood, port, ENVELOPE, b"x" * 65_536)

    assert b"\r\n552 5.3.4 " in said
    assert door.arrivals == []
    assert most[0] < 2 * LIMIT


@pytest.mark.enable_socket
async def test_a_mail_too_large_that_ends_is_answered_and_the_conversation_goes_on() -> None:
    door = FakeDoor()
    small = b"MAIL FROM:<a@example.net>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\nQUIT\r\n"

    async with a_door(door) as port:
        before = ENVELOPE + b"x" * (3 * LIMIT) + b"\r\n.\r\n" + small
        said = await asyncio.to_thread(_say, port, before)

    assert b"\r\n552 5.3.4 " in said
    assert b"\r\n250 2.0.0 We have your mail." in said
    assert [arrival.raw for arrival in door.arrivals] == [b"Subject: x\r\n\r\nx\r\n"]


@pytest.mark.enable_socket
async def test_a_command_that_never_ends_is_held_by_nobody() -> None:
    async with a_door(FakeDoor()) as port:
        with held() as most:
            said = await asyncio.to_thread(flood, port, b"EHLO x\r\n", b"x" * 65_536, b"\r\nQUIT\r\n")

    assert b"\r\n500 Command line too long" in said
    assert most[0] < LIMIT


def _say(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(text)
        said = b""
        while heard := line.recv(4096):
            said += heard
        return said
