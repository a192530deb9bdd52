"""What is a departure of a policy from the Code? One provision, and a sentence that a board would understand."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Departure:
    """One way in which a policy departs from the Code."""

    provision: str  #: "6.3", or with the part of a list: "6.9f"
    sentence: str


def departs(provisions: str, sentence: str) -> list[Departure]:
    """One departure for each provision it touches, named with blanks between them."""
    return [Departure(provision, sentence) for provision in provisions.split()]


def in_order(found: Sequence[Departure]) -> list[Departure]:
    """Each once, in the order of the Code."""
    return sorted(set(found), key=lambda one: (_number(one.provision), one.provision, one.sentence))


def _number(provision: str) -> tuple[int, ...]:
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in provision.split("."))
