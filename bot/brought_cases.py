"""What does another case system say of one case, does it hold together, and what has changed since it last said so?

Pure. A case that another system had is history: it is kept as it is told, and what cannot be true is refused.
"""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final

from bot.working_days import london_date

KINDS: Final = ("complaint", "service_request", "enquiry", "feedback")
STATUSES: Final = ("open", "answered", "closed")
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
#: may be filled in later without a person: they change nothing that we do
SAFE: Final = ("name", "phone", "address", "outcome")
#: said as they are where they differ; of the others it is only said that they do, for they may be a resident's words
_SAID: Final = ("kind", "stage", "status", "received", "acknowledged", "answered", "stage_2_asked", "closed")


@dataclass(frozen=True)
class Wrong:
    """What keeps a row from being taken."""

    column: str
    what: str  #: a sentence


@dataclass(frozen=True)
class BroughtCase:
    """One case, as another system tells it."""

    reference: str  #: theirs
    kind: str
    stage: int | None
    status: str
    received: datetime  #: the resident's first word of it
    acknowledged: datetime | None = None  #: of the stage it is at, like the answer
    answered: datetime | None = None
    stage_2_asked: datetime | None = None  #: when they asked for stage 2
    closed: datetime | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    summary: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Difference:
    """What another system says now that it did not say before."""

    column: str
    before: str
    now: str
    is_safe: bool

    def __str__(self) -> str:
        """The difference as said in a line: with its values only where they are codes and dates."""
        if self.column not in _SAID:
            return f"{self.column} changed" if self.before else f"{self.column} was filled in"
        return f"{self.column} was {self.before or 'empty'} and is {self.now or 'empty'}"


def slug_of(system: str) -> str:
    """A system's name as it is kept: "Civica Cx" becomes civica-cx; "" where there is no letter in it."""
    return re.sub(r"[^a-z0-9]+", "-", system.strip().lower()).strip("-")


def name_of(slug: str, systems: tuple[str, ...]) -> str:
    """A system as the profile calls it; the kept name where the profile does not know it."""
    return next((one for one in systems if slug_of(one) == slug), slug)


def what_cannot_be(case: BroughtCase, now: datetime) -> list[Wrong]:
    """Where a case contradicts itself or the calendar."""
    dates = {
        "received": case.received,
        "acknowledged": case.acknowledged,
        "answered": case.answered,
        "stage_2_asked": case.stage_2_asked,
        "closed": case.closed,
    }
    wrong = [
        Wrong(column, "it is before 1990." if at < EARLIEST else "it is in the future.")
        for column, at in dates.items()
        if at is not None and not EARLIEST <= at <= now
    ]
    wrong += [
        Wrong(column, "it is before the day the case was received.")
        for column, at in dates.items()
        if at is not None and london_date(at) < london_date(case.received)
    ]
    return wrong + _about_stages(case) + _about_status(case)


def _about_stages(case: BroughtCase) -> list[Wrong]:
    if case.kind != "complaint":
        return [Wrong("stage", "only a complaint has a stage; leave it empty.")] if case.stage else []
    if case.stage == 2 and case.status == "open" and case.stage_2_asked is None:
        return [
            Wrong("stage_2_asked", "say when they asked for stage 2: its days count from then. Code: 6.11.")
        ]
    return []


def _about_status(case: BroughtCase) -> list[Wrong]:
    if case.kind != "complaint":
        return []
    if case.status == "open" and case.answered is not None:
        return [
            Wrong("status", "an open complaint has no answer yet; say answered, or leave that column empty.")
        ]
    if case.status == "answered" and case.answered is None:
        return [Wrong("answered", "say on which day it was answered.")]
    return []


def as_kept(case: BroughtCase) -> bytes:
    """The case as it is kept for good: the same case is always the same bytes."""
    said = {name: _plain(value) for name, value in asdict(case).items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def as_told(kept: bytes) -> dict[str, str]:
    """What was kept, each column in words; empty where nothing was said."""
    said: dict[str, Any] = json.loads(kept)
    return {one.name: str(said.get(one.name) or "") for one in fields(BroughtCase)}


def differences(kept: bytes, case: BroughtCase) -> list[Difference]:
    """What is not as it was told before."""
    before, now = as_told(kept), as_told(as_kept(case))
    return [
        Difference(
            column, _day(before[column]), _day(now[column]), is_safe=column in SAFE and not before[column]
        )
        for column in before
        if before[column] != now[column]
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _day(said: str) -> str:
    """An instant is told to the minute, without its zone."""
    return said[:16] if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:.*", said) else said
