"""What does a person write? A message to the resident, sent as it was typed."""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.store.people import get_conversation, get_resident

router = APIRouter()


@dataclass(frozen=True)
class Letter:
    """What the form says round the text."""

    title: str
    hint: str
    button: str


MESSAGE: Final = Letter(
    "Write to the resident", "Short sentences. Say what happens next and by which day.", "Send it"
)


@router.get("/cases/{reference}/letter")
async def letter(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form to write to the resident."""
    return await _letter_page(request, house, signed, reference, MESSAGE)


@router.post("/cases/{reference}/letter")
async def write_to_resident(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Send what a member of staff wrote, on the door the resident uses."""
    text = typed(form, "text")
    await must_see(house, signed, reference)
    fault = "" if text else "Write your message first."
    fault = fault or await fault_of(
        acts.on_cases.write_to_resident(house, signed.staff, reference, text=text)
    )
    if fault:
        return await _letter_page(request, house, signed, reference, MESSAGE, text=text, fault=fault)
    return back_to(f"/console/cases/{reference}", "written")


async def _letter_page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    letter: Letter,
    *,
    text: str = "",
    fault: str = "",
) -> Response:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        conversation = await get_conversation(session, case.landlord_id, case.conversation_id)
        resident = await get_resident(session, case.landlord_id, case.resident_id)
    return show(
        request,
        signed,
        "console/letter.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        conversation=conversation,
        resident=resident,
        is_out_of_reach=resident_is_out_of_reach(resident),
        letter=letter,
        text=text,
        faults={"text": fault} if fault else {},
    )
