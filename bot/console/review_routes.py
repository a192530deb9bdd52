"""How do staff go through what was read, one after another, with a key each? Code: 1.3

The first of the line opens by itself and is kept for whoever has it open. A word on it brings the next. What is asked for
stands in the address, so that a team can keep the line of its own queue as a bookmark.
"""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.acts.taking_back import take_back_confirmation
from bot.console.acts import ConsoleActs
from bot.console.frame import fault_of, show
from bot.console.reading_routes import KINDS
from bot.console.review_keys import KEYS, WORDS, faults_of, keys_of
from bot.console.review_page import ReviewPage, build_review
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, is_row_number, typed
from bot.errors import NotFound
from bot.house import House
from bot.queues import queues_of
from bot.store.sign_in import keep_keys
from bot.store.to_review import (
    COUNTED,
    ReviewFilter,
    ToReview,
    count_to_review,
    find_to_review,
    hold,
    hold_next,
    is_held_by_another,
    list_to_review,
)
from classifiers.labels import Kind

router = APIRouter()
PLACE: Final = "/console/review/"
MOST_SKIPPED: Final = 100
A_PAGE: Final = 50


def asked_for(request: Request) -> ReviewFilter:
    """What of the line the address asks for."""
    said: QueryParams = request.query_params
    skipped = [int(one) for one in said.get("later", "").split(".") if is_row_number(one)]
    return ReviewFilter(said.get("queue", ""), said.get("kind", ""), tuple(skipped[-MOST_SKIPPED:]))


Wanted = Annotated[ReviewFilter, Depends(asked_for)]


@router.get("/review/")
async def review_next(request: Request, house: HouseHere, signed: Signed, wanted: Wanted) -> Response:
    """The next message of the line."""
    async with house.database.writing() as session:
        found = await hold_next(session, signed.viewer, wanted, house.clock())
        page = await build_review(session, house, signed, found, wanted) if found else None
    last = request.query_params.get("last", "")
    return _show(request, house, signed, wanted, page, last=last)


@router.get("/review/list/")
async def review_list(
    request: Request, house: HouseHere, signed: Signed, wanted: Wanted, after: str = ""
) -> Response:
    """The line as a table."""
    place = _place_in(after)
    async with house.database.reading() as session:
        rows = await list_to_review(session, signed.viewer, wanted, after=place, limit=A_PAGE + 1)
        left = await count_to_review(session, signed.viewer, wanted)
    shown = rows[:A_PAGE]
    more = f"{shown[-1].message.review_rank}_{shown[-1].message.id}" if len(rows) > A_PAGE else ""
    return show(
        request,
        signed,
        "console/review_list.html",
        at="review",
        rows=shown,
        more=more,
        left=left,
        counted=COUNTED,
        wanted=wanted,
        address=_address,
        queues=_queues(house, signed),
        now=house.clock(),
    )


@router.get("/review/keys/")
async def review_keys(request: Request, signed: Signed) -> Response:
    """The keys, to choose one's own."""
    return _keys_page(request, signed, keys_of(signed.staff.keys), {})


@router.post("/review/keys/")
async def keep_own_keys(request: Request, house: HouseHere, signed: Signed, form: Form) -> Response:
    """Keep one's own keys."""
    wanted = {act: typed(form, act).lower() for act in KEYS}
    faults = faults_of(wanted)
    if faults:
        return _keys_page(request, signed, wanted, faults)
    async with house.database.writing() as session:
        await keep_keys(session, signed.staff.landlord_id, signed.staff.id or 0, wanted)
    return RedirectResponse(f"{PLACE}keys/?done=keys", status_code=303)


@router.get("/review/{message_id}/")
async def review_one(
    request: Request, house: HouseHere, signed: Signed, wanted: Wanted, message_id: int, take: str = ""
) -> Response:
    """One message of the line; where a colleague has it open, that is said first."""
    async with house.database.writing() as session:
        found = await _get(session, signed, message_id)
        if take or not is_held_by_another(found.message, signed.staff.email, house.clock()):
            hold(found.message, signed.staff.email, house.clock())
            session.add(found.message)
        page = await build_review(session, house, signed, found, wanted)
    return _show(request, house, signed, wanted, page)


