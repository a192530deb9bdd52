"""What was promised to put a complaint right, and was it done? For one case, and for all of them. Code: 5.13, 6.6, 6.17, 7.1-7.4"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import promising
from bot.acts.at_hand import may_see
from bot.casework.remedies import DONE_BY_THE_ANSWER, KINDS, Promised
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.house import House
from bot.store import responses
from bot.store.cases import get_case, list_points

router = APIRouter()


@router.get("/promises/")
async def promises(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Everything promised to anybody and not done yet, soonest first."""
    landlord_id = signed.staff.landlord_id
    async with house.database.reading() as session:
        rows = await responses.list_open_remedies(session, landlord_id)
        lines = [(row, await get_case(session, landlord_id, row.case_id)) for row in rows]
    seen = [(row, case) for row, case in lines if may_see(case, signed.staff)]
    return show(request, signed, "console/promises.html", at="tasks", lines=seen)


@router.get("/cases/{reference}/promises")
async def case_promises(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """What was promised on this case, and the form for one more."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/promises")
async def promise(request: Request, house: HouseHere, signed: Signed, form: Form, reference: str) -> Response:
    """Promise one thing."""
    await must_see(house, signed, reference)
    number, amount = typed(form, "number"), typed(form, "amount").removeprefix("£").replace(",", "")
    promised = Promised(
        kind=typed(form, "kind"),
        what=typed(form, "what"),
        number=int(number) if number.isdecimal() else 0,
        amount=int(amount) if amount.isdecimal() else None,
        guidance=typed(form, "guidance"),
        owner=typed(form, "owner"),
        due_on=day_of(typed(form, "due_on")),
    )
    fault = await fault_of(
        promising.promise_remedy(house, signed.staff, reference, promised, impact=typed(form, "impact"))
    )
    if fault:
        return await _page(request, house, signed, reference, fault=fault, filled=dict(form))
    return back_to(f"/console/cases/{reference}/promises", "promised")


@router.post("/cases/{reference}/promises/{remedy_id}")
async def change(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, remedy_id: int
) -> Response:
    """Done with its proof, a new day with its reason, or taken out again."""
    await must_see(house, signed, reference)
    do = typed(form, "do")
    if do == "done":
        act = promising.keep_promise(house, signed.staff, reference, remedy_id, proof=typed(form, "proof"))
    elif do == "move":
        act = promising.move_promise(
            house,
            signed.staff,
            reference,
            remedy_id,
            due_on=day_of(typed(form, "due_on")),
            why=typed(form, "why"),
        )
    else:
        act = promising.take_back_remedy(house, signed.staff, reference, remedy_id)
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, reference, fault=fault)
    return back_to(
        f"/console/cases/{reference}/promises", f"promise-{do if do in ('done', 'move') else 'out'}"
    )


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    *,
    fault: str = "",
    filled: dict[str, object] | None = None,
) -> Response:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        rows = await responses.list_remedies(session, case.landlord_id, case.id or 0)
        points = await list_points(session, case.landlord_id, case.id or 0, case.stage or 1)
    return show(
        request,
        signed,
        "console/case_promises.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        remedies=rows,
        points=points,
        kinds=KINDS,
        said=DONE_BY_THE_ANSWER,
        filled=filled or {},
        faults=[fault] if fault else [],
    )
