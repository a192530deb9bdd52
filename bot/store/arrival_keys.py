"""By what is an arrival known at its door, so that it is never kept twice?

A mailbox shows the same mail again after a crash, after an outage, and when its server begins to count anew. There
is no foreign key: what was erased here must not come back from a mailbox that still has it.
"""

from collections.abc import Callable, Collection

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from channels.messages import Arrival


class ArrivalKeyRow(SQLModel, table=True):
    """One key of one arrival: its place in a mailbox, or the digest of its bytes there."""

    __tablename__ = "arrival_key"

    landlord_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    arrival_id: int = Field(index=True)


class ArrivalKeys:
    """Finds and notes keys in the transaction that keeps the arrivals.

    Args:
        dialect: of the database whose cursors will be given.
    """

    def __init__(self, dialect: sa.Dialect) -> None:
        self._find, self._note = (str(statement.compile(dialect=dialect)) for statement in (_FIND, _NOTE))

    def save(self, cursor: DBAPICursor, arrival: Arrival, keep: Callable[[], int]) -> tuple[int, bool]:
        """The id of this arrival, and whether it is new: kept now because no key of it was known.

        Args:
            keep: keeps the arrival itself and gives its id.
        """
        known = {key: self._find_one(cursor, arrival.landlord_id, key) for key in dict.fromkeys(arrival.keys)}
        before = next((arrival_id for arrival_id in known.values() if arrival_id is not None), None)
        arrival_id = keep() if before is None else before
        for key in (key for key, found in known.items() if found is None):
            line = {"of_landlord": arrival.landlord_id, "named": key, "of_arrival": arrival_id}
            cursor.execute(self._note, line)
        return arrival_id, before is None

    def _find_one(self, cursor: DBAPICursor, landlord_id: str, key: str) -> int | None:
        cursor.execute(self._find, {"of_landlord": landlord_id, "named": key})
        found = cursor.fetchall()
        return int(found[0][0]) if found else None


async def find_known(session: AsyncSession, landlord_id: str, keys: Collection[str]) -> int | None:
    """The arrival that is known by one of these keys, or None."""
    found = await session.exec(
        select(ArrivalKeyRow.arrival_id).where(
            ArrivalKeyRow.landlord_id == landlord_id, col(ArrivalKeyRow.key).in_(keys)
        )
    )
    return found.first()


_FIND = sa.select(col(ArrivalKeyRow.arrival_id)).where(
    col(ArrivalKeyRow.landlord_id) == sa.bindparam("of_landlord"),
    col(ArrivalKeyRow.key) == sa.bindparam("named"),
)
_NOTE = sa.insert(ArrivalKeyRow).values(
    landlord_id=sa.bindparam("of_landlord"),
    key=sa.bindparam("named"),
    arrival_id=sa.bindparam("of_arrival", type_=sa.Integer),
)
