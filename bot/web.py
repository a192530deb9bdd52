"""What does the house show the web? One application: health, residents' pages, the console, and what else is handed in.

Every answer carries the headers below; every error is a page in plain words, never a trace.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.console.acts import ConsoleActs, real_acts
from bot.console.passwords import Passwords
from bot.console.router import console_router
from bot.console.signed_in import NotSignedIn
from bot.desk.scans import MOST_BODY_BYTES
from bot.errors import IllegalMove, NotAllowed, NotFound
from bot.health import health_routes
from bot.house import House
from bot.my import again, alert, brand, choice, complain, done, getting_in, page, policy, whole
from bot.my.acts import ResidentActs, real_resident_acts
from bot.pages import BUILT, make_pages, pages_of

MAX_BODY_BYTES: Final = 2 * 1024 * 1024
MAX_PHOTO_BODY_BYTES: Final = 64 * 1024 * 1024  #: five photos of 8 MB, a third larger in JSON, and the words
#: where more may come than elsewhere, and how much
LARGER: Final = (
    (re.compile(r"/widget/[a-z0-9_-]+/(?:messages|plain)"), MAX_PHOTO_BODY_BYTES),
    (re.compile(r"/console/desk/.*|/desk/.*|/api/v1/messages"), MOST_BODY_BYTES),
)

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# The console's forms are checked for where they came from; with no-referrer a browser would not say.
CONSOLE_REFERRER: Final = "same-origin"


def create_app(
    house: House,
    *,
    ready: Callable[[], Awaitable[bool]],
    console_acts: ConsoleActs | None = None,
    resident_acts: ResidentActs | None = None,
    more: Sequence[APIRouter] = (),
) -> FastAPI:
    """The application of one house.

    Args:
        ready: whether doors, database and model are ready.
        console_acts: the acts on cases; the house's own where None. So is the next.
        more: further routes, such as the widget's and the Telegram door's.
    """
    app = FastAPI(title="Hark", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.house = house
    app.state.pages = make_pages(house.clock)
    app.state.passwords = Passwords()
    app.state.console_acts = console_acts or real_acts()
    app.state.resident_acts = resident_acts or real_resident_acts()
    app.state.take_alert = app.state.console_acts.on_cases.take_alert
    app.include_router(health_routes(house, ready))
    for room in (choice, complain, again, done, getting_in, page, alert, brand, whole, policy):
        app.include_router(room.router)
    app.include_router(console_router())
    for router in more:
        app.include_router(router)
    app.mount("/assets", StaticFiles(directory=BUILT, check_dir=False), name="assets")
    app.add_api_route("/", _front, methods=["GET"])
    _say_errors_plainly(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    return app


class BodyLimit:
    """Limits the size of what is sent here: little, but for where files come with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._little = RequestBodyLimitMiddleware(app, max_body_size=MAX_BODY_BYTES)
        self._larger = [
            (place, RequestBodyLimitMiddleware(app, max_body_size=most)) for place, most in LARGER
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on within its limit."""
        path = str(scope.get("path", ""))
        limited = next((one for place, one in self._larger if place.fullmatch(path)), self._little)
        await limited(scope, receive, send)


class SafeHeaders:
    """Adds the headers of every page; a route that has set one of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, send_safely)


def _add_headers(headers: MutableHeaders, path: str) -> None:
    if path.startswith("/console"):
        headers.setdefault("Referrer-Policy", CONSOLE_REFERRER)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault(
        "Cache-Control", "public, max-age=86400" if path.startswith("/assets/") else "no-store"
    )


async def _front(request: Request) -> Response:
    return RedirectResponse("/console", status_code=303)


def _say_errors_plainly(app: FastAPI) -> None:
    app.add_exception_handler(NotSignedIn, _to_sign_in)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(IllegalMove, _illegal)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _fault)


async def _to_sign_in(request: Request, error: Exception) -> Response:
    back = f"?next={request.url.path}" if request.method == "GET" else ""
    return RedirectResponse(f"/console/sign-in{back}", status_code=303)


async def _not_found(request: Request, error: Exception) -> Response:
    return _error(
        request, 404, "There is nothing here", "Check the address, or the reference if you typed one."
    )


async def _not_allowed(request: Request, error: Exception) -> Response:
    return _error(request, 403, "You may not do this", str(error) or (NotAllowed.__doc__ or ""))


async def _illegal(request: Request, error: Exception) -> Response:
    return _error(request, 409, "This cannot be done now", str(error))


async def _wrong_request(request: Request, error: Exception) -> Response:
    return _error(request, 422, "Something in this address is wrong", "Go back and try again.")


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {
        403: ("You may not do this", "Ask an administrator who may."),
        404: ("There is nothing here", "Check the address, or the reference if you typed one."),
        405: ("This cannot be done here", "Go back and try again."),
        413: ("This is too large", "Send less text, or fewer files, at once."),
    }
    title, sentence = said.get(status, ("Something went wrong", "Go back and try again."))
    return _error(request, status, title, sentence)


async def _fault(request: Request, error: Exception) -> Response:
    # Starlette's outermost layer logs the error once this page is sent; what the reader sees holds none of it.
    sentence = "What you sent may not have been kept. Try again in a minute, or ring us."
    response = _error(request, 500, "Sorry, there is a problem with this page", sentence)
    _add_headers(response.headers, request.url.path)
    return response


def _error(request: Request, status: int, title: str, sentence: str) -> Response:
    landlords = list(request.app.state.house.profiles.values())
    return pages_of(request).show(
        request,
        "my/error.html",
        status=status,
        title=title,
        sentence=sentence,
        landlord=landlords[0] if len(landlords) == 1 else None,
        is_console=request.url.path.startswith("/console"),
    )
