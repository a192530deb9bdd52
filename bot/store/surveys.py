"""What was answered to surveys, with which scores, and whom may we still ask? Code: 1.6"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import ANSWERED, CLOSED, OPEN, CaseRow
from bot.store.outbox import SENT, OutboxRow

MOST_ASKED_AT_ONCE = 200


class SurveyAnswerRow(SQLModel, table=True):
    """One answer to a survey, beside its message: which survey, and the score."""

    __tablename__ = "survey_answer"
    __table_args__ = (sa.Index("ix_survey_answer_when", "landlord_id", "answered_at"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    message_id: int = Field(foreign_key="message.id", unique=True)
    source: str
    score: float | None = None
    best: int | None = None  # the highest score there is
    answered_at: datetime


async def list_answers_since(
    session: AsyncSession, landlord_id: str, since: datetime
) -> Sequence[SurveyAnswerRow]:
    """The answers since an instant, oldest first."""
    found = await session.exec(
        select(SurveyAnswerRow)
        .where(SurveyAnswerRow.landlord_id == landlord_id, SurveyAnswerRow.answered_at >= since)
        .order_by(col(SurveyAnswerRow.answered_at), col(SurveyAnswerRow.id))
    )
    return found.all()


async def find_last_said(session: AsyncSession, landlord_id: str, conversation_id: int) -> OutboxRow | None:
    """The last message of ours that left for this conversation, or None."""
    found = await session.exec(
        select(OutboxRow)
        .where(
            OutboxRow.landlord_id == landlord_id,
            OutboxRow.conversation_id == conversation_id,
            OutboxRow.state == SENT,
            OutboxRow.kind != "alert",
        )
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    )
    return found.first()


async def list_to_ask(
    session: AsyncSession, landlord_id: str, *, since: datetime, until: datetime
) -> list[CaseRow]:
    """Cases that ended in this time and whose resident was not asked yet, locked; none at hand elsewhere."""
    ended = sa.or_(
        sa.and_(
            col(CaseRow.kind) == "service_request",
            col(CaseRow.status) == CLOSED,
            _within(CaseRow.closed_at, since, until),
        ),
        sa.and_(
            col(CaseRow.kind) == "complaint",
            col(CaseRow.status).in_((ANSWERED, CLOSED)),
            _within(CaseRow.responded_at, since, until),
        ),
    )
    found = await session.exec(
        select(CaseRow)
        .where(
            CaseRow.landlord_id == landlord_id,
            ended,
            col(CaseRow.surveyed_at).is_(None),
            col(CaseRow.restricted).is_(False),
        )
        .order_by(col(CaseRow.id))
        .limit(MOST_ASKED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    return list(found.all())


def _within(column: object, since: datetime, until: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(col(column) >= since, col(column) < until)


async def has_open_complaint(session: AsyncSession, landlord_id: str, resident_id: int) -> bool:
    """Whether a complaint of this resident waits for our answer."""
    found = await session.exec(
        select(CaseRow.id)
        .where(
            CaseRow.landlord_id == landlord_id,
            CaseRow.resident_id == resident_id,
            CaseRow.status == OPEN,
            col(CaseRow.kind).in_(("complaint", "contact")),
        )
        .limit(1)
    )
    return found.first() is not None
