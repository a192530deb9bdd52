"""What does one reading look like to whoever confirms or corrects it? One message, its words, what Hark did and said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.console.highlight import Piece, pieces_of
from bot.console.review_keys import keys_of
from bot.console.sessions import SignedIn
from bot.house import House
from bot.review_order import is_blind
from bot.store import journal, messages, outbox, people
from bot.store.cases import CaseRow
from bot.store.messages import AttachmentRow, MessageRow, ReadingRow
from bot.store.outbox import OutboxRow
from bot.store.to_review import ReviewFilter, ToReview, count_to_review, is_held_by_another


@dataclass(frozen=True)
class ReviewPage:
    """Everything on the page of one message."""

    message: MessageRow
    reading: ReadingRow
    case: CaseRow
    resident_name: str
    pieces: Sequence[Piece]
    attachments: Sequence[AttachmentRow]
    sent: Sequence[OutboxRow]
    is_blind: bool  #: the machine's word is not shown
    is_waiting: bool
    held_by: str  #: who else has it open just now; "" where nobody has
    left: int  #: how many wait, this one among them
    keys: dict[str, str]


async def build_review(
    session: AsyncSession, house: House, signed: SignedIn, found: ToReview, wanted: ReviewFilter
) -> ReviewPage:
    """The page of one message; that it was opened goes on record."""
    message, reading, case = found.message, found.reading, found.case
    await journal.record(
        session,
        case.landlord_id,
        at=house.clock(),
        what=journal.VIEWED,
        actor=f"staff:{signed.staff.id}",
        case_id=case.id,
        codes={"page": "/review"},
    )
    blind = message.review_rank is not None and is_blind(house.keys.hash(f"blind:{message.id}"))
    resident = await people.get_resident(session, case.landlord_id, case.resident_id)
    sent = await outbox.list_outbox(session, case.landlord_id, [case.id or 0])
    return ReviewPage(
        message=message,
        reading=reading,
        case=case,
        resident_name=resident.name or message.from_name,
        pieces=pieces_of(message.text, [] if blind else reading.because),
        attachments=await messages.list_attachments(session, case.landlord_id, message.id or 0),
        sent=[] if blind else [row for row in sent if row.message_answered_id == message.id],
        is_blind=blind,
        is_waiting=message.review_rank is not None,
        held_by=await _held_by(session, house, signed, message),
        left=await count_to_review(session, signed.viewer, wanted),
        keys=keys_of(signed.staff.keys),
    )


async def _held_by(session: AsyncSession, house: House, signed: SignedIn, message: MessageRow) -> str:
    return message.review_by if is_held_by_another(message, signed.staff.email, house.clock()) else ""
