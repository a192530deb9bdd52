"""How much mail is taken, and who hears of what was not?

Nobody is refused for good because there is too much: whoever sends it is asked to come again, and the landlord's relay
keeps it meanwhile. What is too large cannot be taken later either, so its writer is told. The house hears of both.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from channels.door import Door

CHANNEL: Final = "email"
TURNED_AWAY: Final = "turned_away"  #: the bookmark: since when how many mails of which kind were not taken
TOO_LARGE: Final = "too_large"
ONE_SENDER: Final = "one_sender"
ALL_TOGETHER: Final = "all_together"
TOO_MUCH: Final = "451 4.3.2 Too much mail is coming in just now; please send this again later."

_MINUTE: Final = timedelta(minutes=1)
_MOST_SENDERS_WATCHED: Final = 10_000


class SenderLimit:
    """How often one envelope sender may begin a mail; never counted by host, for all mail comes by one relay.

    Args:
        per_minute: mails from one envelope sender in any sixty seconds.
        now: the clock.
    """

    def __init__(self, *, per_minute: int, now: Callable[[], datetime]) -> None:
        self._per_minute = per_minute
        self._now = now
        self._begun: dict[str, deque[datetime]] = {}

    def allows(self, sender: str) -> bool:
        """Count one more mail from this sender, unless it is one too many."""
        now = self._now()
        begun = self._begun.setdefault(sender.lower(), deque())
        while begun and now - begun[0] >= _MINUTE:
            begun.popleft()
        if len(begun) >= self._per_minute:
            return False
        begun.append(now)
        if len(self._begun) > _MOST_SENDERS_WATCHED:
            self._forget(now)
        return True

    def _forget(self, now: datetime) -> None:
        self._begun = {
            who: begun for who, begun in self._begun.items() if begun and now - begun[-1] < _MINUTE
        }


class TurnedAway:
    """Counts what was not taken, and tells the house of it, at most once in a while.

    Args:
        door: keeps what is told, as a bookmark.
        now: the clock.
        pause_seconds: between two tellings; a flood must not become a flood of writing.
    """

    def __init__(self, door: Door, *, now: Callable[[], datetime], pause_seconds: float = 10.0) -> None:
        self._door = door
        self._now = now
        self._pause_seconds = pause_seconds
        self._untold: dict[str, int] = {}
        self._telling: asyncio.Task[None] | None = None

    def count(self, why: str) -> None:
        """One more mail that was not taken, for one of the reasons above."""
        self._untold[why] = self._untold.get(why, 0) + 1
        if self._telling is None or self._telling.done():
            self._telling = asyncio.get_running_loop().create_task(self._tell_for_a_while())

    async def _tell_for_a_while(self) -> None:
        while self._untold:
            await self._tell()
            await asyncio.sleep(self._pause_seconds)

    async def _tell(self) -> None:
        told, self._untold = self._untold, {}
        if not told:
            return
        try:
            today = self._now().date().isoformat()
            before = json.loads(await self._door.recall(CHANNEL, TURNED_AWAY) or "{}")
            counts = before.get("counts", {}) if before.get("day") == today else {}
            counts = {why: counts.get(why, 0) + told.get(why, 0) for why in {*counts, *told}}
            await self._door.remember(CHANNEL, TURNED_AWAY, json.dumps({"day": today, "counts": counts}))
        except Exception:  # the house is away; it hears of it with the next one
            for why, number in told.items():
                self._untold[why] = self._untold.get(why, 0) + number
