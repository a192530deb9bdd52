"""What must people do beside the decision: find a safe way, ring, post, ask for consent, grade, read?

Pure. Nobody at risk is simply rung or written to: for them the one task is to find a safe way. Code: 3.6, 5.2, 5.10, 6.10.
"""

from dataclasses import dataclass

from bot.casework.hazards import danger_of
from bot.casework.stops import NOT_BY_TEXT
from bot.decision.signs import reads_unhappy
from bot.decision.values import Action, Decision, Facts
from classifiers.labels import Signal
from classifiers.reading import Reading


@dataclass(frozen=True)
class TaskWanted:
    """Something for a person to do.

    `team` is one of case, complaints, stage_2, triage, manager, safeguarding; `within` is in working days, 0 is today.
    """

    kind: str
    team: str
    within: int
    why: str
    key: str = ""  #: what makes a second one impossible, where it is more than kind, case and message
    once_a_case: bool = False  #: one is enough, however many messages of the conversation ask for it


OFFER_IN_PERSON = TaskWanted(
    "offer_choice",
    "complaints",
    1,
    "The choice to complain could not be sent by itself. Give it in a safe way and record the answer.",
)


def tasks_for(
    decision: Decision, reading: Reading, facts: Facts, *, who: str, door: str, at_risk: bool, hazard: str
) -> tuple[TaskWanted, ...]:
    """Everything people must do beside the decision."""
    return (
        *_safety_tasks(decision, reading, at_risk=at_risk, hazard=hazard),
        *_reaching_tasks(decision, reading, facts, who=who, door=door, at_risk=at_risk),
        *_reading_tasks(decision, reading, facts, at_risk=at_risk),
    )


def _safety_tasks(decision: Decision, reading: Reading, *, at_risk: bool, hazard: str) -> list[TaskWanted]:
    tasks = []
    if at_risk:
        owed = decision.action in (
            Action.OFFER_COMPLAINT,
            Action.ASK_A_PERSON,
            Action.SECOND_UNHAPPY,
        ) or reads_unhappy(reading)
        choice = " Then give them the choice to complain there." if owed else ""
        tasks += [
            TaskWanted(
                "safe_call",
                "safeguarding",
                0,
                f"Someone may be at risk. Find a safe way to reach them, and record it.{choice}",
            ),
            TaskWanted(
                "manager_call",
                "manager",
                2,
                "No safe way is recorded yet. The manager is rung on working day 2.",
            ),
        ]
    if reading.has(Signal.SELF_HARM):
        how = "reach them today, and only in a safe way." if at_risk else "ring them today."
        tasks.append(TaskWanted("welfare_call", "safeguarding", 0, f"Thoughts of self-harm: {how}"))
    if danger_of(reading) or hazard:
        tasks.append(
            TaskWanted("grade_hazard", "case", 0, "A possible hazard: a named person grades it today.")
        )
    return tasks


def _reaching_tasks(
    decision: Decision, reading: Reading, facts: Facts, *, who: str, door: str, at_risk: bool
) -> list[TaskWanted]:
    if facts.automatic or at_risk or decision.action is Action.NOTE:
        return []  # for a person at risk there is one way only: the safe one that somebody finds
    tasks = []
    if door == "phone":
        tasks.append(
            TaskWanted(
                "call", "case", 0, "They asked to be rung. Ring them, give the choice, and record the call."
            )
        )
    elif door == "text":
        tasks.append(
            TaskWanted(
                "reach_another_way",
                "case",
                0,
                "They asked for a text, not a call or an e-mail. Text them, give the choice, and record it.",
            )
        )
    elif door == NOT_BY_TEXT:
        tasks.append(
            TaskWanted(
                "reach_another_way",
                "case",
                0,
                "They wrote STOP before, so they are not texted. Reach them another way, and give the choice there.",
            )
        )
    elif door == "post":
        tasks.append(
            TaskWanted(
                "print_and_post",
                "case",
                0,
                "They need a letter. Print it as they asked, post it, and record the day.",
            )
        )
    elif reading.has(Signal.ADJUSTMENT, Signal.SAFE_CONTACT) or (facts.taken and facts.taken.needs):
        tasks.append(
            TaskWanted(
                "agree_adjustment",
                "case",
                2,
                "They said how they need to be reached or dealt with. Agree it with them and record it.",
            )
        )
    if who == "pending":
        tasks.append(
            TaskWanted(
                "reach_resident",
                "case",
                0,
                "Someone writes for the resident. Find the resident's own address, ask for consent, and give them the choice.",
            )
        )
    return tasks


def _reading_tasks(decision: Decision, reading: Reading, facts: Facts, *, at_risk: bool) -> list[TaskWanted]:
    tasks = []
    if decision.action is Action.ASK_A_PERSON:
        kind = "read_machine_mail" if facts.automatic else "decide"
        tasks.append(TaskWanted(kind, "triage", 1, decision.reason))
    if decision.to_match:
        tasks.append(
            TaskWanted(
                "match_case", "complaints", 1, "They speak of an earlier complaint. Find it and link the two."
            )
        )
    if decision.action is Action.SECOND_UNHAPPY:
        tasks.append(TaskWanted("second_unhappy", "complaints", 0, decision.reason))
    if decision.action is Action.CHANGED_MIND:
        tasks.append(TaskWanted("check_choice", "complaints", 1, decision.reason))
    if decision.action is Action.PROMISE_CALL and not at_risk:
        tasks.append(TaskWanted("call", "complaints", 1, decision.reason))
    if decision.to_handler:
        tasks.append(TaskWanted("read_message", "case", 1, decision.reason))
    if decision.action is Action.ESCALATE and not at_risk:
        tasks.append(
            TaskWanted(
                "understand_why",
                "stage_2",
                2,
                "Ring to understand why they are unhappy; they need not give reasons.",
            )
        )
    return tasks
