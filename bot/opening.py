"""How does a matter come into being? Cases, their clocks and links, written in the transaction that decided them."""

from dataclasses import dataclass
from datetime import date, datetime

from bot import deadlines
from bot.casework.clocks import ClockStart, complaint_dates, hazard_clocks, next_due
from bot.casework.procedures import acknowledge_by, latest_answer
from bot.high_rise import tell_of_high_building
from bot.landlords.profile import profile_version
from bot.moment import Moment
from bot.queues import Placement, request_beside
from bot.stage_copies import ask_for_copy
from bot.store import messages
from bot.store.cases import CaseLinkRow, CaseRow, ClockRow, PointRow, list_clocks
from bot.store.hazards import HazardRow
from bot.store.messages import MessageRow
from bot.working_days import london_date

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that sounds or looks like something else
FAR = date(9999, 12, 31)
MOST_WORDS = 600  # characters of a resident's words that we quote back


@dataclass(frozen=True)
class Matter:
    """What a new case is about, as it was read."""

    topic: str
    words: str
    signals: list[str]
    is_dissatisfied: bool
    restricted: bool = False
    hidden_from: tuple[str, ...] = ()
    guard_barred: str = ""


async def open_case(
    moment: Moment,
    message: MessageRow,
    resident_id: int,
    placement: Placement,
    matter: Matter,
    *,
    received_at: datetime,
) -> CaseRow:
    """Write a new case in its queue, with the promise of its queue as its clock."""
    assert message.id is not None and message.conversation_id is not None  # noqa: S101, PT018
    case = CaseRow(
        landlord_id=moment.profile.id,
        reference=moment.profile.id[:2].upper() + "-" + moment.house.draw(REFERENCE_ALPHABET, 7),
        kind=placement.kind,
        stage=placement.stage,
        queue=placement.queue,
        team=placement.team,
        topic=matter.topic,
        conversation_id=message.conversation_id,
        resident_id=resident_id,
        opened_from=message.id,
        profile_version=profile_version(moment.profile),
        words=shorten(matter.words),
        signals=sorted(matter.signals),
        was_dissatisfied=matter.is_dissatisfied,
        received_at=received_at,
        contact_by=placement.contact_by if moment.is_live else None,
        restricted=matter.restricted,
        hidden_from=sorted(matter.hidden_from),
        guard_barred=matter.guard_barred,
    )
    set_next_due(case)
    moment.session.add(case)
    await moment.session.flush()
    await moment.note(
        "case_opened",
        case=case,
        codes={
            "kind": case.kind,
            "queue": case.queue,
            "topic": case.topic,
            "dissatisfied": matter.is_dissatisfied,
        },
    )
    if case.contact_by is not None:
        await start_clock(
            moment, case, ClockStart("contact", "promise", london_date(received_at), case.contact_by)
        )
    return case


async def start_complaint(
    moment: Moment, case: CaseRow, *, received_at: datetime, chosen_at: datetime | None, relief: bool
) -> None:
    """Make a case a stage 1 complaint: its dates from receipt and the choice, its words as the first point."""
    case.kind, case.stage, case.status = "complaint", 1, "open"
    case.queue, case.team = moment.profile.complaints_team.queue, moment.profile.complaints_team.name
    case.received_at, case.chosen_at, case.relief = received_at, chosen_at, relief
    case.was_dissatisfied, case.contact_by = True, None
    await owe_acknowledgement(moment, case)
    await _first_point(moment, case)
    moment.session.add(case)
    await tell_of_high_building(moment, case)
    await ask_for_copy(moment, case, "is logged")
    await moment.note(
        "complaint_started", case=case, codes={"stage": 1, "relief": relief, "chosen": chosen_at is not None}
    )


async def request_of(moment: Moment, complaint: CaseRow) -> CaseRow:
    """The service request beside a complaint that a person made of a contact; it lives on its own. Code: 1.5"""
    message = await messages.get_message(moment.session, moment.profile.id, complaint.opened_from)
    assert message is not None  # noqa: S101 - every case is opened from a message
    where = request_beside(moment.profile, complaint.topic, on=moment.today, holidays=moment.holidays)
    matter = Matter(
        complaint.topic,
        complaint.words,
        complaint.signals,
        is_dissatisfied=False,
        restricted=complaint.restricted,
        hidden_from=tuple(complaint.hidden_from),
        guard_barred=complaint.guard_barred,
    )
    request = await open_case(
        moment, message, complaint.resident_id, where, matter, received_at=complaint.received_at
    )
    await link(moment, complaint, request, "request")
    return request


async def owe_acknowledgement(moment: Moment, case: CaseRow) -> None:
    """Start the clocks of 6.2 and the backstop of 6.3 for a complaint, or for a contact that may be one."""
    if not moment.is_live:
        set_next_due(case)
        return
    dates = complaint_dates(
        moment.procedure.stage_1,
        case.received_at,
        case.chosen_at,
        relief=case.relief,
        holidays=moment.holidays,
    )
    case.acknowledge_by, case.respond_backstop = dates.acknowledge_by, dates.respond_backstop
    received_on = london_date(case.received_at)
    await start_clock(
        moment, case, ClockStart("acknowledge_stage_1", "code", received_on, dates.acknowledge_by)
    )
    own = moment.profile.own_promises
    calls = own.first_call_within_working_days
    if calls is not None and case.kind == "complaint":
        since = london_date(case.chosen_at or case.received_at)
        due = deadlines.promise_by(since, calls, holidays=moment.holidays)
        await start_clock(moment, case, ClockStart("own_first_call", "promise", since, due))
    promised = own.acknowledge_within_working_days
    if promised is not None and case.kind == "complaint":
        due = deadlines.promise_by(
            london_date(case.chosen_at or case.received_at), promised, holidays=moment.holidays
        )
        await start_clock(moment, case, ClockStart("own_acknowledge", "promise", received_on, due))
    set_next_due(case)


