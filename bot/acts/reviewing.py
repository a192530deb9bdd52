"""What happens when staff confirm or correct a reading? The case moves, the label is kept, an unsent answer is cancelled.

What was once read as dissatisfied is never refiled without a reason, and the choice stays open. Code: 1.3, 1.4.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answering import Answer, case_facts, linked_request, offer_facts, say
from bot.choosing import accept, complaint_from
from bot.decision.across import OFFER_IN_PERSON
from bot.decision.values import Action
from bot.errors import IllegalMove, NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.queues import place
from bot.store import messages, offers, outbox
from bot.store.cases import CaseRow
from bot.store.messages import ReviewRow
from bot.store.offers import OfferRow
from bot.store.staff import StaffRow
from bot.tasking import ask_for
from classifiers.labels import Kind, Signal, Topic

_DECIDING_TASKS = ("decide", "read_message", "second_unhappy", "unanswered")


async def confirm_reading(house: House, by: StaffRow, reference: str, *, blind: bool = False) -> None:
    """Say that the computer read the first message of a case rightly.

    Args:
        blind: said without having seen how it was read.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        read = await messages.find_reading(at_hand.moment.session, by.landlord_id, at_hand.case.opened_from)
        if read is None:
            raise NotFound("reading of", reference)
        await _keep_label(
            at_hand,
            read.message_id,
            agreed=True,
            kind=read.kind,
            topic=read.topic,
            wants_action=read.wants_action,
            explicit=read.explicit,
            signals=read.signals,
            reason="",
            blind=blind,
        )
        await finish_tasks(
            at_hand, _DECIDING_TASKS if at_hand.case.kind != "contact" else (), "reading confirmed"
        )
        await at_hand.moment.note("reading_confirmed", case=at_hand.case, actor=at_hand.actor)


