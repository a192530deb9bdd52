"""What is due today, tomorrow and this week, what is late, and whose is it? Code: 1.4, 6.2, 6.3, 6.11, 6.14"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.frame import show
from bot.console.signed_in import HouseHere, Signed
from bot.landlords.calendar import bank_holidays
from bot.store.cases import CaseRow
from bot.store.watched import list_due_cases, list_open_requests
from bot.working_days import add_working_days, london_date

router = APIRouter()
SHOWN = 200


@dataclass(frozen=True)
class Group:
    """The cases that are due in one span."""

    title: str
    cases: Sequence[CaseRow]


@router.get("/watch/")
async def watch(request: Request, house: HouseHere, signed: Signed, whose: str = "") -> Response:
    """Late, today, tomorrow, this week; of everybody, or one handler's alone."""
    profile, today = house.profiles[signed.staff.landlord_id], london_date(house.clock())
    holidays = frozenset(bank_holidays(profile.nation, extra=frozenset(profile.extra_holidays)))
    tomorrow = add_working_days(today, 1, holidays=holidays)
    week = add_working_days(today, 5, holidays=holidays)
    async with house.database.reading() as session:
        rows = await list_due_cases(session, signed.viewer, until=week, limit=SHOWN)
    owners = sorted({row.owner for row in rows if row.owner})
    seen = [row for row in rows if not whose or row.owner == whose]
    return show(
        request,
        signed,
        "console/watch.html",
        at="watch",
        groups=group(seen, today=today, tomorrow=tomorrow),
        owners=owners,
        whose=whose,
        is_cut=len(rows) == SHOWN,
    )


@router.get("/requests/")
async def requests_to_review(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Every service request that is not done, for the weekly review: whose promise has passed stands first. Code: 1.4"""
    async with house.database.reading() as session:
        rows = await list_open_requests(session, signed.viewer, limit=SHOWN)
    today = london_date(house.clock())
    passed = [row for row in rows if row.contact_by and row.contact_by < today]
    asked = [row for row in passed if row.asked_if_done_at is not None]
    groups = (
        ("Asked whether it is done, and no answer", asked),
        ("The promised day has passed", [row for row in passed if row not in asked]),
        ("Promised for a day to come", [row for row in rows if row not in passed]),
    )
    return show(
        request,
        signed,
        "console/requests.html",
        at="watch",
        groups=[Group(title, cases) for title, cases in groups if cases],
        is_cut=len(rows) == SHOWN,
    )


def group(rows: Sequence[CaseRow], *, today: date, tomorrow: date) -> list[Group]:
    """The cases by when they are due; a span without any is left out."""
    spans = (
        ("Late", [row for row in rows if row.next_due_on and row.next_due_on < today]),
        ("Today", [row for row in rows if row.next_due_on == today]),
        (
            "By the next working day",
            [row for row in rows if row.next_due_on and today < row.next_due_on <= tomorrow],
        ),
        ("In five working days", [row for row in rows if row.next_due_on and row.next_due_on > tomorrow]),
    )
    return [Group(title, cases) for title, cases in spans if cases]
