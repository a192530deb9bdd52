"""How do staff grade a hazard, take an alert, finish a task, answer a complaint and close a case? Code: 1.3, 6.1, 6.3."""

from dataclasses import replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks, may_see
from bot.answering import Answer, case_facts, say
from bot.casework.clocks import hazard_clocks
from bot.errors import IllegalMove, NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.moment import Moment
from bot.store import cases, tasks
from bot.store.staff import StaffRow
from bot.store.tasks import AlertRow

GRADES = ("emergency", "significant", "none")


async def grade_hazard(house: House, by: StaffRow, reference: str, *, grade: str, reason: str) -> None:
    """Say how bad a possible hazard is; only a named person may, and stopping its clocks needs a reason.

    Raises:
        IllegalMove: the grade is unknown, or it is not an emergency any more and no reason is given.
    """
    if grade not in GRADES:
        raise IllegalMove("Say whether it is an emergency, significant, or no hazard.")
    async with case_at_hand(house, by, reference) as at_hand:
        if grade != "emergency" and not reason.strip():
            raise IllegalMove("Say why; a clock for somebody's safety is stopped by this.")
        moment, case = at_hand.moment, at_hand.case
        if grade == "none":
            await end_clocks(
                moment,
                case,
                ("make_safe", "investigate_hazard"),
                why=f"no hazard: {reason.strip()}",
                by=by.email,
            )
        elif grade == "significant":
            await end_clocks(
                moment,
                case,
                ("make_safe",),
                why=f"significant, not an emergency: {reason.strip()}",
                by=by.email,
            )
        else:
            await _make_emergency(at_hand)
        await opening.set_hazard_date(moment, case)
        await finish_tasks(at_hand, ("grade_hazard",), grade)
        await moment.note("hazard_graded", case=case, actor=at_hand.actor, codes={"grade": grade})


async def _make_emergency(at_hand: CaseAtHand) -> None:
    moment, case = at_hand.moment, at_hand.case
    running = {
        clock.rule
        for clock in await cases.list_clocks(moment.session, case.landlord_id, case.id or 0)
        if not clock.ended_why
    }
    for start in hazard_clocks("graded", "emergency", case.received_at, holidays=moment.holidays):
        if start.rule not in running:
            await opening.start_clock(moment, case, start)


async def take_alert(house: House, alert_id: int, *, by_name: str) -> None:
    """Somebody says "I have it": nobody else is woken.

    Raises:
        NotFound: there is no such alert.
        IllegalMove: no name was given.
    """
    if not by_name.strip():
        raise IllegalMove("Say who you are, so that the others know who has it.")
    async with house.database.writing() as session:
        alert = await _find_alert(house, session, alert_id)
        if alert is None:
            raise NotFound("alert", alert_id)
        if alert.taken_at is not None:
            return
        landlord_id = alert.landlord_id
        moment = Moment(house, session, house.profiles[landlord_id], house.clock())
        alert.taken_at, alert.taken_by, alert.next_at = moment.now, by_name.strip(), None
        session.add(alert)
        case = await cases.get_case(session, landlord_id, alert.case_id) if alert.case_id else None
        await moment.note("alert_taken", case=case, row=f"alert:{alert.id}", actor="on_call")


async def _find_alert(house: House, session: AsyncSession, alert_id: int) -> AlertRow | None:
    found = [await tasks.find_alert(session, landlord_id, alert_id) for landlord_id in house.profiles]
    return next((alert for alert in found if alert is not None), None)


async def finish_task(house: House, by: StaffRow, task_id: int, *, outcome: str) -> None:
    """Tick a task off, saying what came of it.

    Raises:
        NotFound: there is no such task for this member of staff.
        IllegalMove: nothing was said.
    """
    if not outcome.strip():
        raise IllegalMove("Say in a few words what came of it.")
    async with house.database.writing() as session:
        task = await tasks.find_task(session, by.landlord_id, task_id)
        if task is None or (task.restricted and not by.sees_restricted):
            raise NotFound("task", task_id)
        case = await cases.get_case(session, by.landlord_id, task.case_id) if task.case_id else None
        if case is not None and not may_see(case, by):
            raise NotFound("task", task_id)
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        task.done_at, task.done_by, task.outcome = moment.now, by.email, outcome.strip()
        session.add(task)
        await moment.note(
            "task_done", case=case, row=f"task:{task.id}", actor=f"staff:{by.id}", codes={"kind": task.kind}
        )


async def answer_complaint(house: House, by: StaffRow, reference: str, *, text: str) -> None:
    """Send the answer of the present stage, as a person wrote it; the case is answered from then on. Code: 6.3, 6.14

    Raises:
        IllegalMove: it is no complaint, is not acknowledged, or nothing may be written here.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind != "complaint" or case.acknowledged_at is None or not text.strip():
            raise IllegalMove("Acknowledge the complaint first, then write the answer.")
        if resident_is_out_of_reach(at_hand.resident):
            raise IllegalMove("Someone may be at risk: do not write here. Use the safe way that is recorded.")
        if not at_hand.conversation.door:
            raise IllegalMove("There is no address to write to. Ring or post it, and record that.")
        facts = replace(
            await case_facts(moment, case), free_text=text.strip(), handler_name=by.name, by_computer=False
        )
        said = Answer(
            "person_reply", "person", f"answer_stage:{case.id}:{case.stage}", facts, case=case, automatic="no"
        )
        if await say(moment, at_hand.conversation, said) is None:
            raise IllegalMove("The answer of this stage is written already. Write to the resident instead.")
        case.responded_at, case.status = moment.now, cases.ANSWERED
        if case.stage == 1:
            case.stage_1_responded_at, case.stage_1_handler = moment.now, by.email
        await end_clocks(moment, case, ("respond_stage_1", "respond_stage_2"), why="met", by=by.email)
        opening.set_next_due(case)
        moment.session.add(case)
        await moment.note("answered", case=case, actor=at_hand.actor, codes={"stage": case.stage})


async def close_case(house: House, by: StaffRow, reference: str, *, reason: str) -> None:
    """Close a case. A complaint is closed only once it is answered; what was ever unhappy only with a reason. Code: 1.3

    Raises:
        IllegalMove: it may not be closed yet; the message says why.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind == "complaint" and case.responded_at is None:
            raise IllegalMove("A complaint is closed only after it was answered.")
        if case.was_dissatisfied and not reason.strip():
            raise IllegalMove(
                "This was read as unhappy with us. Say why it can be closed (1.3); the choice stays open to the resident."
            )
        case.status, case.closed_at, case.closed_reason = (
            cases.CLOSED,
            moment.now,
            reason.strip() or "finished",
        )
        moment.session.add(case)
        await moment.note("closed", case=case, actor=at_hand.actor)
