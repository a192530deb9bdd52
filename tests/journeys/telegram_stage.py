"""How is a story on Telegram played? A real watch and a real sender, against a Bot API on loopback, in the story's time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.store.database import Database
from channels.telegram.bot import TelegramBot
from channels.telegram.connection import Connection
from channels.telegram.receive import PollingWatch
from channels.telegram.send import TelegramSender
from channels.telegram.taking import Taking
from classifiers.reading import Reading
from tests.bot_api import SAM, BotApi
from tests.journeys.stage import Scene, Stage, a_stage

TO_GROUPS = "We answer nobody in groups."


async def until(is_so: Callable[[], bool], *, seconds: float = 10.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it becomes so in another thread
            await asyncio.sleep(0.01)


class TelegramStage:
    """A story in which residents write to a bot."""

    def __init__(self, stage: Stage, api: BotApi, bot: TelegramBot) -> None:
        self.stage, self.api, self.bot = stage, api, bot
        self.watch = self._new_watch()

    def _new_watch(self) -> PollingWatch:
        connection, clock = Connection(self.bot), self.stage.house.clock
        taking = Taking(
            self.bot, connection, self.stage.door, now=clock, to_groups=TO_GROUPS, pauses_seconds=(0.01,)
        )
        return PollingWatch(
            connection, taking, now=clock, wait_seconds=1, album_seconds=0.1, pauses_seconds=(0.05,)
        )

    async def watch_anew(self) -> None:
        """The process that watched is gone; another takes over, and knows nothing."""
        await self.watch.stop()
        self.watch = self._new_watch()
        self.watch.start()

    async def writes(self, at: str, text: str = "", *, reads: Reading | None = None, **message: Any) -> Scene:
        """Somebody writes to the bot."""
        if reads is not None:
            self.stage.reader.readings[text or message.get("caption", "")] = reads
        return await self.happens(at, lambda: self.api.says(text, **message))

    async def taps(self, at: str, label: str, *, chat: int = SAM, is_old: bool = False) -> Scene:
        """Somebody taps a button of ours."""
        return await self.happens(at, lambda: self.api.taps(label, chat=chat, is_old=is_old))

    async def happens(self, at: str, what: Callable[[], object]) -> Scene:
        """Something comes to the bot at this time; what came of it."""
        await self.stage.time_passes(at)
        what()
        await until(lambda: not self.api.waiting)
        return await self.stage.time_passes(at)


@asynccontextmanager
async def a_telegram_stage(
    database: Database, folder: Path, api: BotApi, **profile: Any
) -> AsyncIterator[TelegramStage]:
    """The example landlord with a bot, on this database."""
    bot = TelegramBot("example", "our bot", api.token, api.url)
    sender = TelegramSender([bot], {"housing@example.org": bot.id})
    async with a_stage(database, folder, senders={"telegram": sender}, **profile) as stage:
        made = TelegramStage(stage, api, bot)
        made.watch.start()
        try:
            yield made
        finally:
            await made.watch.stop()
            await sender.close()
