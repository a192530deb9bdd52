"""How do staff make a home safe, and show every attempt? SI 2025/1042

Only a named person ends an investigation or says that a step was taken; each step meets its clock and stays on record.
"""

from datetime import date, datetime

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.casework.awaab import TENURES, after_investigation
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove
from bot.house import House
from bot.store import hazards
from bot.store.cases import list_clocks
from bot.store.hazards import HazardRow, HazardStepRow
from bot.store.staff import StaffRow
from bot.tasking import ask_for

#: what a step is, and which clocks it meets
STEPS = {
    "visit": ("We were there", ()),
    "no_access": ("We could not get in, or were not let in", ()),
    "made_safe": ("The home is safe now", ("make_safe",)),
    "summary": ("They have the written summary", ("summarise_hazard",)),
    "safety_work": ("The work that makes it safe is done", ("safety_work", "make_safe")),
    "work_begun": (
        "The work that stops it coming back has begun",
        ("start_supplementary_work", "stop_supplementary_work"),
    ),
    "other_home": ("Another place to stay was offered, at our cost", ()),
}
OTHER_HOME = TaskWanted(
    "other_home",
    "case",
    0,
    "The home may not be safe in time. Offer another place to stay, at our cost, by the same day.",
)


async def end_investigation(
    house: House, by: StaffRow, reference: str, *, ended_on: date | None, summary: str, is_hazard: bool
) -> None:
    """The investigation is over: the clocks of the summary and the work start, or all of them stop.

    Raises:
        IllegalMove: there is no hazard here, or the day or the findings are missing.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        known = await hazards.list_hazards(moment.session, case.landlord_id, case.id or 0)
        if not known:
            raise IllegalMove("No hazard is known of on this case.")
        if ended_on is None or ended_on > moment.today or not summary.strip():
            raise IllegalMove("Give the day it ended, and what was found, as the tenant will read it.")
        for row in known:
            row.investigated_on, row.summary = ended_on, summary.strip()
            row.grade = (row.grade or "significant") if is_hazard else "none"
            row.graded_by = by.email
            moment.session.add(row)
        await end_clocks(moment, case, ("investigate_hazard",), why="met", by=by.email)
        if is_hazard:
            for start in after_investigation(ended_on, holidays=moment.holidays):
                await opening.start_clock(moment, case, start)
        else:
            await end_clocks(moment, case, ("make_safe",), why=f"no hazard: {summary.strip()}", by=by.email)
        await finish_tasks(at_hand, ("grade_hazard",), "investigated")
        await opening.set_hazard_date(moment, case)
        await moment.note(
            "investigation_ended",
            case=case,
            actor=at_hand.actor,
            codes={"hazard": is_hazard, "on": ended_on.isoformat()},
        )


async def record_step(
    house: House, by: StaffRow, reference: str, *, what: str, words: str, happened_at: datetime
) -> None:
    """Put one attempt on record; a step that a clock asks for meets it.

    Raises:
        IllegalMove: the step is unknown, lies ahead, or nothing is said.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if what not in STEPS or not words.strip():
            raise IllegalMove("Say what was done, and what came of it.")
        if happened_at > moment.now:
            raise IllegalMove("That lies ahead. Record it once it has happened.")
        row = HazardStepRow(
            landlord_id=case.landlord_id,
            case_id=case.id or 0,
            what=what,
            words=words.strip(),
            happened_at=happened_at,
            recorded_by=by.email,
        )
        moment.session.add(row)
        await moment.session.flush()
        await end_clocks(moment, case, STEPS[what][1], why="met", by=by.email)
        await _other_home(at_hand, what)
        await opening.set_hazard_date(moment, case)
        await moment.note(
            "hazard_step", case=case, row=f"hazard_step:{row.id}", actor=at_hand.actor, codes={"what": what}
        )


async def _other_home(at_hand: CaseAtHand, what: str) -> None:
    """Where nobody got in, the clock runs on: another home is asked for by the same day."""
    case, moment = at_hand.case, at_hand.moment
    if what == "other_home":
        await finish_tasks(at_hand, ("other_home",), "offered")
    elif what == "no_access":
        running = [
            clock.due_on
            for clock in await list_clocks(moment.session, case.landlord_id, case.id or 0)
            if clock.rule in ("make_safe", "safety_work") and not clock.ended_why
        ]
        if running:
            await ask_for(moment, OTHER_HOME, case=case, key=f"other_home:{case.id}", due_on=min(running))


async def record_tenure(house: House, by: StaffRow, reference: str, *, tenure: str) -> None:
    """Say how they hold their home: the law is for those who rent, our clocks for everybody.

    Raises:
        IllegalMove: the tenure is unknown.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if tenure not in TENURES:
            raise IllegalMove("Choose how they hold their home.")
        rows: list[HazardRow] = await hazards.list_hazards(
            at_hand.moment.session, by.landlord_id, at_hand.case.id or 0
        )
        for row in rows:
            row.tenure = tenure
            at_hand.moment.session.add(row)
        await at_hand.moment.note(
            "tenure_recorded", case=at_hand.case, actor=at_hand.actor, codes={"tenure": tenure}
        )
