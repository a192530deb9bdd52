"""What is the house to a channel under test? A door that keeps what it is given, or will not."""

from channels.errors import TryAgain
from channels.messages import Arrival, Outgoing


class KeepingDoor:
    """Keeps arrivals by their keys, as the house does; `channels.door.Door`.

    Args:
        refusals: how many arrivals it will not keep at first.
    """

    def __init__(self, refusals: int = 0) -> None:
        self.kept: list[Arrival] = []
        self.bookmarks: dict[tuple[str, str], str] = {}
        self.refusals = refusals
        self.asked = 0

    async def receive(self, arrival: Arrival) -> str:
        self.asked += 1
        if self.refusals:
            self.refusals -= 1
            raise TryAgain("The database is away.")
        if not any(set(arrival.keys) & set(one.keys) for one in self.kept):
            self.kept.append(arrival)
        return str(len(self.kept))

    async def remember(self, channel: str, key: str, value: str) -> None:
        self.bookmarks[channel, key] = value

    async def recall(self, channel: str, key: str) -> str | None:
        return self.bookmarks.get((channel, key))

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        return []
