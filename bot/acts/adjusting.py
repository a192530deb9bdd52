"""What does a resident need in how we deal with them, who agreed it, and when is it looked at again? Code: 5.10, 6.1"""

from datetime import date, timedelta

from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.casework.calls import could_not_reach_because
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.landlords.provisions import load_provisions
from bot.store import people, tasks
from bot.store.people import AdjustmentRow
from bot.store.staff import StaffRow

SCREENINGS = {
    "quick": "Can be put right quickly",
    "needs_work": "Needs looking into",
    "risk_today": "Somebody may be at risk: today",
}
DOORS = ("", "phone", "post", "text", "email")


async def agree_need(
    house: House, by: StaffRow, reference: str, *, words: str, door: str = "", review_on: date | None = None
) -> None:
    """Agree one adjustment with the resident; every letter from now on keeps to it. Code: 5.10

    Raises:
        IllegalMove: nothing is said, or the review lies in the past.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        moment = at_hand.moment
        if not words.strip() or door not in DOORS:
            raise IllegalMove("Say what they need, as said after “you asked us to”: write in large print.")
        months = int(load_provisions().by_id["5.10"].figures["review_months_default"])
        looked_at = review_on or moment.today + timedelta(days=30 * months)
        if looked_at <= moment.today:
            raise IllegalMove("Look at it again on a day to come.")
        known = await people.list_adjustments(moment.session, by.landlord_id, at_hand.case.resident_id)
        row = next((one for one in known if one.words == words.strip()), None) or AdjustmentRow(
            landlord_id=by.landlord_id,
            resident_id=at_hand.case.resident_id,
            door=door,
            words=words.strip(),
            recorded_at=moment.now,
            recorded_by=by.email,
            review_on=looked_at,
        )
        row.review_on, row.agreed_on, row.agreed_by = looked_at, moment.today, by.email
        await _keep(at_hand, row, "need_agreed")


async def end_need(house: House, by: StaffRow, reference: str, adjustment_id: int) -> None:
    """They no longer need it.

    Raises:
        NotFound: this resident has no such need on record.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        known = await people.list_adjustments(
            at_hand.moment.session, by.landlord_id, at_hand.case.resident_id
        )
        row = next((one for one in known if one.id == adjustment_id), None)
        if row is None:
            raise NotFound("adjustment", adjustment_id)
        row.ended_at = at_hand.moment.now
        await _keep(at_hand, row, "need_ended")


async def screen_case(house: House, by: StaffRow, reference: str, *, screening: str, why: str) -> None:
    """Sort a complaint: put right quickly, needs work, or risk today; with a reason. Code: 6.1

    Raises:
        IllegalMove: the sort is unknown, or no reason is given.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        if screening not in SCREENINGS or not why.strip():
            raise IllegalMove(
                "Say how you sort it, and why: how hard it is, who is hurt by it, what is at risk (6.1)."
            )
        case = at_hand.case
        case.screening, case.screened_why, case.screened_by = screening, why.strip(), by.email
        at_hand.moment.session.add(case)
        await at_hand.moment.note("screened", case=case, actor=at_hand.actor, codes={"screening": screening})


async def give_up_ringing(house: House, by: StaffRow, reference: str) -> None:
    """Put on record that they could not be reached, after three tries at different hours; a letter is asked for. Code: 5.6

    Raises:
        IllegalMove: it was not tried often enough; the message says how often and when.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        rows = await tasks.list_calls(at_hand.moment.session, by.landlord_id, at_hand.case.id or 0)
        fault = could_not_reach_because([(row.happened_at, row.reached) for row in rows if row.way == "call"])
        if fault:
            raise IllegalMove(fault)
        await finish_tasks(
            at_hand, ("call", "first_call", "understand_why", "check_choice"), "could not be reached"
        )
        await end_clocks(at_hand.moment, at_hand.case, ("own_first_call",), why="three tries", by=by.email)
        await at_hand.moment.note(
            "could_not_reach", case=at_hand.case, actor=at_hand.actor, codes={"tries": len(rows)}
        )


async def _keep(at_hand: CaseAtHand, row: AdjustmentRow, what: str) -> None:
    at_hand.moment.session.add(row)
    await at_hand.moment.session.flush()
    await finish_tasks(at_hand, ("agree_adjustment", "review_adjustment"), what)
    await at_hand.moment.note(what, case=at_hand.case, row=f"adjustment:{row.id}", actor=at_hand.actor)
