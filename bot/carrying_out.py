"""How is a decision carried out? Cases, offers, tasks, alerts and the one answer, all in one transaction."""

from dataclasses import dataclass, replace
from datetime import date

from bot import opening
from bot.answering import (
    linked_request,
)
from bot.choosing import accept, complaint_from, decline, words_of
from bot.decision.across import SILENCE_MEANS_A_CALL, Precautions
from bot.decision.values import Action, Decision, Standing
from bot.moment import Moment
from bot.queues import place, request_beside
from bot.store import cases, offers
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.offers import OfferRow
from bot.store.people import ConversationRow, ResidentRow
from bot.working_days import london_date
from classifiers.reading import Reading

_COMPLAINT_ACTIONS = (Action.LOG_COMPLAINT, Action.OPEN_CHOSEN)


@dataclass(frozen=True)
class Situation:
    """Everything known of one message when its decision is carried out."""

    message: MessageRow
    conversation: ConversationRow
    resident: ResidentRow
    standing: Standing
    decision: Decision
    reading: Reading
    precautions: Precautions
    hidden_from: tuple[str, ...] = ()
    how: str = "reply"  #: how a choice was answered: reply, page, call, visit, letter, social
    told_no_to: str = ""  #: to whom they said that they do not want to complain


@dataclass
class Outcome:
    """What carrying out brought about."""

    case: CaseRow | None = None
    request: CaseRow | None = None  #: the service request beside it
    offer: OfferRow | None = None


async def carry_out(moment: Moment, at_hand: Situation) -> Outcome:
    """Write what the decision means for cases and offers. The answer and the precautions come after."""
    action = at_hand.decision.action
    if action is Action.LOG_COMPLAINT:
        return await _log_complaint(moment, at_hand)
    if action is Action.OPEN_CHOSEN:
        return await _open_chosen(moment, at_hand)
    if action is Action.OFFER_COMPLAINT:
        return await _offer(moment, at_hand)
    if action in (Action.DECLINE, Action.SECOND_UNHAPPY, Action.CHANGED_MIND, Action.ASK_AGAIN):
        return await _on_an_offer(moment, at_hand)
    if action is Action.DONE:
        return await _close_done(moment, at_hand)
    if action is Action.ESCALATE:
        case = await _known_case(moment, at_hand)
        assert case is not None  # noqa: S101 - a decision to escalate names the case
        await opening.start_stage_2(moment, case, requested_at=at_hand.message.received_at)
        return Outcome(case)
    if at_hand.decision.case is None and action in _OPENS:
        return await _open_new(moment, at_hand)
    return Outcome(await _known_case(moment, at_hand))


_OPENS = (Action.LOG_SERVICE_REQUEST, Action.ANSWER_ENQUIRY, Action.ASK_A_PERSON, Action.SIGNPOST)


async def _known_case(moment: Moment, at_hand: Situation) -> CaseRow | None:
    if at_hand.decision.case is None:
        return None
    return await cases.get_case(moment.session, moment.profile.id, at_hand.decision.case)


async def _known_offer(moment: Moment, at_hand: Situation) -> OfferRow | None:
    if at_hand.decision.offer is None:
        return None
    return await offers.find_offer(moment.session, moment.profile.id, at_hand.decision.offer)


def matter_of(at_hand: Situation) -> opening.Matter:
    """What a new case is about."""
    reading, safe = at_hand.reading, at_hand.precautions
    words = at_hand.message.text or at_hand.message.subject
    return opening.Matter(
        topic=reading.topic.value,
        words=words,
        signals=[signal.value for signal in reading.signals],
        is_dissatisfied=reading.unhappy or reading.explicit,
        restricted=safe.restricted or at_hand.resident.on_hold,
        hidden_from=at_hand.hidden_from,
        guard_barred=safe.guard_barred,
    )


async def _open_new(moment: Moment, at_hand: Situation) -> Outcome:
    if at_hand.message.automatic:
        return Outcome()  # a machine's mail has no case until a person makes one of it
    reading, message = at_hand.reading, at_hand.message
    action = at_hand.decision.action
    where = place(
        moment.profile,
        action,
        reading.topic.value,
        wants_action=reading.wants_action,
        on=_counted_from(moment, message),
        holidays=moment.holidays,
    )
    case = await opening.open_case(
        moment, message, at_hand.resident.id or 0, where, matter_of(at_hand), received_at=message.received_at
    )
    if action is Action.ASK_A_PERSON:
        await opening.owe_acknowledgement(moment, case)
    if at_hand.decision.declined:
        await _put_on_record(moment, at_hand, case)
    request = await _request_beside(moment, at_hand, case) if action is Action.SIGNPOST else None
    return Outcome(case, request)


async def _request_beside(moment: Moment, at_hand: Situation, case: CaseRow) -> CaseRow | None:
    """What is to be put right goes to its own team at once, whatever else becomes of the message. Code: 1.5"""
    if not at_hand.reading.wants_action:
        return None
    where = request_beside(
        moment.profile,
        at_hand.reading.topic.value,
        on=_counted_from(moment, at_hand.message),
        holidays=moment.holidays,
    )
    matter = replace(matter_of(at_hand), is_dissatisfied=False)
    request = await opening.open_case(
        moment,
        at_hand.message,
        at_hand.resident.id or 0,
        where,
        matter,
        received_at=at_hand.message.received_at,
    )
    await opening.link(moment, case, request, "request")
    return request


