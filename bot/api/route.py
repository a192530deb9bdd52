"""How is every call of the interface met? Who calls is asked first, then how much, then what; every fault is a problem."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from bot.api.clients import mark_used, whose
from bot.api.limits import Limits
from bot.api.problems import Problem, as_answer
from bot.house import House
from bot.store.api_clients import ApiClientRow

log = structlog.get_logger()
LIMITS: Final = Limits()
READS: Final = ("GET", "HEAD")


class ApiRoute(APIRoute):
    """A route that answers problems, and only to clients that may call it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what stands before and around it."""
        handle = super().get_route_handler()

        async def met(request: Request) -> Response:
            try:
                await _meet(request)
                return await handle(request)
            except Problem as problem:
                return as_answer(problem)
            except RequestValidationError as error:
                return as_answer(Problem(422, "The call cannot be understood.", _where(error)))
            except Exception:
                log.exception("api_call_failed", path=request.url.path)
                return as_answer(Problem(500, "We could not answer this. It is on record here; try again."))

        return met


def client_of(request: Request) -> ApiClientRow:
    """Who calls; met before."""
    client: ApiClientRow = request.state.client
    return client


def house_of(request: Request) -> House:
    """The house that is called."""
    house: House = request.app.state.house
    return house


async def _meet(request: Request) -> None:
    house = house_of(request)
    client = await whose(house, request.headers.get("authorization", ""))
    _is_allowed(client, is_reading=request.method in READS)
    wait = LIMITS.seconds_to_wait(client.id or 0, house.clock())
    if wait:
        raise Problem(429, "That was too much in one minute.", f"Wait {wait} s.", {"Retry-After": str(wait)})
    await mark_used(house, client)
    request.state.client = client


def _is_allowed(client: ApiClientRow, *, is_reading: bool) -> None:
    if not (client.reads if is_reading else client.hands_in):
        may = "read" if is_reading else "hand messages in"
        raise Problem(403, f"This client may not {may}.", "Ask the landlord to add one that may.")


def _where(error: RequestValidationError) -> str:
    """What is wrong and where, without a word of what was sent."""
    faults = [
        f"{'.'.join(str(part) for part in one['loc'] if part != 'body') or 'the body'}: {one['msg']}"
        for one in error.errors()
    ]
    return "; ".join(faults[:5])
