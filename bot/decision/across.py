"""What holds over all rows: who must be woken, kept safe, rung instead of written to, or kept out?

Pure. Looks at the decision and the reading, and says which text may leave and what people must do. Every rule
here serves the promise that no text of ours ever harms. Code: 3.6, 5.8, 5.10, 6.1.
"""

from dataclasses import dataclass

from bot.casework.doors import (
    door_asked,
    is_only_convenience,
    names_a_need,
    says_keep_away,
    says_watched,
)
from bot.casework.hazards import danger_kind, danger_of, hazard_kind
from bot.casework.stops import BY_TEXT, NOT_BY_TEXT
from bot.decision.languages import language_tasks
from bot.decision.solicitors import implies_consent, is_solicitors_letter
from bot.decision.tasks import OFFER_IN_PERSON, TaskWanted, tasks_for
from bot.decision.values import Action, Decision, Facts
from bot.taps import DRAWS_BUTTONS
from classifiers.labels import Signal
from classifiers.reading import Reading

__all__ = [
    "OFFER_IN_PERSON",
    "SILENCE_MEANS_A_CALL",
    "Precautions",
    "TaskWanted",
    "take_precautions",
    "tells_of_risk",
]

SILENCE_MEANS_A_CALL = (Signal.VULNERABLE, Signal.HAZARD, Signal.STAFF_CONDUCT, Signal.DISCRIMINATION)

TEXTS = {
    Action.LOG_COMPLAINT: "complaint_logged",
    Action.ESCALATE: "escalation_logged",
    Action.OFFER_COMPLAINT: "choice_offer",
    Action.SIGNPOST: "survey_signpost",
    Action.LOG_SERVICE_REQUEST: "service_request_receipt",
    Action.ANSWER_ENQUIRY: "enquiry_receipt",
    Action.ASK_A_PERSON: "unsure_receipt",
    Action.OPEN_CHOSEN: "complaint_logged",
    Action.DECLINE: "declined",
    Action.CHANGED_MIND: "changed_mind",
    Action.ASK_WHICH: "which_matter",
    Action.ASK_AGAIN: "ask_again",
    Action.PROMISE_CALL: "call_promised",
    Action.SECOND_UNHAPPY: "second_unhappy",
    Action.ADD_TO_CASE: "added_to_case",
    Action.FINAL_ANSWER: "final_answer",
}
_ANSWERED_BY = {"text": "text", "letter": "post"}  # our channel, and the door as residents ask for it
# Rows whose whole text gives way to "please ring us now"; the rest carry the warning on top.
_GIVES_WAY = (
    Action.OFFER_COMPLAINT,
    Action.LOG_SERVICE_REQUEST,
    Action.ANSWER_ENQUIRY,
    Action.ASK_A_PERSON,
    Action.SIGNPOST,
)


@dataclass(frozen=True)
class Precautions:
    """What holds beside the decision."""

    text: str = ""  #: the wording to send; "" sends nothing
    why_silent: str = ""
    danger: str = ""  #: emergency, hazard or ""
    danger_kind: str = ""
    hazard: str = ""  #: a possible hazard's kind: starts its clocks
    alerts: tuple[str, ...] = ()
    tasks: tuple[TaskWanted, ...] = ()
    puts_on_hold: bool = False  #: no automatic text to this person until a safe way is recorded
    no_reply_here: bool = False  #: they said that writing back here is not safe
    restricted: bool = False
    hides_from_named: bool = False
    guard_barred: str = ""  #: why the guard may never write in this case
    offer_by_person: bool = False  #: the choice cannot be given by text: a person gives it
    door: str = ""  #: the door they asked for
    needs: tuple[str, ...] = ()  #: what else they need, put on record at the desk
    representative: str = ""  #: solicitor, implied, pending or ""


