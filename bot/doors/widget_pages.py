"""Which pages and files does the chat have of its own? Its script, its words, a page to try it on, and one without scripts.

The page without scripts does what the chat does: a message with photos, the answer, the buttons as forms. It is known by a
cookie of its own that only it is sent, and that ends with the browser or with "finish".
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.doors import widget_sessions as sessions
from bot.doors.widget_items import items_after, label_of, mark_shown, read_cursor
from bot.doors.widget_limits import POSTS, STARTS
from bot.doors.widget_plain_post import client_id, post_of
from bot.doors.widget_refusals import Refused, house_of, may_ask, profile_of
from bot.doors.widget_routes import PageDoor, check_limits, take_post
from bot.doors.widget_words import choose, words_for
from bot.errors import NotFound
from bot.notices import list_notice
from bot.pages import pages_of
from bot.store.widget import WidgetSessionRow
from bot.wording.languages import direction_of
from channels.web.receive import MOST_LETTERS, tap_body

COOKIE: Final = "hark_chat"
LEAVE_FOR: Final = "https://www.bbc.co.uk/weather"
LOOKS: Final = 24  #: how often the page without scripts looks for the answer by itself, every five seconds
_MOST_FILES: Final = 100
_STATIC: Final = Path(__file__).parent / "widget_static"
_TYPES: Final = {"hark.js": "text/javascript", "hark.css": "text/css"}
_FOR_ANYBODY: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=600",
}


def plain_routes(at: PageDoor) -> APIRouter:
    """The routes of the pages and files."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget/")
    async def try_it(request: Request) -> Response:
        profiles = house_of(request).profiles
        profile = profiles.get(request.query_params.get("landlord", "example")) or next(
            iter(profiles.values()), None
        )
        if profile is None:
            raise NotFound("landlord", "")
        return pages_of(request).show(request, "my/widget_try.html", landlord=profile)

    @router.get("/widget/{name}")
    async def file(name: str) -> Response:
        if name not in _TYPES:
            raise NotFound("file", name)
        return Response(squeezed(name), media_type=_TYPES[name], headers=_FOR_ANYBODY)

    @router.get("/widget/{landlord_id}/strings")
    async def strings(request: Request, landlord_id: str, lang: str = "") -> Response:
        return await _strings(request, lang)

    @router.get("/widget/{landlord_id}/plain")
    async def plain(request: Request, landlord_id: str, look: int = 0, since: str = "") -> Response:
        return await _show(request, look=min(look, LOOKS), since=since)

    @router.post("/widget/{landlord_id}/plain")
    async def write(request: Request, landlord_id: str) -> Response:
        return await _write(at, request)

    @router.post("/widget/{landlord_id}/plain/tap")
    async def tap(request: Request, landlord_id: str) -> Response:
        return await _tap(at, request)

    @router.post("/widget/{landlord_id}/plain/finish")
    async def finish(request: Request, landlord_id: str) -> Response:
        row = await _session(request)
        if row is not None:
            await sessions.finish(house_of(request), profile_of(request), row)
        response = await _show(request, row=None, cleared=True)
        response.delete_cookie(COOKIE, path=f"/widget/{landlord_id}/plain")
        return response

    return router


@cache
def squeezed(name: str) -> str:
    """A file of the chat without the blanks and remarks that only its writers need."""
    text = (_STATIC / name).read_text(encoding="utf-8")
    without = re.sub(r"^\s*/\*.*?\*/\n|^\s*// [^\n]*\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^\s+", "", without, flags=re.MULTILINE)


async def _strings(request: Request, asked: str) -> Response:
    """The words of the chat, and the landlord's colours; any page may read them, if only to say where to ring."""
    profile = profile_of(request)
    folders = house_of(request).wording.folders
    language = choose(asked, folders)
    words = words_for(profile, language, folders)
    notice = await list_notice(house_of(request), profile)
    said = {
        "language": language,
        "direction": direction_of(language),
        "words": {**words, "welcome": [*words["welcome"], *notice]},
        "colour": profile.brand.colour,
        "text_colour": profile.brand.text_colour,
        "may_ask": may_ask(request, profile),
    }
    return JSONResponse(said, headers={**_FOR_ANYBODY, "Cache-Control": "no-cache"})


