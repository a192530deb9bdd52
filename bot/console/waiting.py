"""What waits for staff, and where? The first page and the page of a queue, put together as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.console.sessions import SignedIn
from bot.errors import NotFound
from bot.house import House
from bot.notices import list_notice
from bot.queues import WAITING_FOR_RESIDENT, queues_of
from bot.store.arrivals import list_unreadable
from bot.store.console_pages import (
    AlertLine,
    QueueLine,
    QueuePlace,
    TaskLine,
    count_queues,
    list_alerts,
    list_queue_page,
    list_tasks,
)
from bot.store.figures import list_looked_at
from bot.watching import list_states
from bot.working_days import london_date

CASES_A_PAGE: Final = 50
FIRST_WORDS: Final = 110
NO_DATE: Final = "none"


@dataclass(frozen=True)
class QueueCount:
    """One queue on the first page."""

    name: str
    cases: int
    nearest_due_on: date | None


@dataclass(frozen=True)
class Home:
    """The first page: what waits."""

    queues: Sequence[QueueCount]
    tasks_due: Sequence[TaskLine]
    alerts: Sequence[AlertLine]
    unreadable: int
    faults: Sequence[str]
    notice: Sequence[str]  #: what residents are told of a hard day; empty where all works
    mailboxes: Sequence[str]  #: what is wrong with a mailbox and since when, a sentence each


@dataclass(frozen=True)
class QueuePage:
    """One page of one queue."""

    name: str
    lines: Sequence[QueueLine]
    next_place: str  #: for the address of the next page; "" on the last


async def build_home(house: House, signed: SignedIn) -> Home:
    """Everything on the first page."""
    viewer, today = signed.viewer, london_date(house.clock())
    async with house.database.reading() as session:
        counts = await count_queues(session, viewer)
        tasks = await list_tasks(session, viewer, until=today)
        alerts = await list_alerts(session, viewer, untaken_only=True)
        unreadable = await list_unreadable(session, viewer.landlord_id)
        looked_at = await list_looked_at(session, viewer.landlord_id)
    mailboxes = await list_states(house, [viewer.landlord_id])
    profile = house.profiles[viewer.landlord_id]
    known = [
        name
        for name in queues_of(profile)
        if _is_theirs(signed, name, safeguarding=profile.safeguarding_queue)
    ]
    return Home(
        queues=_with_empty_ones(counts, known),
        tasks_due=tasks,
        alerts=alerts,
        unreadable=sum(row.id not in looked_at for row in unreadable),
        faults=tuple(house.faults),
        notice=await list_notice(house, profile),
        mailboxes=[sentence for state in mailboxes for sentence in state.sentences],
    )


async def build_queue_page(house: House, signed: SignedIn, queue: str, after: str) -> QueuePage:
    """One page of a queue, from a place on."""
    async with house.database.reading() as session:
        lines = await list_queue_page(
            session, signed.viewer, queue, after=_parse_place(after), limit=CASES_A_PAGE + 1
        )
    shown = lines[:CASES_A_PAGE]
    return QueuePage(queue, shown, _place_after(shown[-1]) if len(lines) > CASES_A_PAGE else "")


def first_words(words: str) -> str:
    """The start of what was said, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(None, 1)[0] + " …"


def _is_theirs(signed: SignedIn, queue: str, *, safeguarding: str) -> bool:
    viewer = signed.viewer
    if viewer.own_cases_only or (viewer.queues and queue not in viewer.queues):
        return False
    return viewer.sees_restricted or queue != safeguarding


def _with_empty_ones(
    counts: Sequence[tuple[str, int, date | None]], known: Sequence[str]
) -> list[QueueCount]:
    filled = [QueueCount(*count) for count in counts]
    # Nearest date first; what only waits for the resident asks nothing of staff and comes last.
    filled.sort(
        key=lambda queue: (queue.name == WAITING_FOR_RESIDENT, queue.nearest_due_on or date.max, queue.name)
    )
    named = {queue.name for queue in filled}
    return filled + [QueueCount(name, 0, None) for name in dict.fromkeys(known) if name not in named]


def _place_after(line: QueueLine) -> str:
    due_on = line.case.next_due_on
    return f"{due_on.isoformat() if due_on else NO_DATE}_{line.case.id}"


def _parse_place(after: str) -> QueuePlace | None:
    if not after:
        return None
    due_on, _, case_id = after.partition("_")
    try:
        return QueuePlace(None if due_on == NO_DATE else date.fromisoformat(due_on), int(case_id))
    except ValueError:
        raise NotFound("page", after) from None
