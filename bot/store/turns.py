"""How do several processes do one after another what must not be done at once?

On SQLite every writing transaction waits for the one before it, so there is nothing to do. On PostgreSQL a turn is
an advisory lock that ends with its transaction, also where the process that held it has died. What is read after a
turn has come is what the one before has left.
"""

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

_WAIT = sa.text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")


async def wait_for_turn(session: AsyncSession, landlord_id: str, what: str) -> None:
    """Wait until no other transaction of this landlord is at this; others wait until this one ends."""
    if session.get_bind().dialect.name == "postgresql":
        await (await session.connection()).execute(_WAIT, {"name": f"{landlord_id}:{what}"})
