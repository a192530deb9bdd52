"""Which answers of a month are read against the seven contents, and what came of it? Pure. Code: 5.5, 6.9

The same month always draws the same answers, so nobody can pick; so many of each organisation that handles complaints.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.landlords.profile import Profile

A_MONTH: Final = 5  #: of each organisation
SEVEN: Final = {
    "stage": "Which stage it is",
    "definition": "What the complaint was understood to be",
    "decision": "The decision on each point",
    "reasons": "The reasons, with what they were held against",
    "remedy": "What puts it right",
    "actions": "What is still to be done",
    "way_on": "How to go on from here",
}


@dataclass(frozen=True)
class Sampled:
    """One answer that may be drawn."""

    response_id: int
    organisation: str


@dataclass(frozen=True)
class Result:
    """What a month's reading found of one organisation."""

    organisation: str
    read: int
    whole: int  #: with all seven
    lacking: tuple[str, ...]  #: what was missing anywhere, in words


def organisation_of(profile: Profile, written_by: str, team: str) -> str:
    """Who answers for an answer: the contractor who wrote it, or the team whose case it is. Code: 5.4, 5.5"""
    return written_by.rpartition("@")[2] if profile.is_contractor(written_by) else team


def draw(answers: Sequence[Sampled], month: str, *, landlord_id: str) -> list[Sampled]:
    """The month's sample, of each organisation its share, always the same for the same month. Code: 5.5"""
    chosen: list[Sampled] = []
    for organisation in sorted({each.organisation for each in answers}):
        mine = sorted(
            (each for each in answers if each.organisation == organisation), key=lambda each: each.response_id
        )
        dice = random.Random(f"{landlord_id}:{month}:{organisation}")
        chosen += dice.sample(mine, min(A_MONTH, len(mine)))
    return chosen


def results(checks: Sequence[tuple[str, Sequence[str]]]) -> list[Result]:
    """What was found, by organisation.

    Args:
        checks: the organisation and which of the seven an answer holds.
    """
    found = []
    for organisation in sorted({name for name, _ in checks}):
        mine = [set(held) for name, held in checks if name == organisation]
        lacking = [words for key, words in SEVEN.items() if any(key not in held for held in mine)]
        found.append(
            Result(organisation, len(mine), sum(set(SEVEN) <= held for held in mine), tuple(lacking))
        )
    return found


def month_before(day: date) -> str:
    """The month before this day's: "2026-10"."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"


def days_of(month: str) -> tuple[date, date]:
    """The first day of a month, and that of the next."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=32)).replace(day=1)
