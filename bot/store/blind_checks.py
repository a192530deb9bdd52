"""Which messages does a colleague read without knowing how the machine read them, and what did they say?

A draw is one landlord's sample of one ISO week; its checks are answered in the order they were drawn, which is
chance, so what is answered so far is a fair sample too.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.messages import MessageRow, ReadingRow, ReviewRow
from bot.store.offers import OfferRow
from bot.store.people import ConversationRow, ResidentRow

WITHOUT_CHOICE = "without_choice"  # neither an offer nor a complaint came of it
CONFIRMED = "confirmed"  # a member of staff said that the reading was right
COMPLAINT = "complaint"


class BlindDrawRow(SQLModel, table=True):
    """The sample of one week was drawn; the key makes a second one impossible."""

    __tablename__ = "blind_draw"
    __table_args__ = (sa.UniqueConstraint("landlord_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    week: str  # ISO, 2026-W45
    drawn_at: datetime
    without_choice: int  # how many there were to draw from
    confirmed: int


class BlindCheckRow(SQLModel, table=True):
    """One message to be read anew. `staff_id` holds it until `held_until`, and for good once it is answered."""

    __tablename__ = "blind_check"
    __table_args__ = (
        sa.UniqueConstraint("landlord_id", "message_id"),
        sa.Index("ix_blind_check_week", "landlord_id", "week"),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    message_id: int = Field(foreign_key="message.id")
    week: str
    why: str  # without_choice, confirmed
    drawn_at: datetime
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    held_until: datetime | None = None
    answered_at: datetime | None = None
    kind: str = ""
    explicit: bool = False
    wants_action: bool = False

    @property
    def reads_unhappy(self) -> bool:
        """Whether the colleague reads somebody unhappy with us in it, or somebody who asks to complain."""
        return self.kind == COMPLAINT or self.explicit


@dataclass(frozen=True)
class BlindLine:
    """One check with what must be known to show it, or to keep it from somebody."""

    check: BlindCheckRow
    message: MessageRow
    reading: ReadingRow
    case: CaseRow | None
    on_hold: bool
    review: ReviewRow | None  #: the latest word of staff on it


@dataclass(frozen=True)
class WeekCount:
    """What the checks of one week came to."""

    week: str
    without_choice: int  #: answered, of those that got no choice
    unhappy: int  #: of these
    drawn: int
    answered: int


async def find_last_draw(session: AsyncSession, landlord_id: str) -> BlindDrawRow | None:
    """The newest draw, or None where there has been none."""
    found = await session.exec(
        select(BlindDrawRow)
        .where(BlindDrawRow.landlord_id == landlord_id)
        .order_by(col(BlindDrawRow.week).desc())
        .limit(1)
    )
    return found.first()


async def list_without_choice(session: AsyncSession, landlord_id: str, *, since: datetime) -> list[int]:
    """Messages since then from which neither an offer nor a complaint came and that asked no person to decide.

    Left out: notes of colleagues, taps on our pages, copies, and what has been drawn before. Code: 1.3
    """
    found = await session.exec(
        select(MessageRow.id)
        .join(ReadingRow, col(ReadingRow.message_id) == col(MessageRow.id))
        .where(
            MessageRow.landlord_id == landlord_id,
            MessageRow.received_at >= since,
            col(MessageRow.is_note).is_(False),
            MessageRow.channel != "page",
            MessageRow.action != "ask_a_person",  # its receipt carries the choice, and a person decides
            MessageRow.text != "",
            ~_has_the_choice(),
            ~_drawn_before(),
        )
        .order_by(col(MessageRow.id))
    )
    return [message_id for message_id in found.all() if message_id is not None]


async def list_confirmed(session: AsyncSession, landlord_id: str, *, since: datetime) -> list[int]:
    """Messages whose reading staff have confirmed since then, and that have not been drawn before."""
    agreed = select(ReviewRow.message_id).where(
        ReviewRow.landlord_id == landlord_id,
        col(ReviewRow.agreed).is_(True),
        ReviewRow.created_at >= since,
    )
    found = await session.exec(
        select(MessageRow.id)
        .where(col(MessageRow.id).in_(agreed), MessageRow.text != "", ~_drawn_before())
        .order_by(col(MessageRow.id))
    )
    return [message_id for message_id in found.all() if message_id is not None]


async def has_the_choice(session: AsyncSession, landlord_id: str, message_id: int) -> bool:
    """Whether whoever wrote this has a complaint, or the offer of one, from it or on its case. Code: 1.3"""
    found = await session.exec(
        select(MessageRow.id).where(
            MessageRow.id == message_id, MessageRow.landlord_id == landlord_id, _has_the_choice()
        )
    )
    return found.first() is not None


async def list_week(session: AsyncSession, landlord_id: str, week: str) -> list[BlindLine]:
    """The checks of a week, in the order they were drawn."""
    newest = (
        select(sa.func.max(ReviewRow.id))
        .where(col(ReviewRow.message_id) == col(MessageRow.id))
        .correlate(MessageRow)
        .scalar_subquery()
    )
    found = await session.exec(
        select(BlindCheckRow, MessageRow, ReadingRow, CaseRow, ResidentRow.on_hold, ReviewRow)  # type: ignore[call-overload]
        .join(MessageRow, col(MessageRow.id) == col(BlindCheckRow.message_id))
        .join(ReadingRow, col(ReadingRow.message_id) == col(MessageRow.id))
        .outerjoin(CaseRow, col(CaseRow.id) == col(MessageRow.case_id))
        .outerjoin(ConversationRow, col(ConversationRow.id) == col(MessageRow.conversation_id))
        .outerjoin(ResidentRow, col(ResidentRow.id) == col(ConversationRow.resident_id))
        .outerjoin(ReviewRow, col(ReviewRow.id) == newest)
        .where(BlindCheckRow.landlord_id == landlord_id, BlindCheckRow.week == week)
        .order_by(col(BlindCheckRow.id))
    )
    return [
        BlindLine(check, message, reading, case, bool(on_hold), review)
        for check, message, reading, case, on_hold, review in found.all()
    ]


async def find_check(
    session: AsyncSession, landlord_id: str, check_id: int, *, lock: bool = False
) -> BlindCheckRow | None:
    """One check of this landlord, or None; locked for this transaction where asked."""
    query = select(BlindCheckRow).where(
        BlindCheckRow.id == check_id, BlindCheckRow.landlord_id == landlord_id
    )
    return (await session.exec(query.with_for_update() if lock else query)).first()


async def count_weeks(session: AsyncSession, landlord_id: str, *, last: int) -> list[WeekCount]:
    """What the checks of the last weeks came to, newest first."""
    answered = col(BlindCheckRow.answered_at).is_not(None)
    judged = sa.and_(answered, col(BlindCheckRow.why) == WITHOUT_CHOICE)
    unhappy = sa.and_(
        judged, sa.or_(col(BlindCheckRow.kind) == COMPLAINT, col(BlindCheckRow.explicit).is_(True))
    )
    found = await session.exec(
        select(BlindCheckRow.week, _sum(judged), _sum(unhappy), sa.func.count(), _sum(answered))  # type: ignore[call-overload]
        .where(BlindCheckRow.landlord_id == landlord_id)
        .group_by(BlindCheckRow.week)
        .order_by(col(BlindCheckRow.week).desc())
        .limit(last)
    )
    return [WeekCount(week, *(int(number) for number in numbers)) for week, *numbers in found.all()]


def _sum(holds: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((holds, 1), else_=0))


def _drawn_before() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        col(BlindCheckRow.landlord_id) == col(MessageRow.landlord_id),
        col(BlindCheckRow.message_id) == col(MessageRow.id),
    )


def _has_the_choice() -> sa.ColumnElement[bool]:
    """Of a message: an offer on it or on its case, a complaint that holds it, or one opened from it."""
    # One question an index: a single one with "or" in it would read every offer for every message.
    spoken_with = col(OfferRow.conversation_id) == col(MessageRow.conversation_id)
    same_talk = col(CaseRow.conversation_id) == col(MessageRow.conversation_id)
    is_complaint = col(CaseRow.kind) == COMPLAINT
    return sa.or_(
        sa.exists().where(col(OfferRow.case_id) == col(MessageRow.case_id)),
        sa.exists().where(spoken_with, col(OfferRow.message_id) == col(MessageRow.id)),
        sa.exists().where(col(CaseRow.id) == col(MessageRow.case_id), is_complaint),
        sa.exists().where(same_talk, col(CaseRow.opened_from) == col(MessageRow.id), is_complaint),
    )
