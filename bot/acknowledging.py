"""How is a complaint acknowledged, by staff or by the guard, and what counts as dispatch? Code: 5.6, 5.7, 6.2, 6.11.

It counts only when it holds the definition and reached someone: accepted by the relay and not bounced, handed to
the post, or read out on a call. What the resident reads here names the day of the answer, and that day is kept.
"""

from dataclasses import replace
from datetime import date, datetime

from bot import deadlines
from bot.answering import Answer, case_facts, linked_request, say
from bot.casework import procedures
from bot.casework.clocks import ClockStart
from bot.casework.matters import KINDS
from bot.decision.across import TaskWanted
from bot.landlords.parts import Person
from bot.last_door import door_now
from bot.moment import Moment
from bot.opening import set_next_due, start_clock
from bot.store import around, cases, outbox
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow
from bot.tasking import ask_for
from bot.wording.facts import Facts, OtherLawFacts, PointFacts, Responsible
from bot.working_days import london_date


def key_of(case: CaseRow) -> str:
    """The duty: one acknowledgement a case and stage."""
    return f"acknowledgement:{case.id}:{case.stage}"


async def acknowledgement_facts(moment: Moment, case: CaseRow, *, by_computer: bool) -> Facts:
    """Everything the acknowledgement says, as things stand now."""
    assert case.id is not None and case.stage is not None  # noqa: S101, PT018
    rows = await cases.list_points(moment.session, moment.profile.id, case.id, case.stage)
    person = handler_of(moment, case)
    facts = await case_facts(moment, case, request=await linked_request(moment, case))
    tell_by = definition_due(moment, case)
    return replace(
        facts,
        points=tuple(
            PointFacts(
                row.number, row.text, _responsible(row.responsible), row.reason, row.who, row.contact, tell_by
            )
            for row in rows
        ),
        received_at=case.stage_2_requested_at if case.stage == 2 else case.received_at,
        outcome=case.outcome_sought,
        handler_name=person.name if person else "",
        handler_phone=(person.phone or moment.profile.phone) if person else "",
        ring_by=tell_by if by_computer else ring_by(moment),
        write_by=tell_by if by_computer else None,
        answer_by=answer_by(moment, case),
        other_law=await _other_law(moment, case),
        by_computer=by_computer,
    )


async def _other_law(moment: Moment, case: CaseRow) -> tuple[OtherLawFacts, ...]:
    """The parts that run beside the complaint, each with its day or whoever deals with it. Code: 5.7"""
    rows = await around.list_other_matters(moment.session, moment.profile.id, case.id or 0)
    return tuple(
        OtherLawFacts(
            KINDS[row.kind].to_them,
            row.point_number,
            row.due_on,
            moment.profile.signposts.get(KINDS[row.kind].signpost, ""),
        )
        for row in rows
        if row.done_at is None
    )


def _responsible(said: str) -> Responsible:
    return "yes" if said == "yes" else "no" if said == "no" else "unsure"


def handler_of(moment: Moment, case: CaseRow) -> Person | None:
    """Who looks into it: never somebody the case names, and at stage 2 never the stage 1 handler. Code: 5.8, 6.13"""
    offices = (moment.profile.complaints_officer, moment.profile.deputy, moment.profile.manager)
    able = [person for person in offices if person and person.email not in case.hidden_from]
    if case.stage != 2:
        return able[0] if able else None
    named_before = able[0].email if able else ""  # the letters of stage 1 named them, whoever answered
    barred = {named_before, case.stage_1_handler}
    return next((person for person in able if person.email not in barred), None)


def ring_by(moment: Moment) -> date:
    """When the handler rings: the landlord's own promise, else three working days."""
    days = moment.profile.own_promises.first_call_within_working_days or 3
    return deadlines.promise_by(moment.today, days, holidays=moment.holidays)


def definition_due(moment: Moment, case: CaseRow) -> date:
    """When a person has checked what is ours and what is not; never in the past."""
    due = case.acknowledge_by or moment.today
    return max(due, deadlines.promise_by(moment.today, 1, holidays=moment.holidays))


def answer_by(moment: Moment, case: CaseRow) -> date:
    """The day of the answer, where the acknowledgement is sent today. Code: 6.3, 6.14"""
    return _answer_by(moment, case, moment.today)


def _answer_by(moment: Moment, case: CaseRow, acknowledged_on: date) -> date:
    stage = moment.procedure.stage(case.stage)
    return procedures.answer_by(stage, acknowledged_on, case.respond_backstop, holidays=moment.holidays)


