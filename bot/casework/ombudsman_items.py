"""What may the Ombudsman send about a case, and what does each ask of us? Pure. Code: 2.4, 4.1, 8.4, 9.7"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Kind:
    """One kind of thing the Ombudsman sends."""

    words: str
    has_due_date: bool
    team: str = "complaints"  #: whose task it is


KINDS: Final = {
    "evidence_request": Kind("They ask for our evidence", has_due_date=True),
    "instruction": Kind("They tell us what to do", has_due_date=True),
    "determination": Kind("Their decision", has_due_date=False),
    "order": Kind("An order: something to be done or paid", has_due_date=True),
    "recommendation": Kind("A recommendation", has_due_date=False),
    "reassessment": Kind("They ask for our self-assessment again", has_due_date=True),
    "failure_order": Kind("A complaint handling failure order", has_due_date=True, team="manager"),
}
FINDINGS: Final = {
    "severe_maladministration": "Severe maladministration",
    "maladministration": "Maladministration",
    "service_failure": "Service failure",
    "reasonable_redress": "Reasonable redress",
    "no_maladministration": "No maladministration",
    "outside_jurisdiction": "Outside what they look into",
}


@dataclass(frozen=True)
class ItemDraft:
    """What was typed."""

    kind: str
    words: str
    received_on: date | None
    due_on: date | None = None
    finding: str = ""


def refused_because(draft: ItemDraft, *, today: date) -> str:
    """Why it cannot be entered as it stands; "" where it can."""
    known = KINDS.get(draft.kind)
    if known is None:
        return "Choose what it is."
    if not draft.words.strip():
        return "Put down what they say, as it stands there."
    if draft.received_on is None or draft.received_on > today:
        return "Give the day it came; it cannot be a day to come."
    if known.has_due_date and draft.due_on is None:
        return "Give the day by which they want it (8.4)."
    if draft.kind == "determination" and draft.finding not in FINDINGS:
        return "Say what they found (9.7)."
    return ""
