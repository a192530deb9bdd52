"""Who speaks for a resident, and may they? Asked of the resident, put on record by a person, never guessed. Code: 3.6"""

from dataclasses import replace

from bot.acts.at_hand import CaseAtHand, case_at_hand
from bot.answering import Answer, landlord_facts, say_to
from bot.casework.consent import KINDS, ConsentDraft, is_implied, missing_from_consent
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove, NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.store import people
from bot.store.people import RepresentativeRow
from bot.store.staff import StaffRow
from bot.tasking import ask_for
from bot.wording.facts import Facts


async def name_representative(
    house: House, by: StaffRow, reference: str, *, name: str, address: str, kind: str
) -> None:
    """Put on record who writes for the resident; an elected member needs no word of theirs. Code: 3.6

    Raises:
        IllegalMove: the name is missing or the kind unknown.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if not name.strip() or kind not in KINDS:
            raise IllegalMove("Say who it is, and how they stand to the resident.")
        row = RepresentativeRow(
            landlord_id=by.landlord_id,
            case_id=at_hand.case.id or 0,
            name=name.strip(),
            address=address.strip().lower(),
            kind=kind,
            consent="implied" if is_implied(kind) else "pending",
        )
        await _keep(at_hand, row, "representative_named")
        if kind == "petition_lead":
            await _lead_of_many(at_hand, row)


async def _lead_of_many(at_hand: CaseAtHand, row: RepresentativeRow) -> None:
    """A petition is one complaint with one contact; the landlord's policy may promise the group a meeting. Code: 1.2"""
    rules = at_hand.moment.profile.petitions
    if rules is not None and rules.meeting_offered:
        wanted = TaskWanted(
            "offer_meeting",
            "case",
            2,
            f"{row.name} leads several households. Offer them a meeting; anybody may bring somebody.",
        )
        await ask_for(at_hand.moment, wanted, case=at_hand.case, key=f"offer_meeting:{row.id}")


async def ask_for_consent(
    house: House, by: StaffRow, reference: str, representative_id: int, *, address: str
) -> None:
    """Ask the resident, at an address of their own; the clock runs all the while. Code: 3.6

    Raises:
        IllegalMove: there is nothing to ask, or it is not safe to write.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row, moment = await _of(at_hand, representative_id), at_hand.moment
        if row.consent != "pending":
            raise IllegalMove("There is nothing to ask: their consent is on record.")
        if "@" not in address.strip("@ ") or address.strip().lower() == row.address:
            raise IllegalMove("Give an e-mail address of the resident's own.")
        if resident_is_out_of_reach(at_hand.resident) or at_hand.case.restricted:
            raise IllegalMove("Someone may be at risk: ask them in the safe way that is recorded.")
        facts = replace(
            Facts(landlord=landlord_facts(moment)),
            represented_by=row.name,
            handler_name=by.name,
            handler_phone=moment.profile.phone,
            by_computer=False,
        )
        said = Answer(
            "consent_request", "person", f"consent:{row.id}:{address.strip().lower()}", facts, automatic="no"
        )
        if await say_to(moment, "email", address.strip().lower(), said) is None:
            raise IllegalMove("They have been asked at this address already.")
        await moment.note(
            "consent_asked", case=at_hand.case, row=f"representative:{row.id}", actor=at_hand.actor
        )


async def record_consent(
    house: House, by: StaffRow, reference: str, representative_id: int, draft: ConsentDraft
) -> None:
    """Put the resident's consent on record: how, to whom, when, what for, until when. Code: 3.6

    Raises:
        IllegalMove: something is missing.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row = await _of(at_hand, representative_id)
        fault = missing_from_consent(draft, today=at_hand.moment.today)
        if fault:
            raise IllegalMove(fault)
        row.consent, row.refused_why = "recorded", ""
        row.consent_how, row.consent_to, row.consent_on = draft.how, draft.given_to.strip(), draft.given_on
        row.scope, row.expires_on = draft.scope.strip(), draft.expires_on
        await _keep(at_hand, row, "consent_recorded")


async def end_representation(
    house: House, by: StaffRow, reference: str, representative_id: int, *, reason: str
) -> None:
    """The resident said no, or somebody cannot act for them: with a reason, and the resident is talked to all the same.

    Raises:
        IllegalMove: no reason is given.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row = await _of(at_hand, representative_id)
        if not reason.strip():
            raise IllegalMove("Say why they may not act. Representation is a right (3.6).")
        row.consent, row.refused_why = "refused", reason.strip()
        await _keep(at_hand, row, "representative_refused")


async def _of(at_hand: CaseAtHand, representative_id: int) -> RepresentativeRow:
    case = at_hand.case
    for row in await people.list_representatives(at_hand.moment.session, case.landlord_id, case.id or 0):
        if row.id == representative_id:
            return row
    raise NotFound("representative", representative_id)


async def _keep(at_hand: CaseAtHand, row: RepresentativeRow, what: str) -> None:
    at_hand.moment.session.add(row)
    await at_hand.moment.session.flush()
    await at_hand.moment.note(
        what,
        case=at_hand.case,
        row=f"representative:{row.id}",
        actor=at_hand.actor,
        codes={"consent": row.consent, "kind": row.kind},
    )
