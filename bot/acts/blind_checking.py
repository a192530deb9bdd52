"""Which message does this member of staff read next without knowing how it was read, and what follows from what they say?"""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.at_hand import may_see
from bot.blind_checks import HELD_FOR, TELLS_OF_RISK, Answered, task_for
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.moment import Moment
from bot.store import blind_checks, cases, messages
from bot.store.blind_checks import CONFIRMED, BlindCheckRow, BlindLine
from bot.store.staff import StaffRow
from bot.store.turns import wait_for_turn
from bot.tasking import ask_for
from classifiers.labels import Kind


@dataclass(frozen=True)
class Place:
    """Where the check of a week stands for one member of staff."""

    line: BlindLine | None  #: the message they read now; None where none is free for them
    left: int  #: unanswered, of those they may read
    with_others: int  #: unanswered, of those that wait for somebody else: held by them, or not for these eyes
    drawn: int  #: all of the week

    @property
    def is_done(self) -> bool:
        """Whether the last one is answered."""
        return self.drawn > 0 and self.left == 0 and self.with_others == 0


async def take_next(house: House, by: StaffRow, week: str) -> Place:
    """Hold the next message for this member of staff; the one they hold already, where they do."""
    async with house.database.writing() as session:
        await wait_for_turn(session, by.landlord_id, "blind check")  # two people never get the same one
        now = house.clock()
        lines = [one for one in await blind_checks.list_week(session, by.landlord_id, week) if _is_there(one)]
        open_ones = [line for line in lines if line.check.answered_at is None]
        free = [line for line in open_ones if may_read(line, by) and not _is_held(line.check, by, now)]
        free.sort(key=lambda line: line.check.staff_id != by.id)
        line = free[0] if free else None
        if line is not None:
            line.check.staff_id, line.check.held_until = by.id, now + HELD_FOR
            session.add(line.check)
    return Place(line, len(free), len(open_ones) - len(free), len(lines))


def _is_held(check: BlindCheckRow, by: StaffRow, now: datetime) -> bool:
    return check.staff_id not in (None, by.id) and check.held_until is not None and check.held_until > now


def _is_there(line: BlindLine) -> bool:
    """Whether there is anything to read, which there is not once a person was erased."""
    return bool(line.message.text.strip()) or line.check.answered_at is not None


def may_read(line: BlindLine, by: StaffRow) -> bool:
    """Whether this member of staff may be shown it, and has not confirmed its reading themselves."""
    confirmed_it = (
        line.check.why == CONFIRMED and line.review is not None and line.review.staff_email == by.email
    )
    return sees(line, by) and not confirmed_it


def sees(line: BlindLine, by: StaffRow) -> bool:
    """Whether it may be shown to them: nobody named in it, and those at risk only to those named for it."""
    tells_of_risk = not set(TELLS_OF_RISK).isdisjoint(line.reading.signals)
    is_shut = line.on_hold or (line.case is None and tells_of_risk)
    return (by.sees_restricted or not is_shut) and (line.case is None or may_see(line.case, by))


async def save_answer(house: House, by: StaffRow, check_id: int, answer: Answered) -> None:
    """Keep what a colleague reads in a message; whoever is unhappy and got no choice becomes a task today. Code: 1.3

    Raises:
        NotFound: there is no such check for them.
        IllegalMove: the kind is unknown, it was answered before, or a colleague holds it by now.
    """
    if answer.kind not in list(Kind):
        raise IllegalMove("Choose what kind of message this is.")
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        check = await _held(moment, by, check_id)
        check.kind, check.explicit, check.wants_action = answer.kind, answer.explicit, answer.wants_action
        check.answered_at, check.held_until = moment.now, None
        session.add(check)
        await _follow_up(moment, by, check, answer)


async def _held(moment: Moment, by: StaffRow, check_id: int) -> BlindCheckRow:
    check = await blind_checks.find_check(moment.session, by.landlord_id, check_id, lock=True)
    if check is None or check.staff_id is None:
        raise NotFound("message to check", check_id)
    if check.staff_id != by.id or check.answered_at is not None:
        raise IllegalMove(
            "This message has been answered, or a colleague has it now. Go on with the next one."
        )
    return check


async def _follow_up(moment: Moment, by: StaffRow, check: BlindCheckRow, answer: Answered) -> None:
    message = await messages.get_message(moment.session, by.landlord_id, check.message_id)
    if message is None:
        raise NotFound("message", check.message_id)
    case = await cases.get_case(moment.session, by.landlord_id, message.case_id) if message.case_id else None
    has_choice = await blind_checks.has_the_choice(moment.session, by.landlord_id, check.message_id)
    wanted = task_for(answer, has_choice=has_choice, has_case=case is not None)
    if wanted is not None:
        reading = await messages.find_reading(moment.session, by.landlord_id, check.message_id)
        tells_of_risk = reading is not None and not set(TELLS_OF_RISK).isdisjoint(reading.signals)
        await ask_for(
            moment,
            wanted,
            case=case,
            key=f"blind_check:{check.message_id}",
            restricted=case is None and tells_of_risk,
        )
    await moment.note(
        "blind_check_answered",
        case=case,
        row=f"blind_check:{check.id}",
        actor=f"staff:{by.id}",
        codes={"kind": answer.kind, "explicit": answer.explicit, "wants_action": answer.wants_action},
    )
