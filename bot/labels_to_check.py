"""Which messages are most worth a person's look: those the model is least sure of, and labels it would not have given?

Pure. Never at random: an hour of staff's time teaches most where the model wavers or contradicts a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Read(Protocol):
    """A reading as the store keeps it; `bot.store.messages.ReadingRow` is one."""

    confidence: float
    dissatisfied: float
    sure: bool


AnyRead = TypeVar("AnyRead", bound=Read)


@dataclass(frozen=True)
class Labelled:
    """One row that a person labelled, with what the model says of it."""

    id: str
    label: str  #: the person's kind
    answer: str  #: the model's kind
    confidence: float  #: how likely the model takes its own to be, 0 to 1


def rank_to_review(readings: Iterable[AnyRead], *, offer: float = 0.5) -> list[AnyRead]:
    """Readings nobody has looked at, most worth a look first: least sure, then nearest to where the offer begins.

    Args:
        offer: the probability of dissatisfaction from which the choice is offered.
    """
    return sorted(
        readings,
        key=lambda read: (read.sure, abs(read.dissatisfied - offer) if read.sure else read.confidence),
    )


def rank_likely_wrong(rows: Iterable[Labelled]) -> list[Labelled]:
    """Labels most likely wrong: the model says otherwise than the person, most confident first."""
    return sorted(
        (row for row in rows if row.answer != row.label), key=lambda row: row.confidence, reverse=True
    )
