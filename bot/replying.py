"""What is the one thing said back to a message? The facts of its outcome, in the text the precautions allow."""

from dataclasses import replace

from bot import opening
from bot.acknowledging import acknowledge
from bot.answering import (
    Answer,
    case_facts,
    landlord_facts,
    link_to,
    look_again_facts,
    offer_facts,
    say,
    tomorrow,
)
from bot.carrying_out import Outcome, Situation
from bot.deadlines import investigate_by
from bot.decision.matters import complaint_to_look_at_again
from bot.decision.values import Action
from bot.moment import Moment
from bot.store import cases, offers
from bot.wording.facts import Facts, MatterFacts

_COMPLAINT_ACTIONS = (Action.LOG_COMPLAINT, Action.OPEN_CHOSEN)


async def answer(moment: Moment, at_hand: Situation, outcome: Outcome) -> bool:
    """Put the one answer in the outbox; False where nothing is said."""
    name, action = at_hand.precautions.text, at_hand.decision.action
    if not name or not at_hand.conversation.door:
        return False
    at_once = (
        moment.profile.acknowledgement == "at_once"
        and action in _COMPLAINT_ACTIONS
        and name == "complaint_logged"
    )
    if at_once and outcome.case is not None and not outcome.case.guard_barred:
        return await acknowledge(moment, outcome.case, by="hark", answers=at_hand.message) is not None
    facts = await _facts(moment, at_hand, outcome)
    carries_offer = outcome.offer is not None and name in (
        "choice_offer",
        "emergency_reply",
        "second_unhappy",
        "open_door",
        "ask_again",
    )
    said = Answer(
        name,
        "offer" if carries_offer and action is Action.OFFER_COMPLAINT else "answer",
        f"answer:{at_hand.message.id}",
        facts,
        case=outcome.case,
        offer=outcome.offer if carries_offer else None,
        answers=at_hand.message,
    )
    return await say(moment, at_hand.conversation, said) is not None


async def _facts(moment: Moment, at_hand: Situation, outcome: Outcome) -> Facts:
    safe, case = at_hand.precautions, outcome.case
    if case is None:
        facts = await _facts_without_case(moment, at_hand)
    else:
        facts = await case_facts(
            moment, case, request=outcome.request if outcome.request is not case else None
        )
    if outcome.offer is not None and outcome.offer.state != offers.ACCEPTED:
        facts = offer_facts(moment, facts, outcome.offer)
    if at_hand.decision.action is Action.ASK_A_PERSON:
        facts = replace(facts, yes_link=facts.complain_link)
    if safe.text == "survey_signpost":
        facts = await _with_look_again(moment, at_hand, facts)
    return replace(
        facts,
        words=facts.words if _answers_us(at_hand) else opening.shorten(at_hand.message.text) or facts.words,
        received_at=at_hand.message.received_at,
        complaint_logged=at_hand.decision.action in _COMPLAINT_ACTIONS,
        danger=safe.danger if safe.danger in ("emergency", "hazard") else "",  # type: ignore[arg-type]
        danger_kind=safe.danger_kind,  # type: ignore[arg-type]
        alerted_at=moment.now if safe.alerts and moment.is_live and moment.profile.on_call else None,
        hazard=safe.hazard.replace("_", " ") if safe.hazard == "damp_mould" else "",
        hazard_by=investigate_by(moment.today, holidays=moment.holidays)
        if safe.hazard and safe.danger != "emergency"
        else None,
        told_no_to=at_hand.told_no_to,
        ring_by=tomorrow(moment)
        if at_hand.decision.action in (Action.PROMISE_CALL, Action.CHANGED_MIND)
        else None,
    )


async def _with_look_again(moment: Moment, at_hand: Situation, facts: Facts) -> Facts:
    """After an answer of ours, the way to have it looked at again; never of a case that is kept from view. Code: 6.10"""
    answered = complaint_to_look_at_again(at_hand.standing)
    if answered is None:
        return facts
    case = await cases.get_case(moment.session, moment.profile.id, answered.id)
    return facts if case.restricted else look_again_facts(moment, facts, case)


def _answers_us(at_hand: Situation) -> bool:
    """Whether the message is a yes or a no to something of ours; then the words that matter came before."""
    answers = (
        Action.OPEN_CHOSEN,
        Action.DECLINE,
        Action.CHANGED_MIND,
        Action.PROMISE_CALL,
        Action.ASK_AGAIN,
    )
    taken_up = at_hand.decision.action is Action.LOG_COMPLAINT and at_hand.decision.case is not None
    return at_hand.decision.action in answers or taken_up


async def _facts_without_case(moment: Moment, at_hand: Situation) -> Facts:
    matters = []
    if at_hand.decision.action is Action.ASK_WHICH:
        for standing in (one for one in at_hand.standing.offers if one.state == "pending"):
            host = await cases.get_case(moment.session, moment.profile.id, standing.case_id)
            matters.append(
                MatterFacts(
                    host.reference, host.words, link_to(moment, "choice", "offer", standing.id, "?say=yes")
                )
            )
    return Facts(landlord=landlord_facts(moment), matters=tuple(matters), read_by=tomorrow(moment))
