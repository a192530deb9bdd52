"""Which cases hold what somebody looks for: a word, a name, an address, a phone number, a postcode?

Only those that whoever looks may see.
"""

from typing import Final

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.console_pages import QueueLine, Viewer, seen_by
from bot.store.messages import MessageRow
from bot.store.people import ConversationRow, ResidentRow
from bot.store.word_index import holds, words_in

MOST_MESSAGES: Final = 1000  #: in which a common word is looked for, the newest first


async def list_found(session: AsyncSession, viewer: Viewer, said: str, *, limit: int) -> list[QueueLine]:
    """The cases in whose messages, names or addresses all these words stand, the newest message first.

    A resident's name as staff recorded it and a postcode find too.
    """
    words = words_in(said)
    if not words:
        return []
    by_word = (
        select(MessageRow.case_id)
        .where(
            MessageRow.landlord_id == viewer.landlord_id,
            col(MessageRow.case_id).is_not(None),
            holds(words, session.get_bind().dialect.name),
        )
        .order_by(col(MessageRow.id).desc())
        .limit(MOST_MESSAGES)
    )
    ids = list(dict.fromkeys((await session.exec(by_word)).all()))
    on_record = sa.or_(
        col(ResidentRow.postcode) == "".join(said.split()).upper(),
        sa.func.lower(col(ResidentRow.name)) == " ".join(said.lower().split()),
    )
    residents = (
        select(ResidentRow.id).where(ResidentRow.landlord_id == viewer.landlord_id, on_record).limit(limit)
    )
    found = await session.exec(
        select(CaseRow, ResidentRow.name, ConversationRow.channel, ConversationRow.address)
        .join(ResidentRow, col(ResidentRow.id) == col(CaseRow.resident_id))
        .join(ConversationRow, col(ConversationRow.id) == col(CaseRow.conversation_id))
        .where(
            seen_by(viewer),
            sa.or_(col(CaseRow.id).in_(ids[: 2 * limit]), col(CaseRow.resident_id).in_(residents)),
        )
        .order_by(col(CaseRow.id).desc())
        .limit(limit)
    )
    return [QueueLine(case, name, channel, address) for case, name, channel, address in found.all()]
