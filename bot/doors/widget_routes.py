"""What may a page ask of us? To begin, post, tap, listen, say what it has shown, come back by a code, and finish.

A page proves itself by a token in a header, never by a cookie. A post is answered 202 only once it is committed.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.doors import widget_sessions as sessions
from bot.doors.widget_items import items_after, label_of, mark_shown, read_cursor
from bot.doors.widget_limits import CODES, POSTS, SENTENCE, STARTS, Limits, Rule
from bot.doors.widget_listening import Listening
from bot.doors.widget_refusals import PageRoute, Refused, house_of, profile_of
from bot.front_door import FrontDoor
from bot.house import House
from bot.store.widget import WidgetSessionRow
from channels.errors import TryAgain
from channels.web.receive import MOST_BODY_BYTES, NotTaken, arrival_of, read_post, tap_body

AT: Final = "/widget/{landlord_id}"
PING_SECONDS: Final = 15.0
STREAM_LOOKS: Final = 40  #: then the page comes again with its cursor, and its token is looked at again
_STREAM_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass
class PageDoor:
    """What the routes stand on."""

    door: FrontDoor
    listening: Listening
    limits: Limits = field(default_factory=Limits)


def page_routes(at: PageDoor) -> APIRouter:
    """The routes that a page on a landlord's web site asks."""
    router = APIRouter(include_in_schema=False, route_class=PageRoute)

    @router.options(AT + "/{rest:path}")
    async def may_this_page_ask(landlord_id: str, rest: str) -> Response:
        return Response(status_code=204)

    @router.post(AT + "/session")
    async def begin(request: Request, landlord_id: str) -> Response:
        house, profile = house_of(request), profile_of(request)
        check_limits(at.limits, request, "start", STARTS)
        return JSONResponse({"token": await sessions.begin(house, profile)}, status_code=201)

    @router.post(AT + "/messages")
    async def take_message(request: Request, landlord_id: str) -> Response:
        row = await session_of(request)
        check_limits(at.limits, request, "post", POSTS, session=str(row.id))
        return await take_post(at.door, house_of(request), row, await request.body())

    @router.post(AT + "/taps")
    async def take_tap(request: Request, landlord_id: str) -> Response:
        row, said = await session_of(request), await json_of(request)
        check_limits(at.limits, request, "post", POSTS, session=str(row.id))
        tap = str(said.get("tap", ""))
        label = await label_of(house_of(request), row.landlord_id, row.address, tap)
        if not label:
            raise Refused(409, "That button is no longer there. Write to us instead.")
        return await take_post(
            at.door, house_of(request), row, tap_body(str(said.get("client_id", "")), tap, label)
        )

    @router.get(AT + "/messages")
    async def messages(request: Request, landlord_id: str, after: str = "") -> Response:
        row = await session_of(request)
        items, seen = await items_after(house_of(request), row.landlord_id, row.address, read_cursor(after))
        return JSONResponse({"items": items, "cursor": str(seen)})

    @router.get(AT + "/events")
    async def events(request: Request, landlord_id: str, after: str = "") -> Response:
        row = await session_of(request)
        cursor = request.headers.get("last-event-id") or after
        said = told_to(at.listening, house_of(request), row, cursor)
        return StreamingResponse(said, media_type="text/event-stream", headers=_STREAM_HEADERS)

    @router.post(AT + "/seen")
    async def seen(request: Request, landlord_id: str) -> Response:
        row, said = await session_of(request), await json_of(request)
        ids = [str(one) for one in said.get("ids", [])][:200]
        return JSONResponse(
            {"shown": await mark_shown(house_of(request), profile_of(request), row.address, ids)}
        )

    @router.post(AT + "/finish")
    async def finish(request: Request, landlord_id: str) -> Response:
        await sessions.finish(house_of(request), profile_of(request), await session_of(request))
        return Response(status_code=204)

    _details_and_codes(router, at)
    return router


