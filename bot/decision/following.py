"""What is done with a message when there is already an offer or a case? Code: 1.3, 1.5, 5.2, 6.8, 6.10.

Read from the top: an answer to the choice, then what was already answered, then what is open, then a new
matter. A matter is told from another by its topic and by what the message replies to; `matters.py` looks that up.
"""

import re
from datetime import date

from bot.choice import Answer, read_answer, read_done
from bot.decision.first import chosen_already, decide_first
from bot.decision.matters import (
    about,
    case_meant,
    find_case,
    find_latest,
    is_elsewhere,
    open_complaint_meant,
    same_matter,
    untaken_offer,
)
from bot.decision.replies import (
    answer_if_done,
    answer_to_the_choice,
    is_asked,
    named_by_reference,
    picture_for_an_answer,
    second_unhappy,
    take_answer,
)
from bot.decision.signs import reads_unhappy
from bot.decision.solicitors import is_solicitors_letter
from bot.decision.thanks import is_only_thanks
from bot.decision.values import Action, CaseStanding, Decision, Facts, Standing
from classifiers.labels import Choice, Kind, Signal
from classifiers.reading import Reading

__all__ = ["decide_chosen", "decide_following", "take_answer"]

_OUR_ANSWER = re.compile(
    r"\b(?:your|the|this|that) (?:\w+ ){0,2}?(?:answer|response|reply|decision|outcome|findings?|letter|offer|conclusion|stage 1|stage one)\b",
    re.IGNORECASE,
)


def decide_following(
    reading: Reading, facts: Facts, standing: Standing, *, today: date, holidays: frozenset[date]
) -> Decision:
    """Choose the action for a message in a conversation that already has an offer or a case."""
    if not facts.text.strip():
        return _without_words(reading, facts, standing)
    if facts.answers_survey:
        return _answer_to_a_survey(reading, facts, standing)
    is_reply = standing.replied_case is not None or standing.replied_offer is not None
    if not is_reply and (reading.has(Signal.REPRESENTATIVE) or is_solicitors_letter(reading, facts.text)):
        return decide_first(reading, facts)  # one who writes for many: the last matter is somebody else's
    learnt = reading.choice if is_asked(standing) else Choice.UNCLEAR
    said = read_answer(facts.text, learnt=learnt)
    return (
        answer_if_done(read_done(facts.text), read_answer(facts.text), facts.text, standing)
        or named_by_reference(facts.text, standing)
        or answer_to_the_choice(said, facts.text, standing)
        or picture_for_an_answer(reading, facts.text, standing)
        or _only_thanks(reading, facts, standing)
        or _after_a_refusal(reading, standing)
        or _after_an_answer(reading, facts, standing)
        or _on_an_open_complaint(reading, standing)
        or _unhappy_again(reading, standing, today=today, holidays=holidays)
        or _on_an_open_matter(reading, facts, standing)
        or decide_first(reading, facts)
    )


def _answer_to_a_survey(reading: Reading, facts: Facts, standing: Standing) -> Decision:
    """A wish for a complaint finds the matter it is about; anything else is feedback beside what is open. Code: 1.6, 6.10"""
    said = read_answer(facts.text) if standing.replied_survey else Answer.UNCLEAR
    if said is Answer.CALL:
        return Decision(Action.PROMISE_CALL, "They asked us to ring them.", case=case_meant(standing))
    wished = reading.explicit and not is_solicitors_letter(reading, facts.text)
    chosen = decide_chosen(reading, facts, standing) if wished else None
    return chosen or decide_first(reading, facts)


def decide_chosen(reading: Reading, facts: Facts, standing: Standing) -> Decision | None:
    """The matter that a resident who was asked and said yes complains about; None where it is a new one. Code: 1.3"""
    return (
        _after_an_answer(reading, facts, standing)
        or _on_an_open_complaint(reading, standing)
        or _chosen_on_a_matter(reading, standing)
    )


def _without_words(reading: Reading, facts: Facts, standing: Standing) -> Decision:
    """A photo for an open matter goes to whoever handles it; after an answer it may be the escalation itself."""
    case = find_case(standing, standing.replied_case)
    if case is None or not case.is_open or case.stage_1_answered:
        return decide_first(reading, facts)
    return Decision(
        Action.ADD_TO_CASE,
        "It holds no words, and belongs to a matter that is open.",
        case=case.id,
        to_handler=True,
    )


def _only_thanks(reading: Reading, facts: Facts, standing: Standing) -> Decision | None:
    """Plain thanks escalate nothing, whatever the low bar for an offer makes of them."""
    case = find_case(standing, case_meant(standing))
    if case is None or reading.kind is Kind.SURVEY_FEEDBACK or not is_only_thanks(reading, facts):
        return None
    return Decision(Action.FILE, "They thank us and ask for nothing; kept with the case.", case=case.id)


def _after_an_answer(reading: Reading, facts: Facts, standing: Standing) -> Decision | None:
    """Unhappiness after a stage 1 answer is stage 2, after stage 2 the Ombudsman; thanks are filed."""
    case = find_case(standing, standing.replied_case) or find_latest(standing, kind="complaint")
    if case is None or case.kind != "complaint" or not (case.stage_1_answered or case.stage_2_answered):
        return None
    replied = standing.replied_case == case.id
    if reading.kind is Kind.SURVEY_FEEDBACK and not replied:
        return None
    if not (reading.unhappy or reads_unhappy(reading) or reading.explicit):
        return None
    if not replied and not _speaks_of_our_answer(reading, facts, case):
        return None  # another grievance, told afresh
    return _look_again(reading, case)


