"""What does a bare reply do: a yes, a no, "call me", a reference, "done" or "not done"? Pure. Code: 1.3, 1.4, 1.5.

What it replies to says which matter it means; a yes to something else we asked opens nothing.
"""

import re

from bot.choice import Answer
from bot.decision.matters import case_meant, find_case
from bot.decision.signs import RISKS
from bot.decision.values import Action, CaseStanding, Decision, OfferStanding, Standing
from classifiers.reading import Reading

_NAMES_A_COMPLAINT = re.compile(r"\bcompl[ai]", re.IGNORECASE)
_ANGRY = frozenset("😡😠🤬😤👿💢😭😢💔🤮🤢🖕😱🔥🚨🆘☠💀")  # unhappy again, or in need: a person reads these
_BESIDE_A_REFERENCE = ("YES", "PLEASE", "THANKS")


def answer_if_done(done: bool | None, answer: Answer, text: str, standing: Standing) -> Decision | None:
    """DONE or NOT DONE in reply to "is it done?"; a no is an offer, never a closed request. Code: 1.4, 1.5"""
    plain = answer in (Answer.YES, Answer.NO) and not _NAMES_A_COMPLAINT.search(text)
    request = _request_meant(standing)
    chooses = answer is Answer.YES and request is not None and _waits_for_the_choice(request, standing)
    if standing.asked_if_done and plain and done is None and not chooses:
        done = answer is Answer.YES
    if done is None or request is None:
        return None
    if done:
        return Decision(Action.DONE, "They say it is done.", case=request.id)
    return not_done(request, standing)


def _request_meant(standing: Standing) -> CaseStanding | None:
    """The request replied to, or the only open one: with two, nobody knows which is done."""
    if standing.replied_case is not None:
        replied = find_case(standing, standing.replied_case)
        return replied if replied is not None and replied.kind == "service_request" else None
    still_open = [case for case in standing.cases if case.kind == "service_request" and case.is_open]
    return still_open[0] if len(still_open) == 1 else None


def _waits_for_the_choice(request: CaseStanding, standing: Standing) -> bool:
    """Two of our questions are open; a bare yes opens the complaint, for the request goes on either way. Code: 1.3"""
    return any(
        offer.case_id == request.id and offer.state in ("pending", "unanswered") for offer in standing.offers
    )


def not_done(request: CaseStanding, standing: Standing) -> Decision:
    """One open offer a matter: where there was an offer or a complaint already, a person hears of it instead."""
    offers = [offer for offer in standing.offers if offer.case_id == request.id]
    complaint = find_case(standing, offers[-1].complaint_id) if offers else None
    if complaint is not None and complaint.is_open:
        return Decision(
            Action.ADD_TO_CASE, "They say it is still not done.", case=complaint.id, to_handler=True
        )
    if offers and offers[-1].state == "pending":
        return second_unhappy(offers[-1])
    return Decision(
        Action.OFFER_COMPLAINT,
        "They say it is still not done on the day we promised.",
        case=request.id,
        to_handler=True,
    )


def asked_again(case: CaseStanding) -> Decision:
    """They tapped "look at it again" under something we sent after our answer; no reasons are needed. Code: 6.10, 6.12"""
    if case.stage_2_answered:
        reason = "They ask us to look again after our final answer; the Ombudsman is next."
        return Decision(Action.FINAL_ANSWER, reason, case=case.id, to_handler=True)
    if case.stage == 1 and case.stage_1_answered:
        return Decision(Action.ESCALATE, "They asked us to look at our stage 1 answer again.", case=case.id)
    if case.stage == 2:
        return Decision(Action.FILE, "They asked again; stage 2 is already open.", case=case.id)
    return Decision(
        Action.ADD_TO_CASE,
        "They ask us to look at it again, before our answer.",
        case=case.id,
        to_handler=True,
    )


def second_unhappy(offer: OfferStanding) -> Decision:
    """Unhappy a second time: no third question, a person. Code: 5.2"""
    return Decision(
        Action.SECOND_UNHAPPY,
        "They are unhappy a second time about the same matter, so a person reads it today.",
        case=offer.case_id,
        offer=offer.id,
    )


def named_by_reference(text: str, standing: Standing) -> Decision | None:
    """The answer to "which one?": a reference, with a yes or alone, and nothing else."""
    words = re.findall(r"[A-Z0-9-]+", text.upper())
    said = [word for word in words if word not in _BESIDE_A_REFERENCE]
    if "YES" not in words and _pending(standing) < 2:
        return None
    for offer in standing.offers:
        if offer.reference and said == [offer.reference.upper()] and offer.state != "accepted":
            return take_answer(Answer.YES, offer)
    return None


def is_asked(standing: Standing) -> bool:
    """Whether they were asked and have not answered, or reply to the very question; only then are they asked back."""
    waits = any(offer.state in ("pending", "unanswered") for offer in standing.offers)
    return waits or standing.replied_offer is not None


