"""What has Notify that it never handed over? Texts it could not post to us, and what became of letters.

Notify gives a text up after half an hour of trying, and keeps it for seven days. So its list is gone through every few
minutes, from the newest back to where it was read before. It posts no receipts of letters: those are asked for.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, Final

from notifications_python_client.notifications import NotificationsAPIClient

from channels.door import Door, DoorReport
from channels.errors import ChannelError
from channels.messages import Receipt
from channels.notify.account import Account
from channels.notify.api import ask
from channels.notify.receipts import receipt_of_letter
from channels.notify.receive import CHANNEL, taken_at, text_arrival

LOOK_AGAIN_SECONDS: Final = 180.0
OLD: Final = timedelta(days=1)  # at the first look, older texts are somebody else's to answer
TakeReceipt = Callable[[str, Receipt], Awaitable[object]]  #: by landlord

log = logging.getLogger("hark.notify")


class NotifyWatch:
    """Watches one account; `channels.door.Watch`.

    Args:
        door: where arrivals are committed.
        take_receipt: told what became of a message of a landlord's.
        now: the clock.
    """

    def __init__(
        self,
        account: Account,
        door: Door,
        *,
        take_receipt: TakeReceipt,
        now: Callable[[], datetime],
        look_again_seconds: float = LOOK_AGAIN_SECONDS,
    ) -> None:
        self._account, self._door, self._take_receipt, self._now = account, door, take_receipt, now
        self._look_again_seconds = look_again_seconds
        self._told: dict[str, str] = {}  # the status of each letter, as it was passed on
        self._report = DoorReport()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name=f"notify {self._account.landlord_id}")

    async def stop(self) -> None:
        """Look no more."""
        self._stopping.set()
        if self._task is not None:
            await self._task

    def report(self) -> DoorReport:
        """How it stands."""
        return self._report

    async def _run(self) -> None:
        while not self._stopping.is_set():
            await self.look()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._look_again_seconds)

    async def look(self) -> None:
        """Go through what Notify has, once; a failure is reported and ends nothing."""
        try:
            await self._fetch_texts()
            if self._account.letter_template:
                await self._ask_about_letters()
        except ChannelError as error:
            self._fails(str(error))
        except Exception as error:  # an outer loop: the next look may go well
            log.error("notify_failed", exc_info=error)
            self._fails("Something went wrong that nobody foresaw; the log says where.")
        else:
            self._report = DoorReport(looked_at=self._now())

    def _fails(self, why: str) -> None:
        since = self._report.failing_since or self._now()
        self._report = DoorReport(looked_at=self._report.looked_at, failing_since=since, why=why)

    async def _fetch_texts(self) -> None:
        landlord_id = self._account.landlord_id
        newest_known = await self._door.recall(CHANNEL, landlord_id)
        texts = await ask(self._account, lambda client: _newer_than(client, newest_known))
        for text in reversed(texts):
            await self._hand_in(text, is_first_look=newest_known is None)
        if texts:
            await self._door.remember(CHANNEL, landlord_id, str(texts[0]["id"]))
        elif newest_known is None:
            await self._door.remember(CHANNEL, landlord_id, "")

    async def _hand_in(self, text: dict[str, Any], *, is_first_look: bool) -> None:
        now = self._now()
        taken = min(taken_at(text) or now, now)
        is_old = is_first_look and now - taken > OLD
        arrival = text_arrival(
            json.dumps(text).encode(),
            landlord_id=self._account.landlord_id,
            received_at=taken,
            origin="imported" if is_old else "live",
        )
        await self._door.receive(arrival)

    async def _ask_about_letters(self) -> None:
        letters = await ask(self._account, _letters)
        there = {str(letter["id"]): str(letter["status"]) for letter in letters}
        for letter in letters:
            if self._told.get(str(letter["id"])) != letter["status"]:
                await self._take_receipt(self._account.landlord_id, receipt_of_letter(letter))
        self._told = there


def _newer_than(client: NotificationsAPIClient, newest_known: str | None) -> list[dict[str, Any]]:
    """The texts of the last seven days, newest first, down to the one that is known."""
    texts = client.get_received_texts_iterator()
    return list(takewhile(lambda text: text["id"] != newest_known, texts))


def _letters(client: NotificationsAPIClient) -> list[dict[str, Any]]:
    """The letters of the last seven days that we named."""
    letters = client.get_all_notifications_iterator(template_type="letter")
    return [letter for letter in letters if letter.get("reference")]
