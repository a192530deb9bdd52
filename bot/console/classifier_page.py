"""How well does the classifier read here? Everything on the administrator's page about it, put together in one reading."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import drift
from bot.acts.at_hand import may_see
from bot.blind_checks import miss_interval, monday_of, percent, week_of
from bot.console.blind_results import WeekResults, build_results
from bot.console.miss_line import Line, line_of
from bot.console.model_record import ModelRecord, read_record
from bot.drift import Stretch
from bot.house import House
from bot.labels_to_check import rank_to_review
from bot.store.blind_checks import WeekCount, count_weeks
from bot.store.cases import CaseRow
from bot.store.messages import ReadingRow
from bot.store.reviewed import count_blind, count_readings, count_reviews, list_unreviewed
from bot.store.staff import StaffRow
from bot.working_days import london_date, london_time

WEEK: Final = timedelta(days=7)
CHECKS_SHOWN: Final = 12
REVIEWS_SHOWN: Final = 8
TO_LOOK_AT: Final = 12
CLOSE: Final = 0.1
LOOKED_AT_BACK: Final = timedelta(days=28)


@dataclass(frozen=True)
class CheckLine:
    """One week of blind checks."""

    monday: date
    count: WeekCount
    between: str  #: "" where nothing was answered
    is_running: bool  #: the newest, and not all of it is answered: what it comes to is not told yet


@dataclass(frozen=True)
class ReviewLine:
    """What staff confirmed and corrected in one week."""

    monday: date
    confirmed: int
    corrected: int

    @property
    def share(self) -> str:
        """How many of them were corrected."""
        of = self.confirmed + self.corrected
        return percent(self.corrected / of) if of else ""


@dataclass(frozen=True)
class LookLine:
    """One reading that is worth a look."""

    reading: ReadingRow
    case: CaseRow
    is_close: bool  #: to where an offer begins


@dataclass(frozen=True)
class ClassifierPage:
    """Everything on the page."""

    record: ModelRecord | None
    warnings: Sequence[str]
    this_week: int  #: messages the version has read in the last seven days
    results: WeekResults | None  #: of the newest check
    checks: Sequence[CheckLine]
    line: Line | None
    reviews: Sequence[ReviewLine]
    blind: tuple[int, int]  #: read without the machine's word in these weeks, and otherwise than the machine
    to_look_at: Sequence[LookLine]


async def build_classifier_page(house: House, by: StaffRow) -> ClassifierPage:
    """The page of one landlord."""
    record, now = await asyncio.to_thread(read_record, house.models), house.clock()
    async with house.database.reading() as session:
        counts = await count_weeks(session, by.landlord_id, last=CHECKS_SHOWN)
        checks = [_check_line(count, is_newest=count is counts[0]) for count in counts]
        this_week, warnings = await _drift(session, by.landlord_id, record, now)
        return ClassifierPage(
            record=record,
            warnings=warnings,
            this_week=this_week,
            results=await build_results(session, by, counts[0].week) if counts else None,
            checks=checks,
            line=line_of([line.count for line in checks if not line.is_running]),
            reviews=await _reviews(session, by.landlord_id, london_date(now)),
            blind=await count_blind(session, by.landlord_id, since=now - REVIEWS_SHOWN * WEEK),
            to_look_at=await _to_look_at(session, by, record, now),
        )


def _check_line(count: WeekCount, *, is_newest: bool) -> CheckLine:
    found = miss_interval(count.unhappy, count.without_choice)
    between = f"{percent(found.low)} to {percent(found.high)}" if count.without_choice else ""
    return CheckLine(
        monday_of(count.week), count, between, is_running=is_newest and count.answered < count.drawn
    )


async def _drift(
    session: AsyncSession, landlord_id: str, record: ModelRecord | None, now: datetime
) -> tuple[int, list[str]]:
    """How many messages the last seven days brought, and what about them is not as it was."""
    if record is None:
        return 0, []
    this_week = await _stretch(session, landlord_id, record.version, now - WEEK, now)
    before = await _stretch(session, landlord_id, record.version, now - 5 * WEEK, now - WEEK)
    return this_week.messages, drift.warnings(this_week, record.test, before)


async def _stretch(
    session: AsyncSession, landlord_id: str, version: str, since: datetime, until: datetime
) -> Stretch:
    counts = await count_readings(session, landlord_id, since=since, until=until, model=version)
    messages = sum(count.messages for count in counts)
    return Stretch(
        {count.kind: count.messages for count in counts},
        confidence=sum(count.confidence for count in counts) / max(1, messages),
        unsure=sum(count.unsure for count in counts),
        reviewed=sum(count.reviewed for count in counts),
        corrected=sum(count.corrected for count in counts),
    )


async def _reviews(session: AsyncSession, landlord_id: str, today: date) -> list[ReviewLine]:
    lines = []
    for back in range(REVIEWS_SHOWN):
        monday = monday_of(week_of(today)) - back * WEEK
        since, until = london_time(monday, 0), london_time(monday + WEEK, 0)
        confirmed, corrected = await count_reviews(session, landlord_id, since=since, until=until)
        lines.append(ReviewLine(monday, confirmed, corrected))
    return lines


async def _to_look_at(
    session: AsyncSession, by: StaffRow, record: ModelRecord | None, now: datetime
) -> list[LookLine]:
    """Readings nobody has looked at, of those this member of staff may see, most worth a look first."""
    if record is None:
        return []
    found = await list_unreviewed(
        session,
        by.landlord_id,
        since=now - LOOKED_AT_BACK,
        model=record.version,
        near=record.offer,
        limit=2 * TO_LOOK_AT,
    )
    seen = {
        reading.id: LookLine(reading, case, abs(reading.dissatisfied - record.offer) < CLOSE)
        for reading, case, on_hold in found
        if may_see(case, by) and (by.sees_restricted or not on_hold)
    }
    ranked = rank_to_review([line.reading for line in seen.values()], offer=record.offer)
    return [seen[reading.id] for reading in ranked[:TO_LOOK_AT]]
