"""How long may a worker hold an arrival, and when is one that failed taken again? Pure.

An arrival is never dropped: after the last attempt a person gets it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LEASE_SECONDS: Final = 8  #: short, so that a restart takes up what a killed worker held; how long a worker holds an arrival without renewing
RENEW_SECONDS: Final = 2  #: how often a worker that is still at it renews
MOST_ATTEMPTS: Final = 5
_PAUSES_SECONDS: Final = (1, 5, 30, 120)  # after the first, second, third and fourth attempt


@dataclass(frozen=True)
class NextAttempt:
    """When it is tried again, or that it is not, and why."""

    at: datetime | None  #: None: no further attempt by itself, a person gets it
    reason: str  #: one sentence for staff


def next_attempt(attempts: int, now: datetime, asked_seconds: float | None = None) -> NextAttempt:
    """What follows when an arrival could not be decided.

    Args:
        attempts: how many there have been, this one included.
        asked_seconds: how long the other side asked us to wait, if it did.
    """
    if attempts >= MOST_ATTEMPTS:
        return NextAttempt(None, f"It failed {attempts} times; a person decides it.")
    pause = max(_PAUSES_SECONDS[max(attempts, 1) - 1], asked_seconds or 0)
    return NextAttempt(
        now + timedelta(seconds=pause), f"Attempt {attempts} failed; it is tried again in {pause:g} seconds."
    )


def retry_at(attempts: int, now: datetime, asked_seconds: float | None = None) -> datetime | None:
    """When an arrival is taken again; None: a person gets it."""
    return next_attempt(attempts, now, asked_seconds).at
