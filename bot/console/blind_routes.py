"""How does a colleague check the machine without knowing what it said? One message at a time, then the results."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.acts.blind_checking import save_answer, sees, take_next
from bot.blind_checks import Answered, monday_of
from bot.console.blind_results import build_results, in_words, list_urgent, read, said
from bot.console.frame import fault_of, show
from bot.console.reading_routes import KINDS
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import NotFound
from bot.house import House
from bot.store.blind_checks import find_last_draw, list_week
from classifiers.labels import Kind

router = APIRouter()

PLACE: Final = "/console/blind/"


@router.get("/blind/")
async def next_message(request: Request, house: HouseHere, signed: Signed) -> Response:
    """The next message to read, or what the week came to."""
    return await _page(request, house, signed)


@router.post("/blind/{check_id}")
async def answer(request: Request, house: HouseHere, signed: Signed, form: Form, check_id: int) -> Response:
    """Keep one answer and open the next message."""
    chosen = Answered(typed(form, "kind"), form.get("explicit") == "yes", form.get("wants_action") == "yes")
    if chosen.kind not in set(Kind):
        faults = {"kind": "Choose what kind of message this is."}
        return await _page(request, house, signed, faults=faults, chosen=chosen)
    fault = await fault_of(save_answer(house, signed.staff, check_id, chosen))
    if fault:
        return await _page(request, house, signed, faults={"": fault})
    return RedirectResponse(PLACE, status_code=303)  # without a word: there are fifty of them


@router.get("/blind/read/{check_id}")
async def answered_message(request: Request, house: HouseHere, signed: Signed, check_id: int) -> Response:
    """One message that has been answered and has no case of its own to be seen on."""
    async with house.database.reading() as session:
        draw = await find_last_draw(session, signed.staff.landlord_id)
        lines = await list_week(session, signed.staff.landlord_id, draw.week) if draw else []
    for line in lines:
        if line.check.id == check_id and line.check.answered_at is not None and sees(line, signed.staff):
            words, was = in_words(said(line)), in_words(read(line))
            return show(
                request, signed, "console/blind_message.html", at="blind", line=line, said=words, was=was
            )
    raise NotFound("answered message", check_id)


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    *,
    faults: dict[str, str] | None = None,
    chosen: Answered | None = None,
) -> Response:
    async with house.database.reading() as session:
        draw = await find_last_draw(session, signed.staff.landlord_id)
    if draw is None:
        return show(request, signed, "console/blind.html", at="blind", place=None)
    place = await take_next(house, signed.staff, draw.week)
    async with house.database.reading() as session:
        urgent = await list_urgent(session, signed.staff, draw.week)
        results = await build_results(session, signed.staff, draw.week) if place.is_done else None
    return show(
        request,
        signed,
        "console/blind.html",
        at="blind",
        status=422 if faults else 200,
        faults=faults or {},
        place=place,
        monday=monday_of(draw.week),
        urgent=urgent,
        results=results,
        chosen=chosen or Answered("", explicit=False, wants_action=False),
        kinds=KINDS,
    )