def _details_and_codes(router: APIRouter, at: PageDoor) -> None:
    @router.post(AT + "/details")
    async def details(request: Request, landlord_id: str) -> Response:
        row, said = await session_of(request), await json_of(request)
        name, email = str(said.get("name", "")), str(said.get("email", ""))
        await sessions.give_details(house_of(request), profile_of(request), row, name=name, email=email)
        return Response(status_code=204)

    @router.post(AT + "/resume")
    async def resume(request: Request, landlord_id: str) -> Response:
        check_limits(at.limits, request, "code", CODES)
        email = sessions.read_email(str((await json_of(request)).get("email", "")))
        check_limits(at.limits, request, "code-to", CODES, session=email)
        await sessions.send_code(house_of(request), profile_of(request), email)
        return Response(status_code=202)

    @router.post(AT + "/resume/code")
    async def resume_by_code(request: Request, landlord_id: str) -> Response:
        said = await json_of(request)
        email = sessions.read_email(str(said.get("email", "")))
        check_limits(at.limits, request, "code-of", CODES, session=email)
        token = await sessions.take_code(
            house_of(request), profile_of(request), email, str(said.get("code", ""))
        )
        return JSONResponse({"token": token}, status_code=201)


async def session_of(request: Request) -> WidgetSessionRow:
    """The session of the page that asks.

    Raises:
        Refused: it has none, or none any more.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused(401, sessions.GONE)
    return await sessions.find(house_of(request), profile_of(request), token.strip())


async def json_of(request: Request) -> dict[str, Any]:
    """What a page posted, where it is a small thing.

    Raises:
        Refused: it is no object.
    """
    try:
        said = json.loads(await request.body())
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Refused(422, "This did not arrive whole. Please try again.")
    return said


def check_limits(limits: Limits, request: Request, kind: str, rule: Rule, *, session: str = "") -> None:
    """Count one act.

    Raises:
        Refused: too many in this minute; says when to come again.
    """
    address = request.client.host if request.client else ""
    who = {"session": session, "address": address, "landlord": profile_of(request).id}
    wait = limits.wait(kind, rule, who, house_of(request).clock())
    if wait:
        raise Refused(429, SENTENCE, wait_seconds=wait)


async def take_post(door: FrontDoor, house: House, row: WidgetSessionRow, body: bytes) -> Response:
    """Commit one post, then say so.

    Raises:
        Refused: it cannot be taken as it is, or cannot be kept now.
    """
    try:
        if len(body) > MOST_BODY_BYTES:
            raise NotTaken("This is too large to send at once. Send fewer photos.")
        said = await asyncio.to_thread(read_post, body)
        arrival = arrival_of(
            body,
            said,
            landlord_id=row.landlord_id,
            session=str(row.id),
            address=row.address,
            at=house.clock(),
        )
        await door.receive(arrival)
    except NotTaken as error:
        raise Refused(422, error.why) from error
    except TryAgain as error:
        raise Refused(503, "We cannot take it just now. It is kept on this page.", wait_seconds=5) from error
    return JSONResponse({"client_id": said["client_id"]}, status_code=202)


async def told_to(
    listening: Listening, house: House, row: WidgetSessionRow, cursor: str
) -> AsyncIterator[str]:
    """What a page is told while it listens; a line without meaning now and then, so that nobody between us hangs up."""
    seen = read_cursor(cursor)
    given: set[str] = set()  # what no page has shown yet is found again at each look
    yield "retry: 2000\n\n"
    with listening.listen(row.address) as told:
        for _ in range(STREAM_LOOKS):
            told.clear()
            items, seen = await asyncio.shield(items_after(house, row.landlord_id, row.address, seen))
            new = [item for item in items if item["id"] not in given]
            given.update(item["id"] for item in new)
            yield f"id: {seen}\ndata: {json.dumps(new)}\n\n" if new else ": still here\n\n"
            if listening.is_over:
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), PING_SECONDS)
