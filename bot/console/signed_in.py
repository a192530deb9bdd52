"""Is somebody signed in, and did the form come from our own page? The one check in front of every console route.

Deny by default: the console's router depends on `signed_in`, so a new route is closed until it is opened here.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request

from bot.console.acts import ConsoleActs
from bot.console.rights import refused_because
from bot.console.sessions import COOKIE, SignedIn, find_signed_in, is_from_here, is_right_form
from bot.errors import NotAllowed, NotFound
from bot.house import House

MOST_DIGITS: Final = 15
REPORTS: Final = "/console/reports/"


class NotSignedIn(Exception):
    """Nobody is signed in; show the sign-in page."""


def house_of(request: Request) -> House:
    """The house this application serves."""
    house: House = request.app.state.house
    return house


def acts_of(request: Request) -> ConsoleActs:
    """The acts on cases this application was given."""
    acts: ConsoleActs = request.app.state.console_acts
    return acts


async def signed_in(request: Request) -> SignedIn:
    """Who is signed in; a form is also checked for its token and where it came from.

    Raises:
        NotSignedIn: nobody is.
        NotFound: the number in the address can be no row's.
        NotAllowed: the form was not sent from a page of this session, or the role ends before this page.
    """
    house = house_of(request)
    signed = await find_signed_in(house, request.cookies.get(COOKIE, ""))
    if signed is None:
        raise NotSignedIn
    if _sends(request):
        form = await request.form()
        if not is_from_here(request, house.public_url) or not is_right_form(signed, form.get("form_token")):
            raise NotAllowed("This form is out of date. Go back, load the page again and send it once more.")
    refused = refused_because(signed.staff.role, page_of(request), sends=_sends(request))
    if refused:
        raise NotAllowed(refused)
    _must_be_a_row(request)
    request.state.signed = signed
    return signed


def is_row_number(said: str) -> bool:
    """Whether this may be the number of a row; a larger one no database takes."""
    return said.isdecimal() and len(said) <= MOST_DIGITS


def _must_be_a_row(request: Request) -> None:
    for name, said in request.path_params.items():
        if name.endswith("_id") and not is_row_number(str(said)):
            raise NotFound(name.removesuffix("_id"), str(said)[:MOST_DIGITS])


def page_of(request: Request) -> str:
    """The page as the table of rights names it: "/cases/{reference}/answer"."""
    route = request.scope.get("route")
    path = str(getattr(route, "path", ""))
    return path.removeprefix("/console")


def _sends(request: Request) -> bool:
    return request.method not in ("GET", "HEAD")


async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """The form that was sent; read once, kept by the request, its files closed when it is answered."""
    yield await request.form()
    await request.close()


def typed(form: FormData, name: str) -> str:
    """What was typed into one field, with line ends as everywhere else; "" where nothing was."""
    value = form.get(name)
    return storable(value).replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def storable(text: str) -> str:
    """Without NULs and lone surrogates, which no database takes; a browser sends neither."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


HouseHere = Annotated[House, Depends(house_of)]
ActsHere = Annotated[ConsoleActs, Depends(acts_of)]
Signed = Annotated[SignedIn, Depends(signed_in)]
Form = Annotated[FormData, Depends(sent_form)]
