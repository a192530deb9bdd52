"""What if nothing works, and are answers as they should be? Emergency mode, and the month's sample. Code: 5.5, 8.5"""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import incidents, sampling
from bot.acts.at_hand import DECIDERS, may_see
from bot.answering import letterhead
from bot.console.frame import back_to, fault_of, show
from bot.console.report_routes import day_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.reports.sampling import SEVEN, Sampled, days_of, draw, month_before, organisation_of, results
from bot.store import ombudsman_file
from bot.store.cases import CaseRow
from bot.store.responses import ResponseRow
from bot.store.sampled import list_affected, list_answers_sent, list_who_wrote
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
        return await _incident_page(request, house, signed, fault=fault, typed_before=dict(form))
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
    month = _month(house, typed(form, "month"))
    drawn = {one.response_id: (one, response) for one, response, _ in await _sample(house, signed, month)}
    if response_id not in drawn:
        raise NotFound("answer", response_id)
    held, remark = [str(one) for one in form.getlist("held")], typed(form, "remark")
    act = sampling.read_answer(house, signed.staff, month, *drawn[response_id], held=held, remark=remark)
    fault = await fault_of(act)
    if fault:
        return await _quality_page(
            request, house, signed, month, fault=fault, at=response_id, held=held, remark=remark
        )
    return back_to("/console/quality/", "recorded")


async def _incident_page(
    request: Request,
    house: House,
    signed: SignedIn,
    *,
    fault: str = "",
    typed_before: dict[str, object] | None = None,
) -> Response:
    profile = house.profiles[signed.staff.landlord_id]
    async with house.database.reading() as session:
        row = await ombudsman_file.find_incident(session, profile.id)
        touched = await list_affected(session, profile.id) if row is not None else []
        wrote = (
            await list_who_wrote(session, profile.id, since=row.started_at, until=house.clock())
            if row is not None
            else []
        )
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
    return show(
        request,
        signed,
        "console/incident.html",
        at="desk",
        status=422 if fault else 200,
        row=row,
        touched=[case for case in touched if may_see(case, signed.staff)],
        wrote=[case for case in wrote if may_see(case, signed.staff)],
        decides=signed.staff.role in DECIDERS,
        typed=typed_before or {},
        notice=notice,
        faults=[fault] if fault else [],
    )


def _month(house: House, month: str) -> str:
    try:
        return f"{days_of(month)[0]:%Y-%m}" if month else month_before(london_date(house.clock()))
    except ValueError as error:
        raise IllegalMove("Name a month such as 2026-10.") from error


async def _sample(house: House, signed: SignedIn, month: str) -> list[tuple[Sampled, ResponseRow, CaseRow]]:
    """What was drawn of a month, each with its answer and its case."""
    first, after = days_of(month)
    profile = house.profiles[signed.staff.landlord_id]
    async with house.database.reading() as session:
        rows = await list_answers_sent(
            session, profile.id, since=london_time(first, 0), until=london_time(after, 0)
        )
    known = {response.id or 0: (response, case) for response, case in rows}
    answers = [
        Sampled(response.id or 0, organisation_of(profile, response.written_by, case.team))
        for response, case in rows
    ]
    return [(one, *known[one.response_id]) for one in draw(answers, month, landlord_id=profile.id)]


async def _quality_page(
    request: Request,
    house: House,
    signed: SignedIn,
    asked: str,
    *,
    fault: str = "",
    at: int = 0,
    held: Sequence[str] = (),
    remark: str = "",
) -> Response:
    month = _month(house, asked)
    drawn = await _sample(house, signed, month)
    async with house.database.reading() as session:
        checks = await ombudsman_file.list_checks(session, signed.staff.landlord_id, month)
    read = {check.response_id: check for check in checks}
    return show(
        request,
        signed,
        "console/quality.html",
        at="reports",
        status=422 if fault else 200,
        month=month,
        lines=[(*line, read.get(line[0].response_id)) for line in drawn if may_see(line[2], signed.staff)],
        results=results([(check.organisation, check.held) for check in checks]),
        seven=SEVEN,
        again={at: (held, remark)} if fault else {},
        faults=[fault] if fault else [],
    )