@router.post("/review/{message_id}/{act}")
async def say(
    request: Request,
    *,
    house: HouseHere,
    signed: Signed,
    acts: ActsHere,
    form: Form,
    wanted: Wanted,
    message_id: int,
    act: str,
) -> Response:
    """A word on one message; the next opens at once."""
    async with house.database.reading() as session:
        found = await _get(session, signed, message_id)
    if act == "undo":
        fault = await fault_of(take_back_confirmation(house, signed.staff, found.case.reference))
        done = "taken-back"
    elif found.message.review_rank is None:
        fault, done = "A colleague was quicker: somebody has said what this is.", ""
    elif act == "blind":
        return await _read_blind(request, house, acts, signed, wanted, found, typed(form, "kind"))
    elif act == "confirm":
        fault = await fault_of(acts.on_cases.confirm_reading(house, signed.staff, found.case.reference))
        done = "confirmed"
    elif act == "request":
        fault, done = await _make_request(house, acts, signed, found), "request-made"
    else:
        raise NotFound("act", act)
    if fault:
        return await _again(request, house, signed, wanted, found, fault)
    last = "" if act == "undo" else str(message_id)
    return _next(wanted, done=done, last=last if act == "confirm" else "")


async def _make_request(house: House, acts: ConsoleActs, signed: SignedIn, found: ToReview) -> str:
    """A plain repair takes one key; what was read as unhappy needs a reason, and so the form. Code: 1.3"""
    if found.case.was_dissatisfied:
        return "This was read as unhappy. Correct it, and say why it is not a complaint (1.3)."
    return await fault_of(
        acts.on_cases.correct_reading(
            house,
            signed.staff,
            found.case.reference,
            message_id=found.message.id or 0,
            kind=Kind.SERVICE_REQUEST.value,
            topic=found.reading.topic,
            wants_action=True,
            explicit=False,
            signals=found.reading.signals,
            reason="",
        )
    )


async def _read_blind(
    request: Request,
    house: House,
    acts: ConsoleActs,
    signed: SignedIn,
    wanted: ReviewFilter,
    found: ToReview,
    kind: str,
) -> Response:
    """What a person says without the machine's word; where the two differ, the form asks for the rest."""
    if kind not in set(Kind):
        return await _again(request, house, signed, wanted, found, "Choose what kind of message this is.")
    if kind != found.reading.kind:
        place = f"/console/cases/{found.case.reference}/messages/{found.message.id}/correct"
        return RedirectResponse(f"{place}?{urlencode({'kind': kind, 'blind': 'yes'})}", status_code=303)
    fault = await fault_of(
        acts.on_cases.confirm_reading(house, signed.staff, found.case.reference, blind=True)
    )
    if fault:
        return await _again(request, house, signed, wanted, found, fault)
    return _next(wanted, done="blind-agreed", last=str(found.message.id))


async def _get(session: AsyncSession, signed: SignedIn, message_id: int) -> ToReview:
    found = await find_to_review(session, signed.viewer, message_id)
    if found is None:
        raise NotFound("message", message_id)
    return found


async def _again(
    request: Request, house: House, signed: SignedIn, wanted: ReviewFilter, found: ToReview, fault: str
) -> Response:
    async with house.database.writing() as session:
        now = await _get(session, signed, found.message.id or 0)
        page = await build_review(session, house, signed, now, wanted)
    return _show(request, house, signed, wanted, page, fault=fault)


def _show(
    request: Request,
    house: House,
    signed: SignedIn,
    wanted: ReviewFilter,
    page: ReviewPage | None,
    *,
    fault: str = "",
    last: str = "",
) -> Response:
    return show(
        request,
        signed,
        "console/review.html",
        at="review",
        status=422 if fault else 200,
        page=page,
        wanted=wanted,
        counted=COUNTED,
        address=_address,
        later=_address(wanted, later=page.message.id or 0) if page else "",
        last=last if is_row_number(last) else "",
        kinds=KINDS,
        faults=[fault] if fault else [],
        queues=_queues(house, signed),
    )


def _keys_page(
    request: Request, signed: SignedIn, chosen: dict[str, str], faults: dict[str, str]
) -> Response:
    return show(
        request,
        signed,
        "console/review_keys.html",
        at="review",
        status=422 if faults else 200,
        chosen=chosen,
        words=WORDS,
        faults=faults,
    )


def _queues(house: House, signed: SignedIn) -> list[str]:
    known = queues_of(house.profiles[signed.staff.landlord_id])
    return [queue for queue in known if not signed.viewer.queues or queue in signed.viewer.queues]


def _address(wanted: ReviewFilter, place: str = PLACE, *, later: int = 0, **more: str) -> str:
    """A place with what is asked for in it; the wish to leave one for later is kept with the others."""
    skipped = [*wanted.skipped, later] if later else list(wanted.skipped)
    said = {"queue": wanted.queue, "kind": wanted.kind, "later": ".".join(map(str, skipped)), **more}
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{place}?{query}" if query else place


def _next(wanted: ReviewFilter, *, done: str, last: str) -> Response:
    return RedirectResponse(_address(wanted, done=done, last=last), status_code=303)


def _place_in(after: str) -> tuple[int, int]:
    rank, _, message_id = after.partition("_")
    return (int(rank), int(message_id)) if is_row_number(rank) and is_row_number(message_id) else (-1, 0)
