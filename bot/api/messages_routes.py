"""How is a message handed in, and what became of it? Committed before we say "kept"; the same key twice is one message."""

from datetime import timedelta
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Header, Path
from starlette.requests import Request

from bot.api.clients import key_of, sender_of
from bot.api.problems import Problem
from bot.api.route import ApiRoute, client_of, house_of
from bot.api.shapes import PROBLEMS, HandedIn, Kept, MessageShape
from bot.api.signatures import fault_of
from bot.house import House
from bot.page_arrivals import keep
from bot.store import arrivals, cases, messages
from bot.store.api_clients import ApiClientRow
from bot.store.arrivals import DONE, WAITING, ArrivalRow
from channels.messages import Arrival

router = APIRouter(route_class=ApiRoute)
log = structlog.get_logger()
CHANNEL = "api"
MOST_A_MINUTE = 120
JSON = "application/json"
_ID = Annotated[int, Path(ge=1, le=2**31 - 1)]
_Key = Annotated[str, Header(alias="Idempotency-Key", pattern=r"^[!-~]{8,100}$")]
_Signature = Annotated[str, Header(alias="X-Hark-Signature", description="t=UNIX,v1=HEX")]


def _and(**more: str) -> dict[int | str, dict[str, Any]]:
    return {
        **PROBLEMS,
        **{int(status[1:]): {**PROBLEMS[403], "description": said} for status, said in more.items()},
    }


@router.post(
    "/messages",
    status_code=202,
    responses=_and(
        s409="The key was used for another message.", s413="Too large.", s415="The body is not JSON."
    ),
)
async def hand_in(request: Request, handed_in: HandedIn, key: _Key, signature: _Signature) -> Kept:
    """Hand in one message of a resident; once this answers, it is kept. With the same key it is the same message."""
    house, client, body = house_of(request), client_of(request), await request.body()
    _is_json(request)
    _is_signed(house, client, body, signature)
    await _is_not_too_much(house, client)
    arrival = Arrival(
        client.landlord_id,
        CHANNEL,
        sender_of(client),
        "",
        body,
        house.clock(),
        keys=(f"api:{client.id}:{key}",),
    )
    arrival_id, claimed = await keep(house, arrival)
    if claimed is not None:
        await _settle(house, claimed)
    return await _kept(house, client, arrival_id, body)


@router.get("/messages/{message_id}", responses=_and(s404="No such message."))
async def show_message(request: Request, message_id: _ID) -> MessageShape:
    """What became of one message, by the `id` that was answered when it was handed in."""
    client = client_of(request)
    async with house_of(request).database.reading() as session:
        arrival = await arrivals.find_arrival(session, client.landlord_id, message_id)
        if arrival is None:
            raise _no_such_message()
        message = await messages.find_of_arrival(session, client.landlord_id, message_id)
        case = (
            await cases.get_case(session, client.landlord_id, message.case_id)
            if message is not None and message.case_id
            else None
        )
        if case is not None and case.restricted and not client.sees_restricted:
            raise _no_such_message()
        reading = (
            await messages.find_reading(session, client.landlord_id, message.id or 0) if message else None
        )
    return MessageShape(
        id=message_id,
        state=_state(arrival),
        received_at=arrival.received_at,
        kind=reading.kind if reading else None,
        action=message.action if message else None,
        reason=message.reason if message else None,
        case=case.reference if case else None,
    )


def _no_such_message() -> Problem:
    return Problem(404, "There is no such message here.")


def _state(arrival: ArrivalRow) -> Any:
    return {WAITING: "waiting", DONE: "settled"}.get(arrival.state, "a person reads it")


def _is_json(request: Request) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise Problem(415, "The body is not JSON.", "Send Content-Type: application/json.")


def _is_signed(house: House, client: ApiClientRow, body: bytes, signature: str) -> None:
    fault = fault_of(key_of(house, client), body, signature, house.clock().timestamp())
    if fault:
        raise Problem(401, "The signature cannot be believed.", fault)


async def _is_not_too_much(house: House, client: ApiClientRow) -> None:
    since = house.clock() - timedelta(minutes=1)
    async with house.database.reading() as session:
        came = await arrivals.count_from(session, client.landlord_id, sender_of(client), since=since)
    if came >= MOST_A_MINUTE:
        raise Problem(429, "That was too much in one minute.", "Wait 60 s.", {"Retry-After": "60"})


async def _settle(house: House, row: ArrivalRow) -> None:
    from bot.intake import take_in

    try:
        await take_in(house, row)
    except Exception:  # it is kept: a worker takes it when the lease runs out
        log.exception("handed_in_not_settled", arrival=row.id)


async def _kept(house: House, client: ApiClientRow, arrival_id: int, body: bytes) -> Kept:
    async with house.database.reading() as session:
        row = await arrivals.find_arrival(session, client.landlord_id, arrival_id)
    if row is None or row.raw != body:
        raise Problem(
            409, "This key was used for another message.", "Use a new Idempotency-Key for each message."
        )
    return Kept(id=arrival_id, received_at=row.received_at)
