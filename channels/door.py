"""What is a channel given? A door, and nothing else of the house.

`receive` is the only way in. A channel that returns from it may tell the sender "accepted".
"""

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
