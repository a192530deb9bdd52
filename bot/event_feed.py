"""Which other systems of the landlord's are told what happened on a case, and what are they told? Codes, never words.

A batch a minute and listener, in the order of the journal, through the outbox like every message: what cannot be handed
over is tried again. Nothing of a person at risk is told, and nothing from before a listener was named.
"""

import hashlib
import json
from datetime import timedelta
from typing import Any, Final

from bot.landlords.parts import EventListener
from bot.moment import Moment
from bot.store import outbox
from bot.store.outbox import OutboxRow
from bot.store.system import BookmarkRow, find_bookmark
from bot.store.told_events import ToldEvent, last_event_id, list_events_after

CHANNEL: Final = "events"
A_BATCH: Final = 200
SETTLED: Final = timedelta(seconds=30)  #: by then every transaction that was open is written or gone


async def hand_events_on(moment: Moment) -> int:
    """One batch for each listener that has not heard of all; how many batches were written."""
    done = 0
    for listener in moment.profile.event_listeners:
        done += await _hand_on(moment, listener)
    return done


async def _hand_on(moment: Moment, listener: EventListener) -> int:
    key = f"{moment.profile.id}:{_short(listener.url)}"
    known = await find_bookmark(moment.session, CHANNEL, key)
    if known is None:  # whoever begins to listen hears what happens from now on
        begins = str(await last_event_id(moment.session, moment.profile.id))
        moment.session.add(BookmarkRow(channel=CHANNEL, key=key, value=begins))
        return 0
    told, last = await list_events_after(
        moment.session, moment.profile.id, int(known.value), until=moment.now - SETTLED, limit=A_BATCH
    )
    known.value = str(last)
    moment.session.add(known)
    if not told:
        return 0
    moment.session.add(_row(moment, listener.url, told))
    return 1


def _row(moment: Moment, url: str, told: list[ToldEvent]) -> OutboxRow:
    profile = moment.profile
    key = f"events:{profile.id}:{_short(url)}:{told[0].id}-{told[-1].id}"
    body = {"landlord": profile.id, "events": [event_line(event) for event in told]}
    return OutboxRow(
        landlord_id=profile.id,
        key=key,
        name=CHANNEL,
        kind="alert",
        channel=CHANNEL,
        to_address=url,
        to_name="",
        sender_name=profile.sender_name,
        sender_address=profile.sender_address,
        reply_address="",
        subject="",
        text=json.dumps(body, sort_keys=True),
        html="",
        message_id=f"<hark.{moment.house.keys.hash(key)[:32]}@events.invalid>",
        in_reply_to="",
        automatic="auto-generated",
        state=outbox.SUPPRESSED if moment.house.suppressed else outbox.QUEUED,
        error=moment.house.suppressed,
        created_at=moment.now,
        run_at=moment.now,
    )


def event_line(event: ToldEvent) -> dict[str, Any]:
    """One event as other systems read it, told or asked for."""
    return {
        "id": event.id,
        "at": event.at.isoformat().replace("+00:00", "Z"),
        "what": event.what,
        "case": event.reference,
        "codes": event.codes,
    }


def _short(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]
