"""What does a delivery report mean? It is tied to the message of ours that came back. Code: 1.3, 6.2.

The report proves which message by its Message-ID, which nobody can guess. One that names only an address proves
nothing: nothing is marked as returned, and a person looks.
"""

from datetime import timedelta
from typing import Final

from bot import keeping
from bot.decision.across import TaskWanted
from bot.dispatch import mark_bounced
from bot.moment import Moment
from bot.store import cases, outbox
from bot.store.arrivals import ArrivalRow
from bot.store.outbox import OutboxRow
from bot.tasking import ask_for
from channels.messages import Bounce, Incoming

REPORTS_ARE_NEVER_ANSWERED: Final = "Delivery reports are never answered."
MAY_COME_BACK: Final = timedelta(days=6)  # mail servers try for five


async def take_in_bounce(moment: Moment, row: ArrivalRow, incoming: Incoming) -> str:
    """Reopen the duty of the message that came back; a report about nothing of ours is filed."""
    bounce = incoming.bounce
    assert bounce is not None  # noqa: S101 - the caller looked
    ours = await outbox.find_by_message_id(
        moment.session, moment.profile.id, [bounce.returned_message_id] if bounce.returned_message_id else []
    )
    to_them = await _sent_to(moment, bounce) if ours is None else None
    message = keeping.new_message(row, incoming)
    message.action, message.automatic = "file", incoming.automatic or "a delivery report"
    message.reason = _reason(ours, to_them)
    message.why_silent = REPORTS_ARE_NEVER_ANSWERED
    known = ours or to_them
    if known is not None:
        message.conversation_id, message.case_id = known.conversation_id, known.case_id
    moment.session.add(message)
    await moment.session.flush()
    if ours is not None and bounce.permanent and moment.is_live:
        await mark_bounced(moment, ours, bounce.why or "The other side sent it back.")
    elif to_them is not None and bounce.permanent:
        await _ask_which(moment, to_them)
    await moment.note(
        "bounce", row=f"message:{message.id}", codes={"ours": ours is not None, "permanent": bounce.permanent}
    )
    return "bounce"


def _reason(ours: OutboxRow | None, to_them: OutboxRow | None) -> str:
    if ours is not None:
        return "A delivery report."
    if to_them is not None:
        return "A delivery report that does not say which message it is about, from an address we wrote to."
    return "A delivery report about nothing that we sent."


async def _sent_to(moment: Moment, bounce: Bounce) -> OutboxRow | None:
    """What we last sent to the address a report names, where it names no message."""
    if bounce.returned_message_id or not bounce.recipient:
        return None
    return await outbox.find_latest_to(
        moment.session,
        moment.profile.id,
        bounce.recipient.lower(),
        since=moment.now - MAY_COME_BACK,
    )


async def _ask_which(moment: Moment, to_them: OutboxRow) -> None:
    """Once for each message of ours that it may be about."""
    case = (
        await cases.get_case(moment.session, moment.profile.id, to_them.case_id) if to_them.case_id else None
    )
    why = (
        f"A delivery report came back for their address and does not say for which message. Ours of "
        f"{to_them.name.replace('_', ' ')} may not have arrived. Find another way to reach them, and tell them."
    )
    await ask_for(
        moment,
        TaskWanted("reach_another_way", "case", 0, why),
        case=case,
        key=f"returned_unnamed:{to_them.id}",
    )
