"""How is a parsed message kept, and has the same one been kept before?

Same is what says the same and calls itself the same: a Message-ID used again for other words is another message.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversations import (
    COLLEAGUE,
    answer_address,
    digest_of,
    names_itself,
    same_words,
    thread_ids,
    written_by,
)
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.store import arrivals, messages
from bot.store.arrivals import ArrivalRow
from bot.store.messages import AttachmentRow, MessageRow, ReadingRow
from bot.store.people import ConversationRow
from bot.store.turns import wait_for_turn
from channels.messages import Incoming
from classifiers.reading import Reading

AT_ONCE = timedelta(minutes=10)


def is_from_staff(profile: Profile, incoming: Incoming) -> bool:
    """Whether a colleague or a contractor wrote it, or filled in a form; what the desk takes down is the resident's."""
    if incoming.taken is not None:
        return False
    return profile.is_staff(written_by(incoming)) or profile.is_contractor(written_by(incoming))


async def find_same(moment: Moment, incoming: Incoming, received_at: datetime) -> MessageRow | None:
    """The same mail, kept before; from here on no other process takes mail of this sender."""
    session, landlord_id, digest = moment.session, moment.profile.id, digest_of(incoming)
    await wait_for_turn(session, landlord_id, f"{incoming.reply_to.channel}:{answer_address(incoming)}")
    same = await messages.find_same_message(
        session, landlord_id, internet_id=incoming.message_id, digest=digest
    )
    if not names_itself(incoming):
        alike = await messages.list_alike(
            session,
            landlord_id,
            channel=incoming.reply_to.channel,
            address=answer_address(incoming),
            digest=digest,
            sent_at=incoming.sent_at,
        )
        return next(
            (one for one in filter(None, (same, *alike)) if _came_together(incoming, received_at, one)), None
        )
    if same is None and incoming.brought_by == COLLEAGUE:
        return await _passed_on_before(moment, incoming)
    return same


def _came_together(incoming: Incoming, received_at: datetime, before: MessageRow) -> bool:
    """Of mails without a name: those that say the same date, and without a date those that come at once."""
    dated = incoming.sent_at is not None and incoming.sent_at == before.sent_at
    return dated or abs(received_at - before.received_at) <= AT_ONCE


async def _passed_on_before(moment: Moment, incoming: Incoming) -> MessageRow | None:
    """What a colleague passes on may have come here by itself."""
    answered = await messages.list_by_internet_id(moment.session, moment.profile.id, thread_ids(incoming))
    return next(
        (
            one
            for one in answered
            if one.from_address == incoming.from_address and same_words(one.text, incoming.text)
        ),
        None,
    )


async def keep_message(
    moment: Moment,
    row: ArrivalRow,
    incoming: Incoming,
    conversation: ConversationRow | None,
    reading: Reading,
    *,
    remarks: Sequence[str] = (),
) -> MessageRow:
    """Write the message, its attachments and how it reads."""
    message = new_message(row, incoming)
    message.conversation_id = conversation.id if conversation else None
    message.is_note = is_from_staff(moment.profile, incoming)
    message.notes = [*message.notes, *filter(None, remarks)]
    moment.session.add(message)
    await moment.session.flush()
    for file in incoming.attachments:
        moment.session.add(
            AttachmentRow(
                landlord_id=row.landlord_id,
                message_id=message.id or 0,
                name=file.name,
                type=file.type,
                size=file.size,
                sha256=file.sha256,
            )
        )
    moment.session.add(_reading(moment, message, reading))
    await moment.session.flush()
    return message


def new_message(row: ArrivalRow, incoming: Incoming) -> MessageRow:
    """The row of a message, not yet put anywhere."""
    return MessageRow(
        landlord_id=row.landlord_id,
        arrival_id=row.id or 0,
        channel=incoming.channel,
        from_address=incoming.from_address,
        from_name=incoming.from_name,
        subject=incoming.subject,
        text=incoming.text,
        full_text=incoming.full_text,
        internet_id=incoming.message_id,
        digest=digest_of(incoming),
        received_at=min(incoming.had_at or row.received_at, row.received_at),
        sent_at=incoming.sent_at,
        automatic=incoming.automatic,
        notes=list(incoming.notes),
    )


def _reading(moment: Moment, message: MessageRow, reading: Reading) -> ReadingRow:
    return ReadingRow(
        landlord_id=message.landlord_id,
        message_id=message.id or 0,
        model=reading.model,
        kind=reading.kind.value,
        confidence=reading.confidence,
        dissatisfied=reading.dissatisfied,
        survey=reading.survey,
        wants_action=reading.wants_action,
        explicit=reading.explicit,
        topic=reading.topic.value,
        signals=sorted(signal.value for signal in reading.signals),
        because=[[word, weight] for word, weight in reading.because],
        sure=reading.sure,
        unhappy=reading.unhappy,
        language=reading.language,
        read_at=moment.now,
    )


async def keep_repeated(moment: Moment, row: ArrivalRow, incoming: Incoming, before: MessageRow) -> str:
    """The same mail once more, to another mailbox or sent again by a relay: kept, joined, not answered twice."""
    message = new_message(row, incoming)
    message.conversation_id, message.case_id = before.conversation_id, before.case_id
    message.action, message.reason = "file", "The same message came before; this copy is kept with it."
    message.why_silent = "It was answered the first time."
    moment.session.add(message)
    await moment.session.flush()
    await moment.note("repeated", row=f"message:{message.id}", codes={"first": before.id})
    return "repeated"


def mark_done(moment: Moment, row: ArrivalRow, outcome: str) -> str:
    """The arrival is decided."""
    row.outcome, row.state, row.decided_at, row.lease_until = outcome, arrivals.DONE, moment.now, None
    moment.session.add(row)
    return outcome
