"""Has anything been lost? `hark ledger`: what was accepted, stored, read and decided, and where that disagrees."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.ledger import LedgerLine
    from bot.store.database import Database

HEADS = ("landlord", "day", "channel", "accepted", "stored", "read", "decided", "waiting")


async def show(database: Database, landlord_ids: Collection[str], now: datetime) -> int:
    """Print the ledger on stdout and what is missing on stderr; 1 where anything is.

    Args:
        landlord_ids: whose; the profiles of a house serve, being keyed by them.
    """
    from bot.ledger import count, gaps

    async with database.reading() as session:
        lines = await count(session, landlord_ids, now=now)
    for row in table(lines):
        typer.echo(row)
    missing = gaps(lines)
    for gap in missing:
        typer.echo(gap, file=sys.stderr)
    return 1 if missing else 0


def table(lines: Sequence[LedgerLine]) -> list[str]:
    """The ledger in columns, words to the left and numbers to the right."""
    cells = [HEADS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADS))]
    return [_row(row, widths) for row in cells]


def _cells(line: LedgerLine) -> tuple[str, ...]:
    numbers = (line.accepted, line.stored, line.read, line.decided, line.waiting)
    return (line.landlord_id, line.day.isoformat(), line.channel, *(str(number) for number in numbers))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(cells[:3], widths[:3], strict=True)]
    numbers = [cell.rjust(width) for cell, width in zip(cells[3:], widths[3:], strict=True)]
    return "  ".join([*words, *numbers])


def ledger() -> int:
    """Count accepted = stored = read = decided, per channel and day; exit 1 on a gap."""
    from bot.commands.outcome import in_the_house, run
    from bot.house import House

    async def act(house: House) -> int:
        return await show(house.database, list(house.profiles), house.clock())

    return run(in_the_house(act))
