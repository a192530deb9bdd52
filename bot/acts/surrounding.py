"""How do staff put on record what stands round a case: questions, conflicts, other law's parts?

Code: 4.2, 4.3, 5.8, 9.8
"""

from datetime import date

from bot.acts.at_hand import CaseAtHand, case_at_hand, hands_of_stage_1
from bot.casework.matters import KINDS
from bot.casework.respond import barred_because
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.opening import set_next_due
from bot.reports.training import standing_of
from bot.store import around, cases, staff, tasks
from bot.store.around import ConflictRow, OtherMatterRow, QuestionRow
from bot.store.governance import list_staff_records
from bot.store.staff import StaffRow
from bot.tasking import ask_for
from bot.working_days import london_date


async def ask_others(
    house: House, by: StaffRow, reference: str, *, asked_of: str, senior: str, words: str, due_on: date | None
) -> None:
    """Ask a team or a contractor for facts by a day; the named senior hears where none come. Code: 4.2

    Raises:
        IllegalMove: something is missing.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if not (asked_of.strip() and senior.strip() and words.strip()):
            raise IllegalMove(
                "Say whom you ask, for what, and which senior hears where no answer comes (4.2)."
            )
        if due_on is None or due_on < at_hand.moment.today:
            raise IllegalMove("Give the day by which you need it.")
        row = QuestionRow(
            landlord_id=by.landlord_id,
            case_id=at_hand.case.id or 0,
            asked_of=asked_of.strip(),
            senior=senior.strip(),
            words=words.strip(),
            due_on=due_on,
            asked_by=by.email,
            asked_at=at_hand.moment.now,
        )
        await _keep(at_hand, row, "question_asked")


async def keep_answer(house: House, by: StaffRow, reference: str, question_id: int, *, answer: str) -> None:
    """Put on record what they answered.

    Raises:
        NotFound: there is no such question here.
        IllegalMove: nothing was said.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        rows = await around.list_questions(at_hand.moment.session, by.landlord_id, at_hand.case.id or 0)
        row = next((one for one in rows if one.id == question_id), None)
        if row is None:
            raise NotFound("question", question_id)
        if not answer.strip():
            raise IllegalMove("Say what they answered.")
        row.answer, row.answered_at = answer.strip(), at_hand.moment.now
        await _keep(at_hand, row, "question_answered")


async def declare_conflict(house: House, by: StaffRow, reference: str, *, email: str, words: str) -> None:
    """Somebody has a stake in this: from now on they neither see nor touch it. Code: 5.8

    Raises:
        IllegalMove: nobody of this address works here, or nothing is said.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        colleague = await staff.find_staff(moment.session, by.landlord_id, email)
        if colleague is None:
            raise IllegalMove("Nobody with this address works here.")
        if not words.strip():
            raise IllegalMove("Say what the conflict is.")
        row = ConflictRow(
            landlord_id=by.landlord_id,
            case_id=case.id or 0,
            staff_email=colleague.email,
            words=words.strip(),
            declared_by=by.email,
            declared_at=moment.now,
        )
        case.hidden_from = sorted({*case.hidden_from, colleague.email})
        case.owner = "" if case.owner == colleague.email else case.owner
        set_next_due(case)
        moment.session.add(case)
        await _keep(at_hand, row, "conflict_declared")


async def give_case(house: House, by: StaffRow, reference: str, *, email: str) -> str:
    """Give a case to somebody; what they lack, training or the objective, is told and kept on record. Code: 4.3, 5.8, 9.8

    Returns:
        The warning, "" where nothing is amiss.

    Raises:
        IllegalMove: they may have no part in it.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        colleague = await staff.find_staff(moment.session, by.landlord_id, email)
        if colleague is None or not colleague.active:
            raise IllegalMove("Nobody with this address works here.")
        await _may_have(at_hand, colleague)
        records = await list_staff_records(moment.session, by.landlord_id)
        mine = [row for row in records if row.staff_id == colleague.id]
        warning = standing_of(mine, today=moment.today).warning
        case.owner = colleague.email
        moment.session.add(case)
        await moment.note(
            "case_given",
            case=case,
            actor=at_hand.actor,
            codes={"to": colleague.id or 0, "warned": bool(warning)},
        )
        return f"{colleague.name} {warning}." if warning else ""


