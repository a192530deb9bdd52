"""How is Telegram plugged in? How its arrivals are read, how we write back, who watches each bot, and what is tried."""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter

from bot.answering import letterhead
from bot.clock import Clock
from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.doors.telegram_bots import bots_of, first_bots
from bot.front_door import FrontDoor
from bot.house import House
from bot.mailboxes import NamedMailbox
from bot.settings import Settings
from bot.wording.facts import Facts
from channels.door import Sender, Watch

if TYPE_CHECKING:
    from channels.telegram.bot import Hook, TelegramBot
    from channels.telegram.connection import Connection
    from channels.telegram.taking import Taking

CHANNEL: Final = "telegram"
PATIENCE_SECONDS: Final = 5.0


def _parser(profiles: Profiles) -> Parse:
    from channels.telegram.parse import parse

    return parse


def _senders(settings: Settings, profiles: Profiles, clock: Clock) -> Mapping[str, Sender]:
    bots, _ = bots_of(settings, profiles)
    if not bots:
        return {}
    from channels.telegram.send import TelegramSender

    return {CHANNEL: TelegramSender(bots, first_bots(bots, profiles))}


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    bots, faults = bots_of(settings, house.profiles)
    if not bots:
        return Opened(faults=faults)
    from channels.telegram.connection import Connection
    from channels.telegram.send import TelegramSender

    called = {bot.id: Connection(bot) for bot in bots if bot.is_called}
    sender = house.senders.get(CHANNEL)

    async def close() -> None:
        await asyncio.gather(*(connection.close() for connection in called.values()))
        if isinstance(sender, TelegramSender):
            await sender.close()

    return Opened(
        routes=_routes(house, door, bots, called),
        watches={bot.key: _watch(house, door, bot) for bot in bots},
        watched=[NamedMailbox(bot.key, bot.name, bot.landlord_id, "bot") for bot in bots],
        faults=faults,
        introduce=partial(_introduce, bots),
        close=close,
    )


def _routes(
    house: House, door: FrontDoor, bots: "Sequence[TelegramBot]", called: "Mapping[str, Connection]"
) -> list[APIRouter]:
    if not called:
        return []
    from channels.telegram.webhook import webhook_routes

    return [
        webhook_routes(
            [(_hook(house, bot), _taking(house, door, bot, called[bot.id])) for bot in bots if bot.is_called]
        )
    ]


def _hook(house: House, bot: "TelegramBot") -> "Hook":
    """The same in every process and after every start, and known to nobody without our secret."""
    from channels.telegram.bot import Hook

    path = house.keys.hash(f"telegram path {bot.id}")[:32]
    return Hook(f"{house.public_url}/telegram/{path}", path, house.keys.hash(f"telegram secret {bot.id}"))


def _taking(house: House, door: FrontDoor, bot: "TelegramBot", connection: "Connection") -> "Taking":
    from channels.telegram.taking import Taking

    return Taking(bot, connection, door, now=house.clock, to_groups=_to_groups(house, bot))


def _to_groups(house: House, bot: "TelegramBot") -> str:
    facts = Facts(landlord=letterhead(house, house.profiles[bot.landlord_id]))
    said = house.wording.render("group_refused", facts, channel=CHANNEL).chat
    return "" if house.suppressed else said


def _watch(house: House, door: FrontDoor, bot: "TelegramBot") -> Callable[[], Watch]:
    from channels.telegram.connection import Connection
    from channels.telegram.receive import PollingWatch
    from channels.telegram.webhook import HookWatch

    def made() -> Watch:
        connection = Connection(bot)
        if bot.is_called:
            return HookWatch(connection, _hook(house, bot), now=house.clock)
        return PollingWatch(connection, _taking(house, door, bot, connection), now=house.clock)

    return made


async def _introduce(bots: "Sequence[TelegramBot]") -> list[str]:
    """Where residents can write, or why nobody knows yet; whoever starts Hark is not kept waiting for it."""
    from channels.telegram.try_bot import Tried, try_bot

    async def ask(bot: "TelegramBot") -> str:
        try:
            tried = await asyncio.wait_for(try_bot(bot), PATIENCE_SECONDS)
        except TimeoutError:
            tried = Tried("", (f"The Telegram bot “{bot.name}” does not answer yet; it is tried again.",))
        return " ".join(tried.faults) or f"Residents can also write to @{tried.username} on Telegram."

    return list(await asyncio.gather(*map(ask, bots)))


async def _check(settings: Settings, profiles: Profiles) -> list[str]:
    """Every bot is asked for its name, and the first of each landlord for the chats of those on call."""
    bots, faults = bots_of(settings, profiles)
    if not bots:
        return faults
    from channels.telegram.try_bot import try_bot

    first = set(first_bots(bots, profiles).values())
    for bot in bots:
        on_call = profiles[bot.landlord_id].on_call if bot.id in first else ()
        tried = await try_bot(bot, {one.name: one.telegram for one in on_call if one.telegram})
        faults += tried.faults
        if tried.username:
            print(f"The Telegram bot “{bot.name}” is @{tried.username}.", file=sys.stderr)
    return faults


PLUG: Final = Plug((CHANNEL,), parser=_parser, senders=_senders, open=_open, check=_check)
