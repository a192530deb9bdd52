"""Whom must the reader not fail more than others? Groups of messages, told by their form alone.

A promise kept on average can be broken for everybody who writes little, or in capitals, or has a note typed for them.
"""

import re
from typing import Final

FORMAL: Final = re.compile(
    r"^\s*dear\b[^\n]*\n|^yours (?:sincerely|faithfully|truly)\b", re.IGNORECASE | re.MULTILINE
)
LENGTHS: Final = ((10, "up to 10 words"), (40, "11 to 40 words"), (120, "41 to 120 words"), (10**9, "longer"))
GROUPS: Final = ("phone notes", "very short", "all capitals", "formal letters", "by chat", "by e-mail")


def length_of(text: str) -> str:
    """Into which group of lengths a message falls."""
    words = len(text.split())
    return next(name for most, name in LENGTHS if words <= most)


def register_of(text: str) -> str:
    """In which manner a message is written, as far as its form tells."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters):
        return "all capitals"
    if "\n>" in text or "wrote:" in text:
        return "quotes something"
    if FORMAL.search(text):
        return "a formal letter"
    return "no capitals" if letters and not any(letter.isupper() for letter in letters) else "plain"


def groups_of(channel: str, text: str) -> frozenset[str]:
    """The groups of GROUPS that a message belongs to, in each of which the promise of the offer has to hold. Code: 1.3"""
    register = register_of(text)
    belongs = (
        channel == "phone",
        len(text.split()) <= LENGTHS[0][0],
        register == "all capitals",
        register == "a formal letter",
        channel in ("telegram", "widget"),
        channel == "email",
    )
    return frozenset(name for name, is_in in zip(GROUPS, belongs, strict=True) if is_in)
