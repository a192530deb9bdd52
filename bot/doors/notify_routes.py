"""Where does GOV.UK Notify hand over texts and receipts? Two addresses a landlord, believed by a token.

Notify comes again where we answer 503 and never where we refuse: so 503 is said in any doubt.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog
from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front_door import FrontDoor
from bot.house import House
from bot.receipts import TOO_EARLY, take_receipt
from channels.errors import CannotParse, TryAgain
from channels.notify.receipts import read_receipt
from channels.notify.receive import is_believed, text_arrival

if TYPE_CHECKING:
    from channels.notify.account import Account

log = structlog.get_logger()
_COME_AGAIN = {"Retry-After": "300"}


def routes_for(house: House, door: FrontDoor, accounts: "Sequence[Account]") -> APIRouter:
    """The two addresses of each of these accounts."""
    tokens = {one.landlord_id: one.callback_token for one in accounts}
    router = APIRouter(include_in_schema=False)

    @router.post("/notify/{landlord_id}/texts")
    async def take_text(request: Request, landlord_id: str) -> Response:
        if refusal := _refusal(request, landlord_id, tokens):
            return refusal
        raw = await request.body()
        arrival = text_arrival(raw, landlord_id=landlord_id, received_at=house.clock())
        try:
            await door.receive(arrival)
        except TryAgain as error:
            return _say(503, error.why)
        return _say(200, "It is here.")

    @router.post("/notify/{landlord_id}/receipts")
    async def take_one_receipt(request: Request, landlord_id: str) -> Response:
        if refusal := _refusal(request, landlord_id, tokens):
            return refusal
        try:
            became = await take_receipt(house, landlord_id, read_receipt(await request.body()))
        except CannotParse as error:
            return _say(400, str(error))
        except (SQLAlchemyError, OSError):
            return _say(503, "It could not be kept for certain.")
        if became == TOO_EARLY:
            return _say(503, "It has not been written down yet that this left.")
        return _say(200, became)

    return router


def _refusal(request: Request, landlord_id: str, tokens: dict[str, str]) -> Response | None:
    token = tokens.get(landlord_id)
    if token is None:
        return _say(404, "No landlord of this name has an account at GOV.UK Notify here.")
    if not is_believed(request.headers.get("Authorization", ""), token):
        log.warning("notify_token_refused", landlord=landlord_id)
        return _say(403, "The bearer token is not the one that is set here.")
    return None


def _say(status: int, sentence: str) -> Response:
    headers = _COME_AGAIN if status == 503 else None
    return JSONResponse({"said": sentence}, status_code=status, headers=headers)
