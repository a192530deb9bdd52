"""What does a link to a resident's own page open: the page, a question, or an end?

For a person at risk, and for whoever writes for others, the link has ended. A cookie says for thirty minutes that this
browser has answered the question; it is needed for nothing else and names nobody.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.entering import holds_names, is_locked
from bot.errors import NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.keys import Keys
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.my.links import house_of
from bot.page_links import LASTS, PURPOSE, may_have_page
from bot.pages import pages_of
from bot.store import my_pages, people
from bot.store.figures import find_conversation_of_link
from bot.store.people import ConversationRow, ResidentRow

COOKIE: Final = "hark_my"
PASS_LASTS: Final = timedelta(minutes=30)
ENDED, OLD, SHUT, OPEN = "ended", "old", "locked", "open"
_TEMPLATES: Final = {ENDED: "my/ended.html", OLD: "my/old_link.html", SHUT: "my/locked.html"}


@dataclass(frozen=True)
class AtPage:
    """Whose page a link means, and how it stands."""

    token: str
    landlord: Profile
    conversation: ConversationRow
    resident: ResidentRow
    state: str  #: ended, old, locked, open
    asks_names: bool  #: a surname and postcode open it; else a code

    @property
    def place(self) -> str:
        """The address of the page."""
        return f"/my/{self.token}"

    @property
    def conversation_id(self) -> int:
        """The conversation the link was sent in."""
        return self.conversation.id or 0


async def open_page_link(request: Request, token: str) -> AtPage:
    """The page a link means.

    Raises:
        NotFound: we did not make this link.
    """
    house = house_of(request)
    read = house.keys.read_dated(PURPOSE, token)
    if read is None:
        raise NotFound("link", "like this")
    number, made_on = read
    async with house.database.reading() as session:
        conversation = await find_conversation_of_link(session, list(house.profiles), number)
        if conversation is None:
            raise NotFound("link", "like this")
        landlord = house.profiles[conversation.landlord_id]
        resident = await people.get_resident(session, landlord.id, conversation.resident_id)
        moment = Moment(house, session, landlord, house.clock())
        state = await _state(moment, conversation, resident, made_on)
    return AtPage(token, landlord, conversation, resident, state, holds_names(resident))


async def _state(moment: Moment, conversation: ConversationRow, resident: ResidentRow, made_on: date) -> str:
    if resident_is_out_of_reach(resident) or not await may_have_page(moment, conversation):
        return ENDED
    if moment.today > made_on + LASTS:
        return OLD
    page = await my_pages.find_page(moment.session, moment.profile.id, conversation.id or 0)
    return SHUT if is_locked(page, moment) else OPEN


def has_pass(request: Request, at: AtPage) -> bool:
    """Whether this browser has answered the question of this page in the last half hour."""
    house = house_of(request)
    until, _, seal = request.cookies.get(COOKIE, "").partition(".")
    if not until.isdecimal() or not hmac.compare_digest(seal, _seal(house.keys, at.token, until)):
        return False
    return int(until) > house.clock().timestamp()


def give_pass(request: Request, response: Response, at: AtPage) -> Response:
    """Let this browser in for the next half hour; each page that is shown begins it anew."""
    house = house_of(request)
    until = str(_whole_seconds(house.clock() + PASS_LASTS))
    response.set_cookie(
        COOKIE,
        f"{until}.{_seal(house.keys, at.token, until)}",
        max_age=int(PASS_LASTS.total_seconds()),
        path=at.place,
        httponly=True,
        samesite="lax",
        secure=is_secure(house),
    )
    return response


def take_pass(request: Request, response: Response, at: AtPage) -> Response:
    """Forget that this browser was let in."""
    response.delete_cookie(
        COOKIE, path=at.place, httponly=True, samesite="lax", secure=is_secure(house_of(request))
    )
    return response


def is_secure(house: House) -> bool:
    """Whether residents reach the house by https."""
    return house.public_url.startswith("https://")


def show(request: Request, at: AtPage, template: str, *, status: int = 200, **facts: object) -> Response:
    """One page of this room, with the line on how to complain."""
    block = house_of(request).ombudsman.get(at.landlord.nation)
    return pages_of(request).show(
        request, template, status=status, landlord=at.landlord, at=at, ombudsman=block, **facts
    )


def show_end(request: Request, at: AtPage) -> Response:
    """The page of a link that opens nothing now."""
    return show(request, at, _TEMPLATES[at.state], status=410 if at.state != SHUT else 429)


def _seal(keys: Keys, token: str, until: str) -> str:
    return keys.hash(f"my:{token}:{until}")


def _whole_seconds(at: datetime) -> int:
    return int(at.timestamp())
