"""Are you unhappy with how we dealt with this? The link in every receipt: one button logs a complaint. Code: 1.3, 3.1"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.my.acts import ResidentActs
from bot.my.choice import SEEN, show_ended
from bot.my.links import house_of, open_case_link
from bot.pages import pages_of

router = APIRouter(include_in_schema=False)


@router.api_route("/complain/{token}", methods=SEEN)
async def show_complain(request: Request, token: str) -> Response:
    """The question."""
    opened = await open_case_link(house_of(request), "case", token)
    if opened.has_ended:
        return show_ended(request, opened)
    return pages_of(request).show(request, "my/complain.html", landlord=opened.landlord, case=opened.case)


@router.post("/complain/{token}")
async def complain(request: Request, token: str) -> Response:
    """Log the complaint and give its reference."""
    house = house_of(request)
    opened = await open_case_link(house, "case", token)
    if opened.has_ended or opened.case.id is None:
        return show_ended(request, opened)
    acts: ResidentActs = request.app.state.resident_acts
    reference = await acts.complain_about(house, opened.landlord.id, opened.case.id, how="page")
    if not reference:
        return show_ended(request, opened)
    return pages_of(request).show(
        request, "my/complain_thanks.html", landlord=opened.landlord, reference=reference
    )
