"""What did we say in full? The page behind a text message that could not hold all of it.

It ends as every link does where the person is at risk.
"""

import re
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.my.choice import SEEN
from bot.my.links import house_of
from bot.pages import pages_of
from bot.store.figures import find_outbox_of_link
from bot.store.outbox import OutboxRow
from bot.store.people import get_conversation, get_resident
from bot.texting import PURPOSE

router = APIRouter(include_in_schema=False)
_TO_TAP: Final = re.compile(r"(?P<label>.+?):? (?P<link>https?://\S+)")


@dataclass(frozen=True)
class Line:
    """One line of it; with a link it is something to tap."""

    text: str
    link: str = ""


@router.api_route("/text/{token}", methods=SEEN)
async def show_whole(request: Request, token: str) -> Response:
    """All of it, in the words that were written then."""
    house = house_of(request)
    row = await _row_of(house, token)
    landlord = house.profiles[row.landlord_id]
    if await _has_ended(house, row):
        return pages_of(request).show(request, "my/ended.html", status=410, landlord=landlord)
    return pages_of(request).show(
        request, "my/whole.html", landlord=landlord, title=row.subject, paragraphs=read_paragraphs(row.whole)
    )


async def _row_of(house: House, token: str) -> OutboxRow:
    number = house.keys.read(PURPOSE, token)
    async with house.database.reading() as session:
        row = await find_outbox_of_link(session, list(house.profiles), number or 0)
    if row is None or not row.whole:
        raise NotFound("link", "like this")
    return row


async def _has_ended(house: House, row: OutboxRow) -> bool:
    if row.conversation_id is None:
        return True
    async with house.database.reading() as session:
        conversation = await get_conversation(session, row.landlord_id, row.conversation_id)
        resident = await get_resident(session, row.landlord_id, conversation.resident_id)
    return resident_is_out_of_reach(resident)


def read_paragraphs(text: str) -> list[list[Line]]:
    """The paragraphs of a text of ours, line by line."""
    return [[_line(line) for line in one.split("\n")] for one in text.split("\n\n") if one.strip()]


def _line(written: str) -> Line:
    found = _TO_TAP.fullmatch(written)
    return Line(found["label"], found["link"]) if found else Line(written)
