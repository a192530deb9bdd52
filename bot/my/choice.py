"""Do you want to make a complaint? The page behind the two buttons of an offer. Code: 1.3

A GET shows, a POST answers. A second tap changes nothing; YES after NO opens; NO after YES goes to a person.
"""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.my.acts import ResidentActs
from bot.my.links import OpenedLink, find_complaint, house_of, open_offer_link
from bot.pages import pages_of

router = APIRouter(include_in_schema=False)

SAID: Final = ("yes", "no")
SEEN = ["GET", "HEAD"]


@router.api_route("/choice/{token}", methods=SEEN)
async def show_choice(request: Request, token: str, say: str = "") -> Response:
    """The question; `say` only puts the cursor on a button."""
    opened = await open_offer_link(house_of(request), token)
    if opened.has_ended:
        return show_ended(request, opened)
    return _ask(request, opened, say=say)


@router.post("/choice/{token}")
async def answer_choice(request: Request, token: str) -> Response:
    """Take the answer and say what happens next."""
    house = house_of(request)
    opened = await open_offer_link(house, token)
    if opened.has_ended or opened.offer is None or opened.offer.id is None:
        return show_ended(request, opened)
    said = (await request.form()).get("say")
    if said not in SAID:
        return _ask(request, opened, say="", status=422)
    acts: ResidentActs = request.app.state.resident_acts
    became = await acts.answer_offer(house, opened.landlord.id, opened.offer.id, said=str(said), how="page")
    if became == "gone":
        return show_ended(request, opened)
    complaint = await find_complaint(house, opened)
    return pages_of(request).show(
        request, "my/choice_thanks.html", landlord=opened.landlord, became=became, complaint=complaint
    )


def show_ended(request: Request, opened: OpenedLink) -> Response:
    """The page of a link that has ended: a number to ring, and not a word more."""
    return pages_of(request).show(request, "my/ended.html", status=410, landlord=opened.landlord)


def _ask(request: Request, opened: OpenedLink, *, say: str, status: int = 200) -> Response:
    state = opened.offer.state if opened.offer else ""
    return pages_of(request).show(
        request, "my/choice.html", status=status, landlord=opened.landlord, say=say, state=state
    )
