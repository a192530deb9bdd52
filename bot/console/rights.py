"""What may each role see and do? One table of the console's pages, and what each role holds. Pure.

Deny by default: a page that stands in no line of the table is closed to everybody. What a case asks for beyond that,
such as a named person of standing for a refusal, the acts ask themselves. Code: 4.1, 5.8, 6.13, 9.6
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Right(StrEnum):
    """One thing a role may do."""

    OWN = "own"  #: sign out, say that the standard objective is read
    LISTS = "lists"  #: what waits, what is due, alerts
    READ = "read"  #: the page of a case, its files
    REVIEW = "review"  #: was it read rightly?
    TAKE = "take"  #: the desk, unreadable and machine-sent messages
    CONTACT = "contact"  #: call, write, needs, who somebody is
    HANDLE = "handle"  #: points, acknowledgement, answer, promises, hazards, closing
    OVERSEE = "oversee"  #: refusals, the Ombudsman, quality, hard days, training, the ledger
    FIGURES = "figures"  #: reports, without a resident
    TEACH = "teach"  #: the classifier
    SETTINGS = "settings"  #: the landlord's own set-up and its staff


#: in the order of their weight: the last of two is the stronger
ROLES: Final = (
    "member_responsible",
    "contractor",
    "triage",
    "handler",
    "stage_2_approver",
    "complaints_officer",
    "administrator",
)
_TRIAGE: Final = frozenset({Right.OWN, Right.LISTS, Right.READ, Right.REVIEW, Right.TAKE, Right.CONTACT})
_HANDLER: Final = _TRIAGE | {Right.HANDLE, Right.FIGURES}
_OFFICER: Final = _HANDLER | {Right.OVERSEE}
RIGHTS: Final[Mapping[str, frozenset[Right]]] = {
    "member_responsible": frozenset({Right.OWN, Right.FIGURES}),
    "contractor": frozenset({Right.OWN, Right.LISTS, Right.READ, Right.CONTACT, Right.HANDLE}),
    "triage": _TRIAGE,
    "handler": _HANDLER,
    "stage_2_approver": _OFFICER,
    "complaints_officer": _OFFICER,
    "administrator": frozenset(Right),
}
#: a contractor sees the cases that were given to them, and no others
SEES_OWN_CASES_ONLY: Final = frozenset({"contractor"})

_CASE: Final = "/cases/{reference}"
#: page -> what seeing it and what sending its form asks for
PAGES: Final[Mapping[str, tuple[Right, Right]]] = {
    "/sign-out": (Right.OWN, Right.OWN),
    "": (Right.LISTS, Right.LISTS),
    "/queues/{queue:path}": (Right.LISTS, Right.LISTS),
    "/tasks": (Right.LISTS, Right.LISTS),
    "/tasks/{task_id}/done": (Right.LISTS, Right.LISTS),
    "/alerts": (Right.LISTS, Right.LISTS),
    "/alerts/{alert_id}/take": (Right.LISTS, Right.LISTS),
    "/find": (Right.LISTS, Right.LISTS),
    "/watch/": (Right.LISTS, Right.LISTS),
    "/requests/": (Right.LISTS, Right.LISTS),
    "/incident/": (Right.LISTS, Right.OVERSEE),
    "/incident/form": (Right.LISTS, Right.OVERSEE),
    "/incident/{do}": (Right.OVERSEE, Right.OVERSEE),
    _CASE: (Right.READ, Right.READ),
    f"{_CASE}/files/{{file_id}}": (Right.READ, Right.READ),
    f"{_CASE}/confirm": (Right.REVIEW, Right.REVIEW),
    f"{_CASE}/messages/{{message_id}}/correct": (Right.REVIEW, Right.REVIEW),
    "/review/": (Right.REVIEW, Right.REVIEW),
    "/review/list/": (Right.REVIEW, Right.REVIEW),
    "/review/keys/": (Right.REVIEW, Right.REVIEW),
    "/review/{message_id}/": (Right.REVIEW, Right.REVIEW),
    "/review/{message_id}/{act}": (Right.REVIEW, Right.REVIEW),
    "/blind/": (Right.REVIEW, Right.REVIEW),
    "/blind/{check_id}": (Right.REVIEW, Right.REVIEW),
    "/blind/read/{check_id}": (Right.REVIEW, Right.REVIEW),
    "/desk/": (Right.TAKE, Right.TAKE),
    "/desk/taken/{arrival_id}": (Right.TAKE, Right.TAKE),
    "/desk/links/": (Right.SETTINGS, Right.SETTINGS),
    "/desk/links/{link_id}/revoke": (Right.SETTINGS, Right.SETTINGS),
    "/unreadable": (Right.TAKE, Right.TAKE),
    "/unreadable/{arrival_id}": (Right.TAKE, Right.TAKE),
    "/unreadable/{arrival_id}/looked": (Right.TAKE, Right.TAKE),
    "/machine-mail/{message_id}": (Right.TAKE, Right.TAKE),
    "/machine-mail/{message_id}/files/{file_id}": (Right.TAKE, Right.TAKE),
    f"{_CASE}/contact": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/letter": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/language": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/safe-way": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/needs": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/needs/{{do}}": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/person": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/person/name": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/person/join": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/person/apart/{{joining_id}}": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/person/again": (Right.CONTACT, Right.CONTACT),
    f"{_CASE}/points": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/acknowledgement": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/answer": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/promises": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/promises/{{remedy_id}}": (Right.HANDLE, Right.HANDLE),
    "/promises/": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/extend": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/hazard": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/safe-home": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/safe-home/{{do}}": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/around": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/around/{{do}}": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/messages/{{message_id}}/new": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/close": (Right.HANDLE, Right.HANDLE),
    f"{_CASE}/refuse": (Right.OVERSEE, Right.OVERSEE),
    f"{_CASE}/reopen": (Right.OVERSEE, Right.OVERSEE),
    f"{_CASE}/ombudsman": (Right.OVERSEE, Right.OVERSEE),
    f"{_CASE}/ombudsman/{{item_id}}": (Right.OVERSEE, Right.OVERSEE),
    f"{_CASE}/bundle": (Right.OVERSEE, Right.OVERSEE),
    "/ombudsman/": (Right.OVERSEE, Right.OVERSEE),
    "/quality/": (Right.OVERSEE, Right.OVERSEE),
    "/quality/{response_id}": (Right.OVERSEE, Right.OVERSEE),
    "/ledger": (Right.OVERSEE, Right.OVERSEE),
    "/feedback/": (Right.REVIEW, Right.REVIEW),
    "/reports/": (Right.FIGURES, Right.OVERSEE),
    "/reports/{period}/": (Right.FIGURES, Right.OVERSEE),
    "/reports/{period}/record": (Right.OVERSEE, Right.OVERSEE),
    "/team/": (Right.HANDLE, Right.OVERSEE),
    "/team/objective": (Right.OWN, Right.OWN),
    "/team/{staff_id}/training": (Right.OVERSEE, Right.OVERSEE),
    "/classifier/": (Right.TEACH, Right.TEACH),
    "/classifier/progress": (Right.TEACH, Right.TEACH),
    "/classifier/{do}": (Right.TEACH, Right.TEACH),
    "/classifier/versions/{version}/": (Right.TEACH, Right.TEACH),
}
WORDS: Final[Mapping[Right, str]] = {
    Right.OWN: "what is their own",
    Right.LISTS: "what waits",
    Right.READ: "cases",
    Right.REVIEW: "how messages are read",
    Right.TAKE: "messages taken down for residents",
    Right.CONTACT: "calls and letters",
    Right.HANDLE: "the handling of complaints",
    Right.OVERSEE: "the oversight of complaints",
    Right.FIGURES: "the figures",
    Right.TEACH: "the classifier",
    Right.SETTINGS: "the settings",
}


def may(role: str, page: str, *, sends: bool = False) -> bool:
    """Whether this role may see this page, or send its form; a page or role that is not known: no.

    Args:
        page: as it stands in the table: "/cases/{reference}/answer".
    """
    needed = PAGES.get(page)
    return needed is not None and needed[sends] in RIGHTS.get(role, frozenset())


def refused_because(role: str, page: str, *, sends: bool) -> str:
    """Why not, for whoever asked; "" where they may."""
    if may(role, page, sends=sends):
        return ""
    needed = PAGES.get(page)
    what = WORDS[needed[sends]] if needed else "this page"
    return f"Your role does not open {what}. An administrator can change what you may do."
