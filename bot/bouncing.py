"""What does a delivery report mean? It is tied to the message of ours that came back. Code: 1.3, 6.2."""

from bot import keeping
from bot.dispatch import mark_bounced
from bot.moment import Moment
from bot.store import outbox
from bot.store.arrivals import ArrivalRow
from channels.messages import Incoming


async def take_in_bounce(moment: Moment, row: ArrivalRow, incoming: Incoming) -> str:
    """Reopen the duty of the message that came back; a report about nothing of ours is filed."""
    bounce = incoming.bounce
    assert bounce is not None  # noqa: S101 - the caller looked
    ours = await outbox.find_by_message_id(moment.session, moment.profile.id, [bounce.returned_message_id])
    message = keeping.new_message(row, incoming)
    message.action, message.automatic = "file", incoming.automatic or "a delivery report"
    message.reason = "A delivery report." if ours else "A delivery report about nothing that we sent."
    message.why_silent = "Delivery reports are never answered."
    if ours is not None:
        message.conversation_id, message.case_id = ours.conversation_id, ours.case_id
        if bounce.permanent:
            await mark_bounced(moment, ours, bounce.why or "The other side sent it back.")
    moment.session.add(message)
    await moment.session.flush()
    await moment.note(
        "bounce", row=f"message:{message.id}", codes={"ours": ours is not None, "permanent": bounce.permanent}
    )
    return "bounce"
