"""Is the home safe, what was tried, and what does the law ask? The page of a case's hazards. SI 2025/1042"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import making_safe
from bot.acts.making_safe import STEPS
from bot.casework.awaab import TENURES, law_covers
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import NotFound
from bot.house import House
from bot.store import hazards
from bot.store.cases import list_clocks
from bot.working_days import london_date, london_time

router = APIRouter()


@router.get("/cases/{reference}/safe-home")
async def safe_home(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """Hazards, clocks, attempts, each with its form."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/safe-home/{do}")
async def change(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, do: str
) -> Response:
    """One of the forms."""
    await must_see(house, signed, reference)
    if do == "step":
        day, (hour, _, minute) = day_of(typed(form, "day")), typed(form, "time").partition(":")
        is_time = hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60
        at = london_time(day, int(hour), int(minute)) if day and is_time else house.clock()
        act = making_safe.record_step(
            house,
            signed.staff,
            reference,
            what=typed(form, "what"),
            words=typed(form, "words"),
            happened_at=at,
        )
    elif do == "investigated":
        act = making_safe.end_investigation(
            house,
            signed.staff,
            reference,
            ended_on=day_of(typed(form, "ended_on")),
            summary=typed(form, "summary"),
            is_hazard=typed(form, "is_hazard") != "no",
        )
    elif do == "tenure":
        act = making_safe.record_tenure(house, signed.staff, reference, tenure=typed(form, "tenure"))
    else:
        raise NotFound("form", do)
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, reference, fault=fault)
    return back_to(f"/console/cases/{reference}/safe-home", "recorded")


async def _page(
    request: Request, house: House, signed: SignedIn, reference: str, *, fault: str = ""
) -> Response:
    nation = house.profiles[signed.staff.landlord_id].nation
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        rows = await hazards.list_hazards(session, case.landlord_id, case.id or 0)
        steps = await hazards.list_steps(session, case.landlord_id, case.id or 0)
        clocks = [
            one for one in await list_clocks(session, case.landlord_id, case.id or 0) if one.law == "hazard"
        ]
    covers = [
        (row, law_covers(row.kind, row.grade, row.tenure, nation=nation, on=london_date(row.aware_at)))
        for row in rows
    ]
    return show(
        request,
        signed,
        "console/safe_home.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        hazards=covers,
        clocks=clocks,
        attempts=steps,
        kinds_of_step=STEPS,
        tenures=TENURES,
        faults=[fault] if fault else [],
    )
