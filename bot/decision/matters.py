"""Which matter does a message mean? Pure: topics, offers, cases and what is replied to.

Topics can be misread, so a reply counts for more than a topic, and a vague topic ("service", "other") fits any.
"""

from datetime import date

from bot.decision.signs import reads_unhappy
from bot.decision.values import CaseStanding, OfferStanding, Standing
from bot.working_days import london_date, working_days_between
from classifiers.labels import Signal, Topic
from classifiers.reading import Reading

SAME_MATTER_WORKING_DAYS = 20
_VAGUE = (Topic.SERVICE, Topic.OTHER)


def about(reading: Reading, topic: str) -> bool:
    """Whether it may speak of a matter of this topic."""
    return reading.topic.value == topic or reading.topic in _VAGUE


def is_elsewhere(reading: Reading, topic: str) -> bool:
    """Whether it plainly speaks of another matter, though it may be written as a reply."""
    return not about(reading, topic)


def same_matter(
    reading: Reading, standing: Standing, *, today: date, holidays: frozenset[date]
) -> OfferStanding | None:
    """The latest offer of the last 20 working days on the same matter that was not taken up."""
    for offer in reversed(standing.offers):
        recent = (
            working_days_between(london_date(offer.created_at), today, holidays=holidays)
            <= SAME_MATTER_WORKING_DAYS
        )
        if offer.state != "accepted" and recent and about(reading, offer.topic):
            return offer
    return None


def untaken_offer(reading: Reading, standing: Standing) -> OfferStanding | None:
    """The offer an explicit complaint takes up: the pending one it replies to, else the latest on its matter."""
    untaken = [offer for offer in standing.offers if offer.state != "accepted"]
    replied = [offer for offer in untaken if offer.id == standing.replied_offer and offer.state == "pending"]
    alike = [offer for offer in untaken if about(reading, offer.topic)]
    candidates = replied or alike
    return candidates[-1] if candidates else None


def open_complaint_meant(reading: Reading, standing: Standing) -> CaseStanding | None:
    """The open complaint a message joins; None where it is a new matter or there is none."""
    replied = find_case(standing, standing.replied_case)
    if replied is not None and replied.kind == "complaint":
        return replied if replied.is_open else None
    complaints = [case for case in standing.cases if case.kind == "complaint" and case.is_open]
    if reading.has(Signal.ESCALATION, Signal.ANSWER_OVERDUE):
        alike = [case for case in complaints if about(reading, case.topic)] or complaints
        return alike[-1] if alike else None
    if replied is None:
        alike = [case for case in complaints if about(reading, case.topic)]
        return alike[-1] if alike else None
    # Unhappy in the thread of a request whose complaint is open already: its handler reads it.
    beside = [offer.complaint_id for offer in standing.offers if offer.case_id == replied.id]
    known = [case for case in complaints if case.id in beside or case.topic == replied.topic]
    meant = known and (reads_unhappy(reading) or reading.explicit) and about(reading, replied.topic)
    return known[-1] if meant else None


def case_meant(standing: Standing) -> int | None:
    """The case replied to, else the latest open one, else the latest."""
    if standing.replied_case is not None:
        return standing.replied_case
    open_cases = [case.id for case in standing.cases if case.is_open]
    candidates = open_cases or [case.id for case in standing.cases]
    return candidates[-1] if candidates else None


def find_case(standing: Standing, case_id: int | None) -> CaseStanding | None:
    """The case of this number, or None."""
    return next((case for case in standing.cases if case.id == case_id), None)


def complaint_to_look_at_again(standing: Standing) -> CaseStanding | None:
    """The complaint whose stage 1 answer can be looked at again: the one meant, else the latest. Code: 6.10"""
    answered = [
        case
        for case in standing.cases
        if case.kind == "complaint" and case.stage == 1 and case.stage_1_answered
    ]
    meant = [case for case in answered if standing.replied_case in (None, case.id)]
    return meant[-1] if meant else None


def find_latest(standing: Standing, *, kind: str) -> CaseStanding | None:
    """The latest case of this kind, or None."""
    found = [case for case in standing.cases if case.kind == kind]
    return found[-1] if found else None
