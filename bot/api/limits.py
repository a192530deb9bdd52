"""How much may one other system ask in a minute? Counted in this process, in windows of a minute."""

from collections import Counter
from datetime import datetime
from typing import Final

CALLS_A_MINUTE: Final = 600


class Limits:
    """Counts the calls of each client."""

    def __init__(self, most: int = CALLS_A_MINUTE) -> None:
        self.most, self._minute, self._calls = most, 0, Counter[int]()

    def seconds_to_wait(self, client_id: int, now: datetime) -> int:
        """Count one call; how long to wait before the next may be made, 0 where it may be made now."""
        minute, second = divmod(int(now.timestamp()), 60)
        if minute != self._minute:
            self._minute, self._calls = minute, Counter()
        self._calls[client_id] += 1
        return 60 - second if self._calls[client_id] > self.most else 0
