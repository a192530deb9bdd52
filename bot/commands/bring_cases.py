"""How are the cases of another system brought here from a file? `hark cases --bring`: safe to stop and to run twice.

A line a row on stdout says what became of it; a row that cannot be taken is told on stderr with its line and column,
and the others go in.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.bringing import Brought
    from bot.brought_cases import BroughtCase
    from bot.commands.brought_rows import BroughtRow
    from bot.commands.import_progress import Progress
    from bot.house import House
    from bot.landlords.profile import Profile

REFUSED = "refused"


def bring_cases(file: Path, system: str, landlord: str, *, dry_run: bool) -> int:
    """Bring every row that can be taken; 1 where any was refused."""
    from bot.brought_cases import slug_of
    from bot.commands.import_mail import profile_of
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.commands.triage import write_utf_8

    slug = slug_of(system)
    if not slug:
        raise DidNot(f"{system!r} is no name of a system; say it in letters, such as --system CATS.")

    async def act(house: "House") -> int:
        return await _bring_all(house, profile_of(house, landlord), slug, file, dry_run=dry_run)

    write_utf_8()
    return run(in_the_house(act))


async def _bring_all(house: "House", profile: "Profile", system: str, file: Path, *, dry_run: bool) -> int:
    from bot.commands.brought_rows import read_rows
    from bot.commands.import_progress import Progress
    from bot.commands.survey_files import read_text

    progress, seen = Progress(what="cases"), Counter[str]()
    for row in read_rows(file, read_text(file), house.clock()):
        case = _taken(file, row, seen)
        if case is None:
            progress.count(REFUSED)
            continue
        became = await _bring_one(house, profile, system, case, dry_run=dry_run)
        print(_line(case.reference, became))
        progress.count(became.outcome)
    progress.end()
    print(_summed_up(progress, dry_run=dry_run))
    return 1 if progress.became[REFUSED] else 0


def _taken(file: Path, row: "BroughtRow", seen: "Counter[str]") -> "BroughtCase | None":
    """The case of a row; None where something is wrong with it, which is then said."""
    for wrong in row.wrong:
        column = f", column {wrong.column}" if wrong.column else ""
        print(f"{file} line {row.line}{column}: {wrong.what}", file=sys.stderr)
    if row.case is None:
        return None
    seen[row.case.reference] += 1
    if seen[row.case.reference] > 1:
        print(
            f"{file} line {row.line}, column reference: {row.case.reference} stands in this file before.",
            file=sys.stderr,
        )
        return None
    return row.case


async def _bring_one(
    house: "House", profile: "Profile", system: str, case: "BroughtCase", *, dry_run: bool
) -> "Brought":
    from bot.bringing import bring, what_would_become

    act = what_would_become if dry_run else bring
    return await act(house, profile, system, case)


def _line(theirs: str, became: "Brought") -> str:
    from bot.bringing import CHANGED, NEW, OURS

    if became.outcome == NEW:
        return f"{theirs}  brought as {became.case}" if became.case else f"{theirs}  would be brought"
    if became.outcome == OURS:
        return f"{theirs}  is {became.case}, which began here: nothing is changed"
    if became.outcome == CHANGED:
        said = "; ".join(map(str, became.changes))
        follows = "" if all(one.is_safe for one in became.changes) else ". A person decides"
        return f"{theirs}  is {became.case}: {said}{follows}"
    return f"{theirs}  is {became.case}, as before"


def _summed_up(progress: "Progress", *, dry_run: bool) -> str:
    from bot.bringing import CHANGED, NEW, OURS, SAME

    counts = progress.became
    new = f"{counts[NEW]:,} {'case' if counts[NEW] == 1 else 'cases'} {'would be ' if dry_run else ''}brought"
    rest = {
        "here already": counts[SAME] + counts[OURS],
        "changed": counts[CHANGED],
        REFUSED: counts[REFUSED],
    }
    return ", ".join([new, *(f"{number:,} {what}" for what, number in rest.items() if number)]) + "."
