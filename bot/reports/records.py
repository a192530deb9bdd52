"""What may be put on record about a report, and what is still missing from it? Pure. Code: 8.1, 8.2, 9.3, 9.4, 9.6"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """One thing done about a period's report."""

    name: str
    words: str
    provision: str
    owed_by: str  #: year, quarter, or "" where nobody owes it
    needs_link: bool = False


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("self_assessment", "The self-assessment against the Code", "8.1", "year", needs_link=True),
        Kind("ombudsman_report", "The Ombudsman's annual report about us", "8.1", ""),
        Kind("ombudsman_paper", "Another paper of the Ombudsman about us", "8.1", ""),
        Kind("to_governing_body", "The report went to the governing body", "8.2", "year"),
        Kind("published", "The report is published on our complaints page", "8.2", "year", needs_link=True),
        Kind(
            "response", "The governing body's response, published beside it", "8.2", "year", needs_link=True
        ),
        Kind("told_residents", "Residents were told what we learned and changed", "9.3", "quarter"),
        Kind("told_staff", "Staff and committees were told what we learned and changed", "9.3", "quarter"),
        Kind("lead_sign_off", "The senior lead signed the themes off", "9.4", "quarter"),
        Kind("member_seen", "The member responsible for complaints has had the figures", "9.6", "quarter"),
    )
}


def missing_from(recorded: Collection[str], *, is_year: bool) -> list[Kind]:
    """What a period still owes, in the Code's order."""
    owed_by = "year" if is_year else "quarter"
    return [kind for kind in KINDS.values() if kind.owed_by == owed_by and kind.name not in recorded]


def refused_because(what: str, words: str, link: str) -> str:
    """Why this cannot be put on record; "" where it can."""
    kind = KINDS.get(what)
    if kind is None:
        return "Choose what was done."
    if (kind.needs_link or link) and not link.startswith("https://"):
        return "Give the address of the page it stands on, beginning with https://."
    if not (words or link):
        return "Say in a few words what was done, or give a link."
    return ""
