"""What may this member of staff see? The lists and cases of the console, each asked for as its viewer.

A case that names the viewer, or one for safeguarding that the viewer is not named for, is in none of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import OPEN, SHUT, CaseLinkRow, CaseRow
from bot.store.external_references import list_by_number
from bot.store.people import ConversationRow, ResidentRow
from bot.store.tasks import AlertRow, TaskRow


@dataclass(frozen=True)
class Viewer:
    """Who looks, and what they may see."""

    landlord_id: str
    email: str
    sees_restricted: bool
    queues: tuple[str, ...] = ()  #: the only ones they work in; empty for all
    own_cases_only: bool = False  #: nothing but what was given to them


@dataclass(frozen=True)
class QueuePlace:
    """Where a page of a queue ended; undated cases come after all dated ones."""

    due_on: date | None
    case_id: int


@dataclass(frozen=True)
class QueueLine:
    """One case as a queue shows it."""

    case: CaseRow
    resident_name: str
    channel: str
    address: str


@dataclass(frozen=True)
class TaskLine:
    """One task, with its case where it has one."""

    task: TaskRow
    case: CaseRow | None


@dataclass(frozen=True)
class AlertLine:
    """One alert, with its case where it has one."""

    alert: AlertRow
    case: CaseRow | None


async def find_visible_case(session: AsyncSession, viewer: Viewer, reference: str) -> CaseRow | None:
    """The case with this reference, or None: also where there is one that the viewer may not see."""
    found = await session.exec(
        select(CaseRow).where(CaseRow.reference == reference.strip().upper(), seen_by(viewer))
    )
    return found.first()


async def list_visible_by_number(session: AsyncSession, viewer: Viewer, number: str) -> list[CaseRow]:
    """The cases that other systems know by this number, without those that the viewer may not see."""
    ids = await list_by_number(session, viewer.landlord_id, number)
    found = await session.exec(
        select(CaseRow).where(col(CaseRow.id).in_(ids), seen_by(viewer)).order_by(col(CaseRow.id))
    )
    return list(found.all())


async def sees_case(session: AsyncSession, viewer: Viewer, case_id: int) -> bool:
    """Whether the viewer may see the case with this id."""
    found = await session.exec(select(CaseRow.id).where(CaseRow.id == case_id, seen_by(viewer)))
    return found.first() is not None


async def count_queues(session: AsyncSession, viewer: Viewer) -> list[tuple[str, int, date | None]]:
    """Each queue with its open cases and its nearest date.

    Nearly every case is open to everybody: all are counted in the index, and those shut to this viewer taken off.
    """
    if viewer.own_cases_only or viewer.queues:
        counts = await _count_open(session, seen_by(viewer))
    else:
        counts = await _count_open(session, col(CaseRow.landlord_id) == viewer.landlord_id)
        for queue, shut in (await _count_open(session, sa.and_(_shut(viewer), ~seen_by(viewer)))).items():
            counts[queue] -= shut
    nearest = {queue: await _nearest(session, viewer, queue) for queue, count in counts.items() if count}
    return [(queue, counts[queue], due) for queue, due in sorted(nearest.items())]


async def _count_open(session: AsyncSession, which: sa.ColumnElement[bool]) -> dict[str, int]:
    found = await session.exec(
        select(CaseRow.queue, sa.func.count()).where(CaseRow.status == OPEN, which).group_by(CaseRow.queue)
    )
    return {queue: int(count) for queue, count in found.all()}


async def _nearest(session: AsyncSession, viewer: Viewer, queue: str) -> date | None:
    found = await session.exec(
        select(CaseRow.next_due_on)  # type: ignore[type-var]
        .where(
            CaseRow.status == OPEN,
            CaseRow.queue == queue,
            col(CaseRow.next_due_on).is_not(None),
            seen_by(viewer),
        )
        .order_by(col(CaseRow.next_due_on))
        .limit(1)
    )
    return found.first()


def _shut(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The few cases that are shut to anybody, as the index `ix_case_shut` has them."""
    return sa.and_(col(CaseRow.landlord_id) == viewer.landlord_id, sa.text(SHUT))


async def list_queue_page(
    session: AsyncSession, viewer: Viewer, queue: str, *, after: QueuePlace | None, limit: int
) -> list[QueueLine]:
    """Open cases of a queue from a place on, nearest date first, undated ones last."""
    lines: list[QueueLine] = []
    if after is None or after.due_on is not None:
        lines = await _queue_lines(session, viewer, queue, _dated_after(after), limit)
    if len(lines) < limit:
        undated_after = after.case_id if after and after.due_on is None else 0
        undated = sa.and_(col(CaseRow.next_due_on).is_(None), col(CaseRow.id) > undated_after)
        lines += await _queue_lines(session, viewer, queue, undated, limit - len(lines))
    return lines


def _dated_after(after: QueuePlace | None) -> sa.ColumnElement[bool]:
    if after is None:
        return col(CaseRow.next_due_on).is_not(None)
    place = sa.tuple_(sa.literal(after.due_on, sa.Date), sa.literal(after.case_id, sa.Integer))
    return sa.tuple_(col(CaseRow.next_due_on), col(CaseRow.id)) > place


