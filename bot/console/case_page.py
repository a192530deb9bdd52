"""What does one case look like to the member of staff who opens it? Put together whole, in one reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.brought_cases import name_of
from bot.console.acts import ConsoleActs, StoryLine
from bot.console.case_parts import MessagePart, build_messages
from bot.console.next_steps import Standing, Step, next_steps, other_steps
from bot.console.rights import may
from bot.console.sessions import SignedIn
from bot.console.viewing import View, list_views
from bot.errors import NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.in_words import rule_words
from bot.store import cases, offers, outbox, people, tasks, widget
from bot.store.cases import CaseRow, ClockRow, PointRow
from bot.store.console_pages import find_visible_case, list_linked
from bot.store.external_references import list_case_references
from bot.store.outbox import OutboxRow
from bot.store.people import AdjustmentRow, ConversationRow, RepresentativeRow, ResidentRow
from bot.store.tasks import AlertRow, CallRow, TaskRow


@dataclass(frozen=True)
class DateLine:
    """One date of a case as the page shows it."""

    name: str
    due_on: date
    met_at: datetime | None = None
    note: str = ""
    due_at: datetime | None = None  #: where hours count


@dataclass(frozen=True)
class CasePage:
    """Everything on the page of a case."""

    case: CaseRow
    resident: ResidentRow
    conversation: ConversationRow
    given_email: str  #: in a chat on a page, for when they have left it; "" where none was
    adjustments: Sequence[AdjustmentRow]
    representatives: Sequence[RepresentativeRow]
    messages: Sequence[MessagePart]
    sent: Sequence[OutboxRow]
    dates: Sequence[DateLine]
    clocks: Sequence[ClockRow]
    points: Sequence[PointRow]
    offers: Sequence[offers.OfferRow]
    tasks: Sequence[TaskRow]
    alerts: Sequence[AlertRow]
    calls: Sequence[CallRow]
    linked: Sequence[tuple[CaseRow, str]]
    elsewhere: Sequence[tuple[str, str]]  #: each other system that knows it, and its number there
    story: Sequence[StoryLine]
    views: Sequence[View]  #: who opened it, for those who oversee
    next_steps: Sequence[Step]
    other_steps: Sequence[Step]


async def get_visible_case(session: AsyncSession, signed: SignedIn, reference: str) -> CaseRow:
    """The case, for somebody who may see it.

    Raises:
        NotFound: there is none, or not for this member of staff; which of the two is not told.
    """
    case = await find_visible_case(session, signed.viewer, reference)
    if case is None:
        raise NotFound("case", reference)
    return case


async def must_see(house: House, signed: SignedIn, reference: str) -> CaseRow:
    """The case, in a reading of its own, before an act on it is tried.

    Raises:
        NotFound: there is none, or not for this member of staff; which of the two is not told.
    """
    async with house.database.reading() as session:
        return await get_visible_case(session, signed, reference)


async def build_case_page(house: House, acts: ConsoleActs, signed: SignedIn, reference: str) -> CasePage:
    """The page of one case.

    Raises:
        NotFound: there is none, or not for this member of staff.
    """
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        landlord_id, case_id = case.landlord_id, case.id or 0
        resident = await people.get_resident(session, landlord_id, case.resident_id)
        conversation = await people.get_conversation(session, landlord_id, case.conversation_id)
        points = await cases.list_points(session, landlord_id, case_id, case.stage or 1)
        clocks = await cases.list_clocks(session, landlord_id, case_id)
        alerts = await tasks.list_case_alerts(session, landlord_id, case_id)
        case_tasks = await tasks.list_case_tasks(session, landlord_id, case_id)
        sent = await outbox.list_outbox(session, landlord_id, [case_id])
        messages = await build_messages(session, signed.viewer, case)
        standing = Standing(
            case=case,
            is_on_hold=resident_is_out_of_reach(resident),
            is_acknowledged=case.acknowledged_at is not None,
            is_on_its_way=is_on_its_way(sent),
            is_reviewed=not any(part.may_be_confirmed for part in messages),
            has_points=bool(points),
            has_untaken_alert=any(alert.taken_at is None for alert in alerts),
            has_ungraded_hazard=any(
                task.kind == "grade_hazard" and task.done_at is None for task in case_tasks
            ),
            has_open_task=any(task.done_at is None for task in case_tasks),
        )
        return CasePage(
            case=case,
            resident=resident,
            conversation=conversation,
            given_email=await widget.find_email(session, landlord_id, conversation.address),
            adjustments=await people.list_adjustments(session, landlord_id, case.resident_id),
            representatives=await people.list_representatives(session, landlord_id, case_id),
            messages=messages,
            sent=[row for row in sent if row.kind != "alert"],  # those go to staff
            dates=_dates_of(case, clocks),
            clocks=clocks,
            points=points,
            offers=await offers.list_case_offers(session, landlord_id, [case_id]),
            tasks=[task for task in case_tasks if signed.staff.sees_restricted or not task.restricted],
            alerts=alerts,
            calls=await tasks.list_calls(session, landlord_id, case_id),
            linked=await list_linked(session, signed.viewer, case_id),
            views=await list_views(session, landlord_id, case_id)
            if may(signed.staff.role, "/ledger")
            else (),
            elsewhere=await _elsewhere(session, house, case),
            story=await acts.tell(session, house, case_id),
            next_steps=next_steps(standing, signed.staff.role),
            other_steps=other_steps(standing, signed.staff.role),
        )


async def _elsewhere(session: AsyncSession, house: House, case: CaseRow) -> list[tuple[str, str]]:
    systems = house.profiles[case.landlord_id].systems
    known = await list_case_references(session, case.landlord_id, case.id or 0)
    return [(name_of(one.system, systems), one.reference) for one in known]


def is_on_its_way(sent: Sequence[OutboxRow]) -> bool:
    """Whether an acknowledgement has been written and has not left yet."""
    return any(row.kind == "acknowledgement" and row.state in (outbox.QUEUED, outbox.SENDING) for row in sent)


def _dates_of(case: CaseRow, clocks: Sequence[ClockRow]) -> list[DateLine]:
    dates = []
    if case.acknowledge_by:
        note = (
            "" if case.relief else "From the first message: the offer did not leave in time on a usable door."
        )
        dates.append(DateLine("Acknowledge", case.acknowledge_by, case.acknowledged_at, note))
    answer_by = case.respond_by or case.respond_backstop
    if answer_by:
        note = "" if case.respond_by else "At the latest; counted from the acknowledgement once it is sent."
        dates.append(DateLine("Answer", answer_by, case.responded_at, note))
    if case.contact_by:
        dates.append(DateLine("Get in touch", case.contact_by, case.closed_at, "Our promise for this queue."))
    return dates + [
        DateLine(rule_words(clock.rule), clock.due_on, clock.met_at, due_at=clock.due_at)
        for clock in clocks
        if clock.law in ("hazard", "promise") and not clock.ended_why
    ]
