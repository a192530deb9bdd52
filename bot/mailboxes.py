"""Does a mailbox work, and if not, since when, and who must do what?

Pure. A mailbox that is down loses nothing by itself, for mail waits in it; but residents wait too, and nobody sees
it from outside. So it is said in the console, by the machines' figures, and by `hark check`.
"""

import json
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final

from bot.in_words import count_of, moment
from bot.working_days import LONDON, is_working_day, london_date, working_days_between
from channels.door import DoorReport

CHANNEL: Final = "mailbox"  #: whose bookmarks the reports are
UNWATCHED_AFTER: Final = timedelta(minutes=10)
FAILING_AFTER: Final = timedelta(minutes=1)  # a connection that breaks off and comes back is no news
SILENT_WORKING_DAYS: Final = 2
TOLD_AFTER: Final = timedelta(minutes=15)
_CALLED: Final = {
    "mailbox": ("mailbox", "Its mail waits in it and is taken in once it works."),
    "bot": (
        "Telegram bot",
        "What residents write waits at Telegram for a day, and is taken in once it works.",
    ),
    "notify": ("account", "Texts wait there for seven days, and are taken in once it works."),
}  #: by kind: what it is called, and what becomes of what comes meanwhile
_INSTANTS: Final = ("opened_at", "looked_at", "newest_at", "failing_since")


class Standing(Enum):
    """How a mailbox stands, the worst first."""

    FAILING = "failing"
    UNWATCHED = "unwatched"  # nobody has looked into it for too long
    SILENT = "silent"  # it works, and nothing has come for too long
    WELL = "well"


@dataclass(frozen=True)
class NamedMailbox:
    """A mailbox as the house knows it."""

    key: str
    name: str
    landlord_id: str
    kind: str = "mailbox"  #: mailbox, or what else is looked through: notify


@dataclass(frozen=True)
class MailboxState:
    """How one mailbox stands, in a word and in sentences."""

    mailbox: NamedMailbox
    report: DoorReport
    standing: Standing
    since: datetime | None
    sentences: tuple[str, ...]  #: empty where there is nothing to do


def state_of(
    mailbox: NamedMailbox, report: DoorReport | None, *, now: datetime, holidays: Container[date]
) -> MailboxState:
    """How a mailbox stands now."""
    told = report or DoorReport()
    standing, since = _standing(mailbox, told, now=now, holidays=holidays)
    today = london_date(now)
    sentences = [*_main_sentence(mailbox, told, standing, since, today), *_left_behind(mailbox, told)]
    return MailboxState(mailbox, told, standing, since, tuple(sentences))


def _standing(
    mailbox: NamedMailbox, report: DoorReport, *, now: datetime, holidays: Container[date]
) -> tuple[Standing, datetime | None]:
    if report.failing_since is not None and (
        report.is_refused or now - report.failing_since >= FAILING_AFTER
    ):
        return Standing.FAILING, report.failing_since
    if report.failing_since is None and (
        report.looked_at is None or now - report.looked_at >= UNWATCHED_AFTER
    ):
        return Standing.UNWATCHED, report.looked_at
    heard = report.newest_at or report.opened_at
    if mailbox.kind in ("bot", "notify"):
        return Standing.WELL, None  # days without a message there are no sign of anything
    if heard is not None and _working_days_since(heard, now, holidays) > SILENT_WORKING_DAYS:
        return Standing.SILENT, heard
    return Standing.WELL, None


def _working_days_since(heard: datetime, now: datetime, holidays: Container[date]) -> int:
    return working_days_between(london_date(heard), london_date(now), holidays=holidays)


def _main_sentence(
    mailbox: NamedMailbox, report: DoorReport, standing: Standing, since: datetime | None, today: date
) -> list[str]:
    at = f"since {moment(since, today=today)}" if since else "yet"
    called, waits = _CALLED.get(mailbox.kind, _CALLED["mailbox"])
    said = {
        Standing.FAILING: f"has been failing {at}. {report.why} {waits}",
        Standing.UNWATCHED: f"has not been looked into {at}. Is `hark serve` running, with its settings?",
        Standing.SILENT: f"has been silent {at}. Send a mail to it, to see that mail still gets there.",
    }
    return [f"The {called} “{mailbox.name}” {said[standing]}"] if standing in said else []


def _left_behind(mailbox: NamedMailbox, report: DoorReport) -> list[str]:
    answer = "Open the mailbox and answer: nobody else will."
    why_left = {
        "we cannot take in, being too large. There is a task for each: open the mailbox and read it.": report.too_large,
        f"its server does not hand out. {answer}": report.not_handed_out,
        f"we could not keep for certain. {answer}": report.not_kept,
    }
    found = [
        f"In the mailbox “{mailbox.name}” {_lie(number)} that {why}"
        for why, number in why_left.items()
        if number
    ]
    return [*found, *([f"The mailbox “{mailbox.name}”: {report.fault}"] if report.fault else [])]


def _lie(number: int) -> str:
    return f"{'lies' if number == 1 else 'lie'} {count_of(number, 'mail')}"


@dataclass(frozen=True)
class OfficeHours:
    """When somebody is at work who can be told, London time."""

    opens: time
    closes: time
    holidays: Container[date]

    def hold(self, now: datetime) -> bool:
        """Whether they hold now."""
        local = now.astimezone(LONDON)
        return (
            is_working_day(local.date(), holidays=self.holidays) and self.opens <= local.time() < self.closes
        )


def is_to_be_told(state: MailboxState, *, now: datetime, hours: OfficeHours) -> bool:
    """Whether somebody must be told that it is not read: at once where we are not let in, else by day and after a while."""
    if state.standing is Standing.FAILING and state.report.is_refused:
        return True
    is_down = state.standing in (Standing.FAILING, Standing.UNWATCHED)
    return is_down and state.since is not None and hours.hold(now) and now - state.since >= TOLD_AFTER


def is_over(state: MailboxState) -> bool:
    """Whether it is read again."""
    return state.standing in (Standing.SILENT, Standing.WELL) and state.report.failing_since is None


def carried_on(before: DoorReport | None, told: DoorReport) -> DoorReport:
    """What is told by a watch that began anew, together with what was known before it."""
    if before is None:
        return told
    kept = replace(
        told,
        opened_at=told.opened_at or before.opened_at,
        looked_at=told.looked_at or before.looked_at,
        newest_at=max(filter(None, [told.newest_at, before.newest_at]), default=None),
    )
    if told.failing_since is not None and before.failing_since is not None:
        kept = replace(kept, failing_since=min(told.failing_since, before.failing_since))
    return kept


def as_text(report: DoorReport) -> str:
    """The report as it is kept."""
    return json.dumps(asdict(report), default=datetime.isoformat)


def from_text(text: str) -> DoorReport:
    """The other way round; what another release has written and nobody can read any more is no report."""
    try:
        said = json.loads(text)
        instants = {name: datetime.fromisoformat(said[name]) for name in _INSTANTS if said[name]}
        return DoorReport(**{**said, **instants})
    except (ValueError, KeyError, TypeError):
        return DoorReport()
