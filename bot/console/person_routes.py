"""Who is this resident, by which doors do they come, and is somebody else the same person? Joined and taken apart with a reason."""

from collections.abc import Awaitable
from typing import Final

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.console.case_page import get_visible_case
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.house import House
from bot.store import identities, joinings, my_pages, people
from bot.store.cases import CaseRow

router = APIRouter()

FIELDS: Final = {"join": "other", "apart": "reason_apart", "name": "name", "again": "reason_again"}


@router.get("/cases/{reference}/person")
async def person(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """Who it is, and the forms."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/person/name")
async def record_name(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Put the name and postcode on record."""
    act = acts.on_cases.record_name(
        house, signed.staff, reference, name=typed(form, "name"), postcode=typed(form, "postcode")
    )
    return await _after(request, house, signed, reference, form, act, "name")


@router.post("/cases/{reference}/person/join")
async def join_person(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Say that the resident of another case is the same person."""
    act = acts.on_cases.join_person(
        house, signed.staff, reference, other_reference=typed(form, "other"), reason=typed(form, "reason")
    )
    return await _after(request, house, signed, reference, form, act, "join")


@router.post("/cases/{reference}/person/apart/{joining_id}")
async def take_apart(
    request: Request,
    *,
    house: HouseHere,
    signed: Signed,
    acts: ActsHere,
    form: Form,
    reference: str,
    joining_id: int,
) -> Response:
    """Take a mistake back."""
    act = acts.on_cases.take_person_apart(
        house, signed.staff, reference, joining_id, reason=typed(form, "reason_apart")
    )
    return await _after(request, house, signed, reference, form, act, "apart")


@router.post("/cases/{reference}/person/again")
async def open_page_again(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Open the resident's page again."""
    act = acts.on_cases.open_page_again(house, signed.staff, reference, reason=typed(form, "reason_again"))
    return await _after(request, house, signed, reference, form, act, "again")


async def _after(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    form: FormData,
    act: Awaitable[object],
    what: str,
) -> Response:
    fault = await fault_of(act)
    if fault:
        return await _page(request, house, signed, reference, form=form, faults={FIELDS[what]: fault})
    return back_to(f"/console/cases/{reference}", f"person-{what}")


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    *,
    form: FormData | None = None,
    faults: dict[str, str] | None = None,
) -> Response:
    async with house.database.reading() as session:
        case: CaseRow = await get_visible_case(session, signed, reference)
        landlord_id = case.landlord_id
        doors = await people.list_conversations(session, landlord_id, case.resident_id)
        pages = [await my_pages.find_page(session, landlord_id, one.id or 0) for one in doors]
        now = house.clock()
        facts: dict[str, object] = {
            "resident": await people.get_resident(session, landlord_id, case.resident_id),
            "identities": await identities.list_identities(session, landlord_id, case.resident_id),
            "joinings": await joinings.list_joinings(session, landlord_id, case.resident_id),
            "is_shut": any(
                one.shut_at is not None or (one.locked_until is not None and one.locked_until > now)
                for one in pages
                if one is not None
            ),
        }
    return show(
        request,
        signed,
        "console/person.html",
        at="queues",
        status=422 if faults else 200,
        case=case,
        place=place_of(case),
        form=form or {},
        faults=faults or {},
        **facts,
    )
