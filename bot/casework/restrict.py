"""May a resident's ways to reach staff be limited? Pure. Code: 5.14, 5.15; Equality Act 2010"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.landlords.provisions import load_provisions

LONGEST = 366  #: days to the review


@dataclass(frozen=True)
class RestrictionDraft:
    """A restriction as it was typed."""

    reason: str
    evidence: str
    equality: str
    channels_left: Collection[str]
    starts_on: date | None
    review_on: date | None


def missing_from_restriction(draft: RestrictionDraft, *, today: date) -> list[str]:
    """Everything that keeps it from being saved, each with its provision."""
    least = int(load_provisions().by_id["5.15"].figures["channels_left_min"])
    found = [
        (not draft.reason.strip(), "Say what they did, and why nothing milder helps (5.14)."),
        (not draft.evidence.strip(), "Name the evidence: messages, calls, who was there (5.14)."),
        (
            not draft.equality.strip(),
            "Say what you weighed under the Equality Act: disability, illness, what they told us (5.15).",
        ),
        (len(draft.channels_left) < least, "Leave at least one way to reach us open (5.15)."),
        (draft.starts_on is None, "Give the day it begins (5.14)."),
        (
            draft.review_on is None or draft.review_on <= (draft.starts_on or today),
            "Give the day on which it is looked at again, after it began (5.14).",
        ),
        (
            draft.review_on is not None and (draft.review_on - today).days > LONGEST,
            "Look at it again within a year (5.14).",
        ),
    ]
    return [sentence for is_missing, sentence in found if is_missing]


def has_lapsed(review_on: date, today: date) -> bool:
    """Whether its day of review has come: it no longer holds, and a person decides anew. Code: 5.14"""
    return today >= review_on
