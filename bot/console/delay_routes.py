"""How does a person take more time for an answer, or refuse a complaint, on the screen? Code: 2.1-2.5, 5.9, 5.11, 6.4, 6.15"""

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import delaying, refusing
from bot.casework.extend import Wanted
from bot.casework.procedures import extended_by, procedure_of
from bot.casework.refuse import GROUNDS, RefusalDraft
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotAllowed
from bot.house import House
from bot.landlords.calendar import bank_holidays
from bot.store import extensions, refusals
from bot.working_days import london_date

router = APIRouter()
TOLD_HOW = {
    "written": "Write to them now",
    "letter": "I have posted it",
    "call": "I have told them on a call",
    "visit": "I have told them in person",
}


@router.get("/cases/{reference}/extend")
async def extension(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form for more time."""
    return await _page(request, house, signed, reference, "console/extend.html")


@router.post("/cases/{reference}/extend")
async def extend(request: Request, house: HouseHere, signed: Signed, form: Form, reference: str) -> Response:
    """Take more time; told to the resident at once."""
    await must_see(house, signed, reference)
    every = typed(form, "update_every")
    wanted = Wanted(
        new_due_on=day_of(typed(form, "new_due_on")),
        reason=typed(form, "reason"),
        update_every=int(every) if every.isdecimal() else 0,
        good_reason=typed(form, "good_reason"),
        is_agreed=typed(form, "agreed") == "yes",
    )
    try:
        fault = await delaying.extend(
            house,
            signed.staff,
            reference,
            wanted,
            done_so_far=typed(form, "done_so_far"),
            how=typed(form, "how") or "written",
        )
    except (IllegalMove, NotAllowed) as error:
        fault = str(error)
    if fault:
        return await _page(request, house, signed, reference, "console/extend.html", fault=fault, form=form)
    return back_to(f"/console/cases/{reference}", "extended")


@router.get("/cases/{reference}/refuse")
async def refusal(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form of a refusal."""
    return await _page(request, house, signed, reference, "console/refuse.html")


@router.post("/cases/{reference}/refuse")
async def refuse(request: Request, house: HouseHere, signed: Signed, form: Form, reference: str) -> Response:
    """Sign a refusal; its letter goes at once."""
    await must_see(house, signed, reference)
    draft = RefusalDraft(
        ground=typed(form, "ground"),
        facts=typed(form, "facts"),
        circumstances=typed(form, "circumstances"),
        discretion=typed(form, "discretion"),
        event_on=day_of(typed(form, "event_on")),
        aware_on=day_of(typed(form, "aware_on")),
        filed_on=day_of(typed(form, "filed_on")),
        documents=typed(form, "documents"),
        considered_in=typed(form, "considered_in"),
    )
    fault = await fault_of(
        refusing.refuse(house, signed.staff, reference, draft, how=typed(form, "how") or "written")
    )
    if fault:
        return await _page(request, house, signed, reference, "console/refuse.html", fault=fault, form=form)
    return back_to(f"/console/cases/{reference}", "refused")


@router.get("/cases/{reference}/reopen")
async def instruction(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form for the Ombudsman's instruction."""
    return await _page(request, house, signed, reference, "console/reopen.html")


@router.post("/cases/{reference}/reopen")
async def reopen(request: Request, house: HouseHere, signed: Signed, form: Form, reference: str) -> Response:
    """Open a refused complaint again, because the Ombudsman said so."""
    await must_see(house, signed, reference)
    act = refusing.reopen_on_instruction(
        house,
        signed.staff,
        reference,
        instructed_on=day_of(typed(form, "instructed_on")),
        words=typed(form, "words"),
    )
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, reference, "console/reopen.html", fault=fault, form=form)
    return back_to(f"/console/cases/{reference}", "reopened")


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    template: str,
    *,
    fault: str = "",
    form: FormData | None = None,
) -> Response:
    profile = house.profiles[signed.staff.landlord_id]
    holidays = frozenset(bank_holidays(profile.nation, extra=frozenset(profile.extra_holidays)))
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        given = await extensions.list_extensions(session, case.landlord_id, case.id or 0)
        refused = await refusals.list_refusals(session, case.landlord_id, case.id or 0)
    procedure = procedure_of(profile.nation)
    stage = procedure.stage(case.stage)
    latest = extended_by(stage, case.respond_by, holidays=holidays) if case.respond_by else None
    return show(
        request,
        signed,
        template,
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        latest=latest,
        time_limit=procedure.time_limit,
        is_over=case.respond_by is not None and london_date(house.clock()) > case.respond_by,
        given=given,
        refused=refused,
        grounds=GROUNDS,
        ways=TOLD_HOW,
        form=form or {},
        faults=[fault] if fault else [],
    )
