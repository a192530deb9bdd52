"""How is a mail read from an SMTP conversation without holding more of it than we would take?

The library keeps the pieces of a line until the line ends, and a line need never end. Here a mail is dropped at the
byte that makes it too large, and what comes after is read and forgotten, so that its sender can still be told why;
whoever does not come to an end then is hung up on.
"""

import asyncio
from typing import Final

LINE_BUFFER_BYTES: Final = 64 * 1024  #: what may wait for a line's end; a longer line is read in pieces
FORGOTTEN_BYTES: Final = 32 * 1024 * 1024  #: how much of a mail that is too large is heard to its end
_END: Final = b".\r\n"


class TooLarge(Exception):
    """More than we take.

    Args:
        has_ended: the sender has come to an end and listens; else the conversation must be closed.
    """

    def __init__(self, *, has_ended: bool) -> None:
        super().__init__("The mail is larger than we take.")
        self.has_ended = has_ended


async def read_mail(reader: asyncio.StreamReader, *, most_bytes: int) -> bytes:
    """The mail up to the line with a dot alone, dots that were doubled for the way taken off (RFC 5321, 4.5.2).

    Args:
        reader: its limit is how much of a line may wait.
        most_bytes: what we take, as it comes on the wire.

    Raises:
        TooLarge: it is longer.
    """
    mail, heard, begins_a_line = bytearray(), 0, True
    while (piece := await _next_piece(reader)) != _END or not begins_a_line:
        heard += len(piece)
        if heard > most_bytes:
            mail.clear()
            raise TooLarge(has_ended=await _hear_out(reader, piece.endswith(b"\r\n")))
        mail += piece[1:] if begins_a_line and piece.startswith(b".") else piece
        begins_a_line = piece.endswith(b"\r\n")
    return bytes(mail)


async def _next_piece(reader: asyncio.StreamReader) -> bytes:
    """A line with its end, or as much of it as may wait."""
    try:
        return await reader.readuntil(b"\r\n")
    except asyncio.LimitOverrunError as error:
        return await reader.read(error.consumed)


async def _hear_out(reader: asyncio.StreamReader, begins_a_line: bool) -> bool:
    """Forget the rest; whether it came to an end before our patience did."""
    heard = 0
    while heard <= FORGOTTEN_BYTES:
        piece = await _next_piece(reader)
        if begins_a_line and piece == _END:
            return True
        heard += len(piece)
        begins_a_line = piece.endswith(b"\r\n")
    return False
