"""What is kept of one case, in whatever table it stands? Asked of every table, so that none is forgotten. Code: 5.12"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.staff import StaffRow

#: told in a way of their own, or about colleagues' work and not about the case
TOLD_APART: Final = frozenset({"case_", "case_link", "message", "outbox", "event"})
NOT_OF_THE_CASE: Final = frozenset({"blind_check", "conversation", "identity"})
#: what only keeps the machinery going
_MACHINERY: Final = frozenset(
    {
        "id", "landlord_id", "case_id", "message_id", "resident_id", "conversation_id", "arrival_id", "key", "likeness",
        "scan_tries", "scan_due_at", "scanned_at", "step", "next_at", "is_live", "because",
    }
)  # fmt: skip
#: the columns that say when a row was made, the surest first
_MADE: Final = (
    "created_at", "written_at", "recorded_at", "entered_at", "started_at", "happened_at", "declared_at", "noted_at",
    "asked_at", "decided_at", "aware_at", "answered_at", "read_at", "sent_at", "updated_at", "at",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """One row of a case, of whatever table."""

    table: str
    id: int
    at: datetime | None  #: when it was made; None where its table does not say
    values: Mapping[str, Any]  #: by column, without what is empty and what keeps the machinery going
    is_restricted: bool


async def list_kept(
    session: AsyncSession, landlord_id: str, *, case_id: int, message_ids: Collection[int], resident_id: int
) -> list[Kept]:
    """Every row that hangs on a case, on its messages or on its resident, table by table, in the order it was made."""
    found: list[Kept] = []
    wanted = {"case_id": [case_id], "message_id": list(message_ids), "resident_id": [resident_id]}
    for table, by in tables_of_a_case():
        query = (
            sa.select(table)
            .where(table.c.landlord_id == landlord_id, table.c[by].in_(wanted[by]))
            .order_by(table.c.id)
        )
        rows = await (await session.connection()).execute(query)
        found += [_kept(table.name, row) for row in rows.mappings()]
    return found


def tables_of_a_case() -> Iterator[tuple[sa.Table, str]]:
    """Each table with rows of a case, and by which of its columns they are known."""
    for name in sorted(SQLModel.metadata.tables):
        table = SQLModel.metadata.tables[name]
        by = next((one for one in ("case_id", "message_id", "resident_id") if one in table.c), "")
        if by and "landlord_id" in table.c and name not in TOLD_APART | NOT_OF_THE_CASE:
            yield table, by


def _kept(table: str, row: Mapping[Any, Any]) -> Kept:
    return Kept(
        table,
        row["id"],
        _made_at(row),
        {
            name: value
            for name, value in row.items()
            if name not in _MACHINERY and value not in (None, "", [])
        },
        bool(row.get("restricted", False)),
    )


def _made_at(row: Mapping[Any, Any]) -> datetime | None:
    known = (row[name] for name in _MADE if isinstance(row.get(name), datetime))
    return next(known, None)


async def name_everybody(session: AsyncSession, landlord_id: str) -> dict[int, str]:
    """Everybody who ever worked here, by number: also who has left decided something once."""
    found = await session.exec(
        select(StaffRow.id, StaffRow.name)
        .where(StaffRow.landlord_id == landlord_id)
        .order_by(col(StaffRow.id))
    )
    people: Sequence[tuple[int | None, str]] = found.all()
    return {number: name for number, name in people if number is not None}
