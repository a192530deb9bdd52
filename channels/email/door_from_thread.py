"""How does a thread that waits on a mailbox reach the house, which lives in a loop?"""

import asyncio
import concurrent.futures
from collections.abc import Coroutine, Sequence
from typing import Any, Final, TypeVar

from channels.door import Door
from channels.errors import TryAgain
from channels.messages import Arrival

Result = TypeVar("Result")
_PATIENCE_SECONDS: Final = 60.0


class DoorFromThread:
    """The door, for a thread beside the loop.

    Args:
        loop: where the house lives.
    """

    def __init__(self, door: Door, loop: asyncio.AbstractEventLoop) -> None:
        self._door, self._loop = door, loop

    def receive_all(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Hand these in together; for each whether it is committed, in the same order."""
        answers = self._wait_for(self._receive_all(arrivals))
        return [isinstance(answer, str) for answer in answers]

    async def _receive_all(self, arrivals: Sequence[Arrival]) -> list[str | BaseException]:
        handed_in = (self._door.receive(arrival) for arrival in arrivals)
        return await asyncio.gather(*handed_in, return_exceptions=True)

    def remember(self, channel: str, key: str, value: str) -> None:
        """Keep a bookmark."""
        self._wait_for(self._door.remember(channel, key, value))

    def recall(self, channel: str, key: str) -> str | None:
        """The bookmark, or None."""
        return self._wait_for(self._door.recall(channel, key))

    def _wait_for(self, work: Coroutine[Any, Any, Result]) -> Result:
        """What the loop makes of this.

        Raises:
            TryAgain: the house cannot just now, or is closing.
        """
        try:
            answer = asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError as error:
            work.close()
            raise TryAgain("The house is closed.") from error
        try:
            return answer.result(_PATIENCE_SECONDS)
        except TryAgain:
            raise
        except concurrent.futures.CancelledError as error:
            raise TryAgain("The house is closing.") from error
        except TimeoutError as error:
            answer.cancel()
            raise TryAgain("The house did not answer in time.") from error
        except Exception as error:  # the database is away: whatever it raises, the mailbox keeps the mail
            raise TryAgain("The house cannot just now.") from error
