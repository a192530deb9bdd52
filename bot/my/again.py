"""Shall somebody new look at our answer? The link under what we send after a stage 1 answer. Code: 6.10, 6.12, 6.13"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.my.acts import ResidentActs
from bot.my.choice import SEEN, show_ended
from bot.my.links import house_of, open_case_link
from bot.pages import pages_of

router = APIRouter(include_in_schema=False)


@router.api_route("/again/{token}", methods=SEEN)
async def show_again(request: Request, token: str) -> Response:
    """The question."""
    opened = await open_case_link(house_of(request), "case", token)
    if opened.has_ended or opened.case.stage_1_responded_at is None:
        return show_ended(request, opened)
    return pages_of(request).show(request, "my/again.html", landlord=opened.landlord, case=opened.case)


@router.post("/again/{token}")
async def look_again(request: Request, token: str) -> Response:
    """Take the wish, and say what happens next."""
    house = house_of(request)
    opened = await open_case_link(house, "case", token)
    if opened.has_ended or opened.case.id is None:
        return show_ended(request, opened)
    acts: ResidentActs = request.app.state.resident_acts
    became = await acts.look_again(house, opened.landlord.id, opened.case.id, how="page")
    if became == "gone":
        return show_ended(request, opened)
    return pages_of(request).show(
        request, "my/again_thanks.html", landlord=opened.landlord, case=opened.case, became=became
    )
