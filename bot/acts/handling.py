"""How do staff grade a hazard, take an alert and finish a task? Code: 6.1."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks, may_see
from bot.casework.clocks import hazard_clocks
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.moment import Moment
from bot.store import cases, hazards, tasks
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
        for row in await hazards.list_hazards(moment.session, case.landlord_id, case.id or 0):
            row.grade, row.graded_by = grade, by.email
            moment.session.add(row)
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
