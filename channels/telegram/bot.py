"""Which bot is it that residents write to, and how is it reached?"""

import re
from dataclasses import dataclass, field
from typing import Final

CHANNEL: Final = "telegram"
_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,100}")


@dataclass(frozen=True)
class Hook:
    """Where Telegram calls us for one bot: a path nobody can guess, and what it must say to be believed."""

    url: str
    path: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class TelegramBot:
    """One bot of one landlord."""

    landlord_id: str
    name: str  #: as staff call it
    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    is_called: bool = False  #: Telegram calls us; else we fetch what residents write

    @property
    def id(self) -> str:
        """The bot's number, the part of its token that is no secret."""
        return self.token.partition(":")[0]

    @property
    def key(self) -> str:
        """What its watch and its reports are known by."""
        return f"telegram:{self.id}"


def is_token(text: str) -> bool:
    """Whether this looks like a bot's token: its number, a colon, letters."""
    return _TOKEN.fullmatch(text) is not None


def address_of(bot_id: str, chat_id: int) -> str:
    """Where an answer goes: which bot, and which chat with it."""
    return f"{bot_id}:{chat_id}"


def message_name(bot_id: str, chat_id: int, message_id: int) -> str:
    """What one message of one chat is called, in the form of a Message-ID."""
    return f"<{message_id}.{chat_id}.{bot_id}@telegram.invalid>"
