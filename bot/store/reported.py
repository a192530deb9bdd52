"""What happened with complaints, as figures are made of it: no word, no name and no address of anybody. Code: 9.7"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseLinkRow, CaseRow, ClockRow
from bot.store.offers import OfferRow
from bot.store.people import ResidentRow

_KEPT = ("", "met")  # a clock that was stopped or replaced says nothing of being in time


@dataclass(frozen=True)
class Complaint:
    """What figures need of one complaint."""

    received_at: datetime
    stage_2_requested_at: datetime | None
    topic: str
    team: str
    chosen_at: datetime | None


async def list_complaints(session: AsyncSession, landlord_id: str, *, since: datetime) -> list[Complaint]:
    """Every complaint that was received, or went to stage 2, since then."""
    found = await session.exec(
        select(  # type: ignore[call-overload]
            CaseRow.received_at, CaseRow.stage_2_requested_at, CaseRow.topic, CaseRow.team, CaseRow.chosen_at
        ).where(
            CaseRow.landlord_id == landlord_id,
            CaseRow.kind == "complaint",
            sa.or_(col(CaseRow.received_at) >= since, col(CaseRow.stage_2_requested_at) >= since),
        )
    )
    return [Complaint(*row) for row in found.all()]


async def list_code_clocks(
    session: AsyncSession, landlord_id: str, *, since: datetime
) -> list[tuple[ClockRow, CaseRow, bool]]:
    """The last clock of each rule of each complaint, its case, and whether an extension went before it."""
    found = await session.exec(
        select(ClockRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(ClockRow.case_id))
        .where(
            ClockRow.landlord_id == landlord_id,
            CaseRow.landlord_id == landlord_id,
            CaseRow.kind == "complaint",
            ClockRow.law == "code",
            col(ClockRow.started_at) >= since,
        )
        .order_by(col(ClockRow.id))
    )
    last: dict[tuple[int, str], tuple[ClockRow, CaseRow]] = {}
    extended: set[tuple[int, str]] = set()
    for clock, case in found.all():
        if clock.ended_why == "extended":
            extended.add((clock.case_id, clock.rule))
        last[clock.case_id, clock.rule] = (clock, case)
    return [(*row, key in extended) for key, row in last.items() if row[0].ended_why in _KEPT]


async def count_choices(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> dict[str, int]:
    """Offers of the choice made in this time, by what has become of them. Code: 1.3"""
    found = await session.exec(
        select(OfferRow.state, sa.func.count())
        .where(OfferRow.landlord_id == landlord_id, OfferRow.created_at >= since, OfferRow.created_at < until)
        .group_by(OfferRow.state)
    )
    return {state: int(number) for state, number in found.all()}


async def count_requests(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> tuple[int, int]:
    """Service requests of this time, and how many of them became a complaint as well. Code: 1.4, 1.5"""
    requests = (
        select(CaseRow.id)
        .where(CaseRow.landlord_id == landlord_id, CaseRow.kind == "service_request")
        .where(CaseRow.received_at >= since, CaseRow.received_at < until)
    )
    known = set((await session.exec(requests)).all())
    links = select(CaseLinkRow.case_id, CaseLinkRow.other_id).where(
        CaseLinkRow.landlord_id == landlord_id,
        sa.or_(col(CaseLinkRow.case_id).in_(requests), col(CaseLinkRow.other_id).in_(requests)),
    )
    linked = {each for pair in (await session.exec(links)).all() for each in pair}
    return len(known), len(known & linked)


async def list_request_days(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> list[tuple[datetime, datetime, bool]]:
    """Service requests that ended in this time: came, ended, and whether a complaint stood beside it. Code: 5.1"""
    linked = sa.exists().where(
        col(CaseLinkRow.landlord_id) == landlord_id,
        sa.or_(col(CaseLinkRow.case_id) == CaseRow.id, col(CaseLinkRow.other_id) == CaseRow.id),
    )
    found = await session.exec(
        select(CaseRow.received_at, CaseRow.closed_at, linked).where(
            CaseRow.landlord_id == landlord_id,
            CaseRow.kind == "service_request",
            col(CaseRow.closed_at) >= since,
            col(CaseRow.closed_at) < until,
        )
    )
    return [(came, ended, bool(beside)) for came, ended, beside in found.all() if ended is not None]


async def list_likenesses(
    session: AsyncSession, landlord_id: str, *, since: datetime, at_least: int
) -> list[tuple[str, str, int, int]]:
    """Unhappy cases of one topic at one postcode: topic, postcode, how many, the newest one's id. Code: 9.2"""
    found = await session.exec(
        select(CaseRow.topic, ResidentRow.postcode, CaseRow.id)
        .join(ResidentRow, col(ResidentRow.id) == col(CaseRow.resident_id))
        .where(
            CaseRow.landlord_id == landlord_id,
            ResidentRow.landlord_id == landlord_id,
            ResidentRow.postcode != "",
            col(CaseRow.was_dissatisfied).is_(True),
            col(CaseRow.restricted).is_(False),
            CaseRow.received_at >= since,
        )
    )
    rows = [(topic, postcode, case_id or 0) for topic, postcode, case_id in found.all()]
    counted = Counter((topic, postcode) for topic, postcode, _ in rows)
    newest = {(topic, postcode): case_id for topic, postcode, case_id in sorted(rows, key=lambda row: row[2])}
    return [(*key, number, newest[key]) for key, number in sorted(counted.items()) if number >= at_least]
