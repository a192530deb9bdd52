"""Who may hand in what residents said without signing in? One link a holder, which can be revoked and reads nothing."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession


class DeskLinkRow(SQLModel, table=True):
    """One link, made for one named person; its token is sealed, so nothing secret is kept here."""

    __tablename__ = "desk_link"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str = Field(index=True)
    holder: str  # a person: whoever hands in is named to the resident
    organisation: str = ""  # a contractor's; "" for our own people
    created_by: str  # e-mail address of the administrator
    created_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


async def find_desk_link(
    session: AsyncSession, landlord_ids: Collection[str], link_id: int
) -> DeskLinkRow | None:
    """One link, revoked or not; opened before anybody knows whose it is, so among all landlords served here."""
    found = await session.exec(
        select(DeskLinkRow).where(DeskLinkRow.id == link_id, col(DeskLinkRow.landlord_id).in_(landlord_ids))
    )
    return found.first()


async def list_desk_links(session: AsyncSession, landlord_id: str) -> list[DeskLinkRow]:
    """Every link of this landlord, those that work first, then the newest."""
    found = await session.exec(
        select(DeskLinkRow)
        .where(DeskLinkRow.landlord_id == landlord_id)
        .order_by(col(DeskLinkRow.revoked_at).is_not(None), col(DeskLinkRow.id).desc())
    )
    return list(found.all())
