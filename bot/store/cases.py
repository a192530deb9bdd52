"""Which matters are there, in whose queue, and by when must each be answered?"""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.base import json_list

OPEN = "open"
ANSWERED = "answered"
CLOSED = "closed"


#: cases that somebody may not see, as written in an index of their own
SHUT = "(restricted OR CAST(hidden_from AS TEXT) <> '[]')"


class CaseRow(SQLModel, table=True):
    """One matter: a complaint, service request, enquiry, feedback, or a contact a person still decides."""

    __tablename__ = "case_"
    __table_args__ = (
        sa.Index("ix_case_queue", "landlord_id", "status", "queue", "next_due_on", "id"),
        sa.Index("ix_case_received", "landlord_id", "received_at"),
        sa.Index(
            "ix_case_shut",
            "landlord_id",
            "status",
            "queue",
            sqlite_where=sa.text(SHUT),
            postgresql_where=sa.text(SHUT),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    reference: str = Field(unique=True)
    kind: str  # complaint, service_request, enquiry, feedback, contact
    stage: int | None = None  # 1 or 2 for a complaint, never anything else. Code: 5.2, 5.3
    status: str = OPEN
    queue: str
    topic: str
    team: str
    owner: str = ""  # a staff e-mail; "" while it is the team's
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    resident_id: int = Field(foreign_key="resident.id", index=True)
    opened_from: int = Field(foreign_key="message.id")
    profile_version: str  # the policy it was opened under. Code: 5.1
    words: str  # what the resident wrote, as quoted back to them
    signals: list[str] = Field(default_factory=list, sa_column=json_list())
    was_dissatisfied: bool = False  # once read so; filing or relabelling then needs a reason. Code: 1.3
    received_at: datetime  # the first message that showed dissatisfaction, or the request itself
    chosen_at: datetime | None = None
    stage_2_requested_at: datetime | None = None  # Code: 6.10, 6.11
    relief: bool = True  # the offer left in time on a usable door: the later dates hold
    acknowledge_by: date | None = None
    acknowledged_at: datetime | None = None
    acknowledged_how: str = ""
    respond_by: date | None = None
    respond_backstop: date | None = None
    responded_at: datetime | None = None
    stage_1_responded_at: datetime | None = None
    stage_1_handler: str = ""
    contact_by: date | None = None  # the promise of the queue, for requests and enquiries
    asked_if_done_at: datetime | None = None
    surveyed_at: datetime | None = None  # asked once what they think of how it went
    hazard_by: date | None = None  # the nearest date of a running hazard clock
    next_due_on: date | None = None  # the nearest of its dates, for the queue
    outcome_sought: str = ""
    outcome_asked: bool = True  # nobody has said what would put it right, so the acknowledgement asks
    points_agreed_by: str = ""
    screening: str = ""  # quick, needs_work, risk_today: how a person sorted it. Code: 6.1
    screened_why: str = ""
    screened_by: str = ""
    restricted: bool = False  # only those named for safeguarding see it
    hidden_from: list[str] = Field(default_factory=list, sa_column=json_list())  # staff named in it
    guard_barred: str = ""  # why no text may be sent for it by itself; "" where the guard may act
    guarded_at: datetime | None = None
    closed_at: datetime | None = None
    closed_reason: str = ""

    @property
    def began_at_stage_2(self) -> bool:
        """Whether it went straight to the investigation, so that nobody asked anybody to look again. SPSO, NIPSO, PSOW"""
        came_at = self.chosen_at or self.received_at
        return self.stage == 2 and self.stage_1_responded_at is None and self.stage_2_requested_at == came_at


class CaseLinkRow(SQLModel, table=True):
    """Two cases that belong together; both stay alive. Code: 1.5."""

    __tablename__ = "case_link"
    __table_args__ = (sa.UniqueConstraint("case_id", "other_id"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    other_id: int = Field(foreign_key="case_.id", index=True)
    why: str


class PointRow(SQLModel, table=True):
    """One numbered point of the definition, in the resident's own words. Code: 5.6, 5.7."""

    __tablename__ = "point"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    stage: int
    number: int
    text: str
    responsible: str = "unsure"  # yes, no, unsure
    reason: str = ""
    who: str = ""  # who deals with it where it is not ours
    contact: str = ""


class ClockRow(SQLModel, table=True):
    """One date that was set, by which rule and from what: kept when it is met and when it is replaced."""

    __tablename__ = "clock"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    case_id: int = Field(foreign_key="case_.id", index=True)
    rule: str  # a name of bot.deadline_rules.RULES
    law: str  # code, promise, hazard
    from_on: date
    due_on: date
    due_at: datetime | None = None  # elapsed-hours clocks
    started_at: datetime
    met_at: datetime | None = None
    ended_why: str = ""  # met, replaced, stopped by a named person
    ended_by: str = ""


async def find_case(
    session: AsyncSession, landlord_id: str, reference: str, *, lock: bool = False
) -> CaseRow | None:
    """The case with this reference, or None."""
    query = select(CaseRow).where(
        CaseRow.landlord_id == landlord_id, CaseRow.reference == reference.strip().upper()
    )
    return (await session.exec(query.with_for_update() if lock else query)).first()


async def get_case(session: AsyncSession, landlord_id: str, case_id: int, *, lock: bool = False) -> CaseRow:
    """The case with this id, locked for this transaction where asked."""
    query = select(CaseRow).where(CaseRow.id == case_id, CaseRow.landlord_id == landlord_id)
    return (await session.exec(query.with_for_update() if lock else query)).one()


async def get_case_of_any(session: AsyncSession, landlord_ids: Collection[str], case_id: int) -> CaseRow:
    """The case with this id, of one of these landlords."""
    found = await session.exec(
        select(CaseRow).where(CaseRow.id == case_id, col(CaseRow.landlord_id).in_(landlord_ids))
    )
    return found.one()


async def list_conversation_cases(
    session: AsyncSession, landlord_id: str, *conversation_ids: int, lock: bool = False
) -> list[CaseRow]:
    """Every case of these conversations, oldest first; as they are now and locked for this transaction where asked."""
    query = (
        select(CaseRow)
        .where(CaseRow.landlord_id == landlord_id, col(CaseRow.conversation_id).in_(conversation_ids))
        .order_by(col(CaseRow.id))
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    return list((await session.exec(locked if lock else query)).all())


async def list_cases(
    session: AsyncSession, landlord_id: str, *, after_id: int = 0, limit: int = 500
) -> list[CaseRow]:
    """Cases in the order they were opened, a page at a time."""
    found = await session.exec(
        select(CaseRow)
        .where(CaseRow.landlord_id == landlord_id, col(CaseRow.id) > after_id)
        .order_by(col(CaseRow.id))
        .limit(limit)
    )
    return list(found.all())


async def list_queue(
    session: AsyncSession,
    landlord_id: str,
    queue: str,
    *,
    hidden_from: str,
    restricted_too: bool,
    after: tuple[date, int] | None = None,
    limit: int = 50,
) -> list[CaseRow]:
    """Open cases of a queue, nearest deadline first, a keyset page at a time; never one that names this person."""
    query = select(CaseRow).where(
        CaseRow.landlord_id == landlord_id,
        CaseRow.status == OPEN,
        CaseRow.queue == queue,
        ~_names(hidden_from),
    )
    if not restricted_too:
        query = query.where(col(CaseRow.restricted).is_(False))
    if after is not None:
        query = query.where(sa.tuple_(col(CaseRow.next_due_on), col(CaseRow.id)) > after)
    return list(
        (await session.exec(query.order_by(col(CaseRow.next_due_on), col(CaseRow.id)).limit(limit))).all()
    )


def _names(email: str) -> sa.ColumnElement[bool]:
    # The list is short JSON text; the quotes keep "an@x" from matching "jan@x".
    return (
        sa.cast(col(CaseRow.hidden_from), sa.Text).contains(f'"{email}"', autoescape=True)
        if email
        else sa.false()
    )


async def list_awaiting_acknowledgement(session: AsyncSession, landlord_id: str) -> list[CaseRow]:
    """Open complaints and undecided contacts whose acknowledgement is still owed, locked; none at hand elsewhere. Code: 6.2."""
    found = await session.exec(
        select(CaseRow)
        .where(
            CaseRow.landlord_id == landlord_id,
            CaseRow.status == OPEN,
            col(CaseRow.acknowledge_by).is_not(None),
            col(CaseRow.acknowledged_at).is_(None),
        )
        .order_by(col(CaseRow.id))
        .with_for_update(skip_locked=True)
    )
    return list(found.all())


async def list_promised(session: AsyncSession, landlord_id: str, *, until: date) -> list[CaseRow]:
    """Open requests whose promised day has come and whose resident has not been asked "is it done?", locked."""
    found = await session.exec(
        select(CaseRow)
        .where(
            CaseRow.landlord_id == landlord_id,
            CaseRow.status == OPEN,
            CaseRow.kind == "service_request",
            col(CaseRow.contact_by) <= until,
            col(CaseRow.asked_if_done_at).is_(None),
        )
        .order_by(col(CaseRow.id))
        .with_for_update(skip_locked=True)
    )
    return list(found.all())


async def list_links(session: AsyncSession, landlord_id: str, case_ids: Collection[int]) -> list[CaseLinkRow]:
    """The links of these cases, both ways."""
    found = await session.exec(
        select(CaseLinkRow).where(
            CaseLinkRow.landlord_id == landlord_id,
            sa.or_(col(CaseLinkRow.case_id).in_(case_ids), col(CaseLinkRow.other_id).in_(case_ids)),
        )
    )
    return list(found.all())


async def list_points(session: AsyncSession, landlord_id: str, case_id: int, stage: int) -> list[PointRow]:
    """The numbered points of a case at a stage."""
    found = await session.exec(
        select(PointRow)
        .where(PointRow.landlord_id == landlord_id, PointRow.case_id == case_id, PointRow.stage == stage)
        .order_by(col(PointRow.number))
    )
    return list(found.all())


async def list_clocks(session: AsyncSession, landlord_id: str, case_id: int) -> list[ClockRow]:
    """Every clock of a case, in the order they started."""
    found = await session.exec(
        select(ClockRow)
        .where(ClockRow.landlord_id == landlord_id, ClockRow.case_id == case_id)
        .order_by(col(ClockRow.id))
    )
    return list(found.all())
