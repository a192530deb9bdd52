"""How do staff say who somebody is: one person with two doors, their name and postcode, or an address that is not theirs?

Each of it needs a reason and can be taken back. Code: 5.12
"""

from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks, may_see
from bot.errors import IllegalMove, NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.identities import normal_postcode
from bot.joining import join, take_apart
from bot.store import cases, joinings, my_pages, people
from bot.store.staff import StaffRow

_NO_REASON = "Say how you know. Your name and the reason are kept."


async def join_person(
    house: House, by: StaffRow, reference: str, *, other_reference: str, reason: str
) -> None:
    """The resident of this case and that of another are one person.

    Raises:
        NotFound: the other case is not there, or is kept from this member of staff.
        IllegalMove: no reason was given, or they are one already.
    """
    if not reason.strip():
        raise IllegalMove(_NO_REASON)
    async with case_at_hand(house, by, reference) as at_hand:
        moment = at_hand.moment
        other = await cases.find_case(moment.session, by.landlord_id, other_reference, lock=True)
        if other is None or not may_see(other, by):
            raise NotFound("case", other_reference)
        resident = await people.get_resident(moment.session, by.landlord_id, other.resident_id)
        await join(
            moment,
            at_hand.resident,
            resident,
            how="staff",
            case=at_hand.case,
            by=by.email,
            reason=reason.strip(),
            actor=at_hand.actor,
        )
        await finish_tasks(at_hand, ("match_person",), "joined")


async def take_person_apart(
    house: House, by: StaffRow, reference: str, joining_id: int, *, reason: str
) -> None:
    """A joining was a mistake: each has their own cases and doors again.

    Raises:
        NotFound: it does not belong to the resident of this case.
        IllegalMove: no reason was given, or it was taken back before.
    """
    if not reason.strip():
        raise IllegalMove(_NO_REASON)
    async with case_at_hand(house, by, reference) as at_hand:
        row = await joinings.find_joining(at_hand.moment.session, by.landlord_id, joining_id)
        if row is None or row.kept_id != at_hand.resident.id:
            raise NotFound("joining", joining_id)
        await take_apart(at_hand.moment, row, by=by.email, reason=reason.strip(), actor=at_hand.actor)


async def record_name(house: House, by: StaffRow, reference: str, *, name: str, postcode: str) -> None:
    """Put a resident's name and postcode on record; together they open the resident's own page.

    Raises:
        IllegalMove: the name is empty, or the postcode is none.
    """
    if not name.strip():
        raise IllegalMove("Type their name.")
    if postcode.strip() and not normal_postcode(postcode):
        raise IllegalMove(
            "That is not a postcode. One looks like M1 1AE; leave it empty where you do not know it."
        )
    async with case_at_hand(house, by, reference) as at_hand:
        resident = at_hand.resident
        resident.name, resident.postcode = " ".join(name.split()), normal_postcode(postcode)
        at_hand.moment.session.add(resident)
        await _note(at_hand, "name_recorded")


async def open_page_again(house: House, by: StaffRow, reference: str, *, reason: str) -> None:
    """An address is the resident's after all: links to their page open again.

    Raises:
        IllegalMove: no reason was given, or nothing may be written to this person.
    """
    if not reason.strip():
        raise IllegalMove(_NO_REASON)
    async with case_at_hand(house, by, reference) as at_hand:
        if resident_is_out_of_reach(at_hand.resident):
            raise IllegalMove("Someone may be at risk: their page stays shut until a safe way is on record.")
        session, landlord_id = at_hand.moment.session, by.landlord_id
        for conversation in await people.list_conversations(session, landlord_id, at_hand.case.resident_id):
            page = await my_pages.find_page(session, landlord_id, conversation.id or 0, lock=True)
            if page is not None:
                page.shut_at, page.locked_until, page.wrong_tries = None, None, 0
                session.add(page)
        await finish_tasks(at_hand, ("not_this_person", "page_locked"), reason.strip())
        await _note(at_hand, "page_opened_again")


async def _note(at_hand: CaseAtHand, what: str) -> None:
    await at_hand.moment.note(
        what, case=at_hand.case, row=f"resident:{at_hand.resident.id}", actor=at_hand.actor
    )