async def _queue_lines(
    session: AsyncSession, viewer: Viewer, queue: str, place: sa.ColumnElement[bool], limit: int
) -> list[QueueLine]:
    found = await session.exec(
        select(CaseRow, ResidentRow.name, ConversationRow.channel, ConversationRow.address)
        .join(ResidentRow, col(ResidentRow.id) == col(CaseRow.resident_id))
        .join(ConversationRow, col(ConversationRow.id) == col(CaseRow.conversation_id))
        .where(CaseRow.status == OPEN, CaseRow.queue == queue, seen_by(viewer), place)
        .order_by(col(CaseRow.next_due_on), col(CaseRow.id))
        .limit(limit)
    )
    return [QueueLine(case, name, channel, address) for case, name, channel, address in found.all()]


async def list_tasks(
    session: AsyncSession, viewer: Viewer, *, until: date | None = None, limit: int = 200
) -> list[TaskLine]:
    """What is still to be done, soonest first; up to a day where one is given."""
    query = (
        select(TaskRow, CaseRow)
        .outerjoin(CaseRow, col(CaseRow.id) == col(TaskRow.case_id))
        .where(
            TaskRow.landlord_id == viewer.landlord_id, col(TaskRow.done_at).is_(None), _task_seen_by(viewer)
        )
        .order_by(col(TaskRow.due_on), col(TaskRow.id))
        .limit(limit)
    )
    if until is not None:
        query = query.where(TaskRow.due_on <= until)
    return [TaskLine(task, case) for task, case in (await session.exec(query)).all()]


async def find_visible_task(session: AsyncSession, viewer: Viewer, task_id: int) -> TaskLine | None:
    """One task, done or not, with its case; None also where the viewer may not see it."""
    found = await session.exec(
        select(TaskRow, CaseRow)
        .outerjoin(CaseRow, col(CaseRow.id) == col(TaskRow.case_id))
        .where(TaskRow.id == task_id, TaskRow.landlord_id == viewer.landlord_id, _task_seen_by(viewer))
    )
    line = found.first()
    return TaskLine(*line) if line else None


async def list_alerts(
    session: AsyncSession, viewer: Viewer, *, untaken_only: bool = False, limit: int = 100
) -> list[AlertLine]:
    """Alerts the viewer may see: those nobody has first, then the newest."""
    query = (
        select(AlertRow, CaseRow)
        .outerjoin(CaseRow, col(CaseRow.id) == col(AlertRow.case_id))
        .where(AlertRow.landlord_id == viewer.landlord_id, _own_case_seen_by(viewer, AlertRow.case_id))
        .order_by(col(AlertRow.taken_at).is_not(None), col(AlertRow.id).desc())
        .limit(limit)
    )
    if untaken_only:
        query = query.where(col(AlertRow.taken_at).is_(None))
    return [AlertLine(alert, case) for alert, case in (await session.exec(query)).all()]


async def find_visible_alert(session: AsyncSession, viewer: Viewer, alert_id: int) -> AlertRow | None:
    """One alert, or None: also where the viewer may not see its case."""
    found = await session.exec(
        select(AlertRow)
        .outerjoin(CaseRow, col(CaseRow.id) == col(AlertRow.case_id))
        .where(
            AlertRow.id == alert_id,
            AlertRow.landlord_id == viewer.landlord_id,
            _own_case_seen_by(viewer, AlertRow.case_id),
        )
    )
    return found.first()


async def list_linked(session: AsyncSession, viewer: Viewer, case_id: int) -> Sequence[tuple[CaseRow, str]]:
    """The cases linked with this one, either way, and why. Code: 1.5."""
    belongs = sa.or_(
        sa.and_(col(CaseLinkRow.case_id) == case_id, col(CaseLinkRow.other_id) == col(CaseRow.id)),
        sa.and_(col(CaseLinkRow.other_id) == case_id, col(CaseLinkRow.case_id) == col(CaseRow.id)),
    )
    found = await session.exec(
        select(CaseRow, CaseLinkRow.why)
        .join(CaseLinkRow, belongs)
        .where(CaseLinkRow.landlord_id == viewer.landlord_id, seen_by(viewer))
        .order_by(col(CaseRow.id))
    )
    return found.all()


def seen_by(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition on cases that leaves this viewer theirs."""
    # The list is short JSON text; the quotes keep "an@x" from matching "jan@x".
    named = sa.cast(col(CaseRow.hidden_from), sa.Text).contains(f'"{viewer.email}"', autoescape=True)
    seen = sa.and_(col(CaseRow.landlord_id) == viewer.landlord_id, ~named)
    if viewer.own_cases_only:
        seen = sa.and_(seen, col(CaseRow.owner) == viewer.email)
    elif viewer.queues:
        theirs = sa.or_(col(CaseRow.queue).in_(viewer.queues), col(CaseRow.owner) == viewer.email)
        seen = sa.and_(seen, theirs)
    return seen if viewer.sees_restricted else sa.and_(seen, col(CaseRow.restricted).is_(False))


def _own_case_seen_by(viewer: Viewer, case_id: object) -> sa.ColumnElement[bool]:
    seen = seen_by(viewer)
    return seen if viewer.own_cases_only else sa.or_(col(case_id).is_(None), seen)


def _task_seen_by(viewer: Viewer) -> sa.ColumnElement[bool]:
    seen = _own_case_seen_by(viewer, TaskRow.case_id)
    return seen if viewer.sees_restricted else sa.and_(seen, col(TaskRow.restricted).is_(False))
