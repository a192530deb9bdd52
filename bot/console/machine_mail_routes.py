"""What did a machine send that a person must read, and whose words are they?"""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.acts.adopting import get_machine_mail
from bot.console.frame import fault_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.house import House
from bot.moment import Moment
from bot.store.cases import get_case
from bot.store.messages import AttachmentRow, MessageRow, list_attachments

router = APIRouter()


@router.get("/machine-mail/{message_id}")
async def machine_mail(request: Request, house: HouseHere, signed: Signed, message_id: int) -> Response:
    """The mail, and the form to make a case of it."""
    return await _page(request, house, signed, message_id)


@router.post("/machine-mail/{message_id}")
async def make_a_case(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, message_id: int
) -> Response:
    """Make a case of it, and go there."""
    filled = {"name": typed(form, "name"), "address": typed(form, "address")}
    fault = await fault_of(acts.on_cases.make_a_case(house, signed.staff, message_id, **filled))
    if fault:
        return await _page(request, house, signed, message_id, filled=filled, fault=fault)
    _, reference, _ = await _read(house, signed, message_id)
    return RedirectResponse(
        f"/console/cases/{reference}?done=made" if reference else "/console/tasks", status_code=303
    )


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    message_id: int,
    *,
    filled: dict[str, str] | None = None,
    fault: str = "",
) -> Response:
    message, reference, files = await _read(house, signed, message_id)
    return show(
        request,
        signed,
        "console/machine_mail.html",
        at="tasks",
        status=422 if fault else 200,
        message=message,
        reference=reference,
        files=files,
        filled=filled or {},
        faults=[fault] if fault else [],
    )


async def _read(
    house: House, signed: SignedIn, message_id: int
) -> tuple[MessageRow, str, Sequence[AttachmentRow]]:
    """The mail, the reference of the case made of it ("" where there is none), and its files."""
    landlord_id = signed.staff.landlord_id
    async with house.database.reading() as session:
        moment = Moment(house, session, house.profiles[landlord_id], house.clock())
        message = await get_machine_mail(moment, signed.staff, message_id)
        case = await get_case(session, landlord_id, message.case_id) if message.case_id else None
        files = await list_attachments(session, landlord_id, message_id)
    return message, case.reference if case else "", files
