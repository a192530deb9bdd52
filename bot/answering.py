"""What is said back? Facts from the rows, the text they fill, and the outbox row that will carry it.

Written in the transaction that decided it. The key of an outbox row says which duty it discharges, so that no
duty is discharged twice.
"""

from dataclasses import astuple, dataclass, replace
from datetime import date

from bot import deadlines
from bot.casework.procedures import acknowledge_by
from bot.house import House
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.said_beside import facts_beside
from bot.store import cases as case_store
from bot.store import messages, outbox, people
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.offers import OfferRow
from bot.store.outbox import OutboxRow
from bot.store.people import ConversationRow
from bot.taps import DRAWS_BUTTONS, button_for
from bot.texting import fit_into_a_text
from bot.wording.facts import Facts, LandlordFacts
from bot.wording.languages import ENGLISH
from bot.wording.render import Rendered
from bot.working_days import london_date, next_working_day

THINGS = {
    "repairs": "the repair",
    "damp_mould": "the damp and mould",
    "heating": "the heating and hot water",
    "asb": "what is happening near you",
    "estate": "the estate",
    "building_safety": "the safety of your building",
    "money": "your account",
    "tenancy": "your tenancy",
    "lettings": "your application",
}
MOST_REFERENCES = 20
TOKEN_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # noqa: S105 - the letters a token is drawn from
TOKEN_LENGTH = 16


@dataclass(frozen=True)
class Answer:
    """What one text is about, and the duty it discharges."""

    name: str  #: the text's folder in wording/
    kind: str  #: answer, acknowledgement, offer, reminder, ask, person
    key: str
    facts: Facts
    case: CaseRow | None = None
    offer: OfferRow | None = None
    answers: MessageRow | None = None
    automatic: str = "auto-replied"


def landlord_facts(moment: Moment) -> LandlordFacts:
    """The letterhead, and the one dated Ombudsman block."""
    return letterhead(moment.house, moment.profile)


def letterhead(house: House, profile: Profile) -> LandlordFacts:
    """What every text may say of the landlord."""
    block = house.ombudsman[profile.nation]
    return LandlordFacts(
        name=profile.name,
        phone=profile.phone,
        emergency_phone=profile.emergency_phone,
        office_hours=profile.office_hours,
        postal_address=profile.postal_address or "",
        email=profile.sender_address,
        website=profile.website or "",
        policy_link=profile.policy_link or "",
        nation=profile.nation,
        ombudsman_long=block.long,
        ombudsman_short=block.short,
        ombudsman_phone=block.phone,
        ombudsman_website=block.website,
    )


def link_to(moment: Moment, page: str, purpose: str, number: int, query: str = "") -> str:
    """A link only we could have made."""
    return f"{moment.house.public_url}/{page}/{moment.house.keys.seal(purpose, number)}{query}"


async def case_facts(moment: Moment, case: CaseRow, *, request: CaseRow | None = None) -> Facts:
    """What may be said about one case."""
    assert case.id is not None  # noqa: S101
    work = request or case
    wants_action = work.kind == "service_request" or (request is not None)
    return Facts(
        landlord=landlord_facts(moment),
        reference=case.reference,
        words=case.words,
        first_told_on=london_date(case.received_at) if case.was_dissatisfied else None,
        received_at=case.received_at,
        passed_at=moment.now if wants_action else None,
        team=work.team,
        contact_by=work.contact_by if work.contact_by and work.contact_by >= moment.today else None,
        thing=THINGS.get(case.topic, ""),
        action_wanted=wants_action,
        request_reference=work.reference if work is not case else "",
        complain_link=link_to(moment, "complain", "case", case.id),
        stage=case.stage or 1,
        straight_to_stage_2=case.began_at_stage_2,
        answer_within_working_days=moment.procedure.stage(case.stage).answer_after_acknowledgement,
        write_by=case.acknowledge_by,
        read_by=next_working_day(moment.today, holidays=moment.holidays)
        if moment.now.hour < 12
        else deadlines.promise_by(moment.today, 1, holidays=moment.holidays),
        adjustments=tuple(
            row.words
            for row in await people.list_adjustments(moment.session, case.landlord_id, case.resident_id)
        ),
    )


def offer_facts(moment: Moment, facts: Facts, offer: OfferRow) -> Facts:
    """The two buttons, and what a yes today would bring."""
    assert offer.id is not None  # noqa: S101
    write_by = acknowledge_by(
        moment.procedure.stage_1,
        london_date(offer.created_at),
        chosen_on=moment.today,
        holidays=moment.holidays,
    )
    return replace(
        facts,
        yes_link=link_to(moment, "choice", "offer", offer.id, "?say=yes"),
        no_link=link_to(moment, "choice", "offer", offer.id, "?say=no"),
        write_by=write_by,
    )


def look_again_facts(moment: Moment, facts: Facts, complaint: CaseRow) -> Facts:
    """The button under what follows our stage 1 answer. Code: 6.10, 6.12"""
    assert complaint.id is not None  # noqa: S101
    link = link_to(moment, "again", "case", complaint.id)
    return replace(facts, look_again_link=link, answered_reference=complaint.reference)


