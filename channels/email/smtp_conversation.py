"""How many senders may talk to the SMTP door at once, and in which words does it refuse what is too large?

The library's own conversation, with as much room as memory has: mails are taken a number at a time, none is held beyond
the size we take, and the next sender waits a little before it is asked to come again.
"""

import asyncio
import functools
from typing import Any, AnyStr, Final

from aiosmtpd.smtp import SMTP

from channels.email.limits import ALL_TOGETHER, TOO_LARGE, TOO_MUCH, TurnedAway
from channels.email.smtp_data import LINE_BUFFER_BYTES, TooLarge, read_mail

_FULL: Final = b"421 4.3.2 Too many conversations are going on; please come again later.\r\n"


class Room:
    """What there is room for.

    Args:
        conversations: how many may go on at once.
        mails: how many may be in memory at once.
    """

    def __init__(self, *, conversations: int, mails: int) -> None:
        self.most_conversations = conversations
        self.conversations = 0
        self.mails = asyncio.Semaphore(mails)


class Conversation(SMTP):
    """One sender's conversation.

    Args:
        received: what is done with what is said; the library calls it by its names.
        size_limit_bytes: larger mails are refused for good.
        wait_seconds: how long a sender waits for room before it is asked to come again.
        options: the library's own.
    """

    def __init__(
        self,
        received: object,
        *,
        room: Room,
        turned_away: TurnedAway,
        size_limit_bytes: int,
        wait_seconds: float,
        **options: Any,
    ) -> None:
        self.line_length_limit = (
            LINE_BUFFER_BYTES  # what the library's reader holds before it stops listening
        )
        self._room, self._turned_away, self._is_full = room, turned_away, False
        self._wait_seconds, self._most_bytes = wait_seconds, size_limit_bytes
        self._too_large = (
            f"552 5.3.4 This message is larger than the {max(1, size_limit_bytes // 2**20)} MB we can take. "
            "Please send it in parts, with smaller pictures, or ring us."
        )
        super().__init__(received, data_size_limit=size_limit_bytes, **options)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, unless too many are going on."""
        self._is_full = self._room.conversations >= self._room.most_conversations
        if self._is_full and isinstance(transport, asyncio.Transport):
            self._turned_away.count(ALL_TOGETHER)
            transport.write(_FULL)
            transport.close()
            return
        self._room.conversations += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """The end of it."""
        if not self._is_full:
            self._room.conversations -= 1
            super().connection_lost(error)

    @functools.wraps(SMTP.smtp_DATA)
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - named by aiosmtpd
        """Take a mail once there is room for it."""
        if await self._is_out_of_turn(arg):
            return
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._room.mails.acquire()
        except TimeoutError:
            self._turned_away.count(ALL_TOGETHER)
            await self.push(TOO_MUCH)
            return
        try:
            await self._take_mail()
        finally:
            self._room.mails.release()

    async def _is_out_of_turn(self, arg: str) -> bool:
        if await self.check_helo_needed():
            return True
        if arg or self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("501 Syntax: DATA" if arg else "503 Error: need RCPT command")
            return True
        return False

    async def _take_mail(self) -> None:
        """Not the library's way: it holds a line until the line ends, and real mail breaks the rule of 998 besides."""
        assert self.envelope is not None  # noqa: S101 - looked at a moment ago
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        try:
            mail = await read_mail(self._reader, most_bytes=self._most_bytes)
        except TooLarge as error:
            await self.push("552 ")
            self._set_post_data_state()  # type: ignore[no-untyped-call]
            if not error.has_ended:
                self._hang_up()
            return
        self.envelope.content = self.envelope.original_content = mail
        answer = await self._call_handler_hook("DATA")
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(answer)

    def _hang_up(self) -> None:
        if self._handler_coroutine is not None and self.transport is not None:
            self._handler_coroutine.cancel()
            self.transport.close()

    async def push(self, status: AnyStr) -> None:
        """Say something; that a mail is too large, in words its writer can do something with."""
        if isinstance(status, str) and status.startswith("552 "):
            self._turned_away.count(TOO_LARGE)
            await super().push(self._too_large)
            return
        await super().push(status)
