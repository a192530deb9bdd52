"""A sheet is handed in: what becomes of it, and what may whoever handed it in be told?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.house import House
from bot.intake import take_in
from bot.page_arrivals import keep
from bot.store import arrivals, cases, messages, outbox, people, tasks
from bot.store.arrivals import WAITING, ArrivalRow
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow
from bot.store.tasks import TaskRow
from channels.messages import Arrival

log = structlog.get_logger()
RECIPIENT: Final = "desk"
ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH: Final = 20


@dataclass(frozen=True)
class WhatCame:
    """What came of one sheet."""

    arrival: ArrivalRow
    message: MessageRow | None = None
    case: CaseRow | None = None
    sent: Sequence[OutboxRow] = ()
    tasks: Sequence[TaskRow] = ()
    is_at_risk: bool = False  #: whoever is not named for it is told nothing more

    @property
    def is_settled(self) -> bool:
        """Whether Hark has decided about it."""
        return self.arrival.state != WAITING


async def hand_in(house: House, landlord_id: str, sheet: Mapping[str, Any], *, way: str, sender: str) -> int:
    """Commit a sheet and settle it; the id of its arrival. Sent twice, it is one sheet.

    Args:
        sender: who handed it in: a staff address, or the link.
    """
    raw = json.dumps(sheet, ensure_ascii=False).encode()
    key = f"desk:{sender}:{sheet['id']}"
    arrival = Arrival(landlord_id, way, sender, RECIPIENT, raw, house.clock(), keys=(key,))
    arrival_id, claimed = await keep(house, arrival)
    if claimed is not None:
        try:
            await take_in(house, claimed)
        except Exception:  # it is kept: a worker takes it when the lease runs out
            log.exception("sheet_not_settled", arrival=arrival_id)
    return arrival_id


async def what_came_of(house: House, landlord_id: str, arrival_id: int) -> WhatCame | None:
    """What is on record of one sheet; None where there is no such sheet here."""
    async with house.database.reading() as session:
        arrival = await arrivals.find_arrival(session, landlord_id, arrival_id)
        if arrival is None or arrival.recipient != RECIPIENT:
            return None
        message = await messages.find_of_arrival(session, landlord_id, arrival_id)
        if message is None or message.id is None:
            return WhatCame(arrival)
        case = await cases.get_case(session, landlord_id, message.case_id) if message.case_id else None
        return WhatCame(
            arrival,
            message,
            case,
            await outbox.list_answers_to(session, landlord_id, message.id),
            await tasks.list_message_tasks(session, landlord_id, message.id),
            await _is_at_risk(session, message, case),
        )


async def _is_at_risk(session: AsyncSession, message: MessageRow, case: CaseRow | None) -> bool:
    if case is not None and case.restricted:
        return True
    return await people.is_on_hold(session, message.landlord_id, message.conversation_id)
