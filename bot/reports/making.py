"""What does a period's report say, part by part, for the board and for publication? Code: 8.1, 9.7

A part with nothing in it says so; nothing is left out because there was none of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.casework.procedures import procedure_of
from bot.house import House
from bot.landlords.calendar import bank_holidays
from bot.landlords.profile import Profile
from bot.reports import figures
from bot.reports.figures import RULES, ClockFacts, ComplaintFacts, Figures
from bot.reports.parts import Known, Part, quarter_parts, year_parts
from bot.reports.periods import Period, last_quarters
from bot.reports.records import Kind, missing_from
from bot.store import ombudsman_file, refusals, reported, responses
from bot.store.cases import CaseRow, ClockRow
from bot.store.governance import ReportRecordRow, list_report_records
from bot.working_days import london_date, london_time


@dataclass(frozen=True)
class Report:
    """One period of one landlord."""

    landlord: str
    period: Period
    figures: Figures
    quarters: Sequence[tuple[str, int]]  #: stage 1 complaints of the last quarters, the oldest first
    warning: str  #: of few complaints; "" where there is none
    parts: Sequence[Part]
    records: Sequence[ReportRecordRow]
    missing: Sequence[Kind]
    is_over: bool  #: the period has ended; before that the figures still grow


async def make_report(session: AsyncSession, house: House, profile: Profile, period: Period) -> Report:
    """The report of a period, as things stand now."""
    today = london_date(house.clock())
    holidays = frozenset(bank_holidays(profile.nation, extra=frozenset(profile.extra_holidays)))
    quarters = last_quarters(min(period.last, today), figures.QUARTERS_BEHIND + 1)
    first = min(period.first, quarters[-1].first)
    complaints = await _complaints(session, profile.id, first)
    counted = figures.count(
        period,
        complaints,
        await _clocks(session, profile.id, first),
        procedure=procedure_of(profile.nation),
        homes=profile.homes,
        choices=await _choices(session, profile.id, period),
        requests=await _requests(session, profile.id, period),
        today=today,
        holidays=holidays,
    )
    numbers = [(one.name, sum(one.holds(each.received_on) for each in complaints)) for one in quarters]
    records = await list_report_records(session, profile.id, period.name)
    is_over = today > period.last
    warning = figures.low_volume(numbers[0][1], [number for _, number in numbers[1:]]) if is_over else ""
    known = await _known(session, profile.id, period)
    return Report(
        landlord=profile.name,
        period=period,
        figures=counted,
        quarters=list(reversed(numbers)),
        warning=warning,
        parts=(
            year_parts(counted, known, warning, records)
            if period.is_year
            else quarter_parts(counted, known, warning)
        ),
        records=records,
        missing=missing_from({row.what for row in records}, is_year=period.is_year) if is_over else [],
        is_over=is_over,
    )


async def _complaints(session: AsyncSession, landlord_id: str, first: date) -> list[ComplaintFacts]:
    rows = await reported.list_complaints(session, landlord_id, since=london_time(first, 0))
    return [_complaint(row) for row in rows]


def _complaint(row: reported.Complaint) -> ComplaintFacts:
    return ComplaintFacts(
        received_on=london_date(row.received_at),
        stage_2_on=london_date(row.stage_2_requested_at) if row.stage_2_requested_at else None,
        topic=row.topic,
        by=row.team,
        chosen_late=row.chosen_at is not None and london_date(row.chosen_at) > london_date(row.received_at),
    )


async def _clocks(session: AsyncSession, landlord_id: str, first: date) -> list[ClockFacts]:
    rows = await reported.list_code_clocks(session, landlord_id, since=london_time(first, 0))
    return [_clock(clock, case, extended) for clock, case, extended in rows if clock.rule in RULES]


def _clock(clock: ClockRow, case: CaseRow, extended: bool) -> ClockFacts:
    met_on = london_date(clock.met_at) if clock.met_at else None
    return ClockFacts(clock.rule, clock.due_on, met_on, extended, case.team)


async def _choices(session: AsyncSession, landlord_id: str, period: Period) -> Mapping[str, int]:
    since, until = _instants(period)
    return await reported.count_choices(session, landlord_id, since=since, until=until)


async def _requests(session: AsyncSession, landlord_id: str, period: Period) -> tuple[int, int]:
    since, until = _instants(period)
    return await reported.count_requests(session, landlord_id, since=since, until=until)


async def _known(session: AsyncSession, landlord_id: str, period: Period) -> Known:
    since, until = _instants(period)
    learned = await responses.list_improvements(session, landlord_id, since=since, until=until)
    items = await ombudsman_file.list_items_between(
        session, landlord_id, first=period.first, last=period.last
    )
    due = [one for one in items if one.kind == "order" and period.holds(one.due_on)]
    return Known(
        findings=dict(Counter(one.finding for one in items if one.finding and period.holds(one.received_on))),
        orders=(
            len(due),
            sum(
                one.done_at is not None and london_date(one.done_at) <= one.due_on
                for one in due
                if one.due_on
            ),
        ),
        failure_orders=sum(one.kind == "failure_order" and period.holds(one.received_on) for one in items),
        refused=await refusals.count_refusals(session, landlord_id, since=since, until=until),
        outcomes=await responses.count_findings(session, landlord_id, since=since, until=until),
        request_days=await _request_days(session, landlord_id, since, until),
        improvements=[row.change or row.learned for row in learned if row.change or row.learned],
    )


async def _request_days(session: AsyncSession, landlord_id: str, since: datetime, until: datetime) -> str:
    ended = await reported.list_request_days(session, landlord_id, since=since, until=until)
    return figures.request_days(
        (london_date(came), london_date(closed), beside) for came, closed, beside in ended
    ).in_words


def _instants(period: Period) -> tuple[datetime, datetime]:
    return london_time(period.first, 0), london_time(period.last + timedelta(days=1), 0)