def take_precautions(
    decision: Decision,
    reading: Reading,
    facts: Facts,
    *,
    on_hold: bool = False,
    staff_named: bool = False,
    no_reply_here: bool = False,
    known_door: str = "",
) -> Precautions:
    """Say which text may leave for this decision, and what people must do beside it.

    Args:
        on_hold: the resident is at risk and no safe way is recorded yet.
        staff_named: a member of staff or a team is named in the message.
        no_reply_here: they said before that writing back where they wrote from is not safe.
        known_door: the door they asked for before: phone, post, text or "".
    """
    told_risk = tells_of_risk(reading, facts)
    at_risk = on_hold or no_reply_here or told_risk
    keeps_away = no_reply_here or (at_risk and (says_keep_away(facts.text) or _may_not_write(facts)))
    who, door = _representative(reading, facts), _door(reading, facts, known_door)
    text, why_silent = _text(
        decision,
        reading,
        facts,
        who=who,
        at_risk=at_risk,
        told_risk=told_risk,
        keeps_away=keeps_away,
        door=door,
    )
    hazard = hazard_kind(reading, facts.text)
    return Precautions(
        text=text,
        why_silent=why_silent,
        danger=danger_of(reading),
        danger_kind=danger_kind(facts.text) if danger_of(reading) else "",
        hazard=hazard,
        alerts=_alerts(reading, told_risk=told_risk),
        tasks=(
            *tasks_for(decision, reading, facts, who=who, door=door, at_risk=at_risk, hazard=hazard),
            *language_tasks(decision, reading, facts, text=text, at_risk=at_risk),
        ),
        puts_on_hold=told_risk,
        no_reply_here=keeps_away,
        restricted=at_risk or reading.has(Signal.SELF_HARM),
        hides_from_named=reading.has(Signal.STAFF_CONDUCT, Signal.DISCRIMINATION),
        guard_barred=_guard_barred(
            decision, reading, facts, who=who, at_risk=at_risk, door=door, staff_named=staff_named
        ),
        offer_by_person=_owes_the_choice(decision, facts) and not _carries_the_choice(text),
        door=door if door != known_door else "",
        needs=facts.taken.needs if facts.taken else (),
        representative=who,
    )


def tells_of_risk(reading: Reading, facts: Facts) -> bool:
    """Whether this message tells that someone may be at risk, or that what we send may reach the wrong eyes.

    "Don't ring after nine, I work nights" is a wish about hours and not a risk, where nothing else points to one.
    """
    if facts.taken is not None and facts.taken.not_safe:
        return True
    if facts.automatic or reading.has(Signal.DOMESTIC_ABUSE, Signal.AT_RISK):
        return reading.has(Signal.DOMESTIC_ABUSE, Signal.AT_RISK)
    if reading.has(Signal.SAFEGUARDING) and not reading.has(Signal.SELF_HARM):
        return True
    if says_watched(facts.text):
        return True
    return reading.has(Signal.SAFE_CONTACT) and not (
        is_only_convenience(facts.text) and not reading.has(Signal.SELF_HARM)
    )


def _may_not_write(facts: Facts) -> bool:
    return facts.taken is not None and "write" in facts.taken.not_safe


def _door(reading: Reading, facts: Facts, known_door: str) -> str:
    """The door they ask for in an e-mail, a survey or at the desk, or before; a plain need counts where the reading missed it.

    None is wrong where the answer leaves by that very door. Whoever texted STOP is not texted, whatever they write
    then; by e-mail they are answered as anybody.
    """
    if known_door == NOT_BY_TEXT:
        known_door = ""
        if facts.channel == BY_TEXT and not facts.automatic:
            return NOT_BY_TEXT
    if (facts.channel not in ("email", "survey") and facts.taken is None) or facts.automatic:
        return ""
    asked = door_asked(facts.text) if reading.has(Signal.ADJUSTMENT) or names_a_need(facts.text) else ""
    wanted = (facts.taken.door if facts.taken else "") or asked or known_door
    return "" if wanted == _ANSWERED_BY.get(facts.answered_by) else wanted


def _representative(reading: Reading, facts: Facts) -> str:
    if is_solicitors_letter(reading, facts.text):
        return "solicitor"
    if not reading.has(Signal.REPRESENTATIVE) or facts.automatic:
        return ""
    return "implied" if implies_consent(facts.text, facts.sender) else "pending"


