"""Who may handle complaints without a warning? Those whose training holds and who know the objective. Pure. Code: 4.3, 9.8"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.store.governance import StaffRecordRow

TRAINING: Final = "training"
OBJECTIVE: Final = "objective"

#: what 9.8 asks of everybody who handles complaints, in our words; three parts
STANDARD_OBJECTIVE: Final = (
    "I work with colleagues, contractors and other teams so that a resident's complaint is put right, and never pass it on to be rid of it.",
    "I own what we got wrong: I say so plainly, and do not blame others or the resident.",
    "I act as my profession asks of me: fairly, with care, and to the standards I have signed up to.",
)


@dataclass(frozen=True)
class Standing:
    """Where one member of staff stands."""

    training: str  #: the newest, "" where there is none
    until: date | None
    is_lapsed: bool  #: none, or past its last day
    knows_objective: bool

    @property
    def warning(self) -> str:
        """What is told before they are given a case; "" where nothing is amiss."""
        found = []
        if not self.knows_objective:
            found.append("has not yet acknowledged the standard objective (9.8)")
        if self.is_lapsed:
            found.append("has no training that holds today (4.3)")
        return " and ".join(found)


def standing_of(records: Sequence[StaffRecordRow], *, today: date) -> Standing:
    """Where a member of staff stands by their own records, the oldest first. Code: 4.3, 9.8"""
    taught = [row for row in records if row.what == TRAINING]
    newest = max(taught, key=lambda row: (row.until or date.max, row.done_on), default=None)
    return Standing(
        training=newest.words if newest else "",
        until=newest.until if newest else None,
        is_lapsed=newest is None or (newest.until is not None and newest.until < today),
        knows_objective=any(row.what == OBJECTIVE for row in records),
    )


def staff_record_refused_because(words: str, done_on: date | None, until: date | None, *, today: date) -> str:
    """Why this training cannot be put on record; "" where it can."""
    if not words:
        return "Name the training."
    if done_on is None or done_on > today:
        return "Give the day it was done; it cannot be a day to come."
    if until is not None and until <= done_on:
        return "It must hold until a day after it was done."
    return ""
