"""What does ClamAV say of a file? The bytes are handed to a running `clamd` over its socket, and its answer is read.

Each file has a connection of its own. Anything but a plain answer leaves the file unscanned. Sockets and no streams:
clamd hangs up on what is too large, and a stream that is hung up on while it sends forgets what was said before.
"""

import asyncio
import socket
from contextlib import suppress
from typing import Final

from bot.scanning import AWAY, FAILED, TOO_LARGE, Outcome, Scan, unscanned

CONNECT_SECONDS: Final = 5.0
SCAN_SECONDS: Final = 150.0  # clamd itself gives up after 120 as it comes
_PIECE: Final = 65_536
_MOST_OF_AN_ANSWER: Final = 4_096
_MOST_OF_A_NAME: Final = 120


class Clamd:
    """A scanner at an address; `bot.scanning.Scanner`.

    Args:
        address: HOST:PORT, or the path of a socket.
        scan_seconds: how long one file may take, sending it included.
    """

    def __init__(self, address: str, *, scan_seconds: float = SCAN_SECONDS) -> None:
        self.address = address
        self._scan_seconds = scan_seconds

    async def scan(self, content: bytes) -> Scan:
        """What it says of these bytes; nothing is raised."""
        try:
            connection = await asyncio.to_thread(_connect, self.address)
        except OSError:
            return unscanned(AWAY)
        with connection:
            try:
                async with asyncio.timeout(self._scan_seconds):
                    await _send(connection, content)
                    return scan_of(await _answer(connection))
            except OSError:  # a TimeoutError is one
                return unscanned(FAILED)

    async def is_there(self) -> bool:
        """Whether it answers at all."""
        try:
            with await asyncio.to_thread(_connect, self.address) as connection:
                async with asyncio.timeout(CONNECT_SECONDS):
                    await asyncio.get_running_loop().sock_sendall(connection, b"zPING\0")
                    return await _answer(connection) == "PONG"
        except OSError:
            return False


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = _connect_path(address)
    else:
        host, _, port = address.rpartition(":")
        connection = socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
    connection.setblocking(False)
    return connection


def _connect_path(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


async def _send(connection: socket.socket, content: bytes) -> None:
    """Pieces with their lengths before them, and a length of nothing at the end."""
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):  # what it said before it hung up is what counts
        await loop.sock_sendall(connection, b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            await loop.sock_sendall(connection, len(piece).to_bytes(4, "big") + piece)
        await loop.sock_sendall(connection, bytes(4))


async def _answer(connection: socket.socket) -> str:
    """All it says until it ends its sentence or hangs up."""
    said = b""
    while not said.endswith(b"\0") and len(said) < _MOST_OF_AN_ANSWER:
        more = await asyncio.get_running_loop().sock_recv(connection, _MOST_OF_AN_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace")


def scan_of(said: str) -> Scan:
    """What an answer means: "stream: OK", "stream: NAME FOUND", or an error in its own words."""
    if said == "stream: OK":
        return Scan(Outcome.CLEAN)
    name = said.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in said or name.startswith("Heuristics.Limits.Exceeded"):
        return unscanned(TOO_LARGE)
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Scan(Outcome.FOUND, "".join(filter(str.isprintable, name))[:_MOST_OF_A_NAME])
    return unscanned(FAILED)
