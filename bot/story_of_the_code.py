"""What was promised, put off, refused and learned on a case, told as the rest of its story?"""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.casework.refuse import GROUNDS
from bot.store import extensions, hazards, journal, refusals, responses, staff
from bot.store.cases import CaseRow
from bot.store.extensions import ExtensionRow
from bot.store.refusals import RefusalRow
from bot.store.responses import RemedyRow
from bot.story_ahead import StoryLine, in_full
from bot.story_words import STEPS
from bot.working_days import london_time


async def list_of_the_code(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    """Everything on a case that the Code asks to be kept, beside what was said and done."""
    landlord_id, case_id = case.landlord_id, case.id or 0
    lines: list[StoryLine] = []
    for remedy in await responses.list_remedies(session, landlord_id, case_id):
        lines += await _of_remedy(session, remedy)
    for extension in await extensions.list_extensions(session, landlord_id, case_id):
        lines += await _of_extension(session, extension)
    for refusal in await refusals.list_refusals(session, landlord_id, case_id):
        lines += await _of_refusal(session, refusal)
    for step in await hazards.list_steps(session, landlord_id, case_id):
        lines.append(StoryLine(step.happened_at, f"{STEPS[step.what]}: {step.words}"))
    return [*lines, *await _counted_again(session, case)]


async def _of_remedy(session: AsyncSession, row: RemedyRow) -> list[StoryLine]:
    by = f" by {in_full(row.due_on)}, and {row.owner} does it" if row.due_on else ""
    said = f"{await _name(session, row.landlord_id, row.created_by)} promised{by}: {row.what}."
    lines = [StoryLine(row.created_at, said)]
    if row.done_at is not None:
        lines.append(
            StoryLine(row.done_at, f"This promise was kept: {row.what}. What proves it: {row.proof}.")
        )
    return lines


async def _of_extension(session: AsyncSession, row: ExtensionRow) -> list[StoryLine]:
    who = await _name(session, row.landlord_id, row.written_by)
    lines = [StoryLine(row.written_at, f"{who} decided to take more time. The reason: {row.reason}")]
    if row.told_at is not None:
        told = f"They were told that our answer comes by {in_full(row.new_due_on)} and not by {in_full(row.due_on)}."
        lines.append(StoryLine(row.told_at, told))
    return lines


async def _of_refusal(session: AsyncSession, row: RefusalRow) -> list[StoryLine]:
    who = await _name(session, row.landlord_id, row.refused_by)
    lines = [StoryLine(row.written_at, f"{who} decided not to look into it: {GROUNDS[row.ground].lower()}.")]
    if row.overturned_on is not None:
        told = f"On {in_full(row.overturned_on)} the Ombudsman told us to look into it, so it is open again."
        lines.append(StoryLine(london_time(row.overturned_on, 12), told))
    return lines


async def _counted_again(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    lines = []
    for event in await journal.list_events(session, case.landlord_id, case.id or 0):
        if event.what == "counted_again":
            old, new = (_day_of(str(event.codes[side])) for side in ("from", "to"))
            lines.append(
                StoryLine(
                    event.at, f"A bank holiday was proclaimed, so what was due by {old} is due by {new}."
                )
            )
    return lines


def _day_of(iso: str) -> str:
    """A stored day in full: "Wednesday 18 November 2026"."""
    return in_full(date.fromisoformat(iso))


async def _name(session: AsyncSession, landlord_id: str, email: str) -> str:
    known = await staff.find_staff(session, landlord_id, email)
    return known.name if known else "A member of staff"
