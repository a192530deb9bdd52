"""How do staff record that they reached someone, and how do they write? Code: 1.3, 3.2, 5.10, 6.2.

A day of calling or posting counts as dispatch where the acknowledgement was read out or was in the letter; the choice
given on a call is on record with its day.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot import opening
from bot.acknowledging import end_clocks, mark_acknowledged
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answering import Answer, case_facts, say
from bot.choosing import accept, decline
from bot.errors import IllegalMove
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.store import offers, outbox
from bot.store.cases import CaseRow
from bot.store.staff import StaffRow
from bot.store.tasks import CallRow
from bot.wording.languages import LANGUAGES

WAYS = ("call", "letter", "visit")
_CALL_TASKS = (
    "call",
    "welfare_call",
    "interpreter_call",
    "reach_resident",
    "reach_another_way",
    "check_choice",
    "understand_why",
    "second_unhappy",
    "first_call",
)
_LETTER_TASKS = ("print_and_post", "reach_another_way")
_ACKNOWLEDGED_TASKS = ("acknowledge_by_person", "acknowledge_another_way", "definition")
_OFFERED_TASKS = ("offer_choice", "call", "print_and_post", "reach_resident")


@dataclass(frozen=True)
class Around:
    """What stood round a contact: who was with them, what they needed, and how to ring them next time."""

    with_whom: str = ""
    needs_met: str = ""
    ring_when: str = ""
    ring_on: str = ""


NOTHING_AROUND = Around()


async def record_contact(
    house: House,
    by: StaffRow,
    reference: str,
    *,
    way: str,
    reached: bool,
    read_out: bool,
    happened_at: datetime,
    note: str,
    offered: bool = False,
    choice: str = "",
    around: Around = NOTHING_AROUND,
) -> None:
    """Put a call, letter or visit on record, with what was said in it.

    Args:
        read_out: the acknowledgement was read out, or stood in the letter: this is its dispatch.
        offered: the choice to complain was given.
        choice: yes, no or "" as the resident answered it there and then.
        around: who was with them and what they needed; how to ring them next time.
    Raises:
        IllegalMove: it lies in the future, or the way is unknown.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if way not in WAYS:
            raise IllegalMove("Say whether it was a call, a letter or a visit.")
        if happened_at > at_hand.moment.now:
            raise IllegalMove("That is in the future. Record it once it has happened.")
        call = CallRow(
            landlord_id=by.landlord_id,
            case_id=at_hand.case.id or 0,
            staff_email=by.email,
            way=way,
            happened_at=happened_at,
            reached=reached,
            read_out=read_out,
            note=note,
            with_whom=around.with_whom.strip(),
            needs_met=around.needs_met.strip(),
        )
        _keep_how_to_ring(at_hand, around)
        at_hand.moment.session.add(call)
        await at_hand.moment.session.flush()
        await at_hand.moment.note(
            "contact_recorded",
            case=at_hand.case,
            row=f"call:{call.id}",
            actor=at_hand.actor,
            codes={"way": way, "reached": reached},
        )
        if reached:
            await _what_it_did(
                at_hand, way, happened_at, read_out=read_out, offered=offered or bool(choice), choice=choice
            )


def _keep_how_to_ring(at_hand: CaseAtHand, around: Around) -> None:
    """When and where it suits them to be rung; what was said before stays where nothing new is said. Code: 5.10"""
    resident = at_hand.resident
    resident.ring_when = around.ring_when.strip() or resident.ring_when
    resident.ring_on = around.ring_on.strip() or resident.ring_on
    at_hand.moment.session.add(resident)


async def _what_it_did(
    at_hand: CaseAtHand, way: str, happened_at: datetime, *, read_out: bool, offered: bool, choice: str
) -> None:
    case = at_hand.case
    await finish_tasks(at_hand, _LETTER_TASKS if way == "letter" else _CALL_TASKS, way)
    if way != "letter":
        await end_clocks(at_hand.moment, case, ("own_first_call",), why="met", by=at_hand.by.email)
    opened = await _choice_given(at_hand, way, happened_at, choice) if offered else None
    told = opened or case
    if read_out and told.kind == "complaint" and told.acknowledged_at is None:
        await outbox.cancel_queued(
            at_hand.moment.session, told.landlord_id, case_id=told.id or 0, why=f"it was given by {way}"
        )
        await mark_acknowledged(at_hand.moment, told, at=happened_at, how=way)
        await finish_tasks(at_hand, _ACKNOWLEDGED_TASKS, way)