async def _unused_key(moment: Moment, case: CaseRow, *, by_computer: bool) -> str:
    """One acknowledgement a case and stage; staff may send it again where the one before never arrived."""
    failed = (
        not by_computer
        and case.acknowledged_at is None
        and await outbox.has_failed(moment.session, moment.profile.id, key_of(case))
    )
    return f"{key_of(case)}:{int(moment.now.timestamp())}" if failed else key_of(case)


async def acknowledge(
    moment: Moment, case: CaseRow, *, by: str, answers: MessageRow | None = None
) -> OutboxRow | None:
    """Put the acknowledgement in the outbox: the guard's or staff's. None where it was written before."""
    by_computer = by == "hark"
    name = (
        "acknowledgement_guard" if by_computer and case.stage == 1 else f"acknowledgement_stage_{case.stage}"
    )
    conversation = await door_now(moment, case)
    facts = await acknowledgement_facts(moment, case, by_computer=by_computer)
    answer = Answer(
        name,
        "acknowledgement",
        await _unused_key(moment, case, by_computer=by_computer),
        facts,
        case=case,
        answers=answers,
        automatic="auto-generated" if answers is None else "auto-replied",
    )
    row = await say(moment, conversation, answer)
    if row is not None and by_computer:
        case.guarded_at = moment.now
        moment.session.add(case)
        await ask_for(
            moment,
            DEFINITION,
            case=case,
            key=f"definition:{case.id}:{case.stage}",
            due_on=definition_due(moment, case),
        )
    return row


DEFINITION = TaskWanted(
    "definition",
    "case",
    2,
    "The computer acknowledged this in the resident's own words. Check the points with them, and say what is ours.",
)


async def mark_acknowledged(
    moment: Moment, case: CaseRow, *, at: datetime, how: str, written_on: date | None = None
) -> None:
    """The acknowledgement reached someone: meet its clock and start the one for the answer.

    Args:
        written_on: the day it was written, where that is before it left: the day of the answer it names counts from there.
    """
    on = london_date(at)
    counts_from = min(on, written_on or on)
    case.acknowledged_at, case.acknowledged_how = at, how
    case.respond_by = _answer_by(moment, case, counts_from)
    await end_clocks(
        moment, case, ("acknowledge_stage_1", "acknowledge_stage_2", "own_acknowledge"), why="met", by=how
    )
    rule = f"respond_stage_{case.stage or 1}"
    await start_clock(moment, case, ClockStart(rule, "code", on, case.respond_by))
    await _start_own_clock(moment, case, on)
    set_next_due(case)
    moment.session.add(case)
    late = case.acknowledge_by is not None and on > case.acknowledge_by
    await moment.note("acknowledged", case=case, codes={"how": how, "late": late, "stage": case.stage})


async def _start_own_clock(moment: Moment, case: CaseRow, acknowledged_on: date) -> None:
    """The landlord's own shorter promise runs beside the Code's clock; a longer one never replaces it. Code: 6.3, 6.14"""
    own = moment.profile.own_promises
    days = own.stage_2_within_working_days if case.stage == 2 else own.stage_1_within_working_days
    asked_on = london_date(case.stage_2_requested_at or case.received_at)
    since = asked_on if own.stage_1_counts_from == "receipt" and case.stage == 1 else acknowledged_on
    promised = deadlines.promise_by(since, days, holidays=moment.holidays) if days else None
    if promised is not None and case.respond_by is not None and promised < case.respond_by:
        await start_clock(moment, case, ClockStart("own_respond", "promise", since, promised))


async def owe_again(moment: Moment, case: CaseRow, *, why: str) -> None:
    """A bounced acknowledgement reached nobody: the duty is open again."""
    case.acknowledged_at, case.acknowledged_how, case.respond_by, case.guarded_at = None, "", None, None
    await end_clocks(
        moment, case, ("respond_stage_1", "respond_stage_2", "own_respond"), why="replaced", by=why
    )
    if case.acknowledge_by is not None:
        rule = "acknowledge_stage_2" if case.stage == 2 else "acknowledge_stage_1"
        await start_clock(
            moment, case, ClockStart(rule, "code", london_date(case.received_at), case.acknowledge_by)
        )
    set_next_due(case)
    moment.session.add(case)
    await moment.note("acknowledgement_owed_again", case=case)


async def end_clocks(moment: Moment, case: CaseRow, rules: tuple[str, ...], *, why: str, by: str) -> None:
    """End the running clocks of these rules, with the reason kept beside the date."""
    assert case.id is not None  # noqa: S101
    for clock in await cases.list_clocks(moment.session, moment.profile.id, case.id):
        if clock.rule in rules and not clock.ended_why:
            clock.met_at = moment.now if why == "met" else None
            clock.ended_why, clock.ended_by = why, by
            moment.session.add(clock)