async def _may_have(at_hand: CaseAtHand, colleague: StaffRow) -> None:
    case = at_hand.case
    if colleague.role == "member_responsible":
        raise IllegalMove(f"{colleague.name} sees figures and no case (9.6).")
    if colleague.email in case.hidden_from or (case.restricted and not colleague.sees_restricted):
        raise IllegalMove(
            f"{colleague.name} may not see this case: it names them, or they have a stake in it (5.8)."
        )
    if case.stage == 2 and colleague.email in await hands_of_stage_1(at_hand.moment.session, case):
        raise IllegalMove(f"{colleague.name} handled stage 1, so somebody else has stage 2 (6.13).")
    barred = barred_because(case.stage or 1, is_contractor=colleague.role == "contractor")
    if barred:
        raise IllegalMove(barred)


async def note_other_matter(
    house: House,
    by: StaffRow,
    reference: str,
    *,
    kind: str,
    words: str,
    received_on: date | None = None,
    point_number: int = 0,
) -> None:
    """A part of it belongs to other law: it runs on its own clock, and the complaint goes on. Code: 2.2, 5.7

    Raises:
        IllegalMove: the kind is unknown, or nothing is said.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        known = KINDS.get(kind)
        if known is None or not words.strip():
            raise IllegalMove("Choose what it is, and say which part of the message.")
        came_on = received_on or london_date(case.received_at)
        row = OtherMatterRow(
            landlord_id=by.landlord_id,
            case_id=case.id or 0,
            kind=kind,
            words=words.strip(),
            point_number=await _known_point(at_hand, point_number),
            received_on=came_on,
            due_on=known.due_on(came_on, holidays=moment.holidays),
            noted_by=by.email,
            noted_at=moment.now,
        )
        await _keep(at_hand, row, "other_matter_noted")
        await _ask_to_do(at_hand, row)


async def _known_point(at_hand: CaseAtHand, number: int) -> int:
    case = at_hand.case
    known = await cases.list_points(at_hand.moment.session, case.landlord_id, case.id or 0, case.stage or 1)
    if number and number not in {row.number for row in known}:
        raise IllegalMove(f"There is no point {number} in this complaint.")
    return number


async def finish_other_matter(
    house: House, by: StaffRow, reference: str, matter_id: int, *, outcome: str
) -> None:
    """What other law asked of us is done; the complaint goes on.

    Raises:
        NotFound: there is no such matter on this case.
        IllegalMove: it is done already, or nobody said how it ended.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        moment, case_id = at_hand.moment, at_hand.case.id or 0
        rows = await around.list_other_matters(moment.session, by.landlord_id, case_id)
        row = next((one for one in rows if one.id == matter_id), None)
        if row is None:
            raise NotFound("matter", matter_id)
        if row.done_at is not None or not outcome.strip():
            raise IllegalMove("Say how it ended, and when their letter went.")
        row.done_at, row.outcome = moment.now, outcome.strip()
        await _keep(at_hand, row, "other_matter_finished")
        task = await tasks.find_task_by_key(moment.session, by.landlord_id, f"other:{row.id}")
        if task is not None and task.done_at is None:
            task.done_at, task.done_by, task.outcome = moment.now, by.email, "finished"
            moment.session.add(task)


async def _ask_to_do(at_hand: CaseAtHand, row: OtherMatterRow) -> None:
    if row.due_on is not None:
        known = KINDS[row.kind]
        wanted = TaskWanted(
            f"other_{row.kind}", "case", 0, f"{known.words}. {known.law}. The complaint goes on."
        )
        await ask_for(at_hand.moment, wanted, case=at_hand.case, key=f"other:{row.id}", due_on=row.due_on)


async def _keep(at_hand: CaseAtHand, row: ConflictRow | OtherMatterRow | QuestionRow, what: str) -> None:
    at_hand.moment.session.add(row)
    await at_hand.moment.session.flush()
    await at_hand.moment.note(
        what, case=at_hand.case, row=f"{row.__tablename__}:{row.id}", actor=at_hand.actor
    )
