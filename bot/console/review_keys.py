"""Which key does what on the review page? Everybody may choose their own. Pure."""

import string
from collections.abc import Mapping
from typing import Final

KEYS: Final[Mapping[str, str]] = {
    "confirm": "y",
    "correct": "c",
    "request": "r",
    "later": "n",
    "undo": "u",
    "open": "o",
}
WORDS: Final[Mapping[str, str]] = {
    "confirm": "It was read rightly",
    "correct": "Correct it",
    "request": "It is a service request, and they are not unhappy",
    "later": "Leave it for later",
    "undo": "Take the last confirmation back",
    "open": "Open the case",
}
_ALLOWED: Final = frozenset(string.ascii_lowercase + string.digits)
_TAKEN: Final = frozenset("1234")  #: the four kinds of a message that is read without the machine's word


def keys_of(own: Mapping[str, str]) -> dict[str, str]:
    """The keys of one member of staff, ours where they have chosen none."""
    return {act: own.get(act) or key for act, key in KEYS.items()}


def faults_of(wanted: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with chosen keys, a sentence by the act; empty where they will do."""
    faults = {}
    for act in KEYS:
        key = wanted.get(act, "").lower()
        if len(key) != 1 or key not in _ALLOWED:
            faults[act] = "Choose one letter or digit."
        elif key in _TAKEN:
            faults[act] = "1 to 4 are for the kinds of a message."
        elif [each.lower() for each in wanted.values()].count(key) > 1:
            faults[act] = f"“{key}” stands here twice."
    return faults
