"""What does the door to GOV.UK Notify bring? Texts in by its callback or its list, texts and letters out, receipts."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final

from bot.clock import Clock
from bot.doors.notify_accounts import accounts_of
from bot.doors.plug import Opened, Parse, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.mailboxes import NamedMailbox
from bot.receipts import take_receipt
from bot.settings import Settings
from channels.door import Sender

KIND = "notify"  #: of what is watched here


def _parser(profiles: Profiles) -> Parse:
    from channels.notify.parse import parse_text

    return parse_text


def _senders(settings: Settings, profiles: Profiles, clock: Clock) -> Mapping[str, Sender]:
    """Only what some landlord has a template for: without it nothing is promised on that door."""
    found, _ = accounts_of(settings, profiles)
    if not found:
        return {}
    from channels.notify.send import LetterSender, TextSender

    accounts = {profiles[one.landlord_id].sender_address: one for one in found}
    senders: dict[str, Sender] = {}
    if any(one.text_template for one in found):
        senders["text"] = TextSender(accounts)
    if any(one.letter_template for one in found):
        senders["letter"] = LetterSender(accounts)
    return senders


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    accounts, faults = accounts_of(settings, house.profiles)
    if not accounts:
        return Opened(faults=faults)
    from bot.doors.notify_routes import routes_for
    from channels.notify.watch import NotifyWatch

    keys = {f"{KIND}:{one.landlord_id}": one for one in accounts}
    watches = {
        key: partial(NotifyWatch, one, door, take_receipt=partial(take_receipt, house), now=house.clock)
        for key, one in keys.items()
    }
    names = ", ".join(house.profiles[one.landlord_id].name for one in accounts)
    return Opened(
        routes=[routes_for(house, door, accounts)],
        watches=watches,
        watched=[NamedMailbox(key, "GOV.UK Notify", one.landlord_id, KIND) for key, one in keys.items()],
        faults=faults,
        sentences=[f"Text messages and letters go by GOV.UK Notify for: {names}."],
    )


async def _check(settings: Settings, profiles: Profiles) -> list[str]:
    """Every account is asked for its templates; nothing is sent."""
    accounts, faults = accounts_of(settings, profiles)
    if not accounts:
        return faults
    from channels.notify.try_account import try_account

    tried = await asyncio.gather(*(asyncio.to_thread(try_account, one) for one in accounts))
    return faults + [fault for found in tried for fault in found]


PLUG: Final = Plug(channels=("text",), parser=_parser, senders=_senders, open=_open, check=_check)
