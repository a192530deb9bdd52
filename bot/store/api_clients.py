"""Which other systems may speak to the JSON interface, and what may each of them do?"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession


class ApiClientRow(SQLModel, table=True):
    """One other system; its token and its key for signatures are made from its number, so nothing secret is kept."""

    __tablename__ = "api_client"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    name: str
    reads: bool = False
    hands_in: bool = False
    sees_restricted: bool = False  # also the cases of people at risk
    created_by: str
    created_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


async def find_api_client(
    session: AsyncSession, landlord_ids: Collection[str], client_id: int
) -> ApiClientRow | None:
    """One of them, revoked or not; asked for before anybody knows whose it is, so among all landlords served here."""
    found = await session.exec(
        select(ApiClientRow).where(
            ApiClientRow.id == client_id, col(ApiClientRow.landlord_id).in_(landlord_ids)
        )
    )
    return found.first()


async def list_api_clients(session: AsyncSession, landlord_id: str) -> list[ApiClientRow]:
    """Every one of this landlord, oldest first."""
    found = await session.exec(
        select(ApiClientRow).where(ApiClientRow.landlord_id == landlord_id).order_by(col(ApiClientRow.id))
    )
    return list(found.all())
