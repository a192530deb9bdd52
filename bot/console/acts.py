"""What can staff do to a case? The acts as the console calls them; the real ones are in `bot/acts`.

All raise a `BotError` whose sentence is shown to the member of staff.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.acts.reaching import NOTHING_AROUND, Around
from bot.house import House
from bot.store.staff import StaffRow


class Preview(Protocol):
    """What would be sent; `bot.wording.render.Rendered` is one."""

    @property
    def subject(self) -> str:
        """The subject line."""
        ...

    @property
    def text(self) -> str:
        """The whole text."""
        ...


class StoryLine(Protocol):
    """One sentence of a case's story; `bot.story.StoryLine` is one."""

    @property
    def at(self) -> datetime:
        """When it happened."""
        ...

    @property
    def sentence(self) -> str:
        """What happened."""
        ...


class CaseActs(Protocol):
    """The acts on cases, each one call."""

    def PointDraft(self, *, text: str, responsible: str, reason: str, who: str, contact: str) -> Any: ...  # noqa: N802
    async def confirm_reading(
        self, house: House, by: StaffRow, reference: str, *, blind: bool = False
    ) -> object: ...
    async def correct_reading(
        self,
        house: House,
        by: StaffRow,
        reference: str,
        *,
        message_id: int,
        kind: str,
        topic: str,
        wants_action: bool,
        explicit: bool,
        signals: Sequence[str],
        reason: str,
        blind: bool = False,
    ) -> object: ...
    async def save_points(
        self, house: House, by: StaffRow, reference: str, points: Sequence[Any], *, outcome_sought: str
    ) -> object: ...
    async def send_acknowledgement(self, house: House, by: StaffRow, reference: str) -> object: ...
    async def preview_acknowledgement(
        self, house: House, by: StaffRow, reference: str
    ) -> tuple[Preview, list[str]]: ...
    async def record_contact(
        self,
        house: House,
        by: StaffRow,
        reference: str,
        *,
        way: str,
        reached: bool,
        read_out: bool,
        happened_at: datetime,
        note: str,
        offered: bool = False,
        choice: str = "",
        around: Around = NOTHING_AROUND,
    ) -> object: ...
    async def grade_hazard(
        self, house: House, by: StaffRow, reference: str, *, grade: str, reason: str
    ) -> object: ...
    async def record_safe_way(
        self, house: House, by: StaffRow, reference: str, *, words: str, email_is_safe: bool = False
    ) -> object: ...
    async def record_language(
        self, house: House, by: StaffRow, reference: str, *, language: str
    ) -> object: ...
    async def take_alert(self, house: House, alert_id: int, *, by_name: str) -> object: ...
    async def finish_task(self, house: House, by: StaffRow, task_id: int, *, outcome: str) -> object: ...
    async def write_to_resident(self, house: House, by: StaffRow, reference: str, *, text: str) -> object: ...
    async def make_a_case(
        self, house: House, by: StaffRow, message_id: int, *, name: str, address: str
    ) -> object: ...
    async def join_person(
        self, house: House, by: StaffRow, reference: str, *, other_reference: str, reason: str
    ) -> object: ...
    async def take_person_apart(
        self, house: House, by: StaffRow, reference: str, joining_id: int, *, reason: str
    ) -> object: ...
    async def record_name(
        self, house: House, by: StaffRow, reference: str, *, name: str, postcode: str
    ) -> object: ...
    async def open_page_again(self, house: House, by: StaffRow, reference: str, *, reason: str) -> object: ...
    def Learned(self, *, learned: str, change: str, none_because: str) -> Any: ...  # noqa: N802
    async def close_case(
        self, house: House, by: StaffRow, reference: str, *, reason: str, learned: Any
    ) -> object: ...


class Teller(Protocol):
    """Tells a case's story; `bot.story.tell` does."""

    async def __call__(self, session: AsyncSession, house: House, case_id: int) -> Sequence[StoryLine]:
        """The story so far, oldest first."""
        ...


@dataclass(frozen=True)
class ConsoleActs:
    """What the console is handed."""

    on_cases: CaseActs
    tell: Teller


def real_acts() -> ConsoleActs:
    """The house's own acts; imported late, so that pages can be shown and tested without them."""
    acts = cast(CaseActs, import_module("bot.acts"))
    return ConsoleActs(on_cases=acts, tell=cast(Teller, import_module("bot.story").tell))
