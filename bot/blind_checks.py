"""Who goes unnoticed? What is drawn for the weekly blind check, what an answer asks for, and what it all came to.

Pure. A colleague reads a sample of last week's messages without being told how the machine read them. So it is known
how many unhappy people got no choice, and each of those found gets it after all. Code: 1.3
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.decision.tasks import TaskWanted
from classifiers.calibrate import Interval, wilson
from classifiers.labels import Kind, Signal

WITHOUT_CHOICE_DRAWN: Final = 50
CONFIRMED_SHARE: Final = 0.05
FEWEST_CONFIRMED: Final = 5
LOOKS_BACK: Final = timedelta(days=7)
HELD_FOR: Final = timedelta(minutes=30)  # nobody else gets a message meanwhile
TELLS_OF_RISK: Final = (
    Signal.SAFEGUARDING,
    Signal.DOMESTIC_ABUSE,
    Signal.AT_RISK,
    Signal.SELF_HARM,
    Signal.SAFE_CONTACT,
)

NO_CHOICE: Final = TaskWanted(
    "read_message",
    "complaints",
    0,
    "In the weekly check a colleague read somebody unhappy with us who got no choice to complain. "
    "Read the message today, under Weekly check. If they are right, correct the reading: that gives the choice.",
)
NO_CHOICE_NO_CASE: Final = TaskWanted(
    "read_machine_mail",
    "complaints",
    0,
    "In the weekly check a colleague read somebody unhappy with us in a mail that a machine sent. It has no case. "
    "Read it today, under Weekly check, reach whoever wrote it and give them the choice to complain.",
)


@dataclass(frozen=True)
class Answered:
    """How somebody reads one message."""

    kind: str
    explicit: bool
    wants_action: bool

    @property
    def is_unhappy(self) -> bool:
        """Whether they read somebody unhappy with us in it, or somebody who asks to complain."""
        return self.kind == Kind.COMPLAINT or self.explicit


@dataclass(frozen=True)
class NextStep:
    """What is to be done about a disagreement."""

    words: str
    is_urgent: bool = False  #: somebody may go without the choice


def week_of(day: date) -> str:
    """The ISO week, 2026-W45."""
    return f"{day:%G-W%V}"


def monday_of(week: str) -> date:
    """The day an ISO week begins."""
    return date.fromisoformat(f"{week}-1")


def draw(message_ids: Sequence[int], what: str, many: int, *, seal: Callable[[str], str]) -> list[int]:
    """As many of these as asked for, in an order that nobody can guess and that this installation can repeat.

    Args:
        what: which draw this is, such as its week; no two draws are of one order.
        seal: a hash with a key nobody knows.
    """
    return sorted(message_ids, key=lambda message_id: seal(f"blind check {what} {message_id}"))[:many]


def how_many_confirmed(confirmed: int) -> int:
    """One in twenty of the readings staff confirmed, and at least five where there are as many."""
    return min(confirmed, max(FEWEST_CONFIRMED, math.ceil(CONFIRMED_SHARE * confirmed)))


def task_for(answer: Answered, *, has_choice: bool, has_case: bool) -> TaskWanted | None:
    """What a person must do now that a colleague has read this message."""
    if not answer.is_unhappy or has_choice:
        return None
    return NO_CHOICE if has_case else NO_CHOICE_NO_CASE


def disagree(answer: Answered, read: Answered) -> bool:
    """Whether the colleague reads it otherwise than it was read."""
    return answer != read


def next_step(answer: Answered, read: Answered, *, looked_at: str, is_closed: bool) -> NextStep:
    """What is to be done where a colleague reads it otherwise.

    Args:
        looked_at: what a person made of it after the check; "" where nobody has looked yet.
        is_closed: its case is closed.
    """
    if looked_at:
        return NextStep(f"Looked at: {looked_at}. Nothing is left to do.")
    if answer.is_unhappy and not read.is_unhappy:
        return NextStep("Read it today. If the colleague is right, correct the reading.", is_urgent=True)
    if answer.wants_action and not read.wants_action:
        return NextStep("See whether something is to be put right, and correct the reading if so.")
    if is_closed:
        return NextStep(
            "The case is closed. Correct the reading if the colleague is right, for the next training."
        )
    return NextStep("Read it, and correct the reading if the colleague is right.")


def miss_interval(unhappy: int, answered: int) -> Interval:
    """The share of messages without a choice that a colleague reads as unhappy, with its 95% interval."""
    return wilson(unhappy, answered)


def miss_sentence(unhappy: int, answered: int) -> str:
    """The same in words."""
    if not answered:
        return "Nobody has read any of the messages that got no offer yet."
    found = miss_interval(unhappy, answered)
    of = "1 message" if answered == 1 else f"{answered} messages"
    who = "none was" if not unhappy else "1 was" if unhappy == 1 else f"{unhappy} were"
    return (
        f"Of {of} that got no offer, {who} read as unhappy by a colleague: "
        f"between {percent(found.low)} and {percent(found.high)} of all such messages."
    )


def percent(share: float) -> str:
    """A share as people say it: whole from 10% on, to a tenth below."""
    hundredths = share * 100
    if hundredths >= 9.95 or hundredths < 0.05:
        return f"{hundredths:.0f}%"
    return f"{hundredths:.1f}%".replace(".0%", "%")
