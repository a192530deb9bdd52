"""Who looked at a case, and when? Whatever page of one is opened goes into its journal before it is shown. Code: 5.12

The journal names the member of staff by number, and the page; never a word of a resident. A case that they may not see
leaves no trace of having been asked for: its pages say "not found", and so does this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request

from bot.console.signed_in import HouseHere, Signed, page_of
from bot.store import journal
from bot.store.console_pages import find_visible_case
from bot.store.staff import list_everyone

SHOWN: Final = 50
_CASE: Final = "/cases/{reference}"


@dataclass(frozen=True)
class View:
    """One opening of a page of a case."""

    at: datetime
    name: str
    page: str  #: after the case's address; "" for its own page


async def note_view(request: Request, house: HouseHere, signed: Signed) -> None:
    """Put on record that a page of this case is opened; what is sent is on record by what it does."""
    reference = request.path_params.get("reference")
    if request.method != "GET" or not reference:
        return
    async with house.database.writing() as session:
        case = await find_visible_case(session, signed.viewer, reference)
        if case is None:
            return
        await journal.record(
            session,
            case.landlord_id,
            at=house.clock(),
            what=journal.VIEWED,
            actor=f"staff:{signed.staff.id}",
            case_id=case.id,
            codes={"page": page_of(request).removeprefix(_CASE)},
        )


async def list_views(session: AsyncSession, landlord_id: str, case_id: int) -> Sequence[View]:
    """Who opened it, the latest first."""
    events = await journal.list_views(session, landlord_id, case_id, limit=SHOWN)
    names = {f"staff:{one.id}": one.name for one in await list_everyone(session, landlord_id)}
    return [View(one.at, names.get(one.actor, one.actor), str(one.codes.get("page", ""))) for one in events]
