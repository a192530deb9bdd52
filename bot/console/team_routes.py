"""Who handles complaints here, what were they taught, and do they know the objective? Code: 4.1, 4.3, 9.5, 9.8"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import reporting
from bot.console.frame import back_to, fault_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.house import House
from bot.reports.training import STANDARD_OBJECTIVE, standing_of
from bot.store.governance import list_staff_records
from bot.store.staff import list_staff
from bot.working_days import london_date

router = APIRouter()


@router.get("/team/")
async def team(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Everybody here, with training and objective, and the offices the Code asks for."""
    return await _page(request, house, signed)


@router.post("/team/objective")
async def objective(request: Request, house: HouseHere, signed: Signed) -> Response:
    """ "I have read it", by the person signed in."""
    await reporting.acknowledge_objective(house, signed.staff, words=" ".join(STANDARD_OBJECTIVE))
    return back_to("/console/team/", "objective")


@router.post("/team/{staff_id}/training")
async def training(request: Request, house: HouseHere, signed: Signed, form: Form, staff_id: int) -> Response:
    """A training somebody has had."""
    act = reporting.record_training(
        house,
        signed.staff,
        staff_id,
        words=typed(form, "words"),
        done_on=day_of(typed(form, "done_on")),
        until=day_of(typed(form, "until")),
    )
    fault = await fault_of(act)
    return (
        await _page(request, house, signed, fault=fault) if fault else back_to("/console/team/", "recorded")
    )


async def _page(request: Request, house: House, signed: SignedIn, *, fault: str = "") -> Response:
    profile, today = house.profiles[signed.staff.landlord_id], london_date(house.clock())
    async with house.database.reading() as session:
        people = await list_staff(session, profile.id)
        records = await list_staff_records(session, profile.id)
    lines = [
        (one, standing_of([row for row in records if row.staff_id == one.id], today=today)) for one in people
    ]
    mine = next((standing for one, standing in lines if one.id == signed.staff.id), None)
    return show(
        request,
        signed,
        "console/team.html",
        at="team",
        status=422 if fault else 200,
        lines=lines,
        knows_objective=mine is not None and mine.knows_objective,
        objective=STANDARD_OBJECTIVE,
        profile=profile,
        faults=[fault] if fault else [],
    )
