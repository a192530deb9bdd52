"""What did the Ombudsman send about a case, and what was done about it, told as the rest of its story?"""

from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.casework.ombudsman_items import FINDINGS
from bot.store import staff
from bot.store.cases import CaseRow
from bot.store.ombudsman_file import OmbudsmanRow, list_items
from bot.story_ahead import StoryLine, in_full
from bot.working_days import london_date, london_time

_CAME: Final = {
    "evidence_request": "The Ombudsman asked us for what we have on this complaint",
    "instruction": "The Ombudsman told us to do something",
    "determination": "The Ombudsman decided about this complaint",
    "order": "The Ombudsman ordered us to put something right",
    "recommendation": "The Ombudsman recommended something to us",
    "reassessment": "The Ombudsman asked us to look again at how we handle complaints",
    "failure_order": "The Ombudsman said that we did not keep to the rules for complaints, and ordered us to",
}
_NOON: Final = 12


async def list_of_the_ombudsman(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    """Everything that came from the Ombudsman, and each thing that was done."""
    lines: list[StoryLine] = []
    for row in await list_items(session, case.landlord_id, case.id or 0):
        lines.append(StoryLine(london_time(row.received_on, _NOON), _came(row)))
        if row.done_at is not None:
            known = await staff.find_staff(session, case.landlord_id, row.done_by)
            who = known.name if known else "A member of staff"
            late = ", after its day" if row.due_on and london_date(row.done_at) > row.due_on else ""
            said = f"What the Ombudsman asked for was done{late}. {who} put it on record. What proves it: {row.proof}."
            lines.append(StoryLine(row.done_at, said.replace("..", ".")))
    return lines


def _came(row: OmbudsmanRow) -> str:
    found = f": {FINDINGS[row.finding].lower()}" if row.finding in FINDINGS else ""
    by = f", by {in_full(row.due_on)}" if row.due_on else ""
    return f"{_CAME[row.kind]}{found}{by}."
