"""Which clocks are running, of whatever case?"""

from collections.abc import Collection, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import ClockRow


async def list_running(session: AsyncSession, landlord_id: str, rules: Collection[str]) -> Sequence[ClockRow]:
    """The clocks of these rules that nobody has met or stopped."""
    found = await session.exec(
        select(ClockRow)
        .where(
            ClockRow.landlord_id == landlord_id,
            col(ClockRow.rule).in_(rules),
            ClockRow.ended_why == "",
        )
        .order_by(col(ClockRow.due_on), col(ClockRow.id))
    )
    return found.all()


async def list_running_hazards(session: AsyncSession, landlord_id: str) -> Sequence[ClockRow]:
    """Hazard clocks that nobody has met or stopped."""
    found = await session.exec(
        select(ClockRow).where(
            ClockRow.landlord_id == landlord_id,
            ClockRow.law == "hazard",
            col(ClockRow.met_at).is_(None),
            ClockRow.ended_why == "",
        )
    )
    return found.all()
