"""What came that could not be parsed, and who has looked at it? Kept whole, shown as text, never thrown away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.frame import back_to, show
from bot.console.signed_in import HouseHere, Signed
from bot.errors import NotFound
from bot.house import House
from bot.store import journal
from bot.store.arrivals import UNREADABLE, ArrivalRow, find_arrival, list_unreadable
from bot.store.figures import LOOKED_AT, list_looked_at
from bot.store.staff import list_staff

router = APIRouter()

SHOWN_BYTES: Final = 200_000


@dataclass(frozen=True)
class UnreadableLine:
    """One arrival that could not be parsed."""

    arrival: ArrivalRow
    looked_by: str  #: "" while nobody has
    looked_at: datetime | None


@router.get("/unreadable")
async def unreadable(request: Request, house: HouseHere, signed: Signed) -> Response:
    """The list, oldest first."""
    lines = await _list_lines(house, signed.staff.landlord_id)
    return show(request, signed, "console/unreadable.html", at="unreadable", lines=lines)


@router.get("/unreadable/{arrival_id}")
async def open_raw(request: Request, house: HouseHere, signed: Signed, arrival_id: int) -> Response:
    """One of them as text, as far as it is text."""
    arrival = await _get_unreadable(house, signed.staff.landlord_id, arrival_id)
    lines = await _list_lines(house, signed.staff.landlord_id)
    line = next((line for line in lines if line.arrival.id == arrival_id), None)
    text = _as_text(arrival.raw[:SHOWN_BYTES])
    is_cut = len(arrival.raw) > SHOWN_BYTES
    return show(
        request,
        signed,
        "console/raw.html",
        at="unreadable",
        arrival=arrival,
        line=line,
        text=text,
        is_cut=is_cut,
    )


@router.post("/unreadable/{arrival_id}/looked")
async def mark_looked_at(house: HouseHere, signed: Signed, arrival_id: int) -> Response:
    """Note in the journal that this member of staff has seen to it."""
    landlord_id, now = signed.staff.landlord_id, house.clock()
    await _get_unreadable(house, landlord_id, arrival_id)
    async with house.database.writing() as session:
        await journal.record(
            session,
            landlord_id,
            at=now,
            what=LOOKED_AT,
            actor=f"staff:{signed.staff.id}",
            row=f"arrival:{arrival_id}",
        )
    return back_to("/console/unreadable", "looked")


async def _get_unreadable(house: House, landlord_id: str, arrival_id: int) -> ArrivalRow:
    async with house.database.reading() as session:
        arrival = await find_arrival(session, landlord_id, arrival_id)
    # What was parsed belongs to a case and is seen there, by those who may see the case.
    if arrival is None or arrival.state != UNREADABLE:
        raise NotFound("unreadable message", arrival_id)
    return arrival


async def _list_lines(house: House, landlord_id: str) -> list[UnreadableLine]:
    async with house.database.reading() as session:
        arrivals = await list_unreadable(session, landlord_id)
        looked_at = await list_looked_at(session, landlord_id)
        names = {f"staff:{row.id}": row.name for row in await list_staff(session, landlord_id)}
    lines = []
    for arrival in arrivals:
        event = looked_at.get(arrival.id or 0)
        who = names.get(event.actor, "somebody who has left") if event else ""
        lines.append(UnreadableLine(arrival, who, event.at if event else None))
    return lines


def _as_text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
