"""What is a channel given? A door, and nothing else of the house.

`receive` is the only way in. A channel that returns from it may tell the sender "accepted".
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from channels.messages import Arrival, Outgoing


class Door(Protocol):
    """The house as a channel sees it."""

    async def receive(self, arrival: Arrival) -> str:
        """Commit one arrival and return its id.

        Raises:
            TryAgain: it could not be kept for certain; the sender must keep it and come back.
        """
        ...

    async def remember(self, channel: str, key: str, value: str) -> None:
        """Keep a bookmark: how far a channel has read."""
        ...

    async def recall(self, channel: str, key: str) -> str | None:
        """The bookmark kept under this key, or None."""
        ...

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        """What was said to a conversation after a message, for channels that resume."""
        ...


class Sender(Protocol):
    """How the outbox hands a message to a channel."""

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message; return what the other side said.

        Raises:
            TryAgain: it may work later (SMTP 4xx, no connection).
            GiveUp: it never will (SMTP 5xx).
        """
        ...


@dataclass(frozen=True)
class DoorReport:
    """How a door that fetches what comes stands, told by the one who watches it. Instants are aware UTC."""

    opened_at: datetime | None = None  #: when it was looked through for the first time
    looked_at: datetime | None = None  #: when it was last looked through to the end
    newest_at: datetime | None = None  #: when the newest that was taken had come
    failing_since: datetime | None = None
    is_refused: bool = (
        False  #: the other side lets us in no more, and will not until somebody changes something
    )
    why: str = ""  #: why it fails, a sentence for whoever must act
    too_large: int = 0  #: how many were left because they are too large
    not_handed_out: int = 0  #: how many the other side shows and does not hand out
    not_kept: int = 0  #: how many the house itself would not keep
    fault: str = ""  #: what else is wrong while it works, a sentence


class Watch(Protocol):
    """Somebody who watches one door and fetches what comes."""

    def start(self) -> None:
        """Begin to watch, in the running loop's house."""
        ...

    async def stop(self) -> None:
        """Finish what is in hand, soon, and watch no more."""
        ...

    def report(self) -> DoorReport:
        """How the door stands."""
        ...
