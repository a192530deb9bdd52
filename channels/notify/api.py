"""How do we speak to GOV.UK Notify, and what does its refusal mean? The only file that does; by its own client.

The client waits for each answer, so it runs in a thread; it is not safe in two, so each call has its own.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from channels.errors import ChannelError, GiveUp, TryAgain
from channels.notify.account import Account

Said = TypeVar("Said")
TIMEOUT_SECONDS: Final = 20
TOMORROW_SECONDS: Final = 3600.0  # a day's allowance is used up; it is counted anew at midnight
KEY_REFUSED: Final = "GOV.UK Notify refuses our key. An administrator must run `hark check`."
_AWAY: Final = "GOV.UK Notify did not answer."

#: what stands in a refusal (400), and what it means to staff; Notify may word it anew, so none is relied upon
_MEANINGS: Final = (
    ("character count", "It is longer than a text message may be."),
    ("trial mode", "The account at GOV.UK Notify is still in trial mode, which reaches its own team alone."),
    (
        "api key",
        "The key at GOV.UK Notify is one for its own team or for tests; residents need a live key.",
    ),
    ("international", "The account at GOV.UK Notify may not send texts abroad."),
    ("phone_number", "That is no number that a text can be sent to."),
    ("postcode", "The postal address does not end with a real UK postcode."),
    ("address", "The postal address is not one that a letter can be sent to."),
    ("not allowed to send", "The account at GOV.UK Notify may not send this kind of message yet."),
    (
        "personalisation",
        "The template at GOV.UK Notify asks for fields that we do not fill. Run `hark check`.",
    ),
    ("template", "The template at GOV.UK Notify is not there. An administrator must run `hark check`."),
)


async def ask(account: Account, what: Callable[[NotificationsAPIClient], Said]) -> Said:
    """Ask Notify something; `what` is called in a thread, with a client of its own.

    Raises:
        TryAgain: no connection, too many requests, or Notify is down.
        GiveUp: it refuses us, our key or what we ask.
    """
    return await asyncio.to_thread(ask_and_wait, account, what)


def ask_and_wait(account: Account, what: Callable[[NotificationsAPIClient], Said]) -> Said:
    """The same, for somebody who may wait.

    Raises:
        TryAgain: no connection, too many requests, or Notify is down.
        GiveUp: it refuses us, our key or what we ask.
    """
    client = NotificationsAPIClient(account.api_key, base_url=account.base_url, timeout=TIMEOUT_SECONDS)
    with client.request_session:
        try:
            return what(client)
        except APIError as error:
            raise _meaning(error) from error


def _meaning(error: APIError) -> ChannelError:
    code, said = error.status_code, str(error.message)
    if error.response is None:
        return TryAgain(_AWAY)
    if code == 429:
        is_for_today = "TooManyRequestsError" in said
        waits = TOMORROW_SECONDS if is_for_today else None
        which = "for today" if is_for_today else "for this minute"
        return TryAgain(f"GOV.UK Notify takes no more messages {which}.", retry_after_seconds=waits)
    if code >= 500 or isinstance(error, InvalidResponse):
        return TryAgain(f"GOV.UK Notify has a fault ({code}).")
    return GiveUp(_refusal(code, said))


def _refusal(code: int, said: str) -> str:
    if code == 401 or (code == 403 and "AuthError" in said):
        return KEY_REFUSED
    known = (meaning for words, meaning in _MEANINGS if words in said.lower())
    return next(known, KEY_REFUSED if code == 403 else f"GOV.UK Notify refuses it ({code}).")
