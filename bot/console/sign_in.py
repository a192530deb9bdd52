"""How does a member of staff get in, and out? Sign in, welcome by a one-time link, sign out.

The only routes of the console that ask nobody who they are. Each form is checked for where it came from.
"""

from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts import RESTS_FOR, TRIES, check_sign_in, find_invitation, set_password
from bot.console.passwords import Passwords, TooBusy, faults_of_password
from bot.console.rights import may
from bot.console.sessions import COOKIE, close_session, is_from_here, keep_cookie, open_session
from bot.console.signed_in import REPORTS, Form, HouseHere, Signed, typed
from bot.errors import NotAllowed
from bot.pages import pages_of
from bot.store.staff import StaffRow

open_routes = APIRouter()
sign_out_routes = APIRouter()

WRONG = (
    "The e-mail address or the password is wrong. "
    f"After {TRIES} wrong tries an account rests for {int(RESTS_FOR.total_seconds() // 60)} minutes."
)
BUSY = "Many people are signing in at this moment. Wait a few seconds and try again."


@open_routes.get("/sign-in")
async def show_sign_in(request: Request, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """The sign-in form."""
    return _sign_in_page(request, then=next)


@open_routes.post("/sign-in")
async def sign_in(request: Request, house: HouseHere, form: Form) -> Response:
    """Check the password and give the browser a session."""
    _must_be_from_here(request)
    email, then = typed(form, "email"), typed(form, "next")
    try:
        staff = await check_sign_in(house, _passwords(request), email, str(form.get("password") or ""))
    except TooBusy:
        return _sign_in_page(request, then=then, email=email, fault=BUSY, status=503)
    if staff is None:
        return _sign_in_page(request, then=then, email=email, fault=WRONG, status=422)
    return await _let_in(request, staff, then)


@open_routes.get("/welcome/{token}")
async def show_welcome(request: Request, house: HouseHere, token: str) -> Response:
    """Where somebody new sets a password."""
    staff = await find_invitation(house, token)
    return _welcome_page(request, staff, faults=[], status=200 if staff else 410)


@open_routes.post("/welcome/{token}")
async def welcome(request: Request, house: HouseHere, form: Form, token: str) -> Response:
    """Set the password, use the link up, and sign in."""
    _must_be_from_here(request)
    staff = await find_invitation(house, token)
    if staff is None:
        return _welcome_page(request, None, faults=[], status=410)
    password, again = str(form.get("password") or ""), str(form.get("again") or "")
    faults = faults_of_password(password, again, email=staff.email)
    if faults:
        return _welcome_page(request, staff, faults=faults, status=422)
    welcomed = await set_password(house, _passwords(request), token, password)
    if welcomed is None:
        return _welcome_page(request, None, faults=[], status=410)
    return await _let_in(request, welcomed, "")


@sign_out_routes.post("/sign-out")
async def sign_out(house: HouseHere, signed: Signed) -> Response:
    """End this session."""
    await close_session(house, signed)
    response = RedirectResponse("/console/sign-in", status_code=303)
    response.delete_cookie(COOKIE, path="/console")
    return response


async def _let_in(request: Request, staff: StaffRow, then: str) -> Response:
    house = request.app.state.house
    token = await open_session(house, staff)
    place = _safe_place(then) if may(staff.role, "") else REPORTS
    response = RedirectResponse(place, status_code=303)
    is_https = request.url.scheme == "https" or house.public_url.startswith("https")
    keep_cookie(response, token, is_https=is_https)
    return response


def _safe_place(then: str) -> str:
    # Only a path of our own console: never another host, also not one written as //host or /\host.
    parts = urlsplit(then)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/console")
    return parts.path if is_ours and "\\" not in then else "/console"


def _must_be_from_here(request: Request) -> None:
    if not is_from_here(request, request.app.state.house.public_url):
        raise NotAllowed("This form came from another site. Open the sign-in page yourself and try again.")


def _passwords(request: Request) -> Passwords:
    passwords: Passwords = request.app.state.passwords
    return passwords


def _sign_in_page(
    request: Request, *, then: str, email: str = "", fault: str = "", status: int = 200
) -> Response:
    return pages_of(request).show(
        request, "console/sign_in.html", status=status, then=_safe_place(then), email=email, fault=fault
    )


def _welcome_page(request: Request, staff: StaffRow | None, *, faults: list[str], status: int) -> Response:
    return pages_of(request).show(request, "console/welcome.html", status=status, staff=staff, faults=faults)
