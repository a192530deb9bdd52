"""May a page post now, or must it wait? Counts within a minute, for a session, an address and a landlord. Pure.

A sheltered scheme has one address for a hundred residents, so an address may do nearly as much as everybody
together; what one page may do is little. Whoever must wait loses nothing: the page keeps it and comes again.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

WITHIN: Final = timedelta(minutes=1)
SENTENCE: Final = "Very many messages are coming in. Yours is kept on this page and goes in a moment."
_MOST_KNOWN: Final = 50_000  #: names counted at once; more than that, and the idle ones are forgotten


@dataclass(frozen=True)
class Rule:
    """How much of one thing a session, an address and a landlord may do in a minute."""

    session: int
    address: int
    landlord: int


POSTS: Final = Rule(session=15, address=900, landlord=3000)
STARTS: Final = Rule(session=10, address=600, landlord=2000)
CODES: Final = Rule(session=5, address=30, landlord=300)


@dataclass
class Limits:
    """What was done in the last minute, counted in this process."""

    done: dict[str, deque[datetime]] = field(default_factory=dict)

    def wait(self, kind: str, rule: Rule, who: Mapping[str, str], now: datetime) -> float:
        """How many seconds to wait; 0 where it may be done now, which is then counted.

        Args:
            who: the session, address and landlord by name; one that is not known is left out.
        """
        asked = [(f"{kind}:{level}:{name}", getattr(rule, level)) for level, name in who.items() if name]
        waits = [self._wait(key, most, now) for key, most in asked]
        if any(waits):
            return max(waits)
        self._forget(now)
        for key, _ in asked:
            self.done.setdefault(key, deque()).append(now)
        return 0.0

    def _wait(self, key: str, most: int, now: datetime) -> float:
        times = self.done.get(key)
        while times and now - times[0] >= WITHIN:
            times.popleft()
        if not times or len(times) < most:
            return 0.0
        return max(1.0, (times[0] + WITHIN - now).total_seconds())

    def _forget(self, now: datetime) -> None:
        if len(self.done) < _MOST_KNOWN:
            return
        idle = [key for key, times in self.done.items() if not times or now - times[-1] >= WITHIN]
        for key in idle:
            del self.done[key]
