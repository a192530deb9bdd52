"""Which row does a sealed link mean, and has the link ended?

A link has ended where the person is at risk: whoever opens it then is told only to ring.
"""

from dataclasses import dataclass

from starlette.requests import Request

from bot.errors import NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.landlords.profile import Profile
from bot.store.cases import CaseRow, get_case
from bot.store.figures import find_alert_of_link, find_case_of_link, find_offer_of_link
from bot.store.offers import OfferRow
from bot.store.people import get_resident
from bot.store.tasks import AlertRow


@dataclass(frozen=True)
class OpenedLink:
    """What a resident's link leads to."""

    landlord: Profile
    case: CaseRow
    offer: OfferRow | None
    has_ended: bool


async def open_offer_link(house: House, token: str) -> OpenedLink:
    """The offer behind a link.

    Raises:
        NotFound: we did not make this link.
    """
    number = _read(house, "offer", token)
    async with house.database.reading() as session:
        offer = await find_offer_of_link(session, list(house.profiles), number)
        if offer is None:
            raise NotFound("link", "like this")
        case = await get_case(session, offer.landlord_id, offer.case_id)
    return await _opened(house, case, offer)


async def open_case_link(house: House, purpose: str, token: str) -> OpenedLink:
    """The case behind a link.

    Raises:
        NotFound: we did not make this link for this purpose.
    """
    number = _read(house, purpose, token)
    async with house.database.reading() as session:
        case = await find_case_of_link(session, list(house.profiles), number)
    if case is None:
        raise NotFound("link", "like this")
    return await _opened(house, case, None)


async def open_alert_link(house: House, token: str) -> AlertRow:
    """The alert behind a link.

    Raises:
        NotFound: we did not make this link.
    """
    number = _read(house, "alert", token)
    async with house.database.reading() as session:
        alert = await find_alert_of_link(session, list(house.profiles), number)
    if alert is None:
        raise NotFound("link", "like this")
    return alert


async def find_complaint(house: House, opened: OpenedLink) -> CaseRow | None:
    """The complaint a YES has opened, or None."""
    if opened.offer is None:
        return None
    async with house.database.reading() as session:
        offer = await find_offer_of_link(session, [opened.landlord.id], opened.offer.id or 0)
        if offer is None or offer.complaint_id is None:
            return None
        return await get_case(session, offer.landlord_id, offer.complaint_id)


def house_of(request: Request) -> House:
    """The house this application serves."""
    house: House = request.app.state.house
    return house


async def _opened(house: House, case: CaseRow, offer: OfferRow | None) -> OpenedLink:
    async with house.database.reading() as session:
        resident = await get_resident(session, case.landlord_id, case.resident_id)
    return OpenedLink(
        house.profiles[case.landlord_id], case, offer, resident_is_out_of_reach(resident) or case.restricted
    )


def _read(house: House, purpose: str, token: str) -> int:
    number = house.keys.read(purpose, token)
    if number is None:
        raise NotFound("link", "like this")
    return number
