"""What can staff do on a case's own page? See it whole, grade a hazard, record a safe way, close it."""

from typing import Final

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.console.acts import ConsoleActs
from bot.console.case_page import build_case_page, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.house import House

router = APIRouter()

GRADES: Final = {
    "emergency": ("An emergency hazard", "Make safe within 24 hours, or offer somewhere safe to stay."),
    "significant": ("A significant hazard", "Investigate within 10 working days; make safe within 5 more."),
    "none": ("Not a hazard", "The hazard clocks stop. Your name and reason are kept."),
}


@router.get("/cases/{reference}")
async def case(
    request: Request, house: HouseHere, signed: Signed, acts: ActsHere, reference: str
) -> Response:
    """The whole case on one page."""
    return await show_case(request, house, acts, signed, reference)


@router.get("/cases/{reference}/hazard")
async def hazard(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form to grade a hazard."""
    return await _one_form(request, house, signed, reference, "console/hazard.html", grades=GRADES)


@router.post("/cases/{reference}/hazard")
async def grade_hazard(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Grade a hazard; a named person does, with a reason."""
    await must_see(house, signed, reference)
    grade, reason = typed(form, "grade"), typed(form, "reason")
    faults = {} if grade in GRADES else {"grade": "Choose how serious the hazard is."}
    if grade != "emergency" and not reason:
        faults["reason"] = "Say why; a clock for somebody's safety is stopped by this."
    if not faults:
        fault = await fault_of(
            acts.on_cases.grade_hazard(house, signed.staff, reference, grade=grade, reason=reason)
        )
        faults = {"": fault} if fault else {}
    if faults:
        return await _one_form(
            request, house, signed, reference, "console/hazard.html", form=form, faults=faults, grades=GRADES
        )
    return back_to(f"/console/cases/{reference}", "hazard")


@router.get("/cases/{reference}/safe-way")
async def safe_way(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form to record a safe way."""
    return await _one_form(request, house, signed, reference, "console/safe_way.html")


@router.post("/cases/{reference}/safe-way")
async def record_safe_way(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Record how this person can be reached without danger."""
    await must_see(house, signed, reference)
    words = typed(form, "words")
    fault = "" if words else "Say how, when and where it is safe to reach them."
    fault = fault or await fault_of(
        acts.on_cases.record_safe_way(
            house, signed.staff, reference, words=words, email_is_safe=form.get("email_is_safe") == "yes"
        )
    )
    if fault:
        return await _one_form(
            request, house, signed, reference, "console/safe_way.html", form=form, faults={"words": fault}
        )
    return back_to(f"/console/cases/{reference}", "safe-way")


@router.get("/cases/{reference}/close")
async def close(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form to close a case."""
    return await _one_form(request, house, signed, reference, "console/close.html")


@router.post("/cases/{reference}/close")
async def close_case(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Close a case; a named person does, with a reason."""
    await must_see(house, signed, reference)
    reason = typed(form, "reason")
    fault = "" if reason else "Say why this case can be closed."
    fault = fault or await fault_of(
        acts.on_cases.close_case(house, signed.staff, reference, reason=reason, learned=_learned(acts, form))
    )
    if fault:
        return await _one_form(
            request, house, signed, reference, "console/close.html", form=form, faults={"reason": fault}
        )
    return back_to(f"/console/cases/{reference}", "closed")


def _learned(acts: ConsoleActs, form: FormData) -> object:
    return acts.on_cases.Learned(
        learned=typed(form, "learned"), change=typed(form, "change"), none_because=typed(form, "none_because")
    )


async def show_case(
    request: Request, house: House, acts: ConsoleActs, signed: SignedIn, reference: str, *, fault: str = ""
) -> Response:
    """The page of a case, with the sentence of an act that could not be done."""
    page = await build_case_page(house, acts, signed, reference)
    faults = [fault] if fault else []
    return show(
        request,
        signed,
        "console/case.html",
        at="queues",
        status=422 if fault else 200,
        page=page,
        case=page.case,
        place=place_of(page.case),
        faults=faults,
    )


async def _one_form(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    template: str,
    *,
    form: FormData | None = None,
    faults: dict[str, str] | None = None,
    **facts: object,
) -> Response:
    case_row = await must_see(house, signed, reference)
    return show(
        request,
        signed,
        template,
        at="queues",
        status=422 if faults else 200,
        case=case_row,
        place=place_of(case_row),
        form=form or {},
        faults=faults or {},
        **facts,
    )
