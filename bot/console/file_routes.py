"""Who gets a file that came with a message, and how? Whoever may see the message, once a scanner has passed the file.

It is handed over to be saved, never shown: whatever is in it, no browser may run it on our pages. Each download is an
event.
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from bot.acts.adopting import get_machine_mail
from bot.attached import take_out
from bot.console.case_page import get_visible_case
from bot.console.case_parts import list_shown
from bot.console.sessions import SignedIn
from bot.console.signed_in import HouseHere, Signed
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.in_words import file_state
from bot.moment import Moment
from bot.scanning import LOST, Outcome
from bot.store import journal
from bot.store.console_pages import sees_case
from bot.store.messages import AttachmentRow, MessageRow, find_attachment

router = APIRouter()

DOWNLOADED: Final = "file_downloaded"  #: the event
_TOLD_TYPES: Final = {
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "text/plain",
}
_UNKNOWN: Final = "application/octet-stream"
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@router.get("/cases/{reference}/files/{file_id}")
async def file_of_case(house: HouseHere, signed: Signed, reference: str, file_id: int) -> Response:
    """A file of a message on a case."""
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        shown = await list_shown(session, signed.viewer, case)
        message, file = await _find(session, signed, shown, file_id)
    return await _hand_over(house, signed, message, file, case_id=case.id)


@router.get("/machine-mail/{message_id}/files/{file_id}")
async def file_of_machine_mail(house: HouseHere, signed: Signed, message_id: int, file_id: int) -> Response:
    """A file of a machine's mail that was given to a person."""
    async with house.database.reading() as session:
        moment = Moment(house, session, house.profiles[signed.staff.landlord_id], house.clock())
        mail = await get_machine_mail(moment, signed.staff, message_id)
        if mail.case_id is not None and not await sees_case(session, signed.viewer, mail.case_id):
            raise NotFound("message", message_id)
        message, file = await _find(session, signed, [mail], file_id)
    return await _hand_over(house, signed, message, file, case_id=mail.case_id)


async def _find(
    session: AsyncSession, signed: SignedIn, shown: Sequence[MessageRow], file_id: int
) -> tuple[MessageRow, AttachmentRow]:
    """The file, if it came with one of these messages.

    Raises:
        NotFound: it did not, or there is none; which of the two is not told.
    """
    file = await find_attachment(session, signed.staff.landlord_id, file_id)
    message = next((one for one in shown if file is not None and one.id == file.message_id), None)
    if file is None or message is None:
        raise NotFound("file", file_id)
    return message, file


async def _hand_over(
    house: House, signed: SignedIn, message: MessageRow, file: AttachmentRow, *, case_id: int | None
) -> Response:
    """The bytes that were scanned, or the sentence why not.

    Raises:
        IllegalMove: no scanner has passed it, or the bytes that it passed cannot be taken out again.
    """
    has_scanner = house.scanner is not None
    if file.scan != Outcome.CLEAN.value:
        raise IllegalMove(file_state(file.scan, file.scan_note, has_scanner=has_scanner))
    content = (await take_out(house, message)).get(file.sha256)
    if content is None:
        raise IllegalMove(file_state(Outcome.UNSCANNED.value, LOST, has_scanner=True))
    async with house.database.writing() as session:
        await journal.record(
            session,
            file.landlord_id,
            at=house.clock(),
            what=DOWNLOADED,
            actor=f"staff:{signed.staff.id}",
            case_id=case_id,
            row=f"attachment:{file.id}",
        )
    return Response(content, headers=headers_of(file.name or f"file-{file.id}", file.type))


def headers_of(name: str, kind: str) -> dict[str, str]:
    """What is told about a file that is handed over; a type that is not well known is not told."""
    plain = re.sub(r"[^A-Za-z0-9.-]", "_", name)
    return {
        **_HEADERS,
        "Content-Type": kind if kind in _TOLD_TYPES else _UNKNOWN,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}",
    }
