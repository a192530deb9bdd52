"""May staff open a file that came with a message? Only one that a scanner has passed; of any other it is known why not.

Pure. Whatever goes wrong with a scanner keeps a file shut and nothing else: no message ever waits for a scan.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Protocol

AWAY: Final = "away"  #: no scanner answered
TOO_LARGE: Final = "too_large"  #: larger, or packed deeper, than the scanner looks
FAILED: Final = "failed"  #: the scanner answered, and could not say what the file is
LOST: Final = "lost"  #: the file could not be taken out of the kept message again
_AWAY_PAUSE: Final = timedelta(minutes=1)
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(days=1)
_MOST_DOUBLINGS: Final = 11  # beyond the longest pause in any case


class Outcome(Enum):
    """What is known of a file; the values are what the store keeps."""

    CLEAN = "clean"
    FOUND = "found"
    UNSCANNED = "unscanned"


@dataclass(frozen=True)
class Scan:
    """What a scanner said of a file."""

    outcome: Outcome
    note: str = ""  #: the name of what was found, or why it is unscanned: one of the four above


class Scanner(Protocol):
    """Looks into files; `bot.clamd.Clamd` does."""

    async def scan(self, content: bytes) -> Scan:
        """What it says of these bytes; whatever goes wrong is an answer too, and nothing is raised."""
        ...


def unscanned(why: str) -> Scan:
    """Nothing is known of the file, and why."""
    return Scan(Outcome.UNSCANNED, why)


def says_away(scan: Scan) -> bool:
    """Whether no scanner answered; that says nothing about the file, so it was no try."""
    return scan == unscanned(AWAY)


def next_scan_at(scan: Scan, tries: int, now: datetime) -> datetime | None:
    """When a file is scanned again; None where the scanner has spoken.

    Args:
        tries: how often it has been scanned, this time among them.
    """
    if scan.outcome is not Outcome.UNSCANNED:
        return None
    if says_away(scan):
        return now + _AWAY_PAUSE
    if scan.note in (TOO_LARGE, LOST):
        return now + _LONGEST_PAUSE  # until somebody changes a limit or a profile
    return now + min(_LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(tries, _MOST_DOUBLINGS)))
