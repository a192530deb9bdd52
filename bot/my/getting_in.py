"""Is it really you? The questions in front of a resident's page, and the ways out of it.

The same sentence answers every wrong try. What somebody had written when their half hour was over is carried through
the question, so that it is not lost.
"""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import entering
from bot.console.signed_in import typed
from bot.my.at_page import OLD, OPEN, AtPage, give_pass, has_pass, open_page_link, show, show_end, take_pass
from bot.my.links import house_of

router = APIRouter(include_in_schema=False)

NOT_A_FIT: Final = "What you typed does not fit what we hold. Check it and try again, or ring us."
NOT_THE_CODE: Final = "That is not the code, or it is too old. Check it and try again, or ask for a new one."
LEAVE_TO: Final = "https://www.bbc.co.uk/weather"  # a page that anybody might have open


def ask(
    request: Request, at: AtPage, *, fault: str = "", is_sent: bool = False, words: str = "", about: str = ""
) -> Response:
    """The question in front of the page; what was written before it is kept in the form."""
    template = "my/who.html" if at.asks_names else "my/code.html"
    status = 422 if fault else 200
    return show(request, at, template, status=status, fault=fault, is_sent=is_sent, words=words, about=about)


@router.post("/my/{token}/who")
async def answer_who(request: Request, token: str) -> Response:
    """A surname and postcode."""
    at, form = await open_page_link(request, token), await request.form()
    if at.state != OPEN:
        return show_end(request, at)
    words, about = typed(form, "words"), typed(form, "about")
    surname, postcode = typed(form, "surname"), typed(form, "postcode")
    if not surname or not postcode:
        return ask(request, at, fault="Type your last name and your postcode.", words=words, about=about)
    became = await entering.try_names(
        house_of(request), at.landlord.id, at.conversation_id, surname=surname, postcode=postcode
    )
    return await _after_try(request, at, became, NOT_A_FIT, words=words, about=about)


@router.post("/my/{token}/code")
async def send_code(request: Request, token: str) -> Response:
    """Send a code to the address that the link was sent to."""
    at, form = await open_page_link(request, token), await request.form()
    if at.state != OPEN or at.asks_names:
        return show_end(request, at) if at.state != OPEN else ask(request, at)
    await entering.send_code(house_of(request), at.landlord.id, at.conversation_id, purpose=entering.OPEN)
    return ask(request, at, is_sent=True, words=typed(form, "words"), about=typed(form, "about"))


@router.post("/my/{token}/code/check")
async def answer_code(request: Request, token: str) -> Response:
    """The code that was sent."""
    at, form = await open_page_link(request, token), await request.form()
    if at.state != OPEN or at.asks_names:
        return show_end(request, at) if at.state != OPEN else ask(request, at)
    words, about = typed(form, "words"), typed(form, "about")
    became = await entering.try_code(
        house_of(request), at.landlord.id, at.conversation_id, purpose=entering.OPEN, code=typed(form, "code")
    )
    return await _after_try(request, at, became, NOT_THE_CODE, words=words, about=about)


async def _after_try(
    request: Request, at: AtPage, became: str, sentence: str, *, words: str, about: str
) -> Response:
    if became == entering.RIGHT:
        from bot.my.page import show_page

        filled = await show_page(request, at, words=words, about=about) if words else None
        return give_pass(request, filled or RedirectResponse(at.place, status_code=303), at)
    if became == entering.LOCKED:
        return show_end(request, await open_page_link(request, at.token))
    return ask(request, at, fault=sentence, is_sent=not at.asks_names, words=words, about=about)


@router.post("/my/{token}/not-me")
async def not_me(request: Request, token: str) -> Response:
    """ "This is not me": shut the page for good and have a person look."""
    at = await open_page_link(request, token)
    if at.state in (OPEN, OLD):
        await entering.shut(house_of(request), at.landlord.id, at.conversation_id)
    return take_pass(request, show(request, at, "my/not_me.html"), at)


@router.post("/my/{token}/again")
async def send_again(request: Request, token: str) -> Response:
    """Send a new link to the address that the old one was sent to."""
    at = await open_page_link(request, token)
    if at.state == OLD:
        await entering.send_new_link(house_of(request), at.landlord.id, at.conversation_id)
        return show(request, at, "my/link_sent.html")
    return show_end(request, at) if at.state != OPEN else RedirectResponse(at.place, status_code=303)


@router.get("/my/{token}/leave")
async def leave(request: Request, token: str) -> Response:
    """The quick way out: this browser is forgotten here and goes somewhere harmless."""
    at = await open_page_link(request, token)
    away = RedirectResponse(LEAVE_TO, status_code=303)
    return take_pass(request, away, at) if has_pass(request, at) else away