async def say(moment: Moment, conversation: ConversationRow, answer: Answer) -> OutboxRow | None:
    """Render one text and put it in the outbox; None where this duty was discharged before."""
    if await outbox.has_key(moment.session, moment.profile.id, answer.key):
        return None
    resident = await people.get_resident(moment.session, moment.profile.id, conversation.resident_id)
    facts = await facts_beside(moment, conversation, resident, answer)
    rendered = moment.house.wording.render(
        answer.name,
        facts,
        channel=conversation.channel,
        language=resident.language or ENGLISH,
        large_print=await _needs_large_print(moment, conversation.resident_id),
    )
    row = _row(moment, conversation, answer, rendered)
    row.to_name = resident.name
    await _thread(moment, row, answer, conversation)
    moment.session.add(row)
    await moment.session.flush()
    fit_into_a_text(moment, row, facts)
    await moment.note(
        "written",
        case=answer.case,
        row=f"outbox:{row.id}",
        codes={"text": answer.name, "kind": answer.kind, "state": row.state},
    )
    return row


async def _needs_large_print(moment: Moment, resident_id: int) -> bool:
    """Whether every letter to this resident is printed large. Code: 5.10"""
    known = await people.list_adjustments(moment.session, moment.profile.id, resident_id)
    return any("large print" in row.words.lower() for row in known)


async def say_to(moment: Moment, channel: str, address: str, answer: Answer) -> OutboxRow | None:
    """Put a text in the outbox for an address that may be anybody's; it names nobody and opens no conversation."""
    if await outbox.has_key(moment.session, moment.profile.id, answer.key):
        return None
    nobody = ConversationRow(
        landlord_id=moment.profile.id,
        resident_id=0,
        channel=channel,
        address=address,
        sender=address,
        token=moment.house.draw(TOKEN_ALPHABET, TOKEN_LENGTH),
        created_at=moment.now,
        last_message_at=moment.now,
    )
    row = _row(
        moment, nobody, answer, moment.house.wording.render(answer.name, answer.facts, channel=channel)
    )
    moment.session.add(row)
    await moment.session.flush()
    await moment.note("written", row=f"outbox:{row.id}", codes={"text": answer.name, "kind": answer.kind})
    return row


def _row(moment: Moment, conversation: ConversationRow, answer: Answer, rendered: Rendered) -> OutboxRow:
    profile = moment.profile
    local, _, domain = profile.sender_address.partition("@")
    drawn = rendered.chat if conversation.channel in DRAWS_BUTTONS else ""
    held_back = moment.house.suppressed or ("" if moment.is_live else "imported mail is never answered")
    return OutboxRow(
        landlord_id=profile.id,
        key=answer.key,
        name=answer.name,
        kind=answer.kind,
        conversation_id=conversation.id,
        case_id=answer.case.id if answer.case else None,
        offer_id=answer.offer.id if answer.offer else None,
        message_answered_id=answer.answers.id if answer.answers else None,
        channel=conversation.channel,
        to_address=conversation.door,
        to_name="",
        sender_name=profile.sender_name,
        sender_address=profile.sender_address,
        reply_address=f"{local}+{conversation.token}@{domain}",
        subject=rendered.subject,
        text=drawn or rendered.text,
        html=rendered.html,
        language=rendered.language,
        buttons=[list(astuple(button_for(one))) for one in rendered.buttons] if drawn else [],
        message_id=f"<hark.{moment.house.keys.hash(answer.key)[:32]}@{domain}>",
        in_reply_to="",
        automatic=answer.automatic,
        state=outbox.SUPPRESSED if held_back else outbox.QUEUED,
        error=held_back,
        created_at=moment.now,
        run_at=moment.now,
    )


async def _thread(moment: Moment, row: OutboxRow, answer: Answer, conversation: ConversationRow) -> None:
    """Keep everything said on a matter in one thread of a mail client."""
    if conversation.channel != "email":
        return
    said = await _thread_of(moment, answer)
    row.references = said[-MOST_REFERENCES:]
    row.in_reply_to = said[-1] if said else ""


async def _thread_of(moment: Moment, answer: Answer) -> list[str]:
    landlord_id = moment.profile.id
    if answer.case is None or answer.case.id is None:
        return [answer.answers.internet_id] if answer.answers else []
    together = [answer.case.id, *await _beside(moment, answer.case)]
    theirs = [
        (row.received_at, row.internet_id)
        for row in await messages.list_messages(moment.session, landlord_id, together)
        if not row.automatic
    ]
    ours = [
        (row.created_at, row.message_id)
        for row in await outbox.list_outbox(moment.session, landlord_id, together)
        if row.kind != "alert"
    ]
    said = [message_id for _, message_id in sorted(theirs + ours) if message_id]
    if answer.answers is not None:
        said = [one for one in said if one != answer.answers.internet_id] + [answer.answers.internet_id]
    return list(dict.fromkeys(said))


async def _beside(moment: Moment, case: CaseRow) -> list[int]:
    """The cases of the same conversation that are linked with this one: the resident sees one matter."""
    links = await case_store.list_links(moment.session, moment.profile.id, [case.id or 0])
    others = [
        await case_store.get_case(
            moment.session, moment.profile.id, one.other_id if one.case_id == case.id else one.case_id
        )
        for one in links
    ]
    return [
        other.id for other in others if other.id is not None and other.conversation_id == case.conversation_id
    ]


async def linked_request(moment: Moment, case: CaseRow) -> CaseRow | None:
    """The service request beside a complaint, or None."""
    assert case.id is not None  # noqa: S101
    for one in await case_store.list_links(moment.session, moment.profile.id, [case.id]):
        other_id = one.other_id if one.case_id == case.id else one.case_id
        other = await case_store.get_case(moment.session, moment.profile.id, other_id)
        if other.kind == "service_request":
            return other
    return None


def tomorrow(moment: Moment) -> date:
    """The next working day after this one."""
    return deadlines.promise_by(moment.today, 1, holidays=moment.holidays)
