"""Which needs and consents are to be looked at again by today?"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.cases import CaseRow
from bot.store.people import AdjustmentRow, RepresentativeRow


async def list_adjustments_to_review(
    session: AsyncSession, landlord_id: str, *, today: date
) -> list[tuple[AdjustmentRow, int | None]]:
    """Needs whose day of review has come, each with the newest case of its resident. Code: 5.10"""
    newest = (
        select(sa.func.max(col(CaseRow.id)))
        .where(CaseRow.landlord_id == landlord_id, CaseRow.resident_id == AdjustmentRow.resident_id)
        .scalar_subquery()
    )
    found = await session.exec(
        select(AdjustmentRow, newest).where(
            AdjustmentRow.landlord_id == landlord_id,
            AdjustmentRow.review_on <= today,
            col(AdjustmentRow.ended_at).is_(None),
        )
    )
    return [(row, case_id) for row, case_id in found.all()]


async def list_consents_that_ended(
    session: AsyncSession, landlord_id: str, *, today: date
) -> Sequence[RepresentativeRow]:
    """Consents on record whose last day has passed. Code: 3.6"""
    found = await session.exec(
        select(RepresentativeRow).where(
            RepresentativeRow.landlord_id == landlord_id,
            RepresentativeRow.consent == "recorded",
            col(RepresentativeRow.expires_on) < today,
        )
    )
    return found.all()
