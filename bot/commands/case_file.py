"""How do cases go out to another system? `hark cases --csv`: the columns that `--bring` reads, so that what goes out comes back.

Cases of people at risk are left out: a file is passed on, and nobody knows to whom.
"""

import csv
import sys
from typing import TYPE_CHECKING

from bot.commands.brought_rows import COLUMNS, FORMULA_BEGINS
from bot.working_days import LONDON

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel.ext.asyncio.session import AsyncSession

    from bot.house import House
    from bot.store.cases import CaseRow

PAGE = 500


def print_csv(landlord: str, system: str) -> int:
    """Print every case as a row; with a system, by its numbers where it has one."""
    from bot.brought_cases import slug_of
    from bot.commands.import_mail import profile_of
    from bot.commands.outcome import in_the_house, run
    from bot.commands.triage import write_utf_8

    async def act(house: "House") -> None:
        await _print_all(house, profile_of(house, landlord).id, slug_of(system))

    write_utf_8()
    run(in_the_house(act))
    return 0


async def _print_all(house: "House", landlord_id: str, system: str) -> None:
    from bot.store.cases import list_cases

    written = csv.writer(sys.stdout, lineterminator="\n")
    written.writerow(COLUMNS)
    after, left_out = 0, 0
    async with house.database.reading() as session:
        while page := await list_cases(session, landlord_id, after_id=after, limit=PAGE):
            for case in page:
                left_out += case.restricted or case.kind == "contact"
                if not (case.restricted or case.kind == "contact"):
                    written.writerow(guarded(cell) for cell in await _cells(session, case, system))
            after = page[-1].id or 0
    if left_out:
        print(
            f"{left_out:,} left out: someone may be at risk, or nobody has decided what it is.",
            file=sys.stderr,
        )


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; `--bring` takes the mark off again."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell


async def _cells(session: "AsyncSession", case: "CaseRow", system: str) -> list[str]:
    from bot.brought_cases import as_told
    from bot.case_lines import references_of
    from bot.store.external_references import find_last_brought

    kept = await find_last_brought(session, case.landlord_id, case.id or 0)
    told = as_told(kept) if kept is not None else {}
    references = await references_of(session, case.landlord_id, case.id or 0)
    said = {
        **_of_the_case(case, told),
        **await _of_the_resident(session, case, told),
        "reference": references.get(system, case.reference),
    }
    return [said[column] for column in COLUMNS]


def _of_the_case(case: "CaseRow", told: dict[str, str]) -> dict[str, str]:
    return {
        "kind": case.kind,
        "stage": str(case.stage or ""),
        "status": case.status,
        "received": _when(case.received_at),
        "acknowledged": _when(case.acknowledged_at),
        "answered": _when(case.responded_at if case.kind == "complaint" else None) or _on(told, "answered"),
        "stage_2_asked": _when(case.stage_2_requested_at),
        "closed": _when(case.closed_at),
        "summary": told["summary"] if told else case.words,
        "outcome": told.get("outcome", "") or case.closed_reason,
    }


async def _of_the_resident(session: "AsyncSession", case: "CaseRow", told: dict[str, str]) -> dict[str, str]:
    from bot.store import people

    resident = await people.get_resident(session, case.landlord_id, case.resident_id)
    conversation = await people.get_conversation(session, case.landlord_id, case.conversation_id)
    door = {conversation.channel: conversation.door}
    return {
        "name": resident.name,
        "email": door.get("email", ""),
        "phone": told.get("phone", "") or door.get("text", "") or resident.ring_on,
        "address": told.get("address", "") or door.get("letter", ""),
    }


def _when(at: "datetime | None") -> str:
    """In London's time, to the minute: a day and no more where it was told as a day."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{local:%Y-%m-%d}" if (local.hour, local.minute) == (0, 0) else f"{local:%Y-%m-%d %H:%M}"


def _on(told: dict[str, str], column: str) -> str:
    from datetime import datetime

    return _when(datetime.fromisoformat(told[column])) if told.get(column) else ""
