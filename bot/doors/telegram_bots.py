"""Which Telegram bots are there? Those that the settings or a profile names, each of one landlord."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.doors.plug import Profiles
from bot.landlords.profile import Profile
from bot.settings import Settings

if TYPE_CHECKING:
    from channels.telegram.bot import TelegramBot

_OF_NOBODY: Final = (
    "HARK_TELEGRAM_TOKEN is set and there are several landlords: name the bot in the profile it belongs to."
)
_NOT_CALLED: Final = "cannot be called by Telegram, because HARK_PUBLIC_URL does not begin with https: set it, or take webhook away."


@dataclass(frozen=True)
class _Asked:
    """A bot as it is asked for."""

    landlord_id: str
    name: str
    token_from: str
    token: str
    webhook: bool = False


def bots_of(settings: Settings, profiles: Profiles) -> "tuple[list[TelegramBot], list[str]]":
    """Every bot that can be used, and why another cannot, a sentence each."""
    asked, faults = _asked_in_settings(settings, list(profiles.values()))
    asked += [
        _Asked(profile.id, bot.name, bot.token_from, os.environ.get(bot.token_from, ""), bot.webhook)
        for profile in profiles.values()
        for bot in profile.telegram
    ]
    found: dict[str, TelegramBot] = {}
    for one in asked:
        fault = _fault(one) or _is_known(one, found)
        if not fault:
            found[_number(one)] = _bot(one, settings)
        faults += [f"The Telegram bot “{one.name}” {fault}"] if fault else []
    return list(found.values()), faults + _not_called(list(found.values()), settings)


def first_bots(bots: "Sequence[TelegramBot]", profiles: Profiles) -> dict[str, str]:
    """The number of each landlord's first bot, by its sender address."""
    return {profiles[bot.landlord_id].sender_address: bot.id for bot in reversed(bots)}


def _asked_in_settings(settings: Settings, profiles: Sequence[Profile]) -> tuple[list[_Asked], list[str]]:
    if not settings.telegram_token or not profiles:
        return [], []
    if len(profiles) > 1:
        return [], [_OF_NOBODY]
    return [_Asked(profiles[0].id, "Telegram", "HARK_TELEGRAM_TOKEN", settings.telegram_token)], []


def _fault(one: _Asked) -> str:
    from channels.telegram.bot import is_token

    if not one.token:
        return f"cannot be used: {one.token_from} is not set in the environment."
    if not is_token(one.token):
        return (
            f"cannot be used: {one.token_from} is no token. @BotFather shows it: a number, a colon, letters."
        )
    return ""


def _is_known(one: _Asked, found: "dict[str, TelegramBot]") -> str:
    known = found.get(_number(one))
    return f"is the same as “{known.name}”, which is used." if known else ""


def _number(one: _Asked) -> str:
    return one.token.partition(":")[0]


def _bot(one: _Asked, settings: Settings) -> "TelegramBot":
    from channels.telegram.bot import TelegramBot

    return TelegramBot(one.landlord_id, one.name, one.token, settings.telegram_base_url, one.webhook)


def _not_called(bots: "Sequence[TelegramBot]", settings: Settings) -> list[str]:
    is_open = settings.public_url.startswith("https://")
    return [f"The Telegram bot “{bot.name}” {_NOT_CALLED}" for bot in bots if bot.is_called and not is_open]
