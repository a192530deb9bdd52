"""Who is told that a mailbox is not read? The people on call and the triage queue: once an outage, and when it is over.

What is known of an outage is a bookmark: when a round first saw it, the task, and the alert once somebody was told.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.decision.across import TaskWanted
from bot.in_words import moment as at_moment
from bot.mailboxes import MailboxState, OfficeHours, is_over, is_to_be_told
from bot.moment import Moment
from bot.store import tasks
from bot.store.doors import save_bookmark
from bot.store.system import find_bookmark
from bot.tasking import ask_for
from bot.waking import raise_alert, tell_it_is_over
from bot.watching import find_state

CHANNEL: Final = "mailbox_outage"  #: whose bookmarks these are
KIND: Final = "mailbox_not_read"
SEEN_FOR: Final = timedelta(minutes=2)  # after a start, the first look is still to come


@dataclass(frozen=True)
class Outage:
    """What is known of one."""

    seen_at: str  #: by a round, ISO
    since: str  #: when it was read last, or failed first, ISO
    task_key: str = ""
    alert_id: int = 0  #: 0 until somebody was told


async def tell_of_mailboxes(moment: Moment) -> int:
    """Tell of each mailbox that is not read, and of each that is read again; how many were told of."""
    told = 0
    for mailbox in moment.house.mailboxes:
        if mailbox.landlord_id == moment.profile.id:
            state = await find_state(moment.house, moment.session, mailbox)
            told += await _follow(moment, state)
    return told


async def _follow(moment: Moment, state: MailboxState) -> int:
    known = await _known(moment, state)
    if known is not None and is_over(state):
        await _keep(moment, state, None)
        return await _say_it_is_over(moment, state, known) if known.alert_id else 0
    hours = OfficeHours(moment.profile.opens, moment.profile.closes, moment.holidays)
    if (known is not None and known.alert_id) or not is_to_be_told(state, now=moment.now, hours=hours):
        return 0
    outage = known or Outage(moment.now.isoformat(), (state.since or moment.now).isoformat())
    has_stood = moment.now - datetime.fromisoformat(outage.seen_at) >= SEEN_FOR
    if has_stood or state.report.is_refused:
        outage = await _say_it_began(moment, state, outage)
    await _keep(moment, state, outage)
    return int(bool(outage.alert_id))


async def _say_it_began(moment: Moment, state: MailboxState, outage: Outage) -> Outage:
    why, key = state.sentences[0], f"{KIND}:{state.mailbox.key}:{outage.seen_at}"
    await ask_for(moment, TaskWanted(KIND, "triage", 0, why), key=key)
    alert = await raise_alert(moment, KIND, why, case=None)
    return replace(outage, task_key=key, alert_id=alert.id or 0) if alert else outage


async def _say_it_is_over(moment: Moment, state: MailboxState, outage: Outage) -> int:
    since = at_moment(datetime.fromisoformat(outage.since), today=moment.today)
    over = f"The mailbox “{state.mailbox.name}” is read again. It was not since {since}; nothing of its mail is lost."
    task = await tasks.find_task_by_key(moment.session, moment.profile.id, outage.task_key)
    if task is not None and task.done_at is None:
        task.done_at, task.done_by, task.outcome = moment.now, "hark", over
        moment.session.add(task)
    alert = await tasks.find_alert(moment.session, moment.profile.id, outage.alert_id)
    if alert is not None:
        await tell_it_is_over(moment, alert, over)
    return 1


async def _known(moment: Moment, state: MailboxState) -> Outage | None:
    row = await find_bookmark(moment.session, CHANNEL, state.mailbox.key)
    return Outage(**json.loads(row.value)) if row and row.value else None


async def _keep(moment: Moment, state: MailboxState, outage: Outage | None) -> None:
    await save_bookmark(
        moment.session, CHANNEL, state.mailbox.key, json.dumps(asdict(outage)) if outage else ""
    )
