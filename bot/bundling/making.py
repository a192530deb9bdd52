"""Who may have everything about a case in one file, and is it on record that they took it? Code: 5.12, 8.4"""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bundling.binding import bind
from bot.bundling.entries import in_london, in_order
from bot.bundling.gathering import MADE, gather, policy_of, seals_of, sheet_of
from bot.errors import NotFound
from bot.house import House
from bot.moment import Moment
from bot.store.cases import CaseRow
from bot.store.console_pages import Viewer, find_visible_case
from bot.story import tell

_INTRO = (
    "Everything that is kept about this complaint, in the order it happened. Times are London times. Each entry says "
    "where it comes from; messages stand in the folder “files” under the number of their entry."
)


async def make_bundle(house: House, viewer: Viewer, reference: str, *, actor: str) -> bytes:
    """The bundle of a case as a zip; that it was made is an event of the case, and the only one that is in no bundle.

    Raises:
        NotFound: there is no such case, or it is kept from this viewer; which of the two is not told.
    """
    async with house.database.writing() as session:
        case = await find_visible_case(session, viewer, reference)
        if case is None:
            raise NotFound("case", reference)
        made = await _make(session, house, viewer, case)
        moment = Moment(house, session, house.profiles[viewer.landlord_id], house.clock())
        await moment.note(MADE, case=case, actor=actor, codes={"bytes": len(made)})
        return made


async def _make(session: AsyncSession, house: House, viewer: Viewer, case: CaseRow) -> bytes:
    beside = {
        "case.txt": sheet_of(case).encode(),
        "journal.json": (await seals_of(session, case)).encode(),
        "policy_as_it_stood.json": (await policy_of(session, case)).encode(),
        "story.txt": (await _story(session, house, case)).encode(),
    }
    title = f"{case.reference}, {house.profiles[viewer.landlord_id].name}"
    return bind(title, _INTRO, in_order(await gather(session, viewer, case)), beside)


async def _story(session: AsyncSession, house: House, case: CaseRow) -> str:
    """What happened, in sentences; without what is still to come, for that changes with the day."""
    told = [line for line in await tell(session, house, case.id or 0) if not line.is_ahead]
    return "".join(f"{in_london(line.at)}: {line.sentence}\n" for line in told)
