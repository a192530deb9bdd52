"""What was said on a case, how did it read, and what did we answer? One part a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bouncing import REPORTS_ARE_NEVER_ANSWERED
from bot.console.highlight import Piece, pieces_of
from bot.page_answers import BUTTON
from bot.store.cases import CaseRow, get_case
from bot.store.console_pages import Viewer, sees_case
from bot.store.messages import (
    AttachmentRow,
    MessageRow,
    ReadingRow,
    ReviewRow,
    find_reading,
    find_review,
    get_message,
    list_attachments,
    list_messages,
)


@dataclass(frozen=True)
class MessagePart:
    """One message with its reading."""

    message: MessageRow
    pieces: Sequence[Piece]
    reading: ReadingRow | None
    review: ReviewRow | None
    attachments: Sequence[AttachmentRow]
    opens: str  #: the reference of the case whose reading it is checked on; "" where it is this one
    is_first: bool  #: this case was opened from it

    @property
    def may_be_confirmed(self) -> bool:
        """Whether its reading waits for a word of staff on this very case."""
        return self.reading is not None and self.review is None and self.is_first and not self.opens

    @property
    def is_report(self) -> bool:
        """Whether a mail server sent it about a message of ours."""
        return self.message.why_silent == REPORTS_ARE_NEVER_ANSWERED

    @property
    def is_machine_answer(self) -> bool:
        """Whether it is an out-of-office and its like, kept where we wrote."""
        return bool(self.message.automatic) and self.message.action == "file" and not self.is_report

    @property
    def has_more(self) -> bool:
        """Whether the whole message holds more than the new text."""
        return self.message.full_text.strip() != self.message.text.strip()


async def build_messages(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[MessagePart]:
    """The messages of a case with their readings, oldest first."""
    return [await _part(session, case, message) for message in await list_shown(session, viewer, case)]


async def list_shown(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[MessageRow]:
    """The messages of a case, oldest first, with the one it was opened from even where another case holds it."""
    messages = await list_messages(session, case.landlord_id, [case.id or 0])
    if case.opened_from not in [message.id for message in messages]:
        opened_from = await get_message(session, case.landlord_id, case.opened_from)
        # Its own case may name the viewer where this one does not.
        if opened_from and (
            opened_from.case_id is None or await sees_case(session, viewer, opened_from.case_id)
        ):
            messages = [opened_from, *messages]
    return messages


async def _part(session: AsyncSession, case: CaseRow, message: MessageRow) -> MessagePart:
    landlord_id, message_id = message.landlord_id, message.id or 0
    reading = await find_reading(session, landlord_id, message_id)
    if reading is not None and reading.model == BUTTON:
        reading = None  # a button says what it says: there is nothing to confirm or correct
    # Beside a complaint stands its request, from the same message: the reading is one, and checked in one place.
    is_elsewhere = message.case_id not in (None, case.id)
    elsewhere = await get_case(session, landlord_id, message.case_id or 0) if is_elsewhere else None
    return MessagePart(
        message=message,
        pieces=pieces_of(message.text, reading.because if reading else []),
        reading=reading,
        review=await find_review(session, landlord_id, message_id),
        attachments=await list_attachments(session, landlord_id, message_id),
        opens=elsewhere.reference if elsewhere else "",
        is_first=message.id == case.opened_from,
    )
