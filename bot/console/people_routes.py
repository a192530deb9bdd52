"""What do they need from us, and who speaks for them? Needs agreed and representatives with their consent. Code: 3.6, 5.10

And where something new comes up: is it part of this complaint, or one of its own? Code: 6.8
"""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import adjusting, consenting, widening
from bot.casework.consent import HOW, KINDS, ConsentDraft, holds
from bot.casework.matters import NewIssue
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import NotFound
from bot.house import House
from bot.needs import OFFERED
from bot.store import messages, people
from bot.store.staff import StaffRow
from bot.working_days import london_date

router = APIRouter()
Act = Callable[[House, StaffRow, str, FormData], Awaitable[None]]


@router.get("/cases/{reference}/needs")
async def needs(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """Needs and representatives, each with its form."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/needs/{do}")
async def change_needs(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, do: str
) -> Response:
    """One of the forms."""
    await must_see(house, signed, reference)
    act = _ACTS.get(do)
    if act is None:
        raise NotFound("form", do)
    fault = await fault_of(act(house, signed.staff, reference, form))
    if fault:
        return await _page(request, house, signed, reference, fault=fault, form=form)
    return back_to(f"/console/cases/{reference}/needs", "recorded")


@router.get("/cases/{reference}/messages/{message_id}/new")
async def new_issue(
    request: Request, house: HouseHere, signed: Signed, reference: str, message_id: int
) -> Response:
    """The form to place something new."""
    return await _issue_page(request, house, signed, reference, message_id)


@router.post("/cases/{reference}/messages/{message_id}/new")
async def place_issue(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, message_id: int
) -> Response:
    """Put it into this complaint or open one of its own."""
    await must_see(house, signed, reference)
    issue = NewIssue(
        is_related=typed(form, "related") == "yes",
        would_delay=typed(form, "delays") == "yes",
        reason=typed(form, "reason"),
    )
    act = widening.place_new_issue(
        house, signed.staff, reference, message_id, issue, words=typed(form, "words")
    )
    fault = await fault_of(act)
    if fault:
        return await _issue_page(request, house, signed, reference, message_id, fault=fault, form=form)
    return back_to(f"/console/cases/{reference}", "issue")


async def _agree(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    chosen = next((one for one in OFFERED if one.name == typed(form, "need")), None)
    await adjusting.agree_need(
        house,
        by,
        reference,
        words=chosen.words if chosen else typed(form, "words"),
        door=chosen.door if chosen else "",
        review_on=day_of(typed(form, "review_on")),
    )


async def _end(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await adjusting.end_need(house, by, reference, _number(form, "row"))


async def _name(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await consenting.name_representative(
        house,
        by,
        reference,
        name=typed(form, "name"),
        address=typed(form, "address"),
        kind=typed(form, "kind"),
    )


async def _ask(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await consenting.ask_for_consent(
        house, by, reference, _number(form, "row"), address=typed(form, "address")
    )


async def _consent(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    draft = ConsentDraft(
        how=typed(form, "how"),
        given_to=typed(form, "given_to"),
        given_on=day_of(typed(form, "given_on")),
        scope=typed(form, "scope"),
        expires_on=day_of(typed(form, "expires_on")),
    )
    await consenting.record_consent(house, by, reference, _number(form, "row"), draft)


async def _refuse(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await consenting.end_representation(
        house, by, reference, _number(form, "row"), reason=typed(form, "reason")
    )


_ACTS: dict[str, Act] = {
    "agree": _agree,
    "end": _end,
    "name": _name,
    "ask": _ask,
    "consent": _consent,
    "refuse": _refuse,
}


def _number(form: FormData, name: str) -> int:
    said = typed(form, name)
    return int(said) if said.isdecimal() else 0


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    *,
    fault: str = "",
    form: FormData | None = None,
) -> Response:
    today = london_date(house.clock())
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        known = await people.list_adjustments(session, case.landlord_id, case.resident_id)
        speakers = await people.list_representatives(session, case.landlord_id, case.id or 0)
    return show(
        request,
        signed,
        "console/needs.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        needs=known,
        offered=OFFERED,
        speakers=[(row, holds(row.consent, row.expires_on, today)) for row in speakers],
        kinds=KINDS,
        how=HOW,
        form=form or {},
        faults=[fault] if fault else [],
    )


async def _issue_page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    message_id: int,
    *,
    fault: str = "",
    form: FormData | None = None,
) -> Response:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        message = await messages.get_message(session, case.landlord_id, message_id)
    if message is None or message.case_id != case.id:
        raise NotFound("message", message_id)
    return show(
        request,
        signed,
        "console/new_issue.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        message=message,
        form=form or {},
        faults=[fault] if fault else [],
    )
