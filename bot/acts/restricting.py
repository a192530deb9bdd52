"""How does a named person limit the ways a resident may reach staff, and how is the resident told? Code: 5.14, 5.15"""

from dataclasses import replace

from bot.acts.at_hand import CaseAtHand, case_at_hand, must_decide
from bot.answering import Answer, case_facts, say
from bot.casework.restrict import RestrictionDraft, missing_from_restriction
from bot.errors import IllegalMove
from bot.house import House
from bot.store.around import RestrictionRow
from bot.store.staff import StaffRow

WAYS_IN_WORDS = {
    "email": "by e-mail",
    "phone": "by phone",
    "letter": "by letter",
    "visit": "at our office",
    "representative": "through somebody you name",
}


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
