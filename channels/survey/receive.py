"""How does an answer come in by a webhook? Signed, kept, and only then "accepted".

Every refusal is JSON with one sentence that says what to change; nothing of an answer is repeated in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from channels.door import Door
from channels.errors import TryAgain
from channels.messages import Arrival
from channels.survey.fields import NotAnAnswer, fault_of, read_fields
from channels.survey.parse import CHANNEL, key_of
from channels.survey.signature import HEADER, fault_of_signature
from channels.survey.source import Source

MOST_BYTES: Final = 256 * 1024
RETRY_AFTER_SECONDS: Final = 30
PATH: Final = "/survey/{landlord}/{source}"


@dataclass(frozen=True)
class Webhook:
    """One survey that may send its answers here."""

    landlord_id: str
    source: Source
    secret: str = field(repr=False)


def survey_routes(
    door: Door, webhooks: Mapping[tuple[str, str], Webhook], *, now: Callable[[], datetime]
) -> APIRouter:
    """The one route of every survey.

    Args:
        webhooks: by landlord and survey.
    """
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def take(request: Request, landlord: str, source: str) -> Response:
        """Keep one answer; 202 only once it is committed."""
        webhook = webhooks.get((landlord, source))
        if webhook is None:
            return _refuse(404, "No survey of this name sends its answers here.")
        body = await _read(request)
        if body is None:
            return _refuse(413, f"An answer may be {MOST_BYTES // 1024} kilobytes at most.")
        if fault := fault_of_signature(request.headers.get(HEADER, ""), body, webhook.secret, now()):
            return _refuse(401, fault)
        return await _keep(door, webhook, body, now())

    return router


async def _read(request: Request) -> bytes | None:
    """The body; None where it is too large."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return b""  # nobody waits for the answer any more; what is half a body fits no signature
    return bytes(body)


async def _keep(door: Door, webhook: Webhook, body: bytes, now: datetime) -> Response:
    try:
        fields = read_fields(body)
    except NotAnAnswer as error:
        return _refuse(422, str(error))
    if fault := fault_of(fields, webhook.source):
        return _refuse(422, fault)
    arrival = Arrival(
        webhook.landlord_id,
        CHANNEL,
        sender="",
        recipient=webhook.source.name,
        raw=body,
        received_at=now,
        keys=(key_of(webhook.source, fields),),
    )
    try:
        arrival_id = await door.receive(arrival)
    except TryAgain as error:
        return _refuse(503, f"{error.why} Send it again.", {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return JSONResponse({"id": arrival_id}, status_code=202)


def _refuse(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    said = {"status": status, "detail": sentence}
    return JSONResponse(said, status_code=status, headers=headers, media_type="application/problem+json")
