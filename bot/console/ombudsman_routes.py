"""What did the Ombudsman send, what is owed to them, and all the evidence on a case at one press. Code: 4.1, 8.4, 9.7"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import ombudsman_acts
from bot.acts.at_hand import may_see
from bot.bundling.making import make_bundle
from bot.casework.ombudsman_items import FINDINGS, KINDS, ItemDraft
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.house import House
from bot.store import ombudsman_file
from bot.store.cases import get_case

router = APIRouter()


@router.get("/ombudsman/")
async def owed(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Everything owed to the Ombudsman, the soonest first."""
    landlord_id = signed.staff.landlord_id
    async with house.database.reading() as session:
        rows = await ombudsman_file.list_open_items(session, landlord_id)
        lines = [(row, await get_case(session, landlord_id, row.case_id)) for row in rows]
    seen = [(row, case) for row, case in lines if may_see(case, signed.staff)]
    return show(request, signed, "console/ombudsman_list.html", at="reports", lines=seen, kinds=KINDS)


@router.get("/cases/{reference}/ombudsman")
async def ombudsman(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The Ombudsman's file of one case."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/ombudsman")
async def enter(request: Request, house: HouseHere, signed: Signed, form: Form, reference: str) -> Response:
    """Enter what came."""
    await must_see(house, signed, reference)
    draft = ItemDraft(
        kind=typed(form, "kind"),
        words=typed(form, "words"),
        received_on=day_of(typed(form, "received_on")),
        due_on=day_of(typed(form, "due_on")),
        finding=typed(form, "finding"),
    )
    fault = await fault_of(ombudsman_acts.enter_item(house, signed.staff, reference, draft))
    if fault:
        return await _page(request, house, signed, reference, fault=fault, filled=dict(form))
    return back_to(f"/console/cases/{reference}/ombudsman", "recorded")


@router.post("/cases/{reference}/ombudsman/{item_id}")
async def finish(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, item_id: int
) -> Response:
    """Done, with its proof."""
    await must_see(house, signed, reference)
    act = ombudsman_acts.finish_item(house, signed.staff, reference, item_id, proof=typed(form, "proof"))
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, reference, fault=fault)
    return back_to(f"/console/cases/{reference}/ombudsman", "recorded")


@router.post("/cases/{reference}/bundle")
async def bundle(house: HouseHere, signed: Signed, reference: str) -> Response:
    """The evidence as one archive; who took it is on record."""
    made = await make_bundle(house, signed.viewer, reference, actor=f"staff:{signed.staff.id}")
    headers = {
        "Content-Disposition": f'attachment; filename="{reference.upper()}.zip"',
        "Cache-Control": "no-store",
    }
    return Response(made, media_type="application/zip", headers=headers)


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
        rows = await ombudsman_file.list_items(session, case.landlord_id, case.id or 0)
    return show(
        request,
        signed,
        "console/ombudsman.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        items=rows,
        kinds=KINDS,
        findings=FINDINGS,
        filled=filled or {},
        faults=[fault] if fault else [],
    )
