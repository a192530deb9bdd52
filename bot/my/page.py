"""A resident's own page: what we hold, where it stands, and what they can do here. Code: 5.8b, 5.9, 5.10, 5.12

A GET shows, a POST acts, and each act comes back to the page with one line that says what was done.
"""

import re
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import entering, page_words
from bot.console.signed_in import typed
from bot.errors import NotFound
from bot.identities import TEXT, read_address
from bot.joining import latest_case
from bot.landlords.profile import Profile
from bot.last_door import door_now
from bot.moment import Moment
from bot.my.at_page import OPEN, AtPage, give_pass, has_pass, open_page_link, show, show_end
from bot.my.choice import SEEN
from bot.my.content import MyPage, build_page
from bot.my.getting_in import NOT_THE_CODE, ask
from bot.my.links import house_of
from bot.needs import change_needs
from bot.page_words import Words
from bot.store import cases

router = APIRouter(include_in_schema=False)

LONGEST_WORDS: Final = 10_000
_NUMBER: Final = re.compile(r"\+?[\d\s()-]{6,20}")
DONE: Final = {
    "written": "Thank you. We have your message.",
    "call": "We will ring you. We have sent you a message that says by when.",
    "needs": "Thank you. We have changed what you need from us.",
    "added": "Thank you. We have added this way to reach you.",
}


@router.api_route("/my/{token}", methods=SEEN)
async def show_my_page(request: Request, token: str, done: str = "") -> Response:
    """The page, or the question in front of it."""
    at = await open_page_link(request, token)
    if at.state != OPEN:
        return show_end(request, at)
    if not has_pass(request, at):
        return ask(request, at)
    return await show_page(request, at, done=DONE.get(done, ""))


@router.post("/my/{token}/write")
async def write(request: Request, token: str) -> Response:
    """Take what they wrote; it is a message like any other."""
    at, form = await open_page_link(request, token), await request.form()
    words, about = typed(form, "words"), typed(form, "about")
    if (refused := _not_in(request, at, words=words, about=about)) is not None:
        return refused
    page = await build_page(house_of(request), at)
    case_id = _case_in(page, about)
    if not words or len(words) > LONGEST_WORDS:
        fault = (
            "Write your message first." if not words else "Your message is too long. Send it in two parts."
        )
        return await show_page(request, at, fault=fault, words=words, about=about)
    house = house_of(request)
    async with house.database.reading() as session:
        moment = Moment(house, session, at.landlord, house.clock())
        case = await cases.get_case(session, at.landlord.id, case_id)
        conversation = await door_now(moment, case)
    await page_words.write(house, at.landlord.id, Words(conversation.id or 0, case_id, words))
    return _back(request, at, "written")


@router.post("/my/{token}/call")
async def ask_for_call(request: Request, token: str) -> Response:
    """Have a person ring them."""
    at, form = await open_page_link(request, token), await request.form()
    if (refused := _not_in(request, at)) is not None:
        return refused
    number = typed(form, "number")
    if number and not _NUMBER.fullmatch(number):
        return await show_page(
            request, at, number_fault="Type a phone number, such as 07700 900123.", number=number
        )
    page = await build_page(house_of(request), at)
    await page_words.ask_for_call(house_of(request), at.landlord.id, _case_in(page, ""), number)
    return _back(request, at, "call")


@router.post("/my/{token}/needs")
async def needs(request: Request, token: str) -> Response:
    """Change what they need from us."""
    at, form = await open_page_link(request, token), await request.form()
    if (refused := _not_in(request, at)) is not None:
        return refused
    house = house_of(request)
    wanted = [one for one in form.getlist("need") if isinstance(one, str)]
    async with house.database.writing() as session:
        moment = Moment(house, session, at.landlord, house.clock())
        case = await latest_case(moment, at.conversation)
        await change_needs(moment, at.conversation.resident_id, wanted, case=case)
    return _back(request, at, "needs")


@router.post("/my/{token}/address")
async def add_address(request: Request, token: str) -> Response:
    """Send a code to another address of theirs."""
    at, form = await open_page_link(request, token), await request.form()
    if (refused := _not_in(request, at)) is not None:
        return refused
    read = read_address(typed(form, "address"))
    house = house_of(request)
    if read is None or (read[0] == TEXT and TEXT not in house.senders) or _is_ours(at.landlord, read[1]):
        fault = "Type an address of your own, such as name@example.com."
        return await show_page(request, at, address_fault=fault, address=typed(form, "address"))
    channel, address = read
    await entering.send_code(
        house, at.landlord.id, at.conversation_id, purpose=entering.JOIN, channel=channel, address=address
    )
    return give_pass(request, show(request, at, "my/address.html", fault=""), at)


@router.post("/my/{token}/address/check")
async def check_address(request: Request, token: str) -> Response:
    """The code that proves the other address."""
    at, form = await open_page_link(request, token), await request.form()
    if (refused := _not_in(request, at)) is not None:
        return refused
    became = await entering.try_code(
        house_of(request), at.landlord.id, at.conversation_id, purpose=entering.JOIN, code=typed(form, "code")
    )
    if became == entering.RIGHT:
        return _back(request, at, "added")
    if became == entering.LOCKED:
        return show_end(request, await open_page_link(request, token))
    return give_pass(request, show(request, at, "my/address.html", status=422, fault=NOT_THE_CODE), at)


async def show_page(
    request: Request, at: AtPage, *, words: str = "", about: str = "", done: str = "", **filled: str
) -> Response:
    """The page itself; what was typed and could not be taken stands in its field again."""
    page = await build_page(house_of(request), at)
    status = 422 if any(name.endswith("fault") and said for name, said in filled.items()) else 200
    response = show(
        request,
        at,
        "my/page.html",
        status=status,
        page=page,
        words=words,
        about=about,
        done=done,
        filled=filled,
    )
    return give_pass(request, response, at)


def _not_in(request: Request, at: AtPage, *, words: str = "", about: str = "") -> Response | None:
    if at.state != OPEN:
        return show_end(request, at)
    return None if has_pass(request, at) else ask(request, at, words=words, about=about)


def _case_in(page: MyPage, about: str) -> int:
    """The case they chose, of those on their page; the latest where they chose none.

    Raises:
        NotFound: there is no case on the page.
    """
    chosen = [case.id for case in page.cases if case.reference == about] or [case.id for case in page.cases]
    if not chosen:
        raise NotFound("case", "to write about")
    return chosen[0]


def _is_ours(landlord: Profile, address: str) -> bool:
    ours = (*landlord.email_addresses, landlord.sender_address)
    return address in ours or landlord.is_staff(address) or landlord.is_contractor(address)


def _back(request: Request, at: AtPage, done: str) -> Response:
    return give_pass(request, RedirectResponse(f"{at.place}?done={done}", status_code=303), at)
