"""Which readings does a person look at first, and which does a person read without the machine's word? Pure. Code: 1.3

Danger and vulnerable people first, then what the machine was not sure of, then the unhappy, whose clocks run; among
equals the least sure, and of those the oldest, whose date is nearest.
"""

from collections.abc import Collection
from typing import Final

from classifiers.labels import Signal

BLIND_ONE_IN: Final = 20  #: so many come without the machine's reading, so that nobody only nods
_TIER: Final = 1000
_AT_RISK: Final = frozenset(
    signal.value
    for signal in (
        Signal.EMERGENCY,
        Signal.HAZARD,
        Signal.DOMESTIC_ABUSE,
        Signal.AT_RISK,
        Signal.SELF_HARM,
        Signal.SAFEGUARDING,
        Signal.VULNERABLE,
    )
)


def rank_of(*, signals: Collection[str], sure: bool, unhappy: bool, confidence: float) -> int:
    """Where a reading stands in the line; the lowest comes first.

    Args:
        confidence: of the reading's kind, 0 to 1.
    """
    tier = 0 if _AT_RISK.intersection(signals) else 1 if not sure else 2 if unhappy else 3
    return tier * _TIER + round(min(max(confidence, 0.0), 1.0) * (_TIER - 1))


def is_blind(drawn: str) -> bool:
    """Whether a message is read without the machine's word.

    Args:
        drawn: hexadecimal digits that belong to the message and that nobody can choose.
    """
    return int(drawn[:8], 16) % BLIND_ONE_IN == 0
