"""How does a resident's page stand: who tried to get in, is it shut, and which codes are out?"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession


class PageRow(SQLModel, table=True):
    """The page that links in one conversation open; a row is written when somebody first fails or shuts it."""

    __tablename__ = "my_page"

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    conversation_id: int = Field(foreign_key="conversation.id", unique=True)
    wrong_tries: int = 0
    locked_until: datetime | None = None
    shut_at: datetime | None = None  # "this is not me": no link opens until staff say that it is


class CodeRow(SQLModel, table=True):
    """A code that was sent to prove an address. Its six figures are kept as a hash alone."""

    __tablename__ = "code"
    __table_args__ = (sa.Index("ix_code_address", "landlord_id", "address", "made_at"),)

    id: int | None = Field(default=None, primary_key=True)
    landlord_id: str
    conversation_id: int = Field(foreign_key="conversation.id", index=True)  # whose page asked for it
    purpose: str  # open, join
    channel: str
    address: str
    hash: str
    made_at: datetime
    ends_at: datetime
    tries: int = 0
    used_at: datetime | None = None


async def find_page(
    session: AsyncSession, landlord_id: str, conversation_id: int, *, lock: bool = False
) -> PageRow | None:
    """How the page of a conversation stands; None where nothing has ever gone wrong there."""
    query = select(PageRow).where(
        PageRow.landlord_id == landlord_id, PageRow.conversation_id == conversation_id
    )
    return (await session.exec(query.with_for_update() if lock else query)).first()


async def find_code(
    session: AsyncSession, landlord_id: str, conversation_id: int, purpose: str
) -> CodeRow | None:
    """The latest code that this page asked for, locked, or None."""
    found = await session.exec(
        select(CodeRow)
        .where(
            CodeRow.landlord_id == landlord_id,
            CodeRow.conversation_id == conversation_id,
            CodeRow.purpose == purpose,
        )
        .order_by(col(CodeRow.id).desc())
        .limit(1)
        .with_for_update()
    )
    return found.first()


async def count_codes(
    session: AsyncSession, landlord_id: str, *, conversation_id: int, address: str, since: datetime
) -> int:
    """How many codes this page asked for, or this address was to get, since an instant."""
    found = await session.exec(
        select(sa.func.count())
        .select_from(CodeRow)
        .where(
            CodeRow.landlord_id == landlord_id,
            sa.or_(col(CodeRow.conversation_id) == conversation_id, col(CodeRow.address) == address),
            col(CodeRow.made_at) >= since,
        )
    )
    return int(found.one())
