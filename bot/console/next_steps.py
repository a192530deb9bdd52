"""What may I do next with this case? The steps that its state asks for, the most pressing first.

Pure. What a role may do stands in `rights.py`, what a case allows is decided by the acts; this says where to go.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.console.rights import may
from bot.store.cases import CLOSED, OPEN, CaseRow


@dataclass(frozen=True)
class Standing:
    """What the next steps depend on."""

    case: CaseRow
    is_on_hold: bool  #: the person is at risk and nobody has recorded a safe way
    is_reviewed: bool
    is_acknowledged: bool
    is_on_its_way: bool  #: the acknowledgement is written and has not left yet
    has_points: bool
    has_untaken_alert: bool
    has_ungraded_hazard: bool
    has_open_task: bool


@dataclass(frozen=True)
class Step:
    """One thing to do, and where."""

    label: str
    place: str  #: after the case's address
    why: str = ""


_Asks = Callable[[Standing], bool]

_STEPS: Sequence[tuple[_Asks, Step]] = (
    (lambda s: s.has_untaken_alert, Step("Say that you have the alert", "#alerts", "Nobody has it yet.")),
    (
        lambda s: s.is_on_hold,
        Step("Record a safe way to reach them", "/safe-way", "Until then nothing is sent to them."),
    ),
    (
        lambda s: s.has_ungraded_hazard,
        Step("Grade the hazard", "/hazard", "The clock runs until a named person decides."),
    ),
    (
        lambda s: not s.is_reviewed,
        Step("Confirm or correct the reading", "#reading", "A computer read this; nobody has checked it."),
    ),
    (
        lambda s: _owes_acknowledgement(s) and not s.has_points,
        Step("Agree the points", "/points", "The acknowledgement needs them."),
    ),
    (
        lambda s: _owes_acknowledgement(s) and s.has_points,
        Step("Check and send the acknowledgement", "/acknowledgement"),
    ),
    (lambda s: s.has_open_task, Step("Do the tasks", "#tasks")),
)
_ALWAYS: Sequence[Step] = (
    Step("Record a call, visit or letter", "/contact"),
    Step("Write to the resident", "/letter"),
    Step("Answer the complaint", "/answer"),
    Step("Put it right: promise something", "/promises"),
    Step("Take more time for the answer", "/extend"),
    Step("Agree or change the points", "/points"),
    Step("Make the home safe, and log each attempt", "/safe-home"),
    Step("Agree needs, and who speaks for them", "/needs"),
    Step("Give it to somebody, ask others, sort it", "/around"),
    Step("See the Ombudsman's file, and take all the evidence", "/ombudsman"),
    Step("Refuse it", "/refuse"),
    Step("Close the case", "/close"),
)


def next_steps(standing: Standing, role: str) -> list[Step]:
    """What this case asks for now, of what this role may do."""
    if standing.case.status == CLOSED:
        return []
    return [step for asks, step in _STEPS if asks(standing) and _is_theirs(step, role)]


def other_steps(standing: Standing, role: str) -> list[Step]:
    """What can be done at any time and is not asked for now."""
    if standing.case.status == CLOSED:
        return []
    asked = {step.place for step in next_steps(standing, role)}
    steps = [step for step in _ALWAYS if step.place not in asked]
    return [step for step in steps if _is_open_to(step, standing) and _is_theirs(step, role)]


def _is_theirs(step: Step, role: str) -> bool:
    if step.place == "#reading":
        return may(role, "/cases/{reference}/confirm", sends=True)
    return step.place.startswith("#") or may(role, "/cases/{reference}" + step.place)


def _is_open_to(step: Step, standing: Standing) -> bool:
    case = standing.case
    is_complaint = case.kind == "complaint"
    return {
        "/letter": not standing.is_on_hold,
        "/answer": is_complaint
        and standing.is_acknowledged
        and case.responded_at is None
        and not standing.is_on_hold,
        "/safe-home": case.hazard_by is not None,
        "/promises": is_complaint,
        "/extend": is_complaint and standing.is_acknowledged and case.responded_at is None,
        "/refuse": is_complaint and case.status == OPEN,
        "/points": is_complaint,
        "/close": not is_complaint or case.responded_at is not None,
    }.get(step.place, True)


def _owes_acknowledgement(standing: Standing) -> bool:
    """Also where the guard has sent the resident's words unsplit: the points are still to be agreed. Code: 5.7"""
    case = standing.case
    was_guarded = case.guarded_at is not None and not case.points_agreed_by
    is_owed = case.acknowledged_at is None or was_guarded
    return case.kind == "complaint" and is_owed and not standing.is_on_its_way
