"""Is it done? The question of the promised day, answered by a tap. Code: 1.4"""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.my.acts import ResidentActs
from bot.my.choice import SEEN, show_ended
from bot.my.links import OpenedLink, house_of, open_case_link
from bot.pages import pages_of

router = APIRouter(include_in_schema=False)

SAID: Final = ("done", "not_done")


@router.api_route("/done/{token}", methods=SEEN)
async def show_done(request: Request, token: str, say: str = "") -> Response:
    """The question; `say` only puts the cursor on a button."""
    opened = await open_case_link(house_of(request), "case", token)
    if opened.has_ended:
        return show_ended(request, opened)
    return _ask(request, opened, say=say)


@router.post("/done/{token}")
async def answer_done(request: Request, token: str) -> Response:
    """Take the answer."""
    house = house_of(request)
    opened = await open_case_link(house, "case", token)
    if opened.has_ended or opened.case.id is None:
        return show_ended(request, opened)
    said = (await request.form()).get("say")
    if said not in SAID:
        return _ask(request, opened, say="", status=422)
    acts: ResidentActs = request.app.state.resident_acts
    became = await acts.answer_done(
        house, opened.landlord.id, opened.case.id, done=said == "done", how="page"
    )
    if became == "gone":
        return show_ended(request, opened)
    complain_token = house.keys.seal("case", opened.case.id)
    return pages_of(request).show(
        request,
        "my/done_thanks.html",
        landlord=opened.landlord,
        is_done=said == "done",
        complain=complain_token,
    )


def _ask(request: Request, opened: OpenedLink, *, say: str, status: int = 200) -> Response:
    return pages_of(request).show(
        request, "my/done.html", status=status, landlord=opened.landlord, case=opened.case, say=say
    )
