"""Would a bot work as it is set up? It is asked for its name, and for the chats of those it must wake."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.errors import ChannelError
from channels.telegram.bot import TelegramBot
from channels.telegram.connection import Connection


@dataclass(frozen=True)
class Tried:
    """What came of it."""

    username: str  #: without its @; "" where it does not answer
    faults: tuple[str, ...] = ()


async def try_bot(bot: TelegramBot, to_wake: Mapping[str, str] | None = None) -> Tried:
    """Ask one bot for its name, then whether it can write to each of these.

    Args:
        to_wake: names of people on call, with the numbers of their chats.
    """
    connection = Connection(bot)
    try:
        username = await connection.find_username()
        faults = [await _unreachable(connection, who, chat) for who, chat in (to_wake or {}).items()]
    except ChannelError as error:
        return Tried("", (f"The Telegram bot “{bot.name}” does not work: {error}",))
    finally:
        await connection.close()
    return Tried(username, tuple(filter(None, faults)))


async def _unreachable(connection: Connection, who: str, chat: str) -> str:
    try:
        await connection.find_chat(int(chat))
    except ValueError:
        return f"{who} cannot be woken on Telegram: “{chat}” is not the number of a chat (6.1)."
    except ChannelError:
        return f"{who} cannot be woken on Telegram: they must open a chat with the bot first (6.1)."
    return ""
