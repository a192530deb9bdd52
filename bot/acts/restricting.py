"""How does a named person limit the ways a resident may reach staff, and how is the resident told? Code: 5.14, 5.15"""

from dataclasses import replace

from bot.acts.at_hand import CaseAtHand, case_at_hand, must_decide
from bot.answering import Answer, case_facts, say
from bot.casework.restrict import RestrictionDraft, missing_from_restriction
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.store import around
from bot.store.around import RestrictionRow
from bot.store.staff import StaffRow

WAYS_IN_WORDS = {
    "email": "by e-mail",
    "phone": "by phone",
    "letter": "by letter",
    "visit": "at our office",
    "representative": "through somebody you name",
}

LIFTED = (
    "We had limited how you can reach our staff. That limit has ended today.\n\n"
    "You can ring, write or come to see us in any way again."
)


async def restrict(house: House, by: StaffRow, reference: str, draft: RestrictionDraft) -> None:
    """Limit how a resident may reach staff. Their messages are taken in all the same. Code: 5.14, 5.15

    Raises:
        NotAllowed: this role may not.
        IllegalMove: something is missing; the message says all of it.
    """
    must_decide(by)
    async with case_at_hand(house, by, reference) as at_hand:
        missing = missing_from_restriction(draft, today=at_hand.moment.today)
        if missing or draft.starts_on is None or draft.review_on is None:
            raise IllegalMove(" ".join(missing))
        row = RestrictionRow(
            landlord_id=by.landlord_id,
            resident_id=at_hand.case.resident_id,
            case_id=at_hand.case.id or 0,
            reason=draft.reason.strip(),
            evidence=draft.evidence.strip(),
            equality=draft.equality.strip(),
            channels_left=sorted(draft.channels_left),
            starts_on=draft.starts_on,
            review_on=draft.review_on,
            decided_by=by.email,
            decided_at=at_hand.moment.now,
        )
        at_hand.moment.session.add(row)
        await at_hand.moment.session.flush()
        await at_hand.moment.note(
            "restricted", case=at_hand.case, row=f"restriction:{row.id}", actor=at_hand.actor
        )
        await _tell(at_hand, row)


async def lift_restriction(
    house: House, by: StaffRow, reference: str, restriction_id: int, *, why: str
) -> None:
    """End a limit before its day, because it is no longer needed or never was. Code: 5.14

    Raises:
        NotAllowed: this role may not.
        NotFound: no such limit holds for this resident.
        IllegalMove: nobody said why.
    """
    must_decide(by)
    async with case_at_hand(house, by, reference) as at_hand:
        moment = at_hand.moment
        held = await around.list_restrictions(moment.session, by.landlord_id, at_hand.case.resident_id)
        row = next((one for one in held if one.id == restriction_id), None)
        if row is None:
            raise NotFound("limit", restriction_id)
        if not why.strip():
            raise IllegalMove("Say why it ends now.")
        row.ended_on, row.ended_why = moment.today, why.strip()
        moment.session.add(row)
        await moment.note(
            "restriction_lifted", case=at_hand.case, row=f"restriction:{row.id}", actor=at_hand.actor
        )
        await _tell_it_ended(at_hand, row)


async def _tell_it_ended(at_hand: CaseAtHand, row: RestrictionRow) -> None:
    if at_hand.no_letter_because:
        return
    facts = replace(
        await case_facts(at_hand.moment, at_hand.case),
        free_text=LIFTED,
        handler_name=at_hand.by.name,
        by_computer=False,
    )
    key = f"restriction_lifted:{row.id}"
    said = Answer("person_reply", "person", key, facts, case=at_hand.case, automatic="no")
    await say(at_hand.moment, at_hand.conversation, said)


async def _tell(at_hand: CaseAtHand, row: RestrictionRow) -> None:
    """The letter says why, what stays open and how to object; at risk nothing is written."""
    if at_hand.no_letter_because:
        return
    left = [WAYS_IN_WORDS[way] for way in row.channels_left if way in WAYS_IN_WORDS]
    facts = replace(
        await case_facts(at_hand.moment, at_hand.case),
        free_text=row.reason,
        ways_left=" or ".join(left),
        review_on=row.review_on,
        handler_name=at_hand.by.name,
        by_computer=False,
    )
    said = Answer("restriction", "person", f"restriction:{row.id}", facts, case=at_hand.case, automatic="no")
    await say(at_hand.moment, at_hand.conversation, said)
