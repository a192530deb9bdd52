"""How far has a mailbox been read?

Pure. Progress is counted by UIDVALIDITY and UID alone: never by what is marked as seen, for anybody may read the
mailbox, and never by date. It is one line of text between two looks, so that nothing is lost when the power goes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

LATE_UIDS: Final = 1000  #: so far behind the newest mail one with a lower UID may still appear, and is taken


@dataclass(frozen=True)
class Progress:
    """What of one folder is settled: taken in, or no longer there.

    Args:
        opened_at: when this mailbox was looked into for the first time.
        uidvalidity: under which numbering the UIDs below hold.
        turn: how often the server has begun to count anew without saying so.
        through: everything up to this UID is settled.
        beyond: settled UIDs above it, between others that are not.
    """

    opened_at: datetime
    uidvalidity: int
    turn: int = 0
    through: int = 0
    beyond: frozenset[int] = frozenset()

    @property
    def numbering(self) -> str:
        """What makes a UID one of its kind."""
        return f"{self.uidvalidity}.{self.turn}" if self.turn else str(self.uidvalidity)


def at_a_look(
    kept: Progress | None, *, uidvalidity: int, uidnext: int | None, now: datetime
) -> tuple[Progress, str]:
    """From where to read on now, and why it is from the beginning ("" where it is not).

    Args:
        kept: as it stood after the last look; None at the first.
        uidnext: the number the server would give its next mail, where it says so.
    """
    if kept is None:
        return Progress(now, uidvalidity), "It is looked into for the first time."
    if kept.uidvalidity != uidvalidity:
        return Progress(kept.opened_at, uidvalidity), "Its server has numbered every mail anew."
    if uidnext is not None and uidnext <= max((kept.through, *kept.beyond)):
        return Progress(kept.opened_at, uidvalidity, kept.turn + 1), "Its server counts from a lower number."
    return kept, ""


def still_to_take(progress: Progress, present: Iterable[int]) -> list[int]:
    """Which of the mails there are not settled, oldest first."""
    return sorted({uid for uid in present if uid > progress.through and uid not in progress.beyond})


def after_taking(progress: Progress, *, taken: Collection[int], unsettled: Collection[int]) -> Progress:
    """How far it has been read now.

    Args:
        taken: what has just been taken in.
        unsettled: what is there and has not been: still to come, too large, or not handed out by the server.
    """
    done = progress.beyond | frozenset(taken)
    through = max(progress.through, max(done, default=0) - LATE_UIDS)
    through = min(through, min(unsettled, default=through + 1) - 1)
    while through + 1 in done:
        through += 1
    return replace(progress, through=through, beyond=frozenset(uid for uid in done if uid > through))


def as_text(progress: Progress) -> str:
    """The line that is kept: `2026-11-02T09:12:00+00:00 1700000000.0 4500 4502:4510,4512`."""
    ranges = ",".join(f"{first}:{last}" if first != last else f"{first}" for first, last in _ranges(progress))
    number = f"{progress.uidvalidity}.{progress.turn}"
    return f"{progress.opened_at.isoformat()} {number} {progress.through} {ranges}".rstrip()


def from_text(line: str) -> Progress:
    """The other way round.

    Raises:
        ValueError: it is no such line.
    """
    opened_at, number, through, *ranges = line.split()
    uidvalidity, _, turn = number.partition(".")
    beyond = frozenset(_uids(ranges[0])) if ranges else frozenset[int]()
    return Progress(datetime.fromisoformat(opened_at), int(uidvalidity), int(turn), int(through), beyond)


def _ranges(progress: Progress) -> Iterator[tuple[int, int]]:
    first = last = 0
    for uid in sorted(progress.beyond):
        if first and uid == last + 1:
            last = uid
            continue
        if first:
            yield first, last
        first = last = uid
    if first:
        yield first, last


def _uids(ranges: str) -> Iterator[int]:
    for each in ranges.split(","):
        first, _, last = each.partition(":")
        yield from range(int(first), int(last or first) + 1)
