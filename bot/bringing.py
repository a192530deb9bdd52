"""How is a case of another system put among ours? As history: kept as it was told, and nothing is ever sent for it.

A closed or answered case starts no clock, task or alert. An open complaint has the clocks of its true dates, so that
what is late shows as late, and a complaints officer is asked to look at it: no text goes out for it by itself. Brought
again, only what a person need not weigh is filled in; the rest is noted on the case for somebody to decide. Code: 5.12
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.acknowledging import mark_acknowledged
from bot.brought_cases import BroughtCase, Difference, differences, name_of
from bot.brought_messages import keep_as_told, keep_changed
from bot.brought_tasks import ask_to_check, ask_to_decide
from bot.house import House
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.opening import Matter, open_case, set_next_due, start_complaint, start_stage_2
from bot.queues import Placement
from bot.store import cases, people
from bot.store.cases import CaseRow, list_clocks
from bot.store.external_references import (
    ExternalReferenceRow,
    find_last_brought,
    find_referenced,
)
from bot.store.people import ResidentRow
from bot.store.turns import wait_for_turn
from classifiers.labels import Topic

NEW, SAME, CHANGED, OURS = "new", "same", "changed", "ours"


@dataclass(frozen=True)
class Brought:
    """What became of one row."""

    outcome: str  #: new, same, changed, or ours where it is a case that began here
    case: str  #: our reference; "" where it would only be brought
    changes: tuple[Difference, ...] = ()


async def what_would_become(house: House, profile: Profile, system: str, told: BroughtCase) -> Brought:
    """What bringing this case would do, without doing it."""
    async with house.database.reading() as session:
        moment = Moment(house, session, profile, house.clock(), is_live=False)
        return await _look(moment, system, told) or Brought(NEW, "")


async def bring(house: House, profile: Profile, system: str, told: BroughtCase) -> Brought:
    """Put one case among ours, or see that it is there; in one transaction."""
    async with house.database.writing() as session:
        quiet = Moment(house, session, profile, house.clock(), is_live=False)
        await wait_for_turn(session, profile.id, f"brought:{system}:{told.reference}")
        known = await _look(quiet, system, told)
        if known is None:
            return Brought(NEW, (await _begin(quiet, system, told)).reference)
        if known.outcome == CHANGED:
            await _note_changes(quiet, system, told, known)
        return known


async def _look(moment: Moment, system: str, told: BroughtCase) -> Brought | None:
    """The case as it is here already, and what is different; None where it is not here."""
    session, landlord_id = moment.session, moment.profile.id
    case = await find_referenced(session, landlord_id, system, told.reference)
    if case is None:
        own = await cases.find_case(session, landlord_id, told.reference)
        return Brought(OURS, own.reference) if own is not None else None
    kept = await find_last_brought(session, landlord_id, case.id or 0)
    if kept is None:
        return Brought(OURS, case.reference)
    changes = tuple(one for one in differences(kept, told) if not _is_so_here(case, told, one.column))
    return Brought(CHANGED if changes else SAME, case.reference, changes)


def _is_so_here(case: CaseRow, told: BroughtCase, column: str) -> bool:
    """Whether the other system has only come to say what this case says itself by now."""
    here = {
        "status": case.status,
        "stage": case.stage,
        "acknowledged": case.acknowledged_at,
        "answered": case.responded_at,
        "stage_2_asked": case.stage_2_requested_at,
        "closed": case.closed_at,
        "outcome": case.closed_reason,
    }
    return column in here and _to_the_minute(here[column]) == _to_the_minute(getattr(told, column))


def _to_the_minute(value: object) -> object:
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value


async def _begin(quiet: Moment, system: str, told: BroughtCase) -> CaseRow:
    where = name_of(system, quiet.profile.systems)
    message, resident = await keep_as_told(quiet, told, where)
    matter = _matter(told, where, resident)
    case = await open_case(
        quiet, message, resident.id or 0, _place(quiet.profile, told), matter, received_at=told.received
    )
    message.case_id = case.id
    quiet.session.add_all((message, _reference(quiet, system, told, case)))
    await quiet.note("case_brought", case=case, codes={"system": system, "status": told.status})
    if told.status == cases.OPEN:
        await _take_up(replace(quiet, is_live=True), case, told, where)
    else:
        _lay_down(case, told, where)
    if resident.on_hold:
        case.queue = quiet.profile.safeguarding_queue
    set_next_due(case)
    quiet.session.add(case)
    return case


def _matter(told: BroughtCase, where: str, resident: ResidentRow) -> Matter:
    return Matter(
        topic=Topic.OTHER.value,
        words=told.summary or f"{where} says no words of it.",
        signals=[],
        is_dissatisfied=told.kind == "complaint",
        restricted=resident.on_hold,
        guard_barred=f"it came from {where}, so a person looks at it first",
    )


def _reference(moment: Moment, system: str, told: BroughtCase, case: CaseRow) -> ExternalReferenceRow:
    return ExternalReferenceRow(
        landlord_id=moment.profile.id,
        system=system,
        reference=told.reference,
        case_id=case.id or 0,
        created_at=moment.now,
    )


def _place(profile: Profile, told: BroughtCase) -> Placement:
    team = profile.team_for(Topic.OTHER)
    if told.kind == "complaint":
        whose = profile.stage_2_team if told.stage == 2 else profile.complaints_team
        return Placement("complaint", whose.queue, whose.name, stage=told.stage)
    queues = {"enquiry": profile.enquiries_queue, "feedback": profile.feedback_queue}
    return Placement(told.kind, queues.get(told.kind, team.queue), team.name)


async def _take_up(live: Moment, case: CaseRow, told: BroughtCase, where: str) -> None:
    """An open case goes on here: a complaint by its own dates, all else when somebody has looked at it."""
    if told.kind == "complaint":
        if told.stage == 2 and told.stage_2_asked is not None:
            await start_stage_2(live, case, requested_at=told.stage_2_asked)
        else:
            await start_complaint(live, case, received_at=told.received, chosen_at=None, relief=True)
        if told.acknowledged is not None:
            await mark_acknowledged(live, case, at=told.acknowledged, how=f"in {where}")
            await _met_then(live, case, told)
    await ask_to_check(live, case, where)


async def _met_then(live: Moment, case: CaseRow, told: BroughtCase) -> None:
    """The acknowledgement was given on its own day, not on the one on which we hear of it."""
    for clock in await list_clocks(live.session, case.landlord_id, case.id or 0):
        if clock.met_at is not None:
            clock.met_at = told.acknowledged
            live.session.add(clock)


def _lay_down(case: CaseRow, told: BroughtCase, where: str) -> None:
    """What was answered or closed there stands here as it was: no date is owed any more."""
    case.status = told.status
    case.acknowledged_at, case.responded_at = told.acknowledged, told.answered
    case.acknowledged_how = f"in {where}" if told.acknowledged else ""
    case.stage_2_requested_at = told.stage_2_asked
    if case.stage == 1:
        case.stage_1_responded_at = told.answered
    if told.status == cases.CLOSED:
        case.closed_at = told.closed or told.answered or case.received_at
        case.closed_reason = told.outcome or f"closed in {where}"


async def _note_changes(quiet: Moment, system: str, told: BroughtCase, known: Brought) -> None:
    case = await cases.find_case(quiet.session, quiet.profile.id, known.case, lock=True)
    assert case is not None  # noqa: S101 - it was found in this transaction
    where = name_of(system, quiet.profile.systems)
    message = await keep_changed(quiet, case, told, known.changes, where)
    await _fill_in(quiet, case, told, known.changes)
    await quiet.note("case_brought_again", case=case, row=f"message:{message.id}", codes={"system": system})
    if case.status == cases.OPEN and any(not one.is_safe for one in known.changes):
        await ask_to_decide(replace(quiet, is_live=True), case, message, where)


async def _fill_in(moment: Moment, case: CaseRow, told: BroughtCase, changes: tuple[Difference, ...]) -> None:
    """Only a name that nobody knew is put in; the rest stands in the note."""
    if any(one.column == "name" and one.is_safe for one in changes):
        resident = await people.get_resident(moment.session, case.landlord_id, case.resident_id)
        resident.name = resident.name or told.name
        moment.session.add(resident)
