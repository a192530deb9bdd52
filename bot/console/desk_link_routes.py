"""Who may hand in at the desk without signing in? Links by the name of their holder, for administrators."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.frame import back_to, fault_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.desk.links import address_of, list_links, make_link, revoke_link
from bot.house import House

router = APIRouter()

PLACE = "/console/desk/links/"


@router.get("/desk/links/")
async def links(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Every link, and the form for a new one."""
    return await _page(request, house, signed)


@router.post("/desk/links/")
async def make(request: Request, house: HouseHere, signed: Signed, form: Form) -> Response:
    """Make a link for one named person."""
    filled = {"holder": typed(form, "holder"), "organisation": typed(form, "organisation")}
    fault = await fault_of(make_link(house, signed.staff, **filled))
    return (
        await _page(request, house, signed, filled=filled, fault=fault) if fault else back_to(PLACE, "link")
    )


@router.post("/desk/links/{link_id}/revoke")
async def revoke(request: Request, house: HouseHere, signed: Signed, link_id: int) -> Response:
    """End a link, for good."""
    await revoke_link(house, signed.staff, link_id)
    return back_to(PLACE, "revoked")


async def _page(
    request: Request, house: House, signed: SignedIn, *, filled: dict[str, str] | None = None, fault: str = ""
) -> Response:
    known = await list_links(house, signed.staff)
    return show(
        request,
        signed,
        "console/desk_links.html",
        at="desk",
        status=422 if fault else 200,
        links=[(link, address_of(house, link)) for link in known],
        filled=filled or {},
        faults={"holder": fault} if fault else {},
    )