async def _session(request: Request) -> WidgetSessionRow | None:
    token = request.cookies.get(COOKIE, "")
    try:
        return await sessions.find(house_of(request), profile_of(request), token) if token else None
    except Refused:
        return None


async def _show(
    request: Request,
    *,
    look: int = 0,
    since: str = "",
    error: str = "",
    text: str = "",
    cleared: bool = False,
    **known: WidgetSessionRow | None,
) -> Response:
    """The page as it stands; what it shows of ours has then left."""
    house, profile = house_of(request), profile_of(request)
    row = known["row"] if "row" in known else await _session(request)
    items, seen = await items_after(house, profile.id, row.address, read_cursor("")) if row else ([], None)
    if row is not None:
        await mark_shown(house, profile, row.address, [item["id"] for item in items])
    waits = look > 0 and (seen is None or seen.ours <= read_cursor(since).ours)
    words = words_for(profile, "en")
    response = pages_of(request).show(
        request,
        "my/widget_plain.html",
        status=422 if error else 200,
        landlord=profile,
        words={**words, "welcome": [*words["welcome"], *await list_notice(house, profile)]},
        items=items,
        look=look - 1 if waits else 0,
        since=since,
        error=error,
        text=text,
        cleared=cleared,
        client_id=client_id(house),
        leave_for=LEAVE_FOR,
    )
    response.headers["Referrer-Policy"] = "same-origin"
    return response


async def _write(at: PageDoor, request: Request) -> Response:
    # What is too much is told beside the box, with the words still in it; so it is let in this far.
    async with request.form(max_files=_MOST_FILES, max_part_size=4 * MOST_LETTERS) as form:
        text, body = str(form.get("text", "")), await post_of(form)
    try:
        check_limits(at.limits, request, "start", STARTS)
        row, token = await _session_or_new(request)
        check_limits(at.limits, request, "post", POSTS, session=str(row.id))
        since = await _cursor(request, row)
        await take_post(at.door, house_of(request), row, body)
    except Refused as refused:
        return await _show(request, error=refused.why, text=text)
    return _look_for_the_answer(request, since, token)


async def _tap(at: PageDoor, request: Request) -> Response:
    form, row = await request.form(), await _session(request)
    if row is None:
        return await _show(request, error=sessions.GONE)
    tap = str(form.get("tap", ""))
    label = await label_of(house_of(request), row.landlord_id, row.address, tap)
    since = await _cursor(request, row)
    try:
        if not label:
            raise Refused(409, "That button is no longer there. Write to us instead.")
        check_limits(at.limits, request, "post", POSTS, session=str(row.id))
        body = tap_body(str(form.get("client_id", "")), tap, label)
        await take_post(at.door, house_of(request), row, body)
    except Refused as refused:
        return await _show(request, error=refused.why)
    return _look_for_the_answer(request, since, "")


async def _session_or_new(request: Request) -> tuple[WidgetSessionRow, str]:
    row = await _session(request)
    if row is not None:
        return row, ""
    token = await sessions.begin(house_of(request), profile_of(request))
    return await sessions.find(house_of(request), profile_of(request), token), token


async def _cursor(request: Request, row: WidgetSessionRow) -> str:
    _, seen = await items_after(house_of(request), row.landlord_id, row.address, read_cursor(""))
    return str(seen)


def _look_for_the_answer(request: Request, since: str, token: str) -> Response:
    at = f"/widget/{profile_of(request).id}/plain"
    response = RedirectResponse(f"{at}?look={LOOKS}&since={since}#answer", status_code=303)
    if token:
        is_safe = house_of(request).public_url.startswith("https:")
        response.set_cookie(COOKIE, token, path=at, httponly=True, samesite="lax", secure=is_safe)
    return response
