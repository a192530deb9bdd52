"""What is at hand inside one transaction? The house, the landlord, the session and the one instant it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.casework.procedures import Procedure, procedure_of
from bot.house import House
from bot.landlords.calendar import bank_holidays
from bot.landlords.profile import Profile
from bot.store import journal
from bot.store.cases import CaseRow
from bot.store.journal import Codes
from bot.working_days import london_date


@dataclass(frozen=True)
class Moment:
    """One transaction's view of the house; everything in it happens at `now`."""

    house: House
    session: AsyncSession
    profile: Profile
    now: datetime
    is_live: bool = True  #: False for imported mail: no clock, reminder, guard or alert

    @cached_property
    def today(self) -> date:
        """The London day."""
        return london_date(self.now)

    @cached_property
    def holidays(self) -> frozenset[date]:
        """The bank holidays of the landlord's nation; its closure days are not among them."""
        return frozenset(bank_holidays(self.profile.nation, extra=frozenset(self.profile.extra_holidays)))

    @property
    def procedure(self) -> Procedure:
        """The stages and their days in the landlord's nation. Code: 6.2, 6.3; SPSO, NIPSO, PSOW"""
        return procedure_of(self.profile.nation)

    async def note(
        self,
        what: str,
        *,
        case: CaseRow | None = None,
        row: str = "",
        actor: str = "hark",
        codes: Codes | None = None,
    ) -> None:
        """Add an event to the journal: codes only, never a resident's name, address or words."""
        await journal.record(
            self.session,
            self.profile.id,
            at=self.now,
            what=what,
            actor=actor,
            case_id=case.id if case else None,
            row=row,
            codes=codes,
        )