def _after_a_refusal(reading: Reading, standing: Standing) -> Decision | None:
    """Whoever answers our refusal of a complaint disputes it: a person weighs that, and nobody asks them anew. Code: 2.4"""
    case = find_case(standing, standing.replied_case)
    if case is None or not case.was_refused or is_elsewhere(reading, case.topic):
        return None
    if not (reading.unhappy or reads_unhappy(reading) or reading.explicit):
        return None
    return Decision(
        Action.ADD_TO_CASE,
        "We refused this complaint, and they say that it was wrong to. A person weighs it.",
        case=case.id,
        to_handler=True,
    )


def _speaks_of_our_answer(reading: Reading, facts: Facts, case: CaseStanding) -> bool:
    if reading.has(Signal.ESCALATION) or reading.topic.value == case.topic:
        return True
    return not is_elsewhere(reading, case.topic) and bool(_OUR_ANSWER.search(facts.text))


def _look_again(reading: Reading, case: CaseStanding) -> Decision | None:
    if case.stage_2_answered:
        if reading.explicit and is_elsewhere(reading, case.topic) and not reading.has(Signal.ESCALATION):
            return None  # a new complaint, though written as a reply
        return Decision(
            Action.FINAL_ANSWER,
            "They are unhappy after our final answer; the Ombudsman is next.",
            case=case.id,
            to_handler=True,
        )
    if case.stage == 1:
        return Decision(
            Action.ESCALATE, "They are unhappy with our stage 1 answer. No reasons are needed.", case=case.id
        )
    return None


def _on_an_open_complaint(reading: Reading, standing: Standing) -> Decision | None:
    if reading.kind is Kind.SURVEY_FEEDBACK and standing.replied_case is None:
        return None
    case = open_complaint_meant(reading, standing)
    if case is None:
        return None
    if case.stage_1_answered and (reads_unhappy(reading) or reading.explicit):
        looked_at_again = _look_again(reading, case)
        if looked_at_again is not None:
            return looked_at_again
    return Decision(
        Action.ADD_TO_CASE,
        "It belongs to a complaint that is open. Whoever handles it reads it and adds what is new.",
        case=case.id,
        to_handler=True,
    )


def _unhappy_again(
    reading: Reading, standing: Standing, *, today: date, holidays: frozenset[date]
) -> Decision | None:
    if not reads_unhappy(reading) or reading.explicit:
        return _chosen_on_a_matter(reading, standing)
    offer = same_matter(reading, standing, today=today, holidays=holidays)
    if offer is None:
        return _unhappy_with_a_request(reading, standing)
    if reading.has(Signal.DECLINES_COMPLAINT):
        return Decision(
            Action.DECLINE,
            "They say again that they do not want to complain.",
            case=offer.case_id,
            offer=offer.id,
        )
    return second_unhappy(offer)


def _chosen_on_a_matter(reading: Reading, standing: Standing) -> Decision | None:
    """An explicit complaint in a known matter takes up the offer, or is linked with the request."""
    if not reading.explicit:
        return None
    offer = untaken_offer(reading, standing)
    if offer is not None:
        return Decision(
            Action.OPEN_CHOSEN,
            "They asked for a complaint to be made.",
            case=offer.case_id,
            offer=offer.id,
            to_handler=is_elsewhere(reading, offer.topic),
        )
    request = _matching_request(reading, standing)
    decided = chosen_already(reading)
    if decided is None or request is None:
        return decided
    return Decision(decided.action, decided.reason, case=request.id, to_match=decided.to_match)


def _unhappy_with_a_request(reading: Reading, standing: Standing) -> Decision | None:
    request = _matching_request(reading, standing)
    if request is None:
        return None
    declined = reading.has(Signal.DECLINES_COMPLAINT)
    if not request.is_open and reading.wants_action:
        return Decision(
            Action.OFFER_COMPLAINT,
            "They are unhappy after a request was closed. What is to be put right is passed on anew, and the choice is theirs.",
            declined=declined,
        )
    return Decision(
        Action.OFFER_COMPLAINT,
        "They are unhappy with how a request is going. The request goes on, and the choice is theirs.",
        case=request.id,
        declined=declined,
        to_handler=reading.wants_action and request.is_open,
    )


def _matching_request(reading: Reading, standing: Standing) -> CaseStanding | None:
    """The request it replies to, or an open one of its topic: an old one is not reopened by a new matter."""
    replied = find_case(standing, standing.replied_case)
    if replied is not None and replied.kind != "complaint" and not is_elsewhere(reading, replied.topic):
        return replied
    alike = [
        case
        for case in standing.cases
        if case.kind == "service_request" and case.is_open and about(reading, case.topic)
    ]
    return alike[-1] if alike else None


def _on_an_open_matter(reading: Reading, facts: Facts, standing: Standing) -> Decision | None:
    """What is neither unhappy nor an answer: thanks, news on a request, or a matter of its own."""
    if reading.explicit or reads_unhappy(reading) or reading.kind is Kind.SURVEY_FEEDBACK:
        return None
    case = find_case(standing, case_meant(standing))
    if case is None or _is_new_matter(reading, facts, case, replied=standing.replied_case == case.id):
        return None
    if not case.is_open:
        return None
    return Decision(Action.ADD_TO_CASE, "It belongs to a matter that is open.", case=case.id, to_handler=True)


def _is_new_matter(reading: Reading, facts: Facts, case: CaseStanding, *, replied: bool) -> bool:
    if reading.wants_action:
        # A fresh mail that reports something is a report of its own: a chat has no threads, a mail has.
        told_afresh = (
            facts.channel == "email" and not replied and reading.sure and not reading.has(Signal.REPEAT)
        )
        return told_afresh or is_elsewhere(reading, case.topic) or not case.is_open
    return not replied and is_elsewhere(reading, case.topic)