async def correct_reading(
    house: House,
    by: StaffRow,
    reference: str,
    *,
    message_id: int,
    kind: str,
    topic: str,
    wants_action: bool,
    explicit: bool,
    signals: Sequence[str],
    reason: str,
    blind: bool = False,
) -> None:
    """Put a reading right; the case moves to where it should have been, and the resident is told where that matters.

    Raises:
        IllegalMove: the label is unknown, or a message once read as dissatisfied is refiled without a reason.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        _check(at_hand.case, kind=kind, topic=topic, signals=signals, reason=reason)
        await _keep_label(
            at_hand,
            message_id,
            agreed=False,
            kind=kind,
            topic=topic,
            wants_action=wants_action,
            explicit=explicit,
            signals=signals,
            reason=reason,
            blind=blind,
        )
        at_hand.case.topic = topic
        at_hand.case.signals = sorted({*at_hand.case.signals, *signals})
        cancelled = await outbox.cancel_queued(
            at_hand.moment.session,
            by.landlord_id,
            case_id=at_hand.case.id or 0,
            why="a member of staff corrected the reading",
        )
        await _move(
            at_hand, Kind(kind), wants_action=wants_action, explicit=explicit, cancelled=bool(cancelled)
        )
        await finish_tasks(at_hand, _DECIDING_TASKS, f"corrected to {kind}")
        await at_hand.moment.note(
            "reading_corrected", case=at_hand.case, actor=at_hand.actor, codes={"kind": kind, "topic": topic}
        )


def _check(case: CaseRow, *, kind: str, topic: str, signals: Sequence[str], reason: str) -> None:
    known = {one.value for one in Signal}
    if (
        kind not in [one.value for one in Kind]
        or topic not in [one.value for one in Topic]
        or not known.issuperset(signals)
    ):
        raise IllegalMove("Choose the kind, topic and signals from the lists.")
    if case.was_dissatisfied and kind != "complaint" and not reason.strip():
        raise IllegalMove(
            "This was read as unhappy with us. Say why it is not (1.3); the choice stays open to the resident."
        )


async def _keep_label(
    at_hand: CaseAtHand,
    message_id: int,
    *,
    agreed: bool,
    kind: str,
    topic: str,
    wants_action: bool,
    explicit: bool,
    signals: Sequence[str],
    reason: str,
    blind: bool,
) -> None:
    message = await messages.get_message(at_hand.moment.session, at_hand.by.landlord_id, message_id)
    if message is None or message.conversation_id != at_hand.conversation.id:
        raise NotFound("message", message_id)
    if message.case_id != at_hand.case.id:
        raise IllegalMove("This message belongs to another case. Correct its reading there.")
    at_hand.moment.session.add(
        ReviewRow(
            landlord_id=at_hand.by.landlord_id,
            message_id=message_id,
            staff_email=at_hand.by.email,
            agreed=agreed,
            kind=kind,
            topic=topic,
            wants_action=wants_action,
            explicit=explicit,
            signals=sorted(signals),
            reason=reason,
            blind=blind,
            created_at=at_hand.moment.now,
        )
    )
    message.review_rank, message.review_by, message.review_until = None, "", None
    at_hand.moment.session.add(message)
    await at_hand.moment.session.flush()


async def _move(
    at_hand: CaseAtHand, kind: Kind, *, wants_action: bool, explicit: bool, cancelled: bool
) -> None:
    case = at_hand.case
    if kind is Kind.COMPLAINT and explicit:
        await _make_complaint(at_hand, wants_action=wants_action)
    elif kind is Kind.COMPLAINT:
        await _give_the_choice(at_hand, wants_action=wants_action)
    elif case.kind != "complaint":
        await _refile(at_hand, kind, wants_action=wants_action, cancelled=cancelled)
    else:
        await _give_the_choice(at_hand, wants_action=wants_action or kind is Kind.SERVICE_REQUEST)


async def _make_complaint(at_hand: CaseAtHand, *, wants_action: bool) -> None:
    """They asked to complain after all: logged from their message; what is to be put right stays with its team. Code: 1.5"""
    case, moment = at_hand.case, at_hand.moment
    moment.session.add(case)
    if case.kind == "complaint":
        return
    known = [
        one
        for one in await offers.list_case_offers(moment.session, case.landlord_id, [case.id or 0])
        if one.state != offers.ACCEPTED
    ]
    at = case.received_at
    if known:
        complaint = await accept(
            moment, known[-1], message=None, chosen_at=known[-1].created_at, how="corrected"
        )
    elif case.kind == "service_request" and wants_action:
        complaint = await complaint_from(
            moment, case, message=None, received_at=at, chosen_at=at, relief=True
        )
    else:
        complaint = case
        await opening.start_complaint(moment, case, received_at=at, chosen_at=at, relief=True)
    if complaint is case and wants_action:
        await opening.request_of(moment, case)
    await _tell(at_hand, "complaint_logged", case=complaint)


async def _give_the_choice(at_hand: CaseAtHand, *, wants_action: bool) -> None:
    """Dissatisfied after all: the choice is offered now, and what is to be put right goes to its team."""
    moment, case = at_hand.moment, at_hand.case
    await _place(at_hand, Action.OFFER_COMPLAINT, wants_action=wants_action)
    case.was_dissatisfied = True
    known = await offers.list_case_offers(moment.session, case.landlord_id, [case.id or 0])
    if known and known[-1].state != offers.ACCEPTED:
        moment.session.add(case)
        return
    offer = OfferRow(
        landlord_id=case.landlord_id,
        conversation_id=case.conversation_id,
        case_id=case.id or 0,
        message_id=case.opened_from,
        created_at=case.received_at,
    )
    moment.session.add_all((case, offer))
    await moment.session.flush()
    await _tell(at_hand, "choice_offer", offer=offer)


async def _refile(at_hand: CaseAtHand, kind: Kind, *, wants_action: bool, cancelled: bool) -> None:
    actions = {
        Kind.SERVICE_REQUEST: (Action.LOG_SERVICE_REQUEST, "service_request_receipt"),
        Kind.ENQUIRY: (Action.ANSWER_ENQUIRY, "enquiry_receipt"),
        Kind.SURVEY_FEEDBACK: (Action.SIGNPOST, "survey_signpost"),
    }
    action, text = actions[kind]
    before = at_hand.case.kind
    await _place(at_hand, action, wants_action=wants_action or kind is Kind.SERVICE_REQUEST)
    at_hand.moment.session.add(at_hand.case)
    if cancelled or before != at_hand.case.kind:
        await _tell(at_hand, text)


async def _place(at_hand: CaseAtHand, action: Action, *, wants_action: bool) -> None:
    moment, case = at_hand.moment, at_hand.case
    where = place(
        moment.profile,
        action,
        case.topic,
        wants_action=wants_action,
        on=moment.today,
        holidays=moment.holidays,
    )
    case.kind, case.stage, case.queue, case.team, case.contact_by = (
        where.kind,
        where.stage,
        where.queue,
        where.team,
        where.contact_by,
    )
    case.acknowledge_by = case.respond_by = case.respond_backstop = None
    await end_clocks(
        moment, case, ("acknowledge_stage_1", "own_acknowledge"), why="replaced", by=at_hand.by.email
    )
    opening.set_next_due(case)


async def _tell(
    at_hand: CaseAtHand, text: str, *, offer: OfferRow | None = None, case: CaseRow | None = None
) -> None:
    """Tell the resident, unless nothing may go to them by itself: then a person does."""
    moment, case = at_hand.moment, case or at_hand.case
    if resident_is_out_of_reach(at_hand.resident) or case.restricted or not at_hand.conversation.door:
        await ask_for(moment, OFFER_IN_PERSON, case=case, key=f"tell:{text}:{case.id}")
        return
    facts = replace(
        await case_facts(moment, case, request=await linked_request(moment, case)), by_computer=False
    )
    if offer is not None:
        facts = offer_facts(moment, facts, offer)
    key = f"correction:{case.id}:{text}:{int(moment.now.timestamp())}"
    await say(
        moment,
        at_hand.conversation,
        Answer(text, "offer" if offer else "answer", key, facts, case=case, offer=offer, automatic="no"),
    )
