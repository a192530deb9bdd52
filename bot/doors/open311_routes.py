"""How is something reported by Open311, and asked about? GeoReport v2, committed before it is answered.

The api_key is the token of a client of the JSON interface. A client is told only of what it handed in itself, unless
it may read; and of the cases of people at risk nobody is told, not even that there are some.
"""

import json
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, Final

import structlog
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.api.clients import mark_used, sender_of, whose
from bot.api.messages_routes import MOST_A_MINUTE
from bot.api.problems import Problem
from bot.api.route import LIMITS, house_of
from bot.doors.open311_answers import as_request, as_services, as_taken, services_of
from bot.house import House
from bot.intake import take_in
from bot.landlords.profile import Profile
from bot.page_arrivals import keep
from bot.store import arrivals, cases, messages
from bot.store.api_clients import ApiClientRow
from channels.messages import Arrival
from channels.open311.fields import CHANNEL, fault_of, raw_of, report_of

PREFIX: Final = "/open311/v2"
MOST_ASKED_FOR: Final = 50
log = structlog.get_logger()


class Open311Route(APIRoute):
    """A route whose faults are told as GeoReport tells them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what stands around it."""
        handle = super().get_route_handler()

        async def met(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                said = {"code": problem.status, "description": f"{problem.title} {problem.detail}".strip()}
                return JSONResponse([said], problem.status, problem.headers)

        return met


def open311_routes() -> APIRouter:
    """The routes of GeoReport v2, in JSON."""
    router = APIRouter(prefix=PREFIX, route_class=Open311Route)
    router.add_api_route("/services.json", list_services, methods=["GET"])
    router.add_api_route("/requests.json", take_report, methods=["POST"])
    router.add_api_route("/requests.json", show_reports, methods=["GET"])
    router.add_api_route("/requests/{number}.json", show_report, methods=["GET"])
    return router


async def list_services(request: Request) -> Response:
    """What may be reported; no key is asked for."""
    house, named = house_of(request), request.query_params.get("jurisdiction_id", "")
    known = {one: profile for one, profile in house.profiles.items() if services_of(profile)}
    landlord = named or (next(iter(known)) if len(known) == 1 else "")
    if not landlord:
        raise Problem(400, "jurisdiction_id was not provided.", f"There are: {', '.join(known)}.")
    if landlord not in known:
        raise Problem(404, "There is no such jurisdiction_id here.")
    return JSONResponse(as_services(known[landlord]))


async def take_report(request: Request) -> Response:
    """Take one report: a form, as GeoReport sends it, or the same fields as JSON."""
    sent = await _sent(request)
    house = house_of(request)
    client, profile = await _meet(request, str(sent.get("api_key") or ""))
    if not client.hands_in:
        raise Problem(403, "This key may not hand anything in.", "Ask the landlord for one that may.")
    report = report_of(sent)
    fault = fault_of(report, services_of(profile))
    if fault is not None:
        raise Problem(fault.status, fault.why)
    await _is_not_too_much(house, client)
    arrival = Arrival(client.landlord_id, CHANNEL, sender_of(client), "", raw_of(report), house.clock())
    return JSONResponse(as_taken(await _keep(house, arrival), profile), 201)


async def _keep(house: House, arrival: Arrival) -> int:
    """The number of the arrival, once it is kept for certain; it is read at once where that can be."""
    arrival_id, claimed = await keep(house, arrival)
    try:
        if claimed is not None:
            await take_in(house, claimed)
    except Exception:  # it is kept: a worker takes it when the lease runs out
        log.exception("report_not_settled", arrival=arrival_id)
    return arrival_id


async def show_reports(request: Request) -> Response:
    """How those stand that are asked for by number; there is no list of all."""
    client, _ = await _meet(request, request.query_params.get("api_key", ""))
    asked = [one for one in request.query_params.get("service_request_id", "").split(",") if one.strip()]
    if not asked:
        raise Problem(400, "service_request_id was not provided.", "Say which, with commas between them.")
    if len(asked) > MOST_ASKED_FOR:
        raise Problem(400, f"Ask for at most {MOST_ASKED_FOR} at a time.")
    found = [await _find(house_of(request), client, one) for one in asked]
    return JSONResponse([one for one in found if one is not None])


async def show_report(request: Request, number: str) -> Response:
    """How one stands."""
    client, _ = await _meet(request, request.query_params.get("api_key", ""))
    found = await _find(house_of(request), client, number)
    if found is None:
        raise Problem(404, "There is no such service_request_id.")
    return JSONResponse([found])


async def _sent(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return {**request.query_params, **(await request.form())}
    try:
        said = json.loads(await request.body())
    except ValueError as error:
        raise Problem(400, "The body is no JSON.") from error
    if not isinstance(said, dict):
        raise Problem(400, "The body is no report.")
    return {name: str(value) if isinstance(value, int | float) else value for name, value in said.items()}


async def _meet(request: Request, key: str) -> tuple[ApiClientRow, Profile]:
    """Who calls, and the landlord whose door it is; a key in the header counts too."""
    house = house_of(request)
    token = f"Bearer {key}" if key else request.headers.get("authorization", "")
    client = await whose(house, token)
    wait = LIMITS.seconds_to_wait(client.id or 0, house.clock())
    if wait:
        raise Problem(429, "That was too much in one minute.", f"Wait {wait} s.", {"Retry-After": str(wait)})
    profile = house.profiles[client.landlord_id]
    if not services_of(profile):
        raise Problem(404, "This landlord takes no reports by Open311.")
    await mark_used(house, client)
    return client, profile


async def _is_not_too_much(house: House, client: ApiClientRow) -> None:
    since = house.clock() - timedelta(minutes=1)
    async with house.database.reading() as session:
        came = await arrivals.count_from(session, client.landlord_id, sender_of(client), since=since)
    if came >= MOST_A_MINUTE:
        raise Problem(429, "That was too much in one minute.", "Wait 60 s.", {"Retry-After": "60"})


async def _find(house: House, client: ApiClientRow, number: str) -> dict[str, Any] | None:
    """One report as it may be told to this client; None where there is none for it."""
    if not (number.strip().isascii() and number.strip().isdigit() and len(number.strip()) <= 9):
        return None
    async with house.database.reading() as session:
        row = await arrivals.find_arrival(session, client.landlord_id, int(number))
        if row is None or row.channel != CHANNEL or not (client.reads or row.sender == sender_of(client)):
            return None
        message = await messages.find_of_arrival(session, client.landlord_id, row.id or 0)
        case = (
            await cases.get_case(session, client.landlord_id, message.case_id)
            if message is not None and message.case_id
            else None
        )
    if case is not None and case.restricted:
        return None
    is_open = case is None or case.status == cases.OPEN
    service = json.loads(row.raw).get("service_code", "")
    return as_request(row.id or 0, service, row.received_at, is_open=is_open)
