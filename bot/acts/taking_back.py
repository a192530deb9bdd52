"""How does a member of staff take back a confirmation that a key was too quick for? The message waits again. Code: 1.3

Only one's own, only for half an hour, and only a confirmation: a correction has moved the case and may have written to the
resident, so it is put right by correcting again.
"""

from datetime import timedelta
from typing import Final

from bot.acts.at_hand import case_at_hand
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.review_order import rank_of
from bot.store import messages, tasks
from bot.store.staff import StaffRow

FOR: Final = timedelta(minutes=30)
CONFIRMED: Final = "reading confirmed"


async def take_back_confirmation(house: House, by: StaffRow, reference: str) -> None:
    """Take one's own confirmation back; the tasks it ticked off are open again.

    Raises:
        NotFound: there is no confirmation on this case.
        IllegalMove: it is somebody else's, older than half an hour, or a correction.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        session, case = at_hand.moment.session, at_hand.case
        review = await messages.find_review(session, by.landlord_id, case.opened_from)
        reading = await messages.find_reading(session, by.landlord_id, case.opened_from)
        message = await messages.get_message(session, by.landlord_id, case.opened_from)
        if review is None or reading is None or message is None:
            raise NotFound("confirmation of", reference)
        if review.staff_email != by.email or at_hand.moment.now - review.created_at > FOR:
            raise IllegalMove("Only your own, and only within half an hour. Correct the reading instead.")
        if not review.agreed:
            raise IllegalMove("A correction moved the case. Correct the reading again instead.")
        await session.delete(review)
        message.review_rank = rank_of(
            signals=reading.signals,
            sure=reading.sure,
            unhappy=reading.unhappy,
            confidence=reading.confidence,
        )
        session.add(message)
        for task in await tasks.list_case_tasks(session, case.landlord_id, case.id or 0):
            if task.done_by == by.email and task.outcome == CONFIRMED and task.done_at == review.created_at:
                task.done_at, task.done_by, task.outcome = None, "", ""
                session.add(task)
        await at_hand.moment.note("confirmation_taken_back", case=case, actor=at_hand.actor)
