"""What if nothing works, and are answers as they should be? Emergency mode, and the month's sample. Code: 5.5, 8.5"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import incidents
from bot.answering import letterhead
from bot.console.frame import back_to, fault_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.reports.sampling import SEVEN, Sampled, days_of, draw, month_before, results
from bot.store import ombudsman_file
from bot.store.ombudsman_file import QualityCheckRow
from bot.store.sampled import list_affected, list_answers_sent
from bot.wording.facts import Facts
from bot.working_days import london_date, london_time

router = APIRouter()


@router.get("/incident/")
async def incident(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Is there a hard time, what is told of it, and whom does it touch?"""
    return await _incident_page(request, house, signed)


@router.post("/incident/{do}")
async def change_incident(
    request: Request, house: HouseHere, signed: Signed, form: Form, do: str
) -> Response:
    """Begin, tell everybody with an open complaint, or end."""
    if do == "start":
        fault = await fault_of(
            incidents.start_incident(
                house,
                signed.staff,
                what=typed(form, "what"),
                meanwhile=typed(form, "meanwhile"),
                back_by=day_of(typed(form, "back_by")),
            )
        )
    elif do == "tell":
        fault = await fault_of(incidents.tell_affected(house, signed.staff))
    elif do == "end":
        fault = await fault_of(incidents.end_incident(house, signed.staff))
    else:
        raise NotFound("form", do)
    if fault:
        return await _incident_page(request, house, signed, fault=fault)
    return back_to("/console/incident/", "recorded")


@router.get("/incident/form")
async def paper_form(request: Request, signed: Signed) -> Response:
    """A blank form to print, for when no screen works."""
    return show(request, signed, "console/paper_form.html", at="desk", copies=range(2))


@router.get("/quality/")
async def quality(request: Request, house: HouseHere, signed: Signed, month: str = "") -> Response:
    """The month's sample, and what was found."""
    return await _quality_page(request, house, signed, month)


@router.post("/quality/{response_id}")
async def read_answer(
    request: Request, house: HouseHere, signed: Signed, form: Form, response_id: int
) -> Response:
    """One answer read against the seven contents."""
    month, now = _month(house, typed(form, "month")), house.clock()
    drawn = {one.response_id: one for one in await _sample(house, signed, month)}
    if response_id not in drawn:
        raise NotFound("answer", response_id)
    async with house.database.writing() as session:
        checks = await ombudsman_file.list_checks(session, signed.staff.landlord_id, month)
        row = next((one for one in checks if one.response_id == response_id), None) or QualityCheckRow(
            landlord_id=signed.staff.landlord_id,
            month=month,
            response_id=response_id,
            organisation=drawn[response_id].organisation,
            read_by=signed.staff.email,
            read_at=now,
        )
        row.held = [str(one) for one in form.getlist("held") if one in SEVEN]
        row.remark, row.read_by, row.read_at = typed(form, "remark"), signed.staff.email, now
        session.add(row)
    return back_to("/console/quality/", "recorded")


async def _incident_page(request: Request, house: House, signed: SignedIn, *, fault: str = "") -> Response:
    profile = house.profiles[signed.staff.landlord_id]
    async with house.database.reading() as session:
        row = await ombudsman_file.find_incident(session, profile.id)
        touched = await list_affected(session, profile.id) if row is not None else []
    notice = ""
    if row is not None:
        facts = Facts(
            landlord=letterhead(house, profile),
            free_text=row.what,
            ways_left=row.meanwhile,
            promised_on=row.back_by,
            by_computer=False,
        )
        notice = house.wording.render("incident", facts, channel="letter").text
    seen = [case for case in touched if signed.staff.sees_restricted or not case.restricted]
    return show(
        request,
        signed,
        "console/incident.html",
        at="desk",
        status=422 if fault else 200,
        row=row,
        touched=[case for case in seen if signed.staff.email not in case.hidden_from],
        notice=notice,
        faults=[fault] if fault else [],
    )


def _month(house: House, month: str) -> str:
    try:
        return f"{days_of(month)[0]:%Y-%m}" if month else month_before(london_date(house.clock()))
    except ValueError as error:
        raise IllegalMove("Name a month such as 2026-10.") from error


async def _sample(house: House, signed: SignedIn, month: str) -> list[Sampled]:
    first, after = days_of(month)
    landlord_id = signed.staff.landlord_id
    async with house.database.reading() as session:
        rows = await list_answers_sent(
            session, landlord_id, since=london_time(first, 0), until=london_time(after, 0)
        )
    answers = [Sampled(response.id or 0, case.team) for response, case in rows]
    return draw(answers, month, landlord_id=landlord_id)


async def _quality_page(request: Request, house: House, signed: SignedIn, asked: str) -> Response:
    month = _month(house, asked)
    drawn = await _sample(house, signed, month)
    first, after = days_of(month)
    landlord_id = signed.staff.landlord_id
    async with house.database.reading() as session:
        rows = await list_answers_sent(
            session, landlord_id, since=london_time(first, 0), until=london_time(after, 0)
        )
        checks = await ombudsman_file.list_checks(session, landlord_id, month)
    known = {response.id: (response, case) for response, case in rows}
    read = {check.response_id: check for check in checks}
    return show(
        request,
        signed,
        "console/quality.html",
        at="reports",
        month=month,
        lines=[(one, *known[one.response_id], read.get(one.response_id)) for one in drawn],
        results=results([(check.organisation, check.held) for check in checks]),
        seven=SEVEN,
        faults=[],
    )