def answer_to_the_choice(answer: Answer, text: str, standing: Standing) -> Decision | None:
    """A plain yes, no or "call me"."""
    if answer is Answer.UNCLEAR:
        return None
    if answer is Answer.CALL:
        return Decision(Action.PROMISE_CALL, "They asked us to ring them.", case=case_meant(standing))
    names_a_complaint = bool(_NAMES_A_COMPLAINT.search(text))
    if standing.replied_letter and not names_a_complaint:
        return None
    return _by_what_it_replies_to(answer, standing, names_a_complaint=names_a_complaint)


def picture_for_an_answer(reading: Reading, text: str, standing: Standing) -> Decision | None:
    """A picture and no word, while the choice waits: a thumb may mean yes, no or "seen"; an angry face is no answer."""
    waiting = [offer for offer in standing.offers if offer.state == "pending"]
    if not waiting or any(sign.isalnum() for sign in text) or _ANGRY.intersection(text):
        return None
    offer = _offer_replied_to(standing) or waiting[-1]
    if offer.state != "pending" or reading.has(*RISKS):
        return None
    return Decision(
        Action.ASK_AGAIN,
        "They sent a picture and no words, so they are asked once more what they choose.",
        case=offer.case_id,
        offer=offer.id,
    )


def _by_what_it_replies_to(answer: Answer, standing: Standing, *, names_a_complaint: bool) -> Decision | None:
    offer = _offer_replied_to(standing)
    if offer is not None:
        return take_answer(answer, offer)
    replied = find_case(standing, standing.replied_case)
    asks_for_yes = (
        replied is not None and replied.kind == "contact"
    )  # "reply YES" stands in the receipt of one
    if (
        answer is Answer.YES
        and replied is not None
        and replied.kind != "complaint"
        and (names_a_complaint or asks_for_yes)
    ):
        return Decision(Action.LOG_COMPLAINT, "They replied that they want to complain.", case=replied.id)
    if replied is not None and (answer is Answer.NO or replied.kind == "complaint" or not _pending(standing)):
        return None  # it answers something else in that thread
    if answer is Answer.YES and _pending(standing) > 1:
        return Decision(Action.ASK_WHICH, "They said yes, and two matters are waiting for an answer.")
    if not standing.offers:
        return _chosen_without_offer(answer, standing, names_a_complaint=names_a_complaint)
    return _by_the_latest(answer, standing)


def _offer_replied_to(standing: Standing) -> OfferStanding | None:
    """The offer replied to, or the one on the case replied to: "reply YES at any time" stands in more than the offer."""
    known = [offer for offer in standing.offers if offer.id == standing.replied_offer]
    if standing.replied_offer is None and standing.replied_case is not None:
        known = [
            offer for offer in standing.offers if standing.replied_case in (offer.case_id, offer.complaint_id)
        ]
    unaccepted = [offer for offer in known if offer.state != "accepted"]
    candidates = unaccepted or known
    return candidates[-1] if candidates else None


def _by_the_latest(answer: Answer, standing: Standing) -> Decision:
    """The latest that waits; else the latest of all, so that a yes said twice does not take up an older one."""
    waiting = [offer for offer in standing.offers if offer.state == "pending"]
    unaccepted = [offer for offer in standing.offers if offer.state != "accepted"]
    offer = (waiting or (unaccepted if answer is Answer.NO else []) or list(standing.offers))[-1]
    if answer is Answer.YES and offer.state == "accepted" and unaccepted:
        reason = (
            "They said yes again, and an older matter was never taken up, so a person looks which is meant."
        )
        return Decision(Action.ADD_TO_CASE, reason, case=offer.complaint_id, to_handler=True)
    return take_answer(answer, offer)


def _pending(standing: Standing) -> int:
    return sum(offer.state == "pending" for offer in standing.offers)


def take_answer(answer: Answer, offer: OfferStanding) -> Decision:
    """What a plain yes or no to one offer means, by what became of it before."""
    if answer is Answer.YES and offer.state == "accepted":
        return Decision(
            Action.FILE,
            "They said yes again; the complaint is already open.",
            case=offer.complaint_id,
            offer=offer.id,
            said_again=True,
        )
    if answer is Answer.YES:
        return Decision(
            Action.OPEN_CHOSEN, "They said yes to a complaint.", case=offer.case_id, offer=offer.id
        )
    if offer.state == "accepted":
        return Decision(
            Action.CHANGED_MIND,
            "They said no after saying yes, so a person checks with them.",
            case=offer.complaint_id,
            offer=offer.id,
        )
    return Decision(
        Action.DECLINE, "They said they do not want to complain now.", case=offer.case_id, offer=offer.id
    )


def _chosen_without_offer(answer: Answer, standing: Standing, *, names_a_complaint: bool) -> Decision | None:
    # "COMPLAINT" by itself: every text of ours says it may be sent. A bare yes answers nothing we asked.
    meant = find_case(standing, case_meant(standing))
    if answer is not Answer.YES or meant is None or meant.kind == "complaint":
        return None
    if not names_a_complaint and meant.kind != "contact":
        return None
    return Decision(Action.LOG_COMPLAINT, "They replied that they want to complain.", case=meant.id)
