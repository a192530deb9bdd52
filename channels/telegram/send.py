"""How is a message of ours sent on Telegram? Plain text in pieces, with its buttons under the last.

Telegram knows no name for a message before it is sent, so one whose answer was lost is sent again.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from channels.errors import GiveUp, TryAgain
from channels.messages import Button, Outgoing
from channels.telegram.bot import TelegramBot, message_name
from channels.telegram.connection import Connection
from channels.telegram.pieces import cut

LONGEST_PAUSE_SECONDS: Final = 5.0  # in the middle of a text
NO_BOT: Final = "No bot of ours has this chat any more."


class TelegramSender:
    """Sends through the bots of this house; `channels.door.Sender`.

    Args:
        bots: all of them.
        first_bots: the bot's number by the sender address of its landlord, for chats named by their number alone.
    """

    def __init__(self, bots: Sequence[TelegramBot], first_bots: Mapping[str, str]) -> None:
        self._bots = {bot.id: bot for bot in bots}
        self._first_bots = first_bots
        self._connections: dict[str, Connection] = {}

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message; what its pieces are called.

        Raises:
            TryAgain: no connection, or Telegram asks us to wait.
            GiveUp: they have blocked the bot, or there is no such chat.
        """
        bot_id, chat_id = self._where(outgoing)
        connection = self._connection(bot_id)
        drawn = [button for button in outgoing.buttons if button.tap or _opens(button.link)]
        printed = [f"{button.label}: {button.link}" for button in outgoing.buttons if button not in drawn]
        pieces = cut("\n\n".join([outgoing.text.strip(), *printed]))
        numbers: list[int] = []
        for piece in pieces:
            buttons = drawn if len(numbers) == len(pieces) - 1 else ()
            say = _say_on if numbers else Connection.say
            numbers.append(await say(connection, chat_id, piece, buttons))
        return " ".join(message_name(bot_id, chat_id, number) for number in numbers)

    async def close(self) -> None:
        """Hang up."""
        await asyncio.gather(*(connection.close() for connection in self._connections.values()))
        self._connections.clear()

    def _where(self, outgoing: Outgoing) -> tuple[str, int]:
        """The bot and the chat of an address; a chat's number alone is with the landlord's first bot."""
        bot_id, _, chat = outgoing.to.address.rpartition(":")
        bot_id = bot_id or self._first_bots.get(outgoing.sender_address, "")
        if bot_id not in self._bots or not chat.lstrip("-").isdecimal():
            raise GiveUp(NO_BOT)
        return bot_id, int(chat)

    def _connection(self, bot_id: str) -> Connection:
        if bot_id not in self._connections:
            self._connections[bot_id] = Connection(self._bots[bot_id])
        return self._connections[bot_id]


async def _say_on(connection: Connection, chat_id: int, text: str, buttons: Sequence[Button]) -> int:
    """A further piece: a short wait is waited for here, or the first would be sent once more."""
    try:
        return await connection.say(chat_id, text, buttons)
    except TryAgain as error:
        await asyncio.sleep(min(error.retry_after_seconds or 1.0, LONGEST_PAUSE_SECONDS))
        return await connection.say(chat_id, text, buttons)


def _opens(link: str) -> bool:
    """Whether Telegram lets a button open it: an address on the open web."""
    parts = urlsplit(link)
    return (
        parts.scheme in ("http", "https")
        and (parts.hostname or "").rpartition(".")[2].isalpha()
        and "." in (parts.hostname or "")
    )
