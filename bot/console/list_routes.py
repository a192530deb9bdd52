"""Which lists do staff work from? Queues, one queue, tasks, alerts, and finding a case by its reference."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.console.waiting import build_home, build_queue_page, first_words
from bot.errors import NotFound
from bot.house import House
from bot.store.console_pages import (
    find_visible_alert,
    find_visible_case,
    find_visible_task,
    list_alerts,
    list_tasks,
    list_visible_by_number,
)
from bot.store.found import list_found

router = APIRouter()
MOST_FOUND: Final = 50


@router.get("")
async def home(request: Request, house: HouseHere, signed: Signed) -> Response:
    """What waits: queues, today's tasks, alerts, faults."""
    return show(request, signed, "console/home.html", at="queues", home=await build_home(house, signed))


@router.get("/queues/{queue:path}")
async def queue(request: Request, house: HouseHere, signed: Signed, queue: str, after: str = "") -> Response:
    """One queue, nearest date first."""
    page = await build_queue_page(house, signed, queue, after)
    return show(
        request, signed, "console/queue.html", at="queues", page=page, after=after, first_words=first_words
    )


@router.get("/tasks")
async def tasks(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Everything still to be done, soonest first."""
    return await _tasks_page(request, house, signed)


@router.post("/tasks/{task_id}/done")
async def finish_task(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, task_id: int
) -> Response:
    """Say that a task is done, and what came of it."""
    async with house.database.reading() as session:
        line = await find_visible_task(session, signed.viewer, task_id)
    if line is None:
        raise NotFound("task", task_id)
    outcome = typed(form, "outcome")
    fault = "" if outcome else "Say in a few words what came of the task."
    fault = fault or await fault_of(acts.on_cases.finish_task(house, signed.staff, task_id, outcome=outcome))
    if fault:
        return await _tasks_page(request, house, signed, fault=fault)
    came_from_case = typed(form, "then") == "case" and line.case is not None
    return back_to(place_of(line.case) if came_from_case and line.case else "/console/tasks", "task")


@router.get("/alerts")
async def alerts(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Who was woken, and who has it."""
    return await _alerts_page(request, house, signed)


@router.post("/alerts/{alert_id}/take")
async def take_alert(
    request: Request, house: HouseHere, signed: Signed, acts: ActsHere, alert_id: int
) -> Response:
    """ "I have it", by the person signed in."""
    async with house.database.reading() as session:
        alert = await find_visible_alert(session, signed.viewer, alert_id)
    if alert is None:
        raise NotFound("alert", alert_id)
    fault = await fault_of(acts.on_cases.take_alert(house, alert_id, by_name=signed.staff.name))
    return (
        await _alerts_page(request, house, signed, fault=fault)
        if fault
        else back_to("/console/alerts", "alert")
    )


@router.get("/find")
async def find(request: Request, house: HouseHere, signed: Signed, reference: str = "") -> Response:
    """Go to the case with this reference, ours or another system's; else show where these words stand."""
    async with house.database.reading() as session:
        case = await find_visible_case(session, signed.viewer, reference)
        elsewhere = [] if case else await list_visible_by_number(session, signed.viewer, reference)
        if case is not None or len(elsewhere) == 1:
            return RedirectResponse(place_of(case or elsewhere[0]), status_code=303)
        lines = await list_found(session, signed.viewer, reference, limit=MOST_FOUND)
    said = reference.strip()[:60]
    status = 200 if elsewhere or lines else 404
    return show(
        request,
        signed,
        "console/find.html",
        status=status,
        reference=said,
        found=elsewhere,
        lines=lines,
        most=MOST_FOUND,
        first_words=first_words,
    )


async def _tasks_page(request: Request, house: House, signed: SignedIn, *, fault: str = "") -> Response:
    async with house.database.reading() as session:
        lines = await list_tasks(session, signed.viewer)
    faults = [fault] if fault else []
    return show(
        request,
        signed,
        "console/tasks.html",
        at="tasks",
        status=422 if fault else 200,
        lines=lines,
        faults=faults,
    )


async def _alerts_page(request: Request, house: House, signed: SignedIn, *, fault: str = "") -> Response:
    async with house.database.reading() as session:
        lines = await list_alerts(session, signed.viewer)
    faults = [fault] if fault else []
    return show(
        request,
        signed,
        "console/alerts.html",
        at="alerts",
        status=422 if fault else 200,
        lines=lines,
        faults=faults,
    )
