"""What stands round a mailbox in a test? A house that keeps in memory, a mailbox's settings, and patience."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from channels.email.mailbox import Mailbox, Password
from channels.errors import TryAgain
from channels.messages import Arrival, Outgoing
from tests.dovecot import PASSWORD, Dovecot

HOUSING = "housing@example.org"


class KeepingDoor:
    """Keeps arrivals in memory and knows them by their keys; `channels.door.Door`."""

    def __init__(self) -> None:
        self.kept: list[Arrival] = []
        self.bookmarks: dict[tuple[str, str], str] = {}
        self.handed_in = 0
        self.refuses: Callable[[Arrival], bool] = lambda arrival: False
        self._known: dict[str, str] = {}
        self._ids = itertools.count(1)

    async def receive(self, arrival: Arrival) -> str:
        """Keep it, unless one of its keys is known."""
        self.handed_in += 1
        if self.refuses(arrival):
            raise TryAgain("It could not be kept for certain.")
        known = next((self._known[key] for key in arrival.keys if key in self._known), None)
        if known is None:
            known = str(next(self._ids))
            self.kept.append(arrival)
        self._known |= dict.fromkeys(arrival.keys, known)
        return known

    async def remember(self, channel: str, key: str, value: str) -> None:
        """Keep a bookmark."""
        self.bookmarks[channel, key] = value

    async def recall(self, channel: str, key: str) -> str | None:
        """The bookmark, or None."""
        return self.bookmarks.get((channel, key))

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        """Nothing was ever said here."""
        return []

    def subjects(self) -> list[str]:
        """The first line of each, as it came."""
        return [arrival.raw.partition(b"\r\n")[0].decode("latin-1") for arrival in self.kept]


def a_mailbox(server: Dovecot | None = None, **named: Any) -> Mailbox:
    """A mailbox of a user nobody else in the session is."""
    user = f"housing-{uuid4().hex[:12]}"
    ordinary: dict[str, Any] = {
        "name": "housing",
        "landlord_id": "example",
        "address": HOUSING,
        "our_addresses": frozenset({HOUSING}),
        "host": "127.0.0.1",
        "port": server.port if server else 143,
        "user": user,
        "sign_in": Password(PASSWORD),
    }
    return Mailbox(**{**ordinary, **named})


def a_mail(subject: str, *, text: str = "The tap drips.", size: int = 0) -> bytes:
    """A mail whose first line is its subject; padded to a size in bytes."""
    raw = (
        f"Subject: {subject}\r\nFrom: Sam Okafor <sam@resident.example>\r\nTo: {HOUSING}\r\n"
        f"Message-ID: <{subject.replace(' ', '-')}@resident.example>\r\n\r\n{text}\r\n"
    ).encode()
    lines = max(0, size - len(raw)) // 78 + 1 if size else 0
    return raw + (b"x" * 76 + b"\r\n") * lines


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)  # noqa: TID251 - the mail server has only this clock


async def until(is_so: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait, letting the house go on, until something is so."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - what is waited for happens in other threads and processes
            await asyncio.sleep(0.02)
