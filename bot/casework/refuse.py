"""May a complaint, or a request for stage 2, be refused? Pure. Code: 2.1-2.5, 5.11

The list is closed, each ground has evidence of its own, and nothing here ever says no by itself: it says what a named
person still has to show. A limit of time is a reason to think, never a bar.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.casework.procedures import Procedure

GROUNDS: Final = {
    "over_12_months": "They knew of it for longer than the time limit",
    "court_claim_filed": "A claim about it has been filed at court",
    "already_considered": "It was answered at both stages before",
}
REFUSED: Final = "It was refused: "  #: how the reason begins for which a refused case is closed
_ENOUGH_WORDS: Final = 8  #: fewer cannot be the facts of a case


@dataclass(frozen=True)
class RefusalDraft:
    """A refusal as it was typed."""

    ground: str
    facts: str
    circumstances: str
    discretion: str = ""
    event_on: date | None = None
    aware_on: date | None = None
    filed_on: date | None = None
    documents: str = ""
    considered_in: str = ""


@dataclass(frozen=True)
class Considered:
    """The case that is said to have answered the same before, as it stands."""

    reference: str
    is_final: bool  #: answered at stage 2
    same_resident: bool


def missing_from_refusal(
    draft: RefusalDraft,
    procedure: Procedure,
    *,
    received_on: date,
    today: date,
    considered: Considered | None = None,
) -> list[str]:
    """What a named person still has to show, each with its provision; empty where it may be refused."""
    if draft.ground not in GROUNDS:
        return ["Choose a ground. There are no others (2.2)."]
    found = [
        (
            len(draft.facts.split()) < _ENOUGH_WORDS,
            "Give the facts of this case, in words they will read (2.4).",
        ),
        (
            len(draft.circumstances.split()) < _ENOUGH_WORDS,
            "Say what you know of this person and how you weighed it (2.5).",
        ),
    ]
    evidence = {
        "over_12_months": _of_time(draft, procedure, received_on, today),
        "court_claim_filed": _of_court(draft, today),
        "already_considered": _of_before(draft, considered),
    }[draft.ground]
    return [sentence for is_missing, sentence in found if is_missing] + evidence


def _of_time(draft: RefusalDraft, procedure: Procedure, received_on: date, today: date) -> list[str]:
    if draft.event_on is None or draft.aware_on is None:
        return ["Give the day it happened and the day they learned of it (2.3)."]
    known_on = max(draft.event_on, draft.aware_on)
    if known_on > today:
        return ["It cannot have happened in the future."]
    if received_on <= procedure.complain_by(known_on):
        return [f"They told us within {procedure.time_limit} of {known_on:%d %B %Y}: it is in time (2.3)."]
    return [] if draft.discretion.strip() else ["Say why you do not use your discretion here (2.3)."]


def _of_court(draft: RefusalDraft, today: date) -> list[str]:
    found = []
    if draft.filed_on is None or draft.filed_on > today:
        found.append("Give the day the claim was filed at court. A letter before a claim is no claim (2.2).")
    if not draft.documents.strip():
        found.append("Name the claim form and the particulars that are on file (2.2).")
    return found


def _of_before(draft: RefusalDraft, considered: Considered | None) -> list[str]:
    if considered is None or considered.reference != draft.considered_in.strip().upper():
        return ["Give the reference of the complaint that answered this before (2.2)."]
    if not considered.same_resident:
        return [f"{considered.reference} is somebody else's (2.5)."]
    return [] if considered.is_final else [f"{considered.reference} was not answered at both stages (2.2)."]


def likeness_of(facts: str) -> str:
    """The same for the same words, however they are spaced and written. Code: 2.5"""
    return " ".join(re.findall(r"[a-z0-9]+", facts.lower()))
