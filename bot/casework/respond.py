"""What does an answer still lack before it may be sent? Pure. Code: 6.7, 6.9, 6.18, 6.19, 6.20, 7.1-7.4

Stage, what is still to be done and the way on stand in the text itself (`bot/wording/en/stage_1_response/`); these are
what a person must decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.casework.remedies import Remedy, is_conditional

FOUND: Final = {
    "upheld": "We agree",
    "partly": "We agree with part of it",
    "not_upheld": "We do not agree",
}


@dataclass(frozen=True)
class PointAnswered:
    """One point of the definition with what was found on it."""

    number: int
    responsible: str  #: yes, no or unsure
    found: str = ""
    reasons: str = ""
    rules: str = ""
    impact: str = ""
    asked: str = ""


@dataclass(frozen=True)
class RemedyKnown:
    """What of a remedy the check looks at."""

    number: int
    kind: str


@dataclass(frozen=True)
class Lack:
    """One thing an answer lacks."""

    words: str
    provision: str

    def __str__(self) -> str:
        """As staff read it."""
        return f"{self.words} ({self.provision})"


def barred_because(stage: int, *, is_contractor: bool) -> str:
    """Why a contractor may not answer this stage; "" where they may. Code: 5.4

    A contractor's answer is one of the two stages, the first, and never a process of its own before them.
    """
    if stage == 2 and is_contractor:
        return "A contractor may answer stage 1. Stage 2 is answered by the landlord itself (5.4)."
    return ""


def missing_from_answer(
    stage: int, points: Sequence[PointAnswered], remedies: Sequence[RemedyKnown], *, opening: str = ""
) -> list[Lack]:
    """What keeps this answer from being approved, in the order of its points. Code: 6.9, 6.19"""
    if not points:
        return [Lack("the points of the complaint", _of(stage, "b"))]
    found: list[Lack] = []
    for point in points:
        found += _of_point(stage, point, [each for each in remedies if each.number in (0, point.number)])
    said = " ".join([opening, *(point.reasons for point in points)])
    if is_conditional(said):
        found.append(Lack("take out that the offer depends on the resident giving something up", "7.1"))
    return found


def _of_point(stage: int, point: PointAnswered, remedies: Sequence[RemedyKnown]) -> list[Lack]:
    if point.responsible == "no":
        return []  # the answer says whose it is; there is nothing of ours to find
    lacks = (
        (point.found not in FOUND, f"a decision on point {point.number}", _of(stage, "c")),
        (not point.reasons.strip(), f"the reasons for point {point.number}", "6.7" if stage == 1 else "6.18"),
        (
            not point.rules.strip(),
            f"the policy, law or good practice that point {point.number} was held against",
            "6.7" if stage == 1 else "6.18",
        ),
        (point.responsible == "unsure", f"whether point {point.number} is ours", "5.7"),
        *_of_upheld(stage, point, remedies),
        (
            stage == 2 and not point.asked.strip(),
            f"who was asked for their part in point {point.number}",
            "6.20",
        ),
    )
    return [Lack(words, provision) for is_lacking, words, provision in lacks if is_lacking]


def _of_upheld(
    stage: int, point: PointAnswered, remedies: Sequence[RemedyKnown]
) -> tuple[tuple[bool, str, str], ...]:
    if point.found not in ("upheld", "partly"):
        return ()
    kinds = {each.kind for each in remedies}
    return (
        (not kinds, f"what puts point {point.number} right", f"7.1, {_of(stage, 'e')}"),
        (
            Remedy.PAY in kinds and not point.impact.strip(),
            f"what point {point.number} did to the resident, before an amount is offered",
            "7.2",
        ),
    )


def _of(stage: int, letter: str) -> str:
    return f"{'6.9' if stage == 1 else '6.19'}{letter}"
