"""What did a resident say on the phone, in a letter or face to face? The form for staff, and what Hark made of it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.acts.at_hand import may_see
from bot.console.frame import place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed
from bot.desk.form import CHOICES_SHOWN, Hand, Handed, empty_form, take_form
from bot.desk.handing_in import WhatCame, what_came_of
from bot.errors import NotFound
from bot.story_words import DOORS, TEXTS

router = APIRouter()

SPOKEN = ("phone", "visit")  # they are still there, and can be told


@router.get("/desk/")
async def desk(request: Request, house: HouseHere, signed: Signed) -> Response:
    """The form."""
    return _form_page(request, signed, Handed(empty_form(house), {}))


@router.post("/desk/")
async def take(request: Request, house: HouseHere, signed: Signed, form: Form) -> Response:
    """Take what was typed, and go to what became of it."""
    staff = signed.staff
    handed = await take_form(house, form, Hand(staff.landlord_id, staff.email, staff.name))
    if not handed.arrival_id:
        return _form_page(request, signed, handed)
    return RedirectResponse(f"/console/desk/taken/{handed.arrival_id}", status_code=303)


@router.get("/desk/taken/{arrival_id}")
async def taken(request: Request, house: HouseHere, signed: Signed, arrival_id: int) -> Response:
    """What Hark did with it: its number, what was sent, and what a person does."""
    came = await what_came_of(house, signed.staff.landlord_id, arrival_id)
    if came is None or came.arrival.sender != signed.staff.email:
        raise NotFound("sheet", arrival_id)
    is_seen = _may_be_told(came, signed)
    return show(
        request,
        signed,
        "console/desk_taken.html",
        at="desk",
        came=came,
        is_seen=is_seen,
        place=place_of(came.case) if came.case and is_seen else "",
        is_spoken=came.arrival.channel in SPOKEN,
        texts=TEXTS,
        doors=DOORS,
    )


def _may_be_told(came: WhatCame, signed: SignedIn) -> bool:
    """Not what became of it, where the case is kept from this member of staff."""
    if came.is_at_risk and not signed.staff.sees_restricted:
        return False
    return came.case is None or may_see(came.case, signed.staff)


def _form_page(request: Request, signed: SignedIn, handed: Handed) -> Response:
    return show(
        request,
        signed,
        "console/desk.html",
        at="desk",
        status=422 if handed.faults else 200,
        filled=handed.filled,
        faults=handed.faults,
        had_files=handed.had_files,
        **CHOICES_SHOWN,
    )
