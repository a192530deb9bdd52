"""What follows a tap on one of our pages? The tap is committed like any arrival, and settled at once."""

from bot.at_once import keep_and_settle
from bot.house import House
from bot.page_answers import CHANNEL
from bot.store import cases, offers
from bot.store.cases import CaseRow
from bot.store.offers import OfferRow
from bot.taps import Tap
from channels.messages import Arrival


async def answer_offer(house: House, landlord_id: str | None, offer_id: int, *, said: str, how: str) -> str:
    """A yes or no on the page of an offer; a link says which offer, and so whose.

    Returns: opened, already_open, declined, already_declined, changed_mind or gone.
    """
    offer, case = await _offer_and_case(house, landlord_id, offer_id)
    if offer is None or case is None or case.restricted:
        return "gone"
    landlord_id = offer.landlord_id
    before = offer.state
    if (said, before) in (("yes", offers.ACCEPTED), ("no", offers.DECLINED)):
        return "already_open" if said == "yes" else "already_declined"
    await _tap(house, landlord_id, Tap(said, how, offer_id=offer_id), sender=f"offer:{offer_id}")
    if said == "yes":
        return "opened"
    return "changed_mind" if before == offers.ACCEPTED else "declined"


async def _offer_and_case(
    house: House, landlord_id: str | None, offer_id: int
) -> tuple[OfferRow | None, CaseRow | None]:
    async with house.database.reading() as session:
        for one in [landlord_id] if landlord_id else list(house.profiles):
            offer = await offers.find_offer(session, one, offer_id)
            if offer is not None:
                return offer, await cases.get_case(session, one, offer.case_id)
    return None, None


async def complain_about(house: House, landlord_id: str, case_id: int, *, how: str) -> str:
    """ "I want to complain" on the page of a case; returns the reference of the complaint, "" where it is kept from view."""
    async with house.database.reading() as session:
        case = await cases.get_case(session, landlord_id, case_id)
        if case.restricted:
            return ""
        known = await _complaint_of(house, landlord_id, case_id)
    if known:
        return known
    await _tap(house, landlord_id, Tap("complain", how, case_id=case_id), sender=f"case:{case_id}")
    return await _complaint_of(house, landlord_id, case_id)


async def _complaint_of(house: House, landlord_id: str, case_id: int) -> str:
    async with house.database.reading() as session:
        case = await cases.get_case(session, landlord_id, case_id)
        if case.kind == "complaint":
            return case.reference
        for link in await cases.list_links(session, landlord_id, [case_id]):
            other = await cases.get_case(
                session, landlord_id, link.case_id if link.other_id == case_id else link.other_id
            )
            if other.kind == "complaint":
                return other.reference
    return ""


async def look_again(house: House, landlord_id: str, case_id: int, *, how: str) -> str:
    """ "Look at it again" on the page of an answered complaint. Returns: opened, already_open, final or gone. Code: 6.10"""
    async with house.database.reading() as session:
        case = await cases.get_case(session, landlord_id, case_id)
    if case.restricted or case.kind != "complaint" or case.stage_1_responded_at is None:
        return "gone"
    is_final = case.stage == 2 and case.responded_at is not None
    if case.stage == 2 and not is_final:
        return "already_open"
    await _tap(house, landlord_id, Tap("look_again", how, case_id=case_id), sender=f"case:{case_id}")
    return "final" if is_final else "opened"


async def answer_done(house: House, landlord_id: str, case_id: int, *, done: bool, how: str) -> str:
    """The answer to "is it done?". Returns: closed, still_open or gone."""
    async with house.database.reading() as session:
        case = await cases.get_case(session, landlord_id, case_id)
    if case.restricted:
        return "gone"
    if case.status == cases.CLOSED and done:
        return "closed"
    await _tap(
        house,
        landlord_id,
        Tap("done" if done else "not_done", how, case_id=case_id),
        sender=f"case:{case_id}",
    )
    return "closed" if done else "still_open"


async def _tap(house: House, landlord_id: str, tap: Tap, *, sender: str) -> None:
    await keep_and_settle(house, Arrival(landlord_id, CHANNEL, sender, "", tap.raw(), house.clock()))
