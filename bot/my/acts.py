"""What does a button of a resident's page do? The acts as these pages call them; the real ones are in `bot/answers.py`."""

from importlib import import_module
from typing import Protocol, cast

from bot.house import House


class ResidentActs(Protocol):
    """The acts behind the links in our messages; each may be called twice and does its thing once."""

    async def answer_offer(
        self, house: House, landlord_id: str | None, offer_id: int, *, said: str, how: str
    ) -> str:
        """Take "yes" or "no"; return opened, already_open, declined, already_declined, changed_mind or gone."""
        ...

    async def complain_about(self, house: House, landlord_id: str, case_id: int, *, how: str) -> str:
        """Log a complaint about a case; return its reference, the same each time, or "" where it is kept from view."""
        ...

    async def look_again(self, house: House, landlord_id: str, case_id: int, *, how: str) -> str:
        """Have a stage 1 answer looked at again; return opened, already_open, final or gone."""
        ...

    async def answer_done(self, house: House, landlord_id: str, case_id: int, *, done: bool, how: str) -> str:
        """Take the answer to "is it done?"; return closed, still_open or gone."""
        ...


class TakesAlert(Protocol):
    """Says "I have it"; `bot.acts.take_alert` does."""

    async def __call__(self, house: House, alert_id: int, *, by_name: str) -> object:
        """Note who has the alert; nobody else is woken for it."""
        ...


def real_resident_acts() -> ResidentActs:
    """The house's own acts, imported late, so that a page can be shown and tested without them."""
    return cast(ResidentActs, import_module("bot.answers"))
