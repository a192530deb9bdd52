"""Which language does this resident speak? Staff say it, and no reading changes it then. Code: 3.1, 5.10"""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.house import House
from bot.store.people import get_resident
from bot.wording.languages import LANGUAGES

router = APIRouter()

NOT_KNOWN: Final = "not-known"
CHOICES: Final = {
    NOT_KNOWN: "Not known: go by what they write",
    **{
        code: f"{known.name} ({known.own_name})"
        for code, known in LANGUAGES.items()
        if known.own_name and code != "en"
    },
    "en": "English",
}


@router.get("/cases/{reference}/language")
async def language(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form, with what is kept now."""
    return await _language_page(request, house, signed, reference)


@router.post("/cases/{reference}/language")
async def record_language(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Keep the language a member of staff knows they speak."""
    await must_see(house, signed, reference)
    chosen = typed(form, "language")
    fault = "" if chosen in CHOICES else "Choose a language from the list."
    fault = fault or await fault_of(
        acts.on_cases.record_language(
            house, signed.staff, reference, language="" if chosen == NOT_KNOWN else chosen
        )
    )
    if fault:
        return await _language_page(request, house, signed, reference, fault=fault)
    return back_to(f"/console/cases/{reference}", "language")


async def _language_page(
    request: Request, house: House, signed: SignedIn, reference: str, *, fault: str = ""
) -> Response:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        resident = await get_resident(session, case.landlord_id, case.resident_id)
    return show(
        request,
        signed,
        "console/language.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        choices=CHOICES,
        kept=resident.language or NOT_KNOWN,
        faults={"language": fault} if fault else {},
    )