def _text(
    decision: Decision,
    reading: Reading,
    facts: Facts,
    *,
    who: str,
    at_risk: bool,
    told_risk: bool,
    keeps_away: bool,
    door: str,
) -> tuple[str, str]:
    """The text to send, or "" and why nothing is sent; the gravest rule first."""
    if facts.automatic:
        return "", f"A machine sent it: {facts.automatic}."
    if facts.from_staff:
        return "", "A colleague or contractor wrote it; what they write is never answered by itself."
    if at_risk:
        if keeps_away:
            return "", "They said that writing back here is not safe."
        return ("safe_page" if told_risk and facts.channel == "widget" else "safe_reply"), ""
    if reading.has(Signal.SELF_HARM):
        return "self_harm_reply", ""
    if decision.said_again and facts.channel in DRAWS_BUTTONS:
        return "already_logged", ""  # in a chat a tap without an answer is tapped again
    if decision.action in (Action.FILE, Action.NOTE, Action.DONE):
        return "", decision.reason
    if door:
        return "", f"They asked to be reached by {door}; an automatic text here would be the wrong door."
    if who in ("solicitor", "pending"):
        return ("solicitor_receipt" if who == "solicitor" else "representative_receipt"), ""
    return _own_text(decision, reading, facts), ""


def _own_text(decision: Decision, reading: Reading, facts: Facts) -> str:
    if reading.has(Signal.EMERGENCY) and decision.action in _GIVES_WAY:
        return "emergency_reply"
    if decision.action is Action.ASK_A_PERSON and facts.left_behind:
        return "too_large"
    if decision.action is Action.ASK_A_PERSON and facts.has_attachments and not facts.text.strip():
        return "attachment_only"
    if decision.action is Action.OFFER_COMPLAINT and decision.declined:
        return "open_door"
    return TEXTS[decision.action]


def _owes_the_choice(decision: Decision, facts: Facts) -> bool:
    if facts.from_staff or facts.automatic or decision.was_asked:
        return False
    return decision.action in (Action.OFFER_COMPLAINT, Action.ASK_A_PERSON)


def _carries_the_choice(text: str) -> bool:
    return text in (
        "choice_offer",
        "open_door",
        "unsure_receipt",
        "attachment_only",
        "too_large",
        "emergency_reply",
    )


def _alerts(reading: Reading, *, told_risk: bool) -> tuple[str, ...]:
    order = (Signal.EMERGENCY, Signal.SELF_HARM, Signal.DOMESTIC_ABUSE, Signal.AT_RISK)
    found = [signal.value for signal in order if reading.has(signal)]
    if told_risk and reading.has(Signal.SAFEGUARDING):
        found.append(Signal.AT_RISK.value)
    if reading.has(Signal.HAZARD):
        found.append(Signal.HAZARD.value)
    return tuple(found[:1])  # one alert a message wakes people; it names the gravest


def _guard_barred(
    decision: Decision,
    reading: Reading,
    facts: Facts,
    *,
    who: str,
    at_risk: bool,
    door: str,
    staff_named: bool,
) -> str:
    """Why no text may be sent for this case by itself; a person is alarmed instead.

    That the computer was not sure is no reason here: such a case is a `contact`, which is never guarded, and once
    the resident has said yes to it nothing is unsure any more.
    """
    reasons = (
        (at_risk or reading.has(Signal.SELF_HARM), "someone may be at risk"),
        (who == "solicitor", "a solicitor wrote"),
        (who == "pending", "a representative wrote and consent is not recorded"),
        (staff_named and reading.has(Signal.STAFF_CONDUCT, Signal.DISCRIMINATION), "staff are named in it"),
        (reading.language not in ("en", ""), "it is not in English"),
        (
            decision.action is Action.ASK_A_PERSON and not facts.text.strip(),
            "there are no words of theirs to write back",
        ),
        (bool(door), f"they asked to be reached by {door}"),
        (bool(facts.automatic), "a machine sent it"),
    )
    return next((reason for holds, reason in reasons if holds), "")
