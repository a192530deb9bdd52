"""What did the blind check of a week come to, where do colleague and machine differ, and what is to be done about it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.acts.blind_checking import sees
from bot.blind_checks import Answered, NextStep, disagree, miss_sentence, monday_of, next_step
from bot.in_words import words_of
from bot.store.blind_checks import CONFIRMED, WITHOUT_CHOICE, BlindLine, has_the_choice, list_week
from bot.store.cases import CLOSED
from bot.store.staff import StaffRow
from bot.store.tasks import TaskRow, find_task_by_key


@dataclass(frozen=True)
class Disagreement:
    """One message that a colleague reads otherwise than it was read."""

    reference: str  #: of its case; "" where it has none
    place: str  #: where to see to it
    said: str  #: how the colleague reads it
    was: str  #: how it was read
    step: NextStep


@dataclass(frozen=True)
class WeekResults:
    """What the check of one week came to, as this member of staff may see it."""

    week: str
    monday: date
    answered: int
    drawn: int
    misses: str  #: the miss rate in a sentence
    confirmations: str  #: the same for readings that staff had confirmed; "" where there were none
    disagreements: Sequence[Disagreement]
    kept_back: int  #: disagreements that are not for these eyes

    @property
    def is_done(self) -> bool:
        """Whether the last one is answered."""
        return self.answered == self.drawn


async def build_results(session: AsyncSession, by: StaffRow, week: str) -> WeekResults:
    """The results of a week, also while some are still to be answered."""
    lines = await list_week(session, by.landlord_id, week)
    there = [line for line in lines if line.message.text.strip() or line.check.answered_at]
    answered = [line for line in lines if line.check.answered_at is not None]
    judged = [line for line in answered if line.check.why == WITHOUT_CHOICE]
    differing = [line for line in answered if disagree(said(line), read(line))]
    shown = [line for line in differing if sees(line, by)]
    found = [await _disagreement(session, line) for line in shown]
    return WeekResults(
        week=week,
        monday=monday_of(week),
        answered=len(answered),
        drawn=len(there),
        misses=miss_sentence(sum(line.check.reads_unhappy for line in judged), len(judged)),
        confirmations=_confirmations([line for line in answered if line.check.why == CONFIRMED]),
        disagreements=sorted(found, key=lambda one: not one.step.is_urgent),
        kept_back=len(differing) - len(shown),
    )


async def list_urgent(session: AsyncSession, by: StaffRow, week: str) -> list[Disagreement]:
    """Whoever may still wait for the choice, of what has been answered so far."""
    lines = await list_week(session, by.landlord_id, week)
    unhappy = [
        line for line in lines if line.check.answered_at and line.check.reads_unhappy and sees(line, by)
    ]
    found = []
    for line in unhappy:
        one = await _disagreement(session, line)
        waits = not await has_the_choice(session, by.landlord_id, line.check.message_id)
        if one.step.is_urgent and waits:
            found.append(one)
    return found


def said(line: BlindLine) -> Answered:
    """How the colleague reads it."""
    return Answered(line.check.kind, line.check.explicit, line.check.wants_action)


def read(line: BlindLine) -> Answered:
    """How it was read."""
    return Answered(line.reading.kind, line.reading.explicit, line.reading.wants_action)


def in_words(answer: Answered) -> str:
    """One way of reading a message: "Complaint, asks to complain, something to put right"."""
    more = (
        "asks to complain" if answer.explicit else "",
        "something to put right" if answer.wants_action else "",
    )
    return ", ".join([words_of(answer.kind), *filter(None, more)])


async def _disagreement(session: AsyncSession, line: BlindLine) -> Disagreement:
    case = line.case
    task = await find_task_by_key(session, line.check.landlord_id, f"blind_check:{line.check.message_id}")
    return Disagreement(
        reference=case.reference if case else "",
        place=(
            f"/console/cases/{case.reference}/messages/{line.message.id}/correct"
            if case
            else f"/console/blind/read/{line.check.id}"
        ),
        said=in_words(said(line)),
        was=in_words(read(line)),
        step=next_step(
            said(line),
            read(line),
            looked_at=_looked_at(line, task),
            is_closed=case is not None and case.status == CLOSED,
        ),
    )


def _looked_at(line: BlindLine, task: TaskRow | None) -> str:
    review, at = line.review, line.check.answered_at
    if review is not None and at is not None and review.created_at > at:
        what = "the reading stands" if review.agreed else f"corrected to {words_of(review.kind).lower()}"
        return f"{what}, says {review.staff_email}"
    return f"the task is done by {task.done_by}" if task is not None and task.done_at is not None else ""


def _confirmations(lines: Sequence[BlindLine]) -> str:
    if not lines:
        return ""
    other = sum(line.check.kind != line.reading.kind for line in lines)
    of = "1 reading" if len(lines) == 1 else f"{len(lines)} readings"
    how = "none" if not other else str(other)
    return f"Of {of} that staff had confirmed, a colleague read {how} as another kind."
