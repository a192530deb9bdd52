"""Which part of a message does other law deal with, on which clock, and is a new grievance part of this complaint? Pure.

A claim, an access request or a matter of another Ombudsman runs beside the complaint and never closes it.
Code: 2.2, 5.7, 6.8; UK GDPR Article 12, DPA 2018 s.164A, the pre-action protocol on housing conditions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot import deadlines


@dataclass(frozen=True)
class Kind:
    """One kind of matter that other law deals with."""

    words: str
    to_them: str  #: as a letter to the resident names it
    law: str
    signpost: str = ""  #: the name in the profile's `signposts` that says who deals with it
    counts_days: Callable[[date], date] | None = None
    counts_working_days: Callable[..., date] | None = None

    def due_on(self, received_on: date, *, holidays: frozenset[date]) -> date | None:
        """The day this law wants something done by; None where it names none to us."""
        if self.counts_days is not None:
            return self.counts_days(received_on)
        if self.counts_working_days is not None:
            return self.counts_working_days(received_on, holidays=holidays)
        return None


KINDS: Final = {
    "data_protection": Kind(
        "A complaint about how we use their data",
        "how we use what we know about you",
        "DPA 2018 s.164A: acknowledge within 30 days",
        counts_days=deadlines.acknowledge_data_protection_by,
    ),
    "access_request": Kind(
        "They ask for the data we hold on them",
        "a copy of what we hold about you",
        "UK GDPR Article 12(3): one month",
        counts_working_days=deadlines.answer_access_request_by,
    ),
    "letter_of_claim": Kind(
        "A letter before a claim at court",
        "your letter of claim",
        "The pre-action protocol: 20 working days",
        counts_working_days=deadlines.answer_letter_of_claim_by,
    ),
    "council_services": Kind(
        "For the Local Government Ombudsman: lettings, homelessness, council services",
        "what the council does outside its homes",
        "LGA 1974",
        signpost="council_services",
    ),
    "building_safety": Kind(
        "The safety of a high building",
        "the safety of your building",
        "Building Safety Act 2022 s.93",
        signpost="building_safety",
    ),
    "tribunal": Kind(
        "The level of a rent or a service charge",
        "how high your rent or service charge is",
        "The First-tier Tribunal",
        signpost="service_charge_tribunal",
    ),
    "insurance": Kind(
        "A claim for damage or injury; how we dealt with it stays a complaint",
        "your claim for damage or injury",
        "Insurance",
        signpost="insurance",
    ),
}


@dataclass(frozen=True)
class NewIssue:
    """What became known while a complaint is open, as the handler sees it. Code: 6.8"""

    is_related: bool
    would_delay: bool
    reason: str


def joins_complaint(issue: NewIssue, *, stage: int, is_answered: bool) -> bool:
    """Whether a new grievance is looked into with this complaint; else it is one of its own. Code: 6.8"""
    return issue.is_related and not issue.would_delay and stage == 1 and not is_answered


def why_new(issue: NewIssue, *, stage: int, is_answered: bool) -> str:
    """The sentence that goes on record."""
    if joins_complaint(issue, stage=stage, is_answered=is_answered):
        return "It is about the same thing, there is no answer yet, and it delays nothing."
    if is_answered or stage != 1:
        return "The answer of stage 1 is out, so this is a complaint of its own."
    return "It would delay the answer." if issue.is_related else "It is about something else."