async def start_stage_2(moment: Moment, case: CaseRow, *, requested_at: datetime) -> None:
    """Move a complaint to stage 2: a new acknowledgement and answer are owed, by somebody else. Code: 6.10-6.14"""
    requested_on = london_date(requested_at)
    case.stage, case.status, case.owner = 2, "open", ""
    case.queue, case.team = moment.profile.stage_2_team.queue, moment.profile.stage_2_team.name
    case.stage_2_requested_at, case.relief = requested_at, True
    case.acknowledged_at, case.acknowledged_how, case.responded_at, case.respond_by = None, "", None, None
    case.guarded_at, case.points_agreed_by = None, ""
    stage = moment.procedure.stage_2
    case.acknowledge_by = acknowledge_by(stage, requested_on, holidays=moment.holidays)
    case.respond_backstop = latest_answer(stage, requested_on, holidays=moment.holidays)
    await start_clock(
        moment, case, ClockStart("acknowledge_stage_2", "code", requested_on, case.acknowledge_by)
    )
    await _first_point(moment, case)
    set_next_due(case)
    moment.session.add(case)
    await tell_of_high_building(moment, case)
    await ask_for_copy(moment, case, "is logged")
    await moment.note("stage_2_started", case=case, codes={"stage": 2})


async def start_hazard_clocks(
    moment: Moment, case: CaseRow, hazard: str, danger: str, *, aware_at: datetime
) -> None:
    """Start the clocks of a possible hazard; only a named person grades or stops them."""
    if not moment.is_live or not hazard:
        return
    for start in hazard_clocks(hazard, danger, aware_at, holidays=moment.holidays):
        await start_clock(moment, case, start)
    moment.session.add(
        HazardRow(landlord_id=moment.profile.id, case_id=case.id or 0, kind=hazard, aware_at=aware_at)
    )
    await set_hazard_date(moment, case)


async def set_hazard_date(moment: Moment, case: CaseRow) -> None:
    """The nearest date of the hazard clocks that still run: it comes before every other date of a queue."""
    known = await list_clocks(moment.session, moment.profile.id, case.id or 0)
    running = [clock.due_on for clock in known if clock.law == "hazard" and not clock.ended_why]
    case.hazard_by = min(running, default=None)
    set_next_due(case)
    moment.session.add(case)


async def start_clock(moment: Moment, case: CaseRow, start: ClockStart) -> None:
    """Write one clock, with its rule and what it counts from."""
    assert case.id is not None  # noqa: S101
    if not moment.is_live:
        return
    row = ClockRow(landlord_id=moment.profile.id, case_id=case.id, started_at=moment.now, **vars(start))
    moment.session.add(row)
    await moment.session.flush()
    await moment.note(
        "clock_started",
        case=case,
        row=f"clock:{row.id}",
        codes={"rule": start.rule, "due": start.due_on.isoformat()},
    )


async def link(moment: Moment, case: CaseRow, other: CaseRow, why: str) -> None:
    """Say that two cases belong together; both stay alive."""
    assert case.id is not None and other.id is not None  # noqa: S101, PT018
    moment.session.add(
        CaseLinkRow(landlord_id=moment.profile.id, case_id=case.id, other_id=other.id, why=why)
    )
    await moment.note("linked", case=case, codes={"other": other.id, "why": why})


async def _first_point(moment: Moment, case: CaseRow) -> None:
    """Until a person splits it, the definition is one point: the resident's own words. Code: 5.6"""
    await add_point(moment, case, 1, case.words)


async def add_point(moment: Moment, case: CaseRow, number: int, words: str) -> None:
    """Write one point of the present stage, in the resident's own words."""
    assert case.id is not None and case.stage is not None  # noqa: S101, PT018
    moment.session.add(
        PointRow(landlord_id=moment.profile.id, case_id=case.id, stage=case.stage, number=number, text=words)
    )
    await moment.session.flush()


def set_next_due(case: CaseRow) -> None:
    """Keep the date that orders the queue right after any change."""
    case.next_due_on = next_due(
        acknowledge_by=case.acknowledge_by,
        is_acknowledged=case.acknowledged_at is not None,
        respond_by=case.respond_by,
        respond_backstop=case.respond_backstop,
        is_answered=case.responded_at is not None,
        contact_by=case.contact_by,
        hazard_by=case.hazard_by,
        far=FAR,
    )


def shorten(words: str) -> str:
    """A resident's words for quoting back: one paragraph, cut at a word and marked where it is long."""
    said = " ".join(words.split())
    if len(said) <= MOST_WORDS:
        return said
    return said[:MOST_WORDS].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
