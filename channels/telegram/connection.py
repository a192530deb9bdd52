"""How is Telegram called, and what does each of its refusals mean? One bot's calls, and nothing of what they are for.

A bot's token stands in the address of every call; so no error of the library goes into a sentence or a log as it is.
"""

import contextlib
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

# The library warns at every "slow down" unless it is told to give times as times.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, error
from telegram.request import HTTPXRequest

from channels.errors import GiveUp, TryAgain
from channels.messages import Button
from channels.telegram.bot import TelegramBot
from channels.telegram.updates import TAKEN

PATIENCE_SECONDS: Final = 20.0
_MOST_BYTES_OF_A_TAP: Final = 64
BLOCKED: Final = "They have blocked the bot or never opened a chat with it."
NO_SUCH_CHAT: Final = "Telegram knows no such chat with this bot."
NOT_ACCEPTED: Final = "Telegram does not accept the token: set the one that @BotFather shows."
IN_CONFLICT: Final = (
    "Another program fetches what residents write to this bot, or has set a webhook: stop it, for one of the two "
    "takes the other's messages."
)
NO_ANSWER: Final = "Telegram does not answer."
SLOW_DOWN: Final = "Telegram asks us to slow down."

# These log every call with its address, and the token stands in that.
for _each in ("httpx", "httpcore", "telegram"):
    logging.getLogger(_each).setLevel(logging.WARNING)


class NotAsSetUp(TryAgain):
    """Telegram answers and does not want us as we are set up; hurrying is of no use."""


class Connection:
    """The calls of one bot; to be used in one event loop.

    Every call raises `TryAgain` or `GiveUp`.
    """

    def __init__(self, bot: TelegramBot) -> None:
        self._request = HTTPXRequest(read_timeout=PATIENCE_SECONDS, connect_timeout=10.0, pool_timeout=10.0)
        self._bot = Bot(
            bot.token,
            base_url=f"{bot.base_url}/bot",
            base_file_url=f"{bot.base_url}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )

    async def close(self) -> None:
        """Hang up."""
        await self._request.shutdown()

    async def find_username(self) -> str:
        """The name residents find the bot by, without its @."""
        with _plainly():
            return str((await self._bot.get_me()).username or "")

    async def fetch_updates(self, offset: int | None, *, wait_seconds: int, most: int = 100) -> list[Any]:
        """What residents wrote, as Telegram says it; an offset confirms all that came before it."""
        asked = {"timeout": wait_seconds, "limit": most, "allowed_updates": list(TAKEN)}
        with _plainly():
            # With a capital, which Telegram does not mind, the library hands the answer on as it came.
            return list(
                await self._bot.do_api_request(
                    "GetUpdates",
                    api_kwargs=asked if offset is None else {**asked, "offset": offset},
                    read_timeout=PATIENCE_SECONDS + wait_seconds,
                )
            )

    async def fetch_file(self, file_id: str) -> bytes:
        """The bytes of a file; Telegram hands out 20 MB at most."""
        with _plainly():
            return bytes(await (await self._bot.get_file(file_id)).download_as_bytearray())

    async def say(self, chat_id: int, text: str, buttons: Sequence[Button] = ()) -> int:
        """Write to a chat; the number of the message."""
        with _plainly():
            said = await self._bot.send_message(
                chat_id,
                text,
                reply_markup=_keyboard(buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        return said.message_id

    async def settle_tap(self, query_id: str) -> None:
        """Say that a tap was heard, so that the button stops turning."""
        with _plainly():
            await self._bot.answer_callback_query(query_id)

    async def find_chat(self, chat_id: int) -> None:
        """Raise where there is no such chat with this bot."""
        with _plainly():
            await self._bot.get_chat(chat_id)

    async def set_hook(self, url: str, secret: str) -> None:
        """Have Telegram call us."""
        with _plainly():
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(TAKEN))

    async def drop_hook(self) -> None:
        """Have Telegram call nobody; what waits there goes on waiting."""
        with _plainly():
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def look_at_hook(self) -> Mapping[str, Any]:
        """How Telegram fares in calling us: url, pending_update_count, last_error_message, ..."""
        with _plainly():
            return (await self._bot.get_webhook_info()).to_dict()


def _keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_drawn(button)] for button in buttons]) if buttons else None


def _drawn(button: Button) -> InlineKeyboardButton:
    if button.tap and len(button.tap.encode()) <= _MOST_BYTES_OF_A_TAP:
        return InlineKeyboardButton(button.label, callback_data=button.tap)
    return InlineKeyboardButton(button.label, url=button.link)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """The library's errors as ours; those that are kinds of others first."""
    try:
        yield
    except error.RetryAfter as slow:
        raise TryAgain(SLOW_DOWN, retry_after_seconds=_seconds(slow.retry_after)) from slow
    except error.Forbidden as refused:
        raise GiveUp(BLOCKED) from refused
    except error.BadRequest as refused:
        is_gone = "chat not found" in refused.message.lower()
        raise GiveUp(NO_SUCH_CHAT if is_gone else f"Telegram refuses it: {refused.message}.") from refused
    except error.ChatMigrated as refused:
        raise GiveUp(NO_SUCH_CHAT) from refused
    except (error.InvalidToken, error.EndPointNotFound) as refused:
        raise NotAsSetUp(NOT_ACCEPTED) from refused
    except error.Conflict as refused:
        raise NotAsSetUp(IN_CONFLICT) from refused
    except error.TelegramError as failed:
        raise TryAgain(NO_ANSWER) from failed


def _seconds(wait: Any) -> float:
    return float(wait.total_seconds() if hasattr(wait, "total_seconds") else wait)
