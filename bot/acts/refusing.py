"""How does a named person refuse a complaint or a request for stage 2, and how is it opened again? Code: 2.1-2.5, 5.11

There is no way to refuse two at once, and none without a person: until somebody signs a refusal with its evidence, a
complaint is accepted.
"""

from dataclasses import replace
from datetime import date

from bot.acknowledging import end_clocks
from bot.acts.at_hand import CaseAtHand, case_at_hand, must_decide
from bot.answering import Answer, case_facts, say
from bot.casework.clocks import ClockStart
from bot.casework.procedures import acknowledge_by, latest_answer
from bot.casework.refuse import (
    GROUNDS,
    Considered,
    RefusalDraft,
    likeness_of,
    missing_from_refusal,
)
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove
from bot.house import House
from bot.opening import set_next_due, start_clock
from bot.store import cases, refusals
from bot.store.refusals import RefusalRow
from bot.store.staff import StaffRow
from bot.taking_effect import ALL_CLOCKS, take_effect
from bot.tasking import ask_for
from bot.working_days import london_date

SAME_WORDS = TaskWanted(
    "same_refusal",
    "manager",
    1,
    "The same words refuse this complaint and another one. Look whether each was weighed for itself (2.5).",
)
#: how the ground reads in the letter
TO_THEM = {
    "over_12_months": "You knew of this for more than {months} before you told us",
    "court_claim_filed": "A court has a claim about this",
    "already_considered": "We answered this before, at both stages",
}


async def refuse(
    house: House, by: StaffRow, reference: str, draft: RefusalDraft, *, how: str = "written"
) -> None:
    """Sign a refusal and send its letter; it holds once the resident has it.

    Raises:
        NotAllowed: this role may not.
        IllegalMove: something is missing; the message says all of it.
    """
    must_decide(by)
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind != "complaint" or case.status != cases.OPEN:
            raise IllegalMove("Only an open complaint can be refused.")
        if any(one.state == refusals.WRITTEN for one in await _known(at_hand)):
            raise IllegalMove("A letter is on its way already. It holds once they have it.")
        asked_on = london_date(case.stage_2_requested_at or case.received_at)
        missing = missing_from_refusal(
            draft,
            moment.procedure,
            received_on=london_date(case.received_at) if case.stage == 1 else asked_on,
            today=moment.today,
            considered=await _considered(at_hand, draft),
        )
        if missing:
            raise IllegalMove(" ".join(missing))
        await _keep(at_hand, draft)
        await _tell(at_hand, draft, how)


async def _known(at_hand: CaseAtHand) -> list[RefusalRow]:
    return await refusals.list_refusals(
        at_hand.moment.session, at_hand.case.landlord_id, at_hand.case.id or 0
    )


async def _considered(at_hand: CaseAtHand, draft: RefusalDraft) -> Considered | None:
    if not draft.considered_in.strip():
        return None
    found = await cases.find_case(at_hand.moment.session, at_hand.case.landlord_id, draft.considered_in)
    if found is None or found.id == at_hand.case.id:
        return None
    return Considered(
        found.reference,
        is_final=found.stage == 2 and found.responded_at is not None,
        same_resident=found.resident_id == at_hand.case.resident_id,
    )


async def _keep(at_hand: CaseAtHand, draft: RefusalDraft) -> None:
    case, moment = at_hand.case, at_hand.moment
    row = RefusalRow(
        landlord_id=case.landlord_id,
        case_id=case.id or 0,
        stage=case.stage or 1,
        likeness=likeness_of(draft.facts),
        refused_by=at_hand.by.email,
        written_at=moment.now,
        **vars(draft),
    )
    moment.session.add(row)
    await moment.session.flush()
    await moment.note(
        "refusal_signed",
        case=case,
        row=f"refusal:{row.id}",
        actor=at_hand.actor,
        codes={"ground": draft.ground, "stage": row.stage},
    )
    if await refusals.count_same_words(moment.session, case.landlord_id, row.likeness, not_case=case.id or 0):
        await ask_for(moment, SAME_WORDS, case=case, key=f"same_refusal:{row.id}")


async def _tell(at_hand: CaseAtHand, draft: RefusalDraft, how: str) -> None:
    case, moment = at_hand.case, at_hand.moment
    if how != "written":
        await take_effect(moment, case, "refusal", at=moment.now)
        return
    if at_hand.no_letter_because:
        raise IllegalMove(at_hand.no_letter_because)
    facts = replace(
        await case_facts(moment, case),
        ground=TO_THEM[draft.ground].format(months=moment.procedure.time_limit),
        free_text=draft.facts.strip(),
        weighed=f"{draft.circumstances.strip()} {draft.discretion.strip()}".strip(),
        handler_name=at_hand.by.name,
        by_computer=False,
    )
    key = f"refusal:{case.id}:{case.stage}:{int(moment.now.timestamp())}"
    await say(
        moment, at_hand.conversation, Answer("refusal", "person", key, facts, case=case, automatic="no")
    )


async def reopen_on_instruction(
    house: House, by: StaffRow, reference: str, *, instructed_on: date | None, words: str
) -> None:
    """The Ombudsman says that we must look into it: it opens again, counted from that day. Code: 2.4

    Raises:
        NotAllowed: this role may not.
        IllegalMove: it was not refused, or the day or the words of the instruction are missing.
    """
    must_decide(by)
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        holding = [one for one in await _known(at_hand) if one.state == refusals.HOLDS]
        if not holding:
            raise IllegalMove("This complaint is not refused.")
        if instructed_on is None or instructed_on > moment.today or not words.strip():
            raise IllegalMove("Give the day the Ombudsman told us, and what they said.")
        row = holding[-1]
        row.state, row.overturned_on, row.overturned_by = refusals.OVERTURNED, instructed_on, by.email
        moment.session.add(row)
        await _begin_again(at_hand, instructed_on)
        await moment.note(
            "reopened_on_instruction",
            case=case,
            row=f"refusal:{row.id}",
            actor=at_hand.actor,
            codes={"on": instructed_on.isoformat(), "ground": row.ground, "known": row.ground in GROUNDS},
        )


async def _begin_again(at_hand: CaseAtHand, instructed_on: date) -> None:
    case, moment = at_hand.case, at_hand.moment
    stage = moment.procedure.stage(case.stage)
    case.status, case.closed_at, case.closed_reason = cases.OPEN, None, ""
    case.acknowledged_at, case.acknowledged_how, case.guarded_at, case.respond_by = None, "", None, None
    case.acknowledge_by = acknowledge_by(stage, instructed_on, holidays=moment.holidays)
    case.respond_backstop = latest_answer(stage, instructed_on, holidays=moment.holidays)
    await end_clocks(moment, case, ALL_CLOCKS, why="replaced", by="the Ombudsman's instruction")
    clock = ClockStart(f"acknowledge_stage_{case.stage}", "code", instructed_on, case.acknowledge_by)
    await start_clock(moment, case, clock)
    set_next_due(case)
    moment.session.add(case)
