"""Has anything been lost? accepted = stored = read = decided, for every landlord, channel and London day.

Each of the four is counted apart, at the place where it happens: `accepted` by the doors when a sender is told "we
have it", `stored` from the arrivals, `read` from the messages made of them, `decided` from what was settled. What
is younger than ten minutes and undecided is waiting, not lost.

Imported mail has lines of its own ("email, imported"): no sender was told anything, so what is stored is taken as
accepted, and the rest must still agree.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.ledger_counts import ArrivalCount, count_accepted_by_day, count_arrivals_by_hour
from bot.working_days import london_date, london_time

YOUNG: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class LedgerLine:
    """One channel of one landlord on one London day."""

    landlord_id: str
    channel: str
    day: date
    accepted: int
    stored: int
    read: int
    decided: int
    waiting: int  #: undecided, and young enough not to be missed


@dataclass
class _Sum:
    accepted: int = 0
    stored: int = 0
    read: int = 0
    decided: int = 0
    waiting: int = 0

    def add(self, count: ArrivalCount) -> None:
        self.accepted += count.stored if count.is_imported else 0
        self.stored += count.stored
        self.read += count.read
        self.decided += count.decided
        self.waiting += count.waiting


async def count(
    session: AsyncSession, landlord_ids: Collection[str], *, now: datetime, since: date | None = None
) -> list[LedgerLine]:
    """The ledger by landlord, day and channel; the whole of it, or from a London day on."""
    sums: dict[tuple[str, date, str], _Sum] = defaultdict(_Sum)
    for at_door in await count_accepted_by_day(session, landlord_ids, since=since):
        sums[at_door.landlord_id, at_door.day, at_door.channel].accepted += at_door.accepted
    received_since = london_time(since, 0) if since else None
    for inside in await count_arrivals_by_hour(
        session, landlord_ids, young_from=now - YOUNG, since=received_since
    ):
        channel = f"{inside.channel}, imported" if inside.is_imported else inside.channel
        sums[inside.landlord_id, london_date(inside.hour), channel].add(inside)
    return [
        LedgerLine(landlord_id, channel, day, **vars(total))
        for (landlord_id, day, channel), total in sorted(sums.items(), key=lambda line: line[0])
    ]


def gaps(lines: Sequence[LedgerLine]) -> list[str]:
    """Every place where the ledger does not agree, one sentence each; empty where nothing is lost."""
    return [
        f"{line.landlord_id}, {line.channel}, {line.day:%-d %B %Y}: {gap}"
        for line in lines
        for gap in _gaps(line)
    ]


def _gaps(line: LedgerLine) -> list[str]:
    missing_in_reading = line.stored - line.waiting - line.read
    missing_in_deciding = line.stored - line.waiting - line.decided
    found = [
        (line.stored < line.accepted, f"{line.accepted} accepted, but only {line.stored} stored."),
        (line.stored > line.accepted, f"{line.stored} stored, but only {line.accepted} counted as accepted."),
        (
            missing_in_reading > 0,
            f"{missing_in_reading} of {line.stored} stored more than ten minutes ago and not read.",
        ),
        (
            missing_in_deciding > 0,
            f"{missing_in_deciding} of {line.stored} stored more than ten minutes ago and not decided.",
        ),
        (line.decided > line.read, f"{line.decided} decided, but only {line.read} read."),
    ]
    return [sentence for is_gap, sentence in found if is_gap]
