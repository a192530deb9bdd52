"""Whose queue does a matter go to, and by when do they get in touch? Code: 1.4, 4.1, 6.13."""

from dataclasses import dataclass
from datetime import date

from bot.deadlines import promise_by
from bot.decision.values import Action
from bot.landlords.parts import Team
from bot.landlords.profile import Profile

WAITING_FOR_RESIDENT = "waiting for the resident"
DEFAULT_PROMISE_WORKING_DAYS = 10


@dataclass(frozen=True)
class Placement:
    """Where a new case stands."""

    kind: str  #: complaint, service_request, enquiry, feedback, contact
    queue: str
    team: str  #: as the resident reads it
    stage: int | None = None
    contact_by: date | None = None


def queues_of(profile: Profile) -> list[str]:
    """Every queue of a landlord, each once."""
    names = [profile.triage_queue, profile.complaints_team.queue, profile.stage_2_team.queue]
    names += sorted({team.queue for team in profile.teams.values()})
    names += [
        profile.enquiries_queue,
        profile.feedback_queue,
        WAITING_FOR_RESIDENT,
        profile.safeguarding_queue,
    ]
    return list(dict.fromkeys(names))


def place(
    profile: Profile, action: Action, topic: str, *, wants_action: bool, on: date, holidays: frozenset[date]
) -> Placement:
    """Place a new case by what was decided; what is to be put right always goes to the team of its topic."""
    team = profile.team_for(topic)
    if action in (Action.LOG_COMPLAINT, Action.OPEN_CHOSEN):
        return Placement("complaint", profile.complaints_team.queue, profile.complaints_team.name, stage=1)
    if action is Action.ASK_A_PERSON:
        return Placement("contact", profile.triage_queue, "our front desk")
    if wants_action and action in (Action.LOG_SERVICE_REQUEST, Action.OFFER_COMPLAINT):
        return Placement("service_request", team.queue, team.name, contact_by=_promise(team, on, holidays))
    if action is Action.OFFER_COMPLAINT:
        return Placement("contact", WAITING_FOR_RESIDENT, profile.complaints_team.name)
    if action is Action.SIGNPOST:
        return Placement("feedback", profile.feedback_queue, "our feedback team")
    enquiries = promise_by(on, DEFAULT_PROMISE_WORKING_DAYS, holidays=holidays)
    return Placement("enquiry", profile.enquiries_queue, team.name, contact_by=enquiries)


def request_beside(profile: Profile, topic: str, *, on: date, holidays: frozenset[date]) -> Placement:
    """Where the service request beside a complaint goes; it lives on its own. Code: 1.5"""
    team = profile.team_for(topic)
    return Placement("service_request", team.queue, team.name, contact_by=_promise(team, on, holidays))


def _promise(team: Team, on: date, holidays: frozenset[date]) -> date:
    return promise_by(on, team.contact_within_working_days, holidays=holidays)


def team_of_task(profile: Profile, wanted: str, case_queue: str) -> str:
    """The queue a task is for: the case's own, or the one that this kind of work always goes to."""
    return {
        "complaints": profile.complaints_team.queue,
        "stage_2": profile.stage_2_team.queue,
        "triage": profile.triage_queue,
        "safeguarding": profile.safeguarding_queue,
        "manager": "manager",
    }.get(
        wanted,
        profile.complaints_team.queue
        if case_queue == WAITING_FOR_RESIDENT
        else case_queue or profile.triage_queue,
    )
