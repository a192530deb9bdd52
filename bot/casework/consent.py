"""Who may act for a resident, and on what consent? Pure. Code: 3.6"""

from dataclasses import dataclass
from datetime import date
from typing import Final

KINDS: Final = {
    "family": "Family or friend",
    "advocate": "An adviser or advocate",
    "councillor": "A councillor",
    "mp": "An MP",
    "mayor": "The Mayor",
    "member": "An MP, a councillor or the Mayor, as they wrote themselves",
    "solicitor": "A solicitor",
    "petition_lead": "Speaks for several households",
    "other": "Somebody else",
}
#: elected members need no word of the resident's; whoever leads a petition is a resident and speaks for themselves first
IMPLIED: Final = frozenset({"councillor", "mp", "mayor", "member", "petition_lead"})
HOW: Final = {
    "signed": "In writing, signed",
    "verbal": "In words, to one of us",
    "message": "By a message of theirs",
}


@dataclass(frozen=True)
class ConsentDraft:
    """A consent as it was typed."""

    how: str
    given_to: str  #: which of us heard or read it
    given_on: date | None
    scope: str = ""  #: what it is for; "" for the whole case
    expires_on: date | None = None


def is_implied(kind: str) -> bool:
    """Whether they may act without each resident's own word: an elected member, the lead of a petition. Code: 3.6"""
    return kind in IMPLIED


def missing_from_consent(draft: ConsentDraft, *, today: date) -> str:
    """Why this is no consent yet; "" where it is."""
    if draft.how not in HOW:
        return "Say how they gave it: signed, in words, or by a message."
    if not draft.given_to.strip():
        return "Say which of us heard or read it."
    if draft.given_on is None or draft.given_on > today:
        return "Give the day on which they gave it."
    if draft.expires_on is not None and draft.expires_on <= draft.given_on:
        return "It cannot end before it began."
    return ""


def holds(consent: str, expires_on: date | None, today: date) -> bool:
    """Whether a representative may be told about the case today."""
    return consent in ("implied", "recorded") and (expires_on is None or today <= expires_on)


def is_for_all(consent: str, scope: str, expires_on: date | None, today: date) -> bool:
    """Whether letters of the whole case may go to them: a consent for one thing is none for the rest."""
    return holds(consent, expires_on, today) and not scope
