"""What can put a wrong right, and is what was promised kept? Pure. Code: 6.6, 6.17, 7.1-7.4"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.landlords.provisions import load_provisions
from bot.working_days import add_working_days


class Remedy(StrEnum):
    """The eight kinds of 7.1."""

    APOLOGISE = "apologise"
    ACKNOWLEDGE = "acknowledge"
    EXPLAIN = "explain"
    ACT = "act"  # do what was delayed or not done
    DECIDE_AGAIN = "decide_again"
    AMEND_RECORD = "amend_record"
    PAY = "pay"
    CHANGE_RULES = "change_rules"


KINDS: Final = {
    Remedy.APOLOGISE: "Say sorry",
    Remedy.ACKNOWLEDGE: "Admit where things went wrong",
    Remedy.EXPLAIN: "Explain, help or give the reasons",
    Remedy.ACT: "Do what was late or not done",
    Remedy.DECIDE_AGAIN: "Look at a decision again, or change it",
    Remedy.AMEND_RECORD: "Correct a record, or add to it",
    Remedy.PAY: "Pay money",
    Remedy.CHANGE_RULES: "Change a policy, a procedure or how we work",
}
#: these are done by the answer itself; the others need somebody who does them and a day
DONE_BY_THE_ANSWER: Final = frozenset({Remedy.APOLOGISE, Remedy.ACKNOWLEDGE, Remedy.EXPLAIN})
WARN_OFFICER_AFTER: Final = 3  #: working days past its day, the complaints officer hears of it

#: an offer must never be the price of the resident's silence
_CONDITIONAL: Final = re.compile(
    r"full and final (settlement|resolution)"
    r"|(if|provided|as long as|on condition)\b[^.]{0,60}\b(withdraw|drop|close|not (to )?(go|refer|complain|contact|take))\b"
    r"|in return for[^.]{0,60}\b(withdraw|drop|clos|not )"
    r"|(withdraw|drop) your complaint",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Promised:
    """One remedy as it was typed."""

    kind: str
    what: str
    number: int = 0
    amount: int | None = None
    guidance: str = ""
    owner: str = ""
    due_on: date | None = None


def is_said(kind: str) -> bool:
    """Whether the answer itself does it."""
    return kind in DONE_BY_THE_ANSWER


def refused_because(promised: Promised, *, today: date) -> str:
    """Why this cannot be promised as it stands; "" where it can. Code: 7.1, 7.3, 7.4"""
    if promised.kind not in KINDS:
        return "Choose what kind of remedy it is (7.1)."
    if not promised.what.strip():
        return "Say what is done, in words the resident will read (7.3)."
    if is_conditional(promised.what):
        return "An offer must not depend on the resident dropping anything. Take that out."
    if is_said(promised.kind):
        return ""
    if not promised.owner.strip() or promised.due_on is None:
        return "Say who does it and by which day (7.3)."
    if promised.due_on < today:
        return "That day has passed. Give a day that can be kept (7.3)."
    if promised.kind == Remedy.PAY:
        return _payment_fault(promised)
    return ""


def is_conditional(words: str) -> bool:
    """Whether an offer is made to depend on giving something up. (Ombudsman on Abri 202229695)"""
    return _CONDITIONAL.search(words) is not None


def warn_officer_on(due_on: date, *, holidays: frozenset[date]) -> date:
    """The day on which the complaints officer hears that a promise was not kept. Code: 6.6, 6.17"""
    return add_working_days(due_on, WARN_OFFICER_AFTER, holidays=holidays)


def _payment_fault(promised: Promised) -> str:
    if promised.amount is None or promised.amount <= 0:
        return "Say how much, in whole pounds."
    return (
        ""
        if promised.guidance.strip()
        else "Say which guidance on amounts you looked at, with its date (7.4)."
    )


def kinds_asked_for() -> int:
    """How many kinds of remedy the Code names. Code: 7.1"""
    return int(load_provisions().by_id["7.1"].figures["remedy_kinds"])
