"""How is a parsed message kept, and which conversation is it put in?

The thread says what is answered; the address our answers go to says who speaks. Only where both are known to belong
together does a message join: everybody else begins a conversation of their own and is told nothing of another's.
"""

from bot.conversations import answer_address, digest_of, thread_ids, token_in
from bot.moment import Moment
from bot.store import arrivals, messages, outbox, people
from bot.store.arrivals import ArrivalRow
from bot.store.messages import AttachmentRow, MessageRow, ReadingRow
from bot.store.people import NOBODY, ConversationRow
from bot.store.turns import wait_for_turn
from channels.messages import Incoming
from classifiers.reading import Reading

TOKEN_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # noqa: S105 - the letters a token is drawn from
TOKEN_LENGTH = 16


async def conversation_for(
    moment: Moment, row: ArrivalRow, incoming: Incoming, *, from_staff: bool
) -> ConversationRow:
    """The conversation of the sender's own address; for staff, the one whose thread they write into."""
    joined = await _thread_of(moment, row, incoming)
    if joined is not None and (from_staff or _is_proven(joined, incoming)):
        return joined
    address = answer_address(incoming) or NOBODY + moment.house.draw(TOKEN_ALPHABET, TOKEN_LENGTH)
    # Anybody can name somebody else's address in Reply-To: such mail is a matter of its own.
    found = await people.find_conversation(
        moment.session, moment.profile.id, incoming.channel, address, sender=incoming.from_address
    )
    if found is not None:
        found.last_message_at = moment.now
        moment.session.add(found)
        return found
    return await people.open_conversation(
        moment.session,
        moment.profile.id,
        channel=incoming.channel,
        address=address,
        sender=incoming.from_address,
        name=incoming.reply_to.name or incoming.from_name,
        token=moment.house.draw(TOKEN_ALPHABET, TOKEN_LENGTH),
        now=moment.now,
    )


def _is_proven(joined: ConversationRow, incoming: Incoming) -> bool:
    """Whether the sender of a mail in a thread is the one we talk to there."""
    answered = answer_address(incoming) in (joined.address, incoming.from_address)
    return (
        answered and bool(incoming.from_address) and incoming.from_address in (joined.address, joined.sender)
    )


async def _thread_of(moment: Moment, row: ArrivalRow, incoming: Incoming) -> ConversationRow | None:
    ours = await outbox.find_by_message_id(moment.session, moment.profile.id, thread_ids(incoming))
    if ours is not None and ours.conversation_id is not None:
        return await people.get_conversation(
            moment.session, moment.profile.id, ours.conversation_id, lock=True
        )
    token = token_in(row.recipient)
    return (
        await people.find_conversation_by_token(moment.session, moment.profile.id, token) if token else None
    )


async def find_same(moment: Moment, incoming: Incoming) -> MessageRow | None:
    """The same mail, kept before; from here on no other process takes mail of this sender."""
    await wait_for_turn(moment.session, moment.profile.id, f"{incoming.channel}:{answer_address(incoming)}")
    return await messages.find_same_message(
        moment.session, moment.profile.id, internet_id=incoming.message_id, digest=digest_of(incoming)
    )


async def keep_message(
    moment: Moment,
    row: ArrivalRow,
    incoming: Incoming,
    conversation: ConversationRow | None,
    reading: Reading,
) -> MessageRow:
    """Write the message, its attachments and how it reads."""
    message = new_message(row, incoming)
    message.conversation_id = conversation.id if conversation else None
    message.is_note = moment.profile.is_staff(incoming.from_address) or moment.profile.is_contractor(
        incoming.from_address
    )
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
        received_at=row.received_at,
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
