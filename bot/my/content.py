"""What stands on a resident's own page? Each of their cases, told plainly, and what we hold about them.

A case kept from view is not on it, nor anything that belongs to one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.house import House
from bot.identities import masked
from bot.my.at_page import AtPage
from bot.my.where import AHEAD, DONE, CaseFacts, Step, Where, where_it_stands
from bot.needs import Need, needs_of
from bot.store import cases, identities, messages, offers, outbox, people, responses, tasks
from bot.store.cases import CaseRow
from bot.store.external_references import list_brought
from bot.working_days import london_date


@dataclass(frozen=True)
class Said:
    """One thing that was said between us."""

    at: datetime
    by_us: bool
    title: str
    text: str


@dataclass(frozen=True)
class CasePart:
    """One case on the page."""

    id: int
    reference: str
    words: str
    where: Where
    said: Sequence[Said]
    choice_link: str  #: to the open choice to complain; "" where there is none
    complain_link: str  #: to "I want to complain about this"; "" where it is a complaint


@dataclass(frozen=True)
class MyPage:
    """The whole page."""

    name: str
    cases: Sequence[CasePart]
    ways: Sequence[tuple[str, str]]  #: channel and address, masked
    needs: Sequence[Need]


async def build_page(house: House, at: AtPage) -> MyPage:
    """Everything on the page of one resident, the latest case first."""
    landlord_id, resident_id = at.landlord.id, at.conversation.resident_id
    async with house.database.reading() as session:
        mine = await identities.list_proven(session, landlord_id, at.conversation)
        known = await cases.list_conversation_cases(session, landlord_id, *(one.id or 0 for one in mine))
        # What another system had holds its own summary, written for colleagues and never told to them.
        brought = await list_brought(session, landlord_id, [case.id or 0 for case in known])
        shown = [case for case in reversed(known) if not case.restricted and case.id not in brought]
        ways = await identities.list_identities(session, landlord_id, resident_id)
        needs = await people.list_adjustments(session, landlord_id, resident_id)
        return MyPage(
            at.resident.name,
            [await _part(session, house, case) for case in shown],
            [(one.channel, masked(one.address)) for one in ways],
            needs_of(needs),
        )


async def _part(session: AsyncSession, house: House, case: CaseRow) -> CasePart:
    case_id, today = case.id or 0, london_date(house.clock())
    open_offers = [
        one
        for one in await offers.list_case_offers(session, case.landlord_id, [case_id])
        if one.case_id == case_id and one.state in (offers.PENDING, offers.UNANSWERED)
    ]
    choice = house.keys.seal("offer", open_offers[-1].id or 0) if open_offers else ""
    return CasePart(
        case_id,
        case.reference,
        case.words,
        where_it_stands(replace(facts_of(case), promises=await promises_of(session, case)), today=today),
        await _said(session, case),
        f"/choice/{choice}" if choice else "",
        "" if choice or case.kind == "complaint" else f"/complain/{house.keys.seal('case', case_id)}",
    )


def facts_of(case: CaseRow) -> CaseFacts:
    """A case as its page tells it."""
    return CaseFacts(
        kind=case.kind,
        told_on=london_date(case.received_at),
        team=case.team,
        stage=case.stage,
        is_closed=case.status == cases.CLOSED,
        closed_on=_day(case.closed_at),
        write_by=case.acknowledge_by,
        written_on=_day(case.acknowledged_at),
        answer_by=case.respond_by or case.respond_backstop,
        answered_on=_day(case.responded_at),
        contact_by=case.contact_by,
        asked_again_on=None if case.began_at_stage_2 else _day(case.stage_2_requested_at),
    )


async def promises_of(session: AsyncSession, case: CaseRow) -> tuple[Step, ...]:
    """What we promised in an answer, done or to be done; what is only agreed among staff is not told yet. Code: 6.6"""
    if case.stage_1_responded_at is None:
        return ()
    rows = await responses.list_remedies(session, case.landlord_id, case.id or 0)
    told = [row for row in rows if row.due_on and (row.stage == 1 or case.responded_at is not None)]
    return tuple(
        Step(
            f"We do what we promised: {row.what}",
            _day(row.done_at),
            row.due_on,
            DONE if row.done_at else AHEAD,
        )
        for row in told
    )


async def _said(session: AsyncSession, case: CaseRow) -> list[Said]:
    landlord_id, case_id = case.landlord_id, case.id or 0
    theirs = [
        Said(one.received_at, False, "You wrote", one.text)
        for one in await messages.list_messages(session, landlord_id, [case_id])
        if not one.is_note and not one.automatic
    ]
    ours = [
        Said(one.sent_at, True, one.subject or "We wrote", one.text)
        for one in await outbox.list_outbox(session, landlord_id, [case_id])
        if one.sent_at is not None and one.kind != "alert" and one.state == outbox.SENT
    ]
    calls = [
        Said(one.happened_at, True, _reached(one.way, reached=one.reached), "")
        for one in await tasks.list_calls(session, landlord_id, case_id)
    ]
    return sorted([*theirs, *ours, *calls], key=lambda one: one.at)


def _reached(way: str, *, reached: bool) -> str:
    if way == "letter":
        return "We posted you a letter"
    did = "We rang you" if way == "call" else "We visited you"
    return did if reached else f"{did} and did not reach you"


def _day(at: datetime | None) -> date | None:
    return london_date(at) if at is not None else None
