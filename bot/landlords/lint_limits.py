"""Whom and what does a policy shut out? Pure; sections 1, 2, 5.11 and 6.10 to 6.12."""

from typing import Final

from bot.landlords.departure import Departure, departs
from bot.landlords.policy_file import Policy

FEWEST_MONTHS: Final = 12
FEWEST_WAYS_IN: Final = 2
FAIR: Final = frozenset({"over_12_months", "court_claim_filed", "already_considered"})
#: matters that another body decides; a policy may say so, and the complaint about how they were handled stays
ELSEWHERE: Final = frozenset(
    {
        "service_request",
        "service_charge",
        "rent_level",
        "neighbour_dispute",
        "statutory_review",
        "traffic_orders",
        "legal_compromise",
    }
)
_CLASSES: Final = {
    "act_of_god": "2.1 2.5",
    "already_compensated": "2.1 2.5",
    "repairs_in_target": "2.1 2.5",
    "vexatious": "2.1 2.5",
    "pre_action_letter": "2.2",
    "insurance": "2.2 2.5",
    "unreasonably_pursued": "2.2 2.5 5.14",
    "repeated_allegations": "2.2 2.5 5.14",
    "neighbours": "1.2",
    "first_report": "1.3 1.4",
}
_WHY: Final = {
    "1.2": "a complaint about how the landlord dealt with it is one all the same",
    "1.3": "where a first report is unhappy, the choice to complain must be offered",
    "1.4": "a request is told from a complaint by what is asked, not turned away",
    "2.1": "no kind of complaint is turned away without looking at its own facts",
    "2.2": "only what is fair to residents may be shut out: over 12 months, a claim filed at court, already considered",
    "2.5": "each case is weighed for the person and the facts",
    "5.14": "how a resident behaves is for the policy on unacceptable behaviour, with evidence and a review",
}
_BY_TENURE: Final = frozenset({"applicant", "tenant", "leaseholder", "licensee"})


def time_limit(policy: Policy) -> list[Departure]:
    """At least 12 months from the event or from learning of it, and discretion beyond. Code: 2.2, 2.3"""
    months = policy.time_limit_months
    found: list[Departure] = []
    if months is not None and months < FEWEST_MONTHS:
        found += departs(
            "2.2 2.3",
            f"Complaints are taken within {months} months; the Code gives {FEWEST_MONTHS}, and discretion beyond.",
        )
    if policy.time_limit_discretion is False:
        found += departs(
            "2.3", "Older complaints are refused without weighing whether there is good reason to take them."
        )
    return found


def exclusions(policy: Policy) -> list[Departure]:
    """What is shut out is fair, and is weighed case by case. Code: 2.1, 2.2, 2.5"""
    found = []
    for one in policy.exclusions:
        if one.reason not in FAIR | ELSEWHERE:
            for provision in _CLASSES.get(one.reason, "2.2").split():
                found += departs(provision, f"The policy shuts out “{one.words}”: {_WHY[provision]}.")
    return found


def refusals(policy: Policy) -> list[Departure]:
    """A refusal gives reasons and the way to the Ombudsman. Code: 2.4"""
    missing = [what for what in ("reasons", "ombudsman") if what not in policy.refusal.contents]
    return (
        departs("2.4", f"A refusal does not tell: {', '.join(missing)}.")
        if policy.refusal.contents and missing
        else []
    )


def stage_2_refused(policy: Policy) -> list[Departure]:
    """Stage 2 is refused for the same fair reasons only. Code: 5.11, 6.10"""
    others = [why for why in policy.refusal.stage_2_reasons if why not in FAIR | ELSEWHERE]
    return (
        departs(
            "5.11 6.10",
            f"Stage 2 is refused for: {', '.join(why.replace('_', ' ') for why in others)}; who is still unhappy moves on.",
        )
        if others
        else []
    )


def stage_2_late(policy: Policy) -> list[Departure]:
    """The Code gives no time after which stage 2 cannot be asked for. Code: 5.11, 6.10"""
    limit = policy.escalate_limit
    if limit is None:
        return []
    said = f"{limit.amount} {limit.unit}"
    return departs(
        "5.11 6.10",
        f"Stage 2 must be asked for within {said}; the Code knows no such limit, so a late wish is taken.",
    )


def stage_2_whose(policy: Policy) -> list[Departure]:
    """Whoever could complain can escalate, household members and representatives too. Code: 1.2, 6.10"""
    said = {who.strip().lower() for who in policy.who_may_escalate}
    if not said or not said <= _BY_TENURE:
        return []
    return departs(
        "1.2 6.10",
        f"Stage 2 is only for: {', '.join(policy.who_may_escalate)}; residents are more than that, and may be represented.",
    )


def stage_2_reasons(policy: Policy) -> list[Departure]:
    """Nobody must give reasons to go to stage 2. Code: 6.12"""
    if policy.reasons_required_for_stage_2 is not True:
        return []
    return departs("6.12", "Residents must give reasons to reach stage 2; the Code says they need not.")


def ways_in(policy: Policy) -> list[Departure]:
    """More than one way to complain. Code: 3.1"""
    kinds = {way.kind for way in policy.channels}
    if not kinds or len(kinds) >= FEWEST_WAYS_IN:
        return []
    return departs("3.1", f"There is one way in to complain: {kinds.pop()}.")


RULES = (
    time_limit,
    exclusions,
    refusals,
    stage_2_refused,
    stage_2_late,
    stage_2_whose,
    stage_2_reasons,
    ways_in,
)
