"""What follows when somebody texts STOP, or START? Texts end or begin again; nothing else of theirs is touched. Code: 5.10

It is kept as what they need of us, so that everything else goes by it: no reminder, no acknowledgement by itself, and
the choice by a person.
"""

from bot import keeping
from bot.casework.stops import BY_TEXT, NOT_BY_TEXT, asks_to_start, asks_to_stop
from bot.decision.across import TaskWanted
from bot.guarding import ADJUSTMENT_REVIEW_WORKING_DAYS
from bot.moment import Moment
from bot.placing import place_message
from bot.store import cases, outbox, people
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CLOSED, CaseRow
from bot.store.messages import MessageRow
from bot.store.people import AdjustmentRow, ConversationRow
from bot.tasking import ask_for
from bot.working_days import add_working_days
from channels.messages import Incoming
from classifiers.reading import Reading

ANOTHER_WAY = TaskWanted(
    "reach_another_way",
    "case",
    0,
    "They wrote STOP, so we text them no more. Find another way to reach them, and give them the choice to complain there.",
)


async def take_stop(moment: Moment, row: ArrivalRow, incoming: Incoming, reading: Reading) -> str | None:
    """Settle a STOP or a START; None where it is an ordinary message."""
    if incoming.channel != BY_TEXT or incoming.automatic:
        return None
    stops, starts = asks_to_stop(incoming.text), asks_to_start(incoming.text)
    if not (stops or starts):
        return None
    conversation = (await place_message(moment, row, incoming, from_staff=False)).conversation
    wishes = [
        need
        for need in await people.list_adjustments(moment.session, moment.profile.id, conversation.resident_id)
        if need.door == NOT_BY_TEXT
    ]
    if starts and not wishes:
        return None
    message = await keeping.keep_message(moment, row, incoming, conversation, reading)
    case = await _open_case(moment, conversation)
    if starts:
        await _begin_again(moment, message, wishes)
    else:
        await _end(moment, message, conversation, case, is_known=bool(wishes))
    message.action, message.case_id = "file", case.id if case else None
    moment.session.add(message)
    await moment.note(
        "texts_stopped" if stops else "texts_begin_again", case=case, row=f"message:{message.id}"
    )
    return "file"


async def _begin_again(moment: Moment, message: MessageRow, wishes: list[AdjustmentRow]) -> None:
    for wish in wishes:
        await moment.session.delete(wish)
    message.reason = "They wrote START, so texts may be sent to them again."
    message.why_silent = "Whoever writes START or STOP has said all there is to say."


async def _end(
    moment: Moment,
    message: MessageRow,
    conversation: ConversationRow,
    case: CaseRow | None,
    *,
    is_known: bool,
) -> None:
    message.reason = "They wrote STOP, so no text is sent to them by itself any more."
    message.why_silent = "They asked us to text them no more."
    await outbox.cancel_queued(
        moment.session, moment.profile.id, conversation_id=conversation.id, why="they asked for no more texts"
    )
    await _owe_what_was_stopped(moment, conversation)
    resident = await people.get_resident(moment.session, moment.profile.id, conversation.resident_id)
    if not is_known:
        moment.session.add(_wish(moment, conversation))
    if not resident.on_hold:  # for a person at risk somebody looks for a safe way already
        await ask_for(
            moment, ANOTHER_WAY, case=case, message=message, key=f"stopped:{conversation.id}:{message.id}"
        )


async def _owe_what_was_stopped(moment: Moment, conversation: ConversationRow) -> None:
    """An acknowledgement that was just stopped is owed as before; it is now for a person."""
    for case in await cases.list_conversation_cases(
        moment.session, moment.profile.id, conversation.id or 0, lock=True
    ):
        if case.acknowledged_at is None and case.guarded_at is not None:
            case.guarded_at = None
            moment.session.add(case)


def _wish(moment: Moment, conversation: ConversationRow) -> AdjustmentRow:
    return AdjustmentRow(
        landlord_id=moment.profile.id,
        resident_id=conversation.resident_id,
        door=NOT_BY_TEXT,
        words="not send you text messages",
        recorded_at=moment.now,
        recorded_by="hark",
        review_on=add_working_days(moment.today, ADJUSTMENT_REVIEW_WORKING_DAYS, holidays=moment.holidays),
    )


async def _open_case(moment: Moment, conversation: ConversationRow) -> CaseRow | None:
    """The latest open case of theirs, or the latest."""
    known = await cases.list_conversation_cases(moment.session, moment.profile.id, conversation.id or 0)
    still_open = [case for case in known if case.status != CLOSED]
    return next(reversed(still_open or known), None)
