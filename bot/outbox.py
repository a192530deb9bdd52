"""How long may a worker hold a message of ours, and when is one that did not leave tried again? Pure.

A message that cannot leave is never forgotten: when we give up, a person must reach the resident another way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LEASE_SECONDS: Final = 8  #: short, so that a restart takes up what a killed worker held; how long a worker holds a message without renewing
RENEW_SECONDS: Final = 2  #: how often a worker that is still sending renews
_FIRST_PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40))
_HOURLY: Final = timedelta(hours=1)
_LONGEST: Final = timedelta(days=5)  # RFC 5321, 4.5.4.1: four to five days


@dataclass(frozen=True)
class NextAttempt:
    """When it is tried again, or that it is not, and why."""

    at: datetime | None  #: None: given up, a person must reach the resident another way
    reason: str  #: one sentence for staff


def next_attempt(attempts: int, now: datetime, asked_seconds: float | None = None) -> NextAttempt:
    """What follows when a message could not be sent just now.

    Args:
        attempts: how many there have been, this one included.
        asked_seconds: how long the other side asked us to wait, if it did.
    """
    if _trying_for(attempts) >= _LONGEST:
        return NextAttempt(None, f"It could not be sent in five days and {attempts} attempts.")
    pause = max(_pause_after(attempts), timedelta(seconds=asked_seconds or 0))
    return NextAttempt(now + pause, f"Attempt {attempts} failed; the next is in {_in_words(pause)}.")


def retry_at(attempts: int, now: datetime, asked_seconds: float | None = None) -> datetime | None:
    """When a message is tried again; None: give up, and tell a person."""
    return next_attempt(attempts, now, asked_seconds).at


def _pause_after(attempts: int) -> timedelta:
    return _FIRST_PAUSES[max(attempts, 1) - 1] if attempts <= len(_FIRST_PAUSES) else _HOURLY


def _trying_for(attempts: int) -> timedelta:
    """How long we have been trying when this attempt fails, by our own pauses."""
    quick = sum(_FIRST_PAUSES[: attempts - 1], timedelta())
    return quick + _HOURLY * max(0, attempts - 1 - len(_FIRST_PAUSES))


def _in_words(pause: timedelta) -> str:
    minutes = max(1, round(pause.total_seconds() / 60))
    return "a minute" if minutes == 1 else f"{minutes} minutes"
