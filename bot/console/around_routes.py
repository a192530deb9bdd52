"""What stands round a case: who has it, how it is sorted, questions to others, conflicts, limits, other law's parts?

Code: 4.2, 5.8, 5.14, 5.15, 6.1, 6.13
"""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import adjusting, escalating, restricting, surrounding
from bot.acts.adjusting import SCREENINGS
from bot.casework.matters import KINDS
from bot.casework.procedures import procedure_of
from bot.casework.restrict import RestrictionDraft
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, place_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotAllowed, NotFound
from bot.house import House
from bot.store import around
from bot.store.cases import list_points
from bot.store.staff import StaffRow, list_staff

router = APIRouter()
WAYS = {
    "email": "E-mail",
    "phone": "Phone",
    "letter": "Letter",
    "visit": "At the office",
    "representative": "Through somebody they name",
}

Act = Callable[[House, StaffRow, str, FormData], Awaitable[str | None]]


@router.get("/cases/{reference}/around")
async def around_case(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """Everything round the case, each with its form."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/around/{do}")
async def act_around(
    request: Request, *, house: HouseHere, signed: Signed, form: Form, reference: str, do: str
) -> Response:
    """One of the forms."""
    await must_see(house, signed, reference)
    act = _ACTS.get(do)
    if act is None:
        raise NotFound("form", do)
    try:
        warning = await act(house, signed.staff, reference, form)
    except (IllegalMove, NotAllowed) as error:
        return await _page(request, house, signed, reference, fault=str(error), form=form)
    if do == "conflict" and typed(form, "email") == signed.staff.email:
        return back_to("/console", "recorded")
    if warning:
        return await _page(request, house, signed, reference, warning=warning)
    return back_to(f"/console/cases/{reference}/around", "recorded")


async def _give(house: House, by: StaffRow, reference: str, form: FormData) -> str:
    return await surrounding.give_case(house, by, reference, email=typed(form, "email"))


async def _screen(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await adjusting.screen_case(
        house, by, reference, screening=typed(form, "screening"), why=typed(form, "why")
    )


async def _ask(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await surrounding.ask_others(
        house,
        by,
        reference,
        asked_of=typed(form, "asked_of"),
        senior=typed(form, "senior"),
        words=typed(form, "words"),
        due_on=day_of(typed(form, "due_on")),
    )


async def _answered(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await surrounding.keep_answer(
        house, by, reference, _number(form, "question"), answer=typed(form, "answer")
    )


async def _conflict(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await surrounding.declare_conflict(
        house, by, reference, email=typed(form, "email"), words=typed(form, "words")
    )


async def _restrict(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    draft = RestrictionDraft(
        reason=typed(form, "reason"),
        evidence=typed(form, "evidence"),
        equality=typed(form, "equality"),
        channels_left=[str(way) for way in form.getlist("channels") if way in WAYS],
        starts_on=day_of(typed(form, "starts_on")),
        review_on=day_of(typed(form, "review_on")),
    )
    await restricting.restrict(house, by, reference, draft)


async def _other(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await surrounding.note_other_matter(
        house,
        by,
        reference,
        kind=typed(form, "kind"),
        words=typed(form, "words"),
        received_on=day_of(typed(form, "received_on")),
        point_number=_number(form, "point"),
    )


async def _finished(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await surrounding.finish_other_matter(
        house, by, reference, _number(form, "matter"), outcome=typed(form, "outcome")
    )


async def _lift(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await restricting.lift_restriction(
        house, by, reference, _number(form, "restriction"), why=typed(form, "why")
    )


async def _at_once(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await escalating.investigate_at_once(
        house, by, reference, reason=typed(form, "reason"), is_agreed=typed(form, "agreed") == "yes"
    )


def _number(form: FormData, name: str) -> int:
    said = typed(form, name)
    return int(said) if said.isdecimal() else 0


async def _gave_up(house: House, by: StaffRow, reference: str, form: FormData) -> None:
    await adjusting.give_up_ringing(house, by, reference)


_ACTS: dict[str, Act] = {
    "give": _give,
    "screen": _screen,
    "ask": _ask,
    "answered": _answered,
    "conflict": _conflict,
    "restrict": _restrict,
    "other": _other,
    "finished": _finished,
    "lift": _lift,
    "at-once": _at_once,
    "gave-up": _gave_up,
}


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    reference: str,
    *,
    fault: str = "",
    warning: str = "",
    form: FormData | None = None,
) -> Response:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        landlord_id, case_id = case.landlord_id, case.id or 0
        facts = {
            "questions": await around.list_questions(session, landlord_id, case_id),
            "conflicts": await around.list_conflicts(session, landlord_id, case_id),
            "restrictions": await around.list_restrictions(session, landlord_id, case.resident_id),
            "matters": await around.list_other_matters(session, landlord_id, case_id),
            "colleagues": await list_staff(session, landlord_id),
            "points": await list_points(session, landlord_id, case_id, case.stage or 1),
        }
    profile = house.profiles[signed.staff.landlord_id]
    return show(
        request,
        signed,
        "console/around.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        screenings=SCREENINGS,
        kinds=KINDS,
        ways=WAYS,
        warning=warning,
        may_begin_at_stage_2=procedure_of(profile.nation).may_begin_at_stage_2,
        form=form or {},
        signposts=profile.signposts,
        faults=[fault] if fault else [],
        **facts,
    )
