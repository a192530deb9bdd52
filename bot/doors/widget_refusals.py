"""What is a page told that cannot have what it asked for? A sentence, and whether and when to come again.

And which web sites may ask: the landlord's own, by its profile, and ours.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import NotFound
from bot.house import House
from bot.landlords.profile import Profile

_ANSWERS: Final = "GET, POST, OPTIONS"
_MAY_SEND: Final = "authorization, content-type, last-event-id"
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Refused(Exception):
    """A page does not get what it asked for.

    Args:
        status: as HTTP has it.
        why: one sentence for whoever reads the page.
        wait_seconds: when to come again; 0 where that would not help.
    """

    def __init__(self, status: int, why: str, *, wait_seconds: float = 0.0) -> None:
        super().__init__(why)
        self.status, self.why, self.wait_seconds = status, why, wait_seconds


class PageRoute(APIRoute):
    """A route that a page on a landlord's web site may ask: says so to the browser, and says refusals as JSON."""

    def get_route_handler(self) -> _Handler:
        """The route's own handler, between the two checks."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                check_origin(request, profile_of(request))
                response = await handle(request)
            except Refused as refused:
                response = _said(refused)
                if refused.status == 403:
                    return response
            except NotFound:
                return _said(Refused(404, "There is no landlord of this name here."))
            _open_to(request, response)
            return response

        return handle_page


def house_of(request: Request) -> House:
    """The house this request came to."""
    house: House = request.app.state.house
    return house


def profile_of(request: Request) -> Profile:
    """The landlord in the address of the request.

    Raises:
        NotFound: there is none of that name.
    """
    landlord_id = str(request.path_params.get("landlord_id", ""))
    profile = house_of(request).profiles.get(landlord_id)
    if profile is None:
        raise NotFound("landlord", landlord_id)
    return profile


def check_origin(request: Request, profile: Profile) -> None:
    """Let only pages of ours and of the landlord's own web sites ask.

    Raises:
        Refused: it is another's page.
    """
    if not may_ask(request, profile):
        origin = request.headers.get("origin", "")
        raise Refused(403, f"{origin[:200]} is not among the widget_origins of {profile.id}'s profile.")


def may_ask(request: Request, profile: Profile) -> bool:
    """Whether the page that asks stands where the landlord wants it; what is no page says no origin."""
    origin = request.headers.get("origin", "").rstrip("/")
    if not origin:
        return True
    host = request.headers.get("host", "")
    ours = (house_of(request).public_url, f"http://{host}", f"https://{host}")
    return origin in (*ours, *profile.widget_origins)


def _said(refused: Refused) -> Response:
    headers = {"Retry-After": str(round(refused.wait_seconds))} if refused.wait_seconds else {}
    said = {"error": refused.why, "wait": refused.wait_seconds}
    return JSONResponse(said, status_code=refused.status, headers=headers)


def _open_to(request: Request, response: Response) -> None:
    origin = request.headers.get("origin")
    if origin is None:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Vary"] = "Origin"
    response.headers["Access-Control-Allow-Methods"] = _ANSWERS
    response.headers["Access-Control-Allow-Headers"] = _MAY_SEND
    response.headers["Access-Control-Max-Age"] = "600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
