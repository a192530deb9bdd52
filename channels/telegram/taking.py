"""How does an update become an arrival that is certain? With its files, for Telegram's links to them die.

The law of this file: `take` returns only once the arrival is committed, and only then is Telegram told that we have
it. A file that cannot be fetched never costs the words. Where others read along nothing is kept.
"""

import asyncio
import base64
import contextlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from channels.door import Door
from channels.errors import ChannelError, GiveUp, TryAgain
from channels.messages import Arrival
from channels.telegram.bot import CHANNEL, TelegramBot, address_of
from channels.telegram.connection import Connection
from channels.telegram.fields import Said, number
from channels.telegram.updates import (
    WantedFile,
    chat_of,
    file_of,
    is_private,
    key_of,
    kind_of,
    tap_number,
)

MOST_BYTES: Final = 20_000_000  # what Telegram hands out to a bot
PAUSES_SECONDS: Final = (0.5, 2.0)
LONGEST_PAUSE_SECONDS: Final = 10.0
TOO_LARGE: Final = "It is larger than Telegram hands out."


class Taking:
    """Takes in what comes to one bot.

    Args:
        door: where arrivals are committed.
        now: the clock.
        to_groups: what is said, once, where others read along; "" says nothing.
        pauses_seconds: between two attempts to fetch a file.
    """

    def __init__(
        self,
        bot: TelegramBot,
        connection: Connection,
        door: Door,
        *,
        now: Callable[[], datetime],
        to_groups: str = "",
        pauses_seconds: Sequence[float] = PAUSES_SECONDS,
    ) -> None:
        self._bot, self._connection, self._door = bot, connection, door
        self._now, self._to_groups, self._pauses_seconds = now, to_groups, pauses_seconds

    async def take(self, updates: Sequence[Said], raw: bytes = b"") -> None:
        """Commit what belongs together as one arrival.

        Args:
            raw: the single update as it came, byte for byte, where it is at hand.

        Raises:
            TryAgain: it could not be kept for certain; Telegram must keep it.
        """
        chat_id = number(chat_of(updates[0]), "id")
        if chat_id is None or not kind_of(updates[0]):
            return  # of a kind that we do not ask for
        if not is_private(updates[0]):
            await self._send_away(chat_id)
            return
        received_at = self._now()
        files = [await self._fetched(file) for file in map(file_of, updates) if file is not None]
        await self._door.receive(
            Arrival(
                self._bot.landlord_id,
                CHANNEL,
                address_of(self._bot.id, chat_id),
                self._bot.id,
                _raw(updates, files, raw),
                received_at,
                keys=(key_of(self._bot.id, updates),),
            )
        )

    async def settle(self, updates: Sequence[Said]) -> None:
        """Stop the turning of a button that was tapped; an old one may be past it."""
        for tapped in filter(None, map(tap_number, updates)):
            with contextlib.suppress(ChannelError):
                await self._connection.settle_tap(tapped)

    async def _fetched(self, file: WantedFile) -> dict[str, Any]:
        kept = {"name": file.name, "type": file.type, "called": file.called}
        try:
            content = await self._fetch(file)
        except ChannelError as error:
            return {**kept, "missing": str(error)}
        return {**kept, "base64": base64.b64encode(content).decode()}

    async def _fetch(self, file: WantedFile) -> bytes:
        if file.size > MOST_BYTES:
            raise GiveUp(TOO_LARGE)
        for pause_seconds in self._pauses_seconds:
            try:
                return await self._connection.fetch_file(file.id)
            except TryAgain as error:
                asked = error.retry_after_seconds or pause_seconds
                await asyncio.sleep(min(asked, LONGEST_PAUSE_SECONDS))
        return await self._connection.fetch_file(file.id)

    async def _send_away(self, chat_id: int) -> None:
        """Say once that we do not answer in groups; whether it can be said or not, never twice."""
        key = f"sent away:{address_of(self._bot.id, chat_id)}"
        if not self._to_groups or await self._door.recall(CHANNEL, key):
            return
        await self._door.remember(CHANNEL, key, self._now().isoformat())
        with contextlib.suppress(ChannelError):
            await self._connection.say(chat_id, self._to_groups)


def _raw(updates: Sequence[Said], files: Sequence[Said], raw: bytes) -> bytes:
    """The update alone, or in an envelope with the rest of its album and their files."""
    if len(updates) == 1 and not files:
        return raw or _json(updates[0])
    return _json({"update": updates[0], "more": list(updates[1:]), "files": files})


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