async def _choice_given(at_hand: CaseAtHand, way: str, happened_at: datetime, choice: str) -> CaseRow | None:
    """The choice was given in person; the complaint a yes there and then opened, or None."""
    moment, case = at_hand.moment, at_hand.case
    known = [
        one
        for one in await offers.list_case_offers(moment.session, case.landlord_id, [case.id or 0])
        if one.state != offers.ACCEPTED
    ]
    if not known:
        return None
    offer = known[-1]
    if offer.offered_at is None or offer.bounced_at is not None:
        offer.offered_at, offer.door, offer.bounced_at = happened_at, way, None
        moment.session.add(offer)
    await finish_tasks(at_hand, _OFFERED_TASKS, f"choice given by {way}")
    if choice == "yes":
        return await accept(moment, offer, message=None, chosen_at=happened_at, how=way)
    if choice == "no":
        await decline(moment, offer, at=happened_at, how=way)
    return None


async def record_safe_way(
    house: House, by: StaffRow, reference: str, *, words: str, email_is_safe: bool = False
) -> None:
    """A named person says how this resident can safely be reached; only then may anything be written again. Code: 5.10"""
    if not words.strip():
        raise IllegalMove("Say how they can safely be reached, in words a colleague can follow.")
    async with case_at_hand(house, by, reference) as at_hand:
        resident = at_hand.resident
        resident.safe_way, resident.safe_way_by = words.strip(), by.email
        if email_is_safe:
            resident.on_hold, resident.no_reply_here = False, False
        at_hand.moment.session.add(resident)
        await finish_tasks(at_hand, ("safe_call", "manager_call"), "safe way recorded")
        await at_hand.moment.note(
            "safe_way_recorded",
            case=at_hand.case,
            actor=at_hand.actor,
            codes={"email_is_safe": email_is_safe},
        )


async def record_language(house: House, by: StaffRow, reference: str, *, language: str) -> None:
    """Keep the language a member of staff knows the resident speaks; "" goes by what they write again. Code: 5.10

    Raises:
        IllegalMove: it is no language known here.
    """
    if language and language not in LANGUAGES:
        raise IllegalMove("Choose a language from the list.")
    async with case_at_hand(house, by, reference) as at_hand:
        resident = at_hand.resident
        resident.language, resident.language_by = language, by.email if language else ""
        at_hand.moment.session.add(resident)
        await at_hand.moment.note(
            "language_recorded", case=at_hand.case, actor=at_hand.actor, codes={"language": language}
        )


async def write_to_resident(house: House, by: StaffRow, reference: str, *, text: str) -> None:
    """Send what a member of staff typed, in the thread of the case.

    Raises:
        IllegalMove: it is empty, or nothing may be written to this person here.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if not text.strip():
            raise IllegalMove("Write something first.")
        if resident_is_out_of_reach(at_hand.resident):
            raise IllegalMove(
                "Someone may be at risk: do not write here. Use the safe way that is recorded, or find one."
            )
        if not at_hand.conversation.door:
            raise IllegalMove("There is no address to write to. Ring or post it, and record that.")
        moment, case = at_hand.moment, at_hand.case
        facts = replace(
            await case_facts(moment, case), free_text=text.strip(), handler_name=by.name, by_computer=False
        )
        key = f"person:{case.id}:{by.id}:{int(moment.now.timestamp() * 1000)}"
        await say(
            moment,
            at_hand.conversation,
            Answer("person_reply", "person", key, facts, case=case, automatic="no"),
        )
        await finish_tasks(at_hand, ("read_message", "answer_by_hand"), "answered")
        opening.set_next_due(case)
        moment.session.add(case)
