"""How far has an import got? Said on stderr as it goes, for a mailbox of years takes a while."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Final

EVERY: Final = 100  # mails


class Progress:
    """Counts what became of each mail, and says so now and then.

    Args:
        say: where a line goes.
        seconds: a clock that only runs forward.
        what: what is counted.
    """

    def __init__(
        self,
        say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
        seconds: Callable[[], float] = time.monotonic,
        *,
        what: str = "mails",
    ) -> None:
        self.became: Counter[str] = Counter()
        self._say = say
        self._seconds = seconds
        self._what = what
        self._began = seconds()

    @property
    def mails(self) -> int:
        """How many there were so far."""
        return self.became.total()

    def count(self, outcome: str) -> None:
        """One more mail, and what became of it."""
        self.became[outcome] += 1
        if self.mails % EVERY == 0:
            self._say(f"{self.mails:,} {self._what}, {self._speed()}")

    def end(self) -> None:
        """Sum up, where it was long enough to wait for."""
        if self.mails >= EVERY:
            parts = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(self.became.items()))
            self._say(f"{self.mails:,} {self._what} in all, {self._speed()}: {parts}.")

    def _speed(self) -> str:
        took = max(self._seconds() - self._began, 0.001)
        return f"{self.mails / took:,.0f} a second"
