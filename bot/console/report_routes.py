"""What do the figures say, and who has been told? The pages of reports. Code: 8.1, 8.2, 9.3, 9.4, 9.6, 9.7"""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import reporting
from bot.console.frame import back_to, fault_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import NotFound
from bot.house import House
from bot.reports.making import make_report
from bot.reports.periods import last_quarters, read_period, year_of
from bot.reports.records import KINDS
from bot.working_days import london_date

router = APIRouter()
SHOWN = 8


@router.get("/reports/")
async def reports(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Every quarter and year there may be a report of, the newest first."""
    today = london_date(house.clock())
    quarters = last_quarters(today, SHOWN)
    years = list({year_of(quarter.first).name: year_of(quarter.first) for quarter in quarters}.values())
    return show(
        request, signed, "console/reports.html", at="reports", quarters=quarters, years=years, today_is=today
    )


@router.get("/reports/{period}/")
async def report(request: Request, house: HouseHere, signed: Signed, period: str) -> Response:
    """One period: figures, parts, what was done about it and what is owed."""
    if signed.staff.role == "member_responsible":
        await reporting.note_view(house, signed.staff, period)
    return await _page(request, house, signed, period)


@router.post("/reports/{period}/record")
async def record(request: Request, house: HouseHere, signed: Signed, form: Form, period: str) -> Response:
    """Put on record what was done about the report."""
    act = reporting.record_report(
        house,
        signed.staff,
        period,
        what=typed(form, "what"),
        words=typed(form, "words"),
        link=typed(form, "link"),
        done_on=day_of(typed(form, "done_on")),
    )
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, period, fault=fault, typed=dict(form))
    return back_to(f"/console/reports/{period}/", "recorded")


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    period: str,
    *,
    fault: str = "",
    typed: dict[str, object] | None = None,
) -> Response:
    known = read_period(period)
    if known is None:
        raise NotFound("period", period)
    async with house.database.reading() as session:
        made = await make_report(session, house, house.profiles[signed.staff.landlord_id], known)
    return show(
        request,
        signed,
        "console/report.html",
        at="reports",
        status=422 if fault else 200,
        report=made,
        kinds=KINDS,
        typed=typed or {},
        faults=[fault] if fault else [],
    )


def day_of(text: str) -> date | None:
    """A day as a browser's field sends it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
