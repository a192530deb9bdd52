"""How much is waiting, and which row does a sealed link mean? For the machines' pages and the residents' links.

A link is opened before anybody knows whose it is, so these ask among all the landlords served here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.arrivals import UNREADABLE, WAITING, ArrivalRow
from bot.store.cases import CaseRow
from bot.store.offers import OfferRow
from bot.store.outbox import FAILED, QUEUED, SENDING, OutboxRow
from bot.store.people import ConversationRow
from bot.store.system import EventRow
from bot.store.tasks import AlertRow

LOOKED_AT = "arrival_looked_at"  #: the event: a member of staff has seen to what could not be parsed


@dataclass(frozen=True)
class ArrivalCounts:
    """What has come and is not yet done."""

    waiting: int
    oldest_waiting_at: datetime | None
    unreadable: int


async def count_arrivals(session: AsyncSession, landlord_ids: Collection[str]) -> ArrivalCounts:
    """How many arrivals wait, since when, and how many could not be parsed."""
    found = await session.exec(
        select(ArrivalRow.state, sa.func.count(), sa.func.min(ArrivalRow.received_at))
        .where(
            col(ArrivalRow.landlord_id).in_(landlord_ids), col(ArrivalRow.state).in_((WAITING, UNREADABLE))
        )
        .group_by(ArrivalRow.state)
    )
    by_state = {state: (int(number), oldest) for state, number, oldest in found.all()}
    waiting, oldest = by_state.get(WAITING, (0, None))
    return ArrivalCounts(waiting, oldest, by_state.get(UNREADABLE, (0, None))[0])


async def count_outbox(session: AsyncSession, landlord_ids: Collection[str]) -> dict[str, int]:
    """Messages of ours that have not left or could not, by state."""
    found = await session.exec(
        select(OutboxRow.state, sa.func.count())
        .where(
            col(OutboxRow.landlord_id).in_(landlord_ids), col(OutboxRow.state).in_((QUEUED, SENDING, FAILED))
        )
        .group_by(OutboxRow.state)
    )
    return {state: int(number) for state, number in found.all()}


async def count_untaken_alerts(session: AsyncSession, landlord_ids: Collection[str]) -> int:
    """Alerts that nobody has said "I have it" to."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(AlertRow)
        .where(col(AlertRow.landlord_id).in_(landlord_ids), col(AlertRow.taken_at).is_(None))
    )
    return int(found.one())


async def list_looked_at(session: AsyncSession, landlord_id: str) -> dict[int, EventRow]:
    """Who has seen to which unreadable arrival: the first look, by arrival."""
    found = await session.exec(
        select(EventRow)
        .where(EventRow.landlord_id == landlord_id, EventRow.what == LOOKED_AT)
        .order_by(col(EventRow.id).desc())
    )
    return {int(event.row.removeprefix("arrival:")): event for event in found.all()}


async def find_offer_of_link(
    session: AsyncSession, landlord_ids: Collection[str], offer_id: int
) -> OfferRow | None:
    """The offer a sealed link means, or None."""
    found = await session.exec(
        select(OfferRow).where(OfferRow.id == offer_id, col(OfferRow.landlord_id).in_(landlord_ids))
    )
    return found.first()


async def find_case_of_link(
    session: AsyncSession, landlord_ids: Collection[str], case_id: int
) -> CaseRow | None:
    """The case a sealed link means, or None."""
    found = await session.exec(
        select(CaseRow).where(CaseRow.id == case_id, col(CaseRow.landlord_id).in_(landlord_ids))
    )
    return found.first()


async def find_outbox_of_link(
    session: AsyncSession, landlord_ids: Collection[str], outbox_id: int
) -> OutboxRow | None:
    """The message of ours a sealed link means, or None."""
    found = await session.exec(
        select(OutboxRow).where(OutboxRow.id == outbox_id, col(OutboxRow.landlord_id).in_(landlord_ids))
    )
    return found.first()


async def find_conversation_of_link(
    session: AsyncSession, landlord_ids: Collection[str], conversation_id: int
) -> ConversationRow | None:
    """The conversation a sealed link was sent in, or None."""
    found = await session.exec(
        select(ConversationRow).where(
            ConversationRow.id == conversation_id, col(ConversationRow.landlord_id).in_(landlord_ids)
        )
    )
    return found.first()


async def find_alert_of_link(
    session: AsyncSession, landlord_ids: Collection[str], alert_id: int
) -> AlertRow | None:
    """The alert a sealed link means, or None."""
    found = await session.exec(
        select(AlertRow).where(AlertRow.id == alert_id, col(AlertRow.landlord_id).in_(landlord_ids))
    )
    return found.first()
