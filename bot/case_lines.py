"""How is a case told to a machine? One flat object, the same for `hark cases --json`, rehearsals and the API."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import cases, offers, people, widget
from bot.store.cases import CaseRow
from bot.store.external_references import list_case_references
from bot.store.messages import count_messages
from bot.store.offers import OfferRow
from bot.store.people import ConversationRow

PAGE = 500


async def list_case_lines(session: AsyncSession, landlord_id: str) -> AsyncIterator[dict[str, Any]]:
    """Every case of a landlord, oldest first, a page of the store at a time."""
    after = 0
    while page := await cases.list_cases(session, landlord_id, after_id=after, limit=PAGE):
        for case in page:
            yield await case_line(session, case)
        after = page[-1].id or 0


async def case_line(session: AsyncSession, case: CaseRow) -> dict[str, Any]:
    """One case. Instants are ISO UTC, dates ISO; an unknown name or address is "".

    A case that another system knows also has its number there: `"references": {"cats": "12345"}`.
    """
    landlord_id, case_id = case.landlord_id, case.id or 0
    resident = await people.get_resident(session, landlord_id, case.resident_id)
    conversation = await people.get_conversation(session, landlord_id, case.conversation_id)
    respond_by = case.respond_by or case.respond_backstop
    line = {
        "reference": case.reference,
        "kind": case.kind,
        "stage": case.stage,
        "status": case.status,
        "queue": case.queue,
        "topic": case.topic,
        "received_at": _instant(case.received_at),
        "chosen_at": _instant(case.chosen_at),
        "acknowledge_by": case.acknowledge_by.isoformat() if case.acknowledge_by else None,
        "acknowledged_at": _instant(case.acknowledged_at),
        "respond_by": respond_by.isoformat() if respond_by else None,
        "offer": _offer(await offers.list_case_offers(session, landlord_id, [case_id])),
        "resident": {"name": resident.name, "address": await _address(session, conversation)},
        "linked": await _linked(session, case),
        "messages": await count_messages(session, landlord_id, case_id, opened_from=case.opened_from),
    }
    references = await references_of(session, landlord_id, case_id)
    return {**line, "references": references} if references else line


async def references_of(session: AsyncSession, landlord_id: str, case_id: int) -> dict[str, str]:
    """By which number each other system knows a case; the latest where one of them has two."""
    known = await list_case_references(session, landlord_id, case_id)
    return {one.system: one.reference for one in known}


async def _address(session: AsyncSession, conversation: ConversationRow) -> str:
    """Where answers go; for a chat on a page, the e-mail address they gave there."""
    if conversation.channel != widget.CHANNEL:
        return conversation.door
    return await widget.find_email(session, conversation.landlord_id, conversation.address)


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _offer(known: list[OfferRow]) -> str | None:
    return known[-1].state if known else None


async def _linked(session: AsyncSession, case: CaseRow) -> list[str]:
    others = []
    for link in await cases.list_links(session, case.landlord_id, [case.id or 0]):
        other_id = link.other_id if link.case_id == case.id else link.case_id
        others.append((await cases.get_case(session, case.landlord_id, other_id)).reference)
    return sorted(others)
