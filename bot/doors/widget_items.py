"""What is a page to show, how far has it seen, and what follows once it has shown it?

A cursor says how far a page has seen both sides, "12.34": their messages and ours. What no page has shown yet is
given again whatever the cursor says; the page knows each by its id.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from bot.dispatch import mark_sent
from bot.house import House
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.store import widget
from bot.store.doors import outgoing_of
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow
from channels.web.parse import client_id_of
from channels.web.send import page_form

_CURSOR: Final = re.compile(r"(\d{1,15})\.(\d{1,15})")
_URGENT: Final = ("emergency_reply", "self_harm_reply")
_LAST: Final = 2**62
_ASKS_IF_SAFE: Final = "safe_page"


@dataclass(frozen=True)
class Seen:
    """How far a page has seen."""

    theirs: int = 0
    ours: int = 0

    def __str__(self) -> str:
        return f"{self.theirs}.{self.ours}"


def read_cursor(said: str) -> Seen:
    """The cursor a page gives back; from the beginning where it gives none that is ours."""
    found = _CURSOR.fullmatch(said.strip())
    return Seen(int(found[1]), int(found[2])) if found else Seen()


async def items_after(
    house: House, landlord_id: str, address: str, seen: Seen
) -> tuple[list[dict[str, Any]], Seen]:
    """What was said in a conversation after a cursor, both sides, oldest first, and the cursor after it."""
    async with house.database.reading() as session:
        chat = await widget.find_chat(session, landlord_id, address)
        if chat is None or chat.id is None:
            return [], seen
        ours = await widget.list_ours(session, landlord_id, chat.id, after=seen.ours)
        theirs = await widget.list_theirs(session, landlord_id, chat.id, after=seen.theirs)
        files = await widget.count_files(session, landlord_id, [row.id or 0 for row in theirs])
    said = [(row.received_at, row.id or 0, _theirs(row, files.get(row.id or 0, 0))) for row in theirs]
    said += [(row.created_at, row.message_answered_id or _LAST, _ours(row)) for row in ours]
    after = Seen(
        max([seen.theirs, *(row.id or 0 for row in theirs)]), max([seen.ours, *(row.id or 0 for row in ours)])
    )
    # Of one instant, an answer stands behind what it answers.
    return [item for *_, item in sorted(said, key=lambda one: (*one[:2], one[2]["who"] == "us"))], after


def _theirs(row: MessageRow, files: int) -> dict[str, Any]:
    return {
        "id": f"t{row.id}",
        "who": "you",
        "client_id": client_id_of(row.internet_id),
        "text": row.text,
        "files": files,
        "at": row.received_at.isoformat(),
        "buttons": [],
    }


def _ours(row: OutboxRow) -> dict[str, Any]:
    return {
        **page_form(outgoing_of(row)),
        "id": f"o{row.id}",
        "who": "us",
        "at": row.created_at.isoformat(),
        "urgent": row.name in _URGENT,
        "asks_if_safe": row.name == _ASKS_IF_SAFE,
        "mailed": row.channel != widget.CHANNEL,
    }


async def mark_shown(house: House, profile: Profile, address: str, ids: list[str]) -> int:
    """A page shows these messages of ours, so they have left; return how many had not before."""
    numbers = {int(one[1:]) for one in ids if re.fullmatch(r"o\d{1,15}", one)}
    if not numbers:
        return 0
    async with house.database.writing() as session:
        chat = await widget.find_chat(session, profile.id, address)
        if chat is None or chat.id is None:
            return 0
        rows = await widget.list_waiting_to_be_shown(session, profile.id, chat.id, numbers)
        moment = Moment(house, session, profile, house.clock())
        for row in rows:
            row.sent_as = "shown on the page"
            await mark_sent(moment, row)
    return len(rows)


async def label_of(house: House, landlord_id: str, address: str, tap: str) -> str:
    """The words of a button that we drew in this conversation; "" where we drew none like it."""
    async with house.database.reading() as session:
        chat = await widget.find_chat(session, landlord_id, address)
        drawn = await widget.list_ours(session, landlord_id, chat.id or 0, after=0) if chat else []
    return next((label for row in drawn for label, _, said in row.buttons if said and said == tap), "")