async def _log_complaint(moment: Moment, at_hand: Situation) -> Outcome:
    message, now = at_hand.message, at_hand.message.received_at
    host = await _known_case(moment, at_hand)
    if host is not None:
        first_told = host.received_at if host.kind == "contact" else now
        words = words_of(message.text)
        case = await complaint_from(
            moment, host, message=message, received_at=first_told, chosen_at=now, relief=True, words=words
        )
        await _record_yes(moment, at_hand, host, case)
        return Outcome(case, await linked_request(moment, case))
    where = place(
        moment.profile,
        Action.LOG_COMPLAINT,
        at_hand.reading.topic.value,
        wants_action=False,
        on=moment.today,
        holidays=moment.holidays,
    )
    case = await opening.open_case(
        moment, message, at_hand.resident.id or 0, where, matter_of(at_hand), received_at=now
    )
    await opening.start_complaint(moment, case, received_at=now, chosen_at=now, relief=True)
    await _record_yes(moment, at_hand, case, case)
    return Outcome(case, await _request_beside(moment, at_hand, case))


async def _open_chosen(moment: Moment, at_hand: Situation) -> Outcome:
    offer = await _known_offer(moment, at_hand)
    assert offer is not None  # noqa: S101 - a decision to open a chosen complaint names the offer
    case = await accept(
        moment, offer, message=at_hand.message, chosen_at=at_hand.message.received_at, how=at_hand.how
    )
    return Outcome(case, await linked_request(moment, case), offer)


async def _offer(moment: Moment, at_hand: Situation) -> Outcome:
    message, reading = at_hand.message, at_hand.reading
    case = await _known_case(moment, at_hand)
    if case is None:
        where = place(
            moment.profile,
            Action.OFFER_COMPLAINT,
            reading.topic.value,
            wants_action=reading.wants_action,
            on=_counted_from(moment, message),
            holidays=moment.holidays,
        )
        case = await opening.open_case(
            moment,
            message,
            at_hand.resident.id or 0,
            where,
            matter_of(at_hand),
            received_at=message.received_at,
        )
    case.was_dissatisfied = True
    moment.session.add(case)
    offer = await _put_on_record(moment, at_hand, case)
    return Outcome(case, case if case.kind == "service_request" else None, offer)


async def _put_on_record(moment: Moment, at_hand: Situation, case: CaseRow) -> OfferRow:
    """The choice as it stands: to be offered, refused in the same breath, or given and refused there and then."""
    message, decision = at_hand.message, at_hand.decision
    offer = OfferRow(
        landlord_id=moment.profile.id,
        conversation_id=at_hand.conversation.id or 0,
        case_id=case.id or 0,
        message_id=message.id or 0,
        state=offers.DECLINED if decision.declined else offers.PENDING,
        is_live=moment.is_live,
        sensitive=at_hand.reading.has(*SILENCE_MEANS_A_CALL),
        created_at=message.received_at,
        answered_at=message.received_at if decision.declined else None,
        answered_how="with the message" if decision.declined else "",
    )
    if decision.was_asked:
        offer.offered_at, offer.door, offer.answered_how = message.received_at, at_hand.how, at_hand.how
    moment.session.add(offer)
    await moment.session.flush()
    await moment.note("choice_due", case=case, row=f"offer:{offer.id}", codes={"declined": decision.declined})
    return offer


async def _record_yes(moment: Moment, at_hand: Situation, host: CaseRow, complaint: CaseRow) -> None:
    """They were asked there and then: when, where and what they said is on record. Code: 1.3"""
    if not at_hand.decision.was_asked:
        return
    offer = await _put_on_record(moment, at_hand, host)
    offer.state, offer.answered_at, offer.complaint_id = (
        offers.ACCEPTED,
        at_hand.message.received_at,
        complaint.id,
    )
    moment.session.add(offer)
    await moment.note("choice_yes", case=complaint, row=f"offer:{offer.id}", codes={"how": at_hand.how})


def _counted_from(moment: Moment, message: MessageRow) -> date:
    """A promise counts from the day they were in touch, also where it was typed later. Code: 5.12"""
    return min(london_date(message.received_at), moment.today)


async def _on_an_offer(moment: Moment, at_hand: Situation) -> Outcome:
    offer, case = await _known_offer(moment, at_hand), await _known_case(moment, at_hand)
    if offer is not None and at_hand.decision.action is Action.DECLINE:
        await decline(moment, offer, at=at_hand.message.received_at, how=at_hand.how)
    if offer is not None and at_hand.decision.action is Action.SECOND_UNHAPPY:
        offer.second_unhappy_at = at_hand.message.received_at
        moment.session.add(offer)
    request = case if case is not None and case.kind == "service_request" else None
    return Outcome(case, request, offer)


async def _close_done(moment: Moment, at_hand: Situation) -> Outcome:
    """The resident says it is done: the request is closed on their word. Code: 1.4"""
    case = await _known_case(moment, at_hand)
    if case is not None and case.kind == "service_request" and case.status == cases.OPEN:
        case.status, case.closed_at, case.closed_reason = (
            cases.CLOSED,
            moment.now,
            "the resident says it is done",
        )
        moment.session.add(case)
        await moment.note("closed", case=case, actor="resident")
    return Outcome(case)
