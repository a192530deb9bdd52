"""Which conversation is a message put in?

The thread says what is answered; the address our answers go to says who speaks. Only where both are known to belong
together does a message join: everybody else begins a conversation of their own and is told nothing of another's.
"""

from dataclasses import dataclass

from bot.answering import TOKEN_ALPHABET, TOKEN_LENGTH
from bot.conversations import answer_address, mailbox_of, thread_ids, token_in
from bot.moment import Moment
from bot.store import cases, identities, messages, outbox, people, widget
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.people import NOBODY, ConversationRow
from channels.messages import Incoming


@dataclass(frozen=True)
class Placed:
    """Where a message belongs."""

    conversation: ConversationRow
    case_id: int | None = None  #: the case whose thread it is, where staff write into it
    remark: str = ""  #: what staff must know about it, a sentence


async def place_message(moment: Moment, row: ArrivalRow, incoming: Incoming, *, from_staff: bool) -> Placed:
    """The conversation of the sender's own address; for staff, the one whose thread they write into."""
    thread = await _thread_of(moment, row, incoming, with_theirs=from_staff)
    if thread is None:
        return Placed(await _own_conversation(moment, incoming))
    if not from_staff and (
        _is_proven(thread.conversation, incoming) or await _left_a_page(moment, thread.conversation, incoming)
    ):
        return Placed(thread.conversation)
    case = await _case_of(moment, thread)
    if from_staff and case is not None:
        return Placed(thread.conversation, case.id)
    own = await _own_conversation(moment, incoming)
    known = await identities.list_proven(moment.session, moment.profile.id, own)
    is_theirs = thread.conversation.id in [one.id for one in known]
    return Placed(own, remark="" if from_staff or is_theirs else _remark(case))


async def find_answered(moment: Moment, row: ArrivalRow, incoming: Incoming) -> Placed | None:
    """What a machine answers, where its address is the one we talk to there; None where that is not known."""
    thread = await _thread_of(moment, row, incoming, with_theirs=False)
    if thread is None or not _is_proven(thread.conversation, incoming):
        return None
    case = await _case_of(moment, thread)
    return Placed(thread.conversation, case.id if case else None)


async def _own_conversation(moment: Moment, incoming: Incoming) -> ConversationRow:
    return await conversation_with(
        moment,
        channel=incoming.reply_to.channel,  # a survey's answer is answered by e-mail or text
        address=answer_address(incoming),
        sender=incoming.from_address,
        name=incoming.reply_to.name or incoming.from_name,
    )


async def conversation_with(
    moment: Moment, *, channel: str, address: str, sender: str, name: str
) -> ConversationRow:
    """The conversation with this address that this sender is proven for; a new one where there is none.

    Args:
        address: where answers go; "" begins a conversation with somebody who gave no address.
    """
    address = address or NOBODY + moment.house.draw(TOKEN_ALPHABET, TOKEN_LENGTH)
    # Anybody can name somebody else's address in Reply-To: such mail is a matter of its own.
    found = await people.find_conversation(moment.session, moment.profile.id, channel, address, sender=sender)
    if found is not None:
        found.last_message_at = moment.now
        moment.session.add(found)
        return found
    return await people.open_conversation(
        moment.session,
        moment.profile.id,
        channel=channel,
        address=address,
        sender=sender,
        name=name,
        token=moment.house.draw(TOKEN_ALPHABET, TOKEN_LENGTH),
        now=moment.now,
    )


def _is_proven(joined: ConversationRow, incoming: Incoming) -> bool:
    """Whether the sender of a mail in a thread is the one we talk to there.

    A machine may ask for its answers to another tag of its own address each time; that is the same mailbox.
    """
    answered = mailbox_of(answer_address(incoming)) in (
        mailbox_of(joined.address),
        mailbox_of(incoming.from_address),
    )
    return (
        answered and bool(incoming.from_address) and incoming.from_address in (joined.address, joined.sender)
    )


async def _left_a_page(moment: Moment, joined: ConversationRow, incoming: Incoming) -> bool:
    """Whether they answer by e-mail what we sent to the address they gave in a chat on a page."""
    if joined.channel != widget.CHANNEL or not incoming.from_address:
        return False
    given = await widget.find_email(moment.session, moment.profile.id, joined.address)
    return given == incoming.from_address == answer_address(incoming)


async def _thread_of(
    moment: Moment, row: ArrivalRow, incoming: Incoming, *, with_theirs: bool
) -> Placed | None:
    """The conversation a mail answers: by our Message-ID, our token or, where asked, the resident's own Message-ID."""
    session, landlord_id, ids = moment.session, moment.profile.id, thread_ids(incoming)
    ours = await outbox.find_by_message_id(session, landlord_id, ids)
    if ours is not None and ours.conversation_id is not None:
        return Placed(
            await people.get_conversation(session, landlord_id, ours.conversation_id, lock=True), ours.case_id
        )
    token = token_in(row.recipient)
    found = await people.find_conversation_by_token(session, landlord_id, token) if token else None
    if found is not None:
        return Placed(found)
    theirs = await messages.list_by_internet_id(session, landlord_id, ids) if with_theirs else []
    for one in reversed(theirs):
        if one.conversation_id is not None:
            conversation = await people.get_conversation(session, landlord_id, one.conversation_id, lock=True)
            return Placed(conversation, one.case_id)
    return None


async def _case_of(moment: Moment, thread: Placed) -> CaseRow | None:
    """The case a thread is about; where none is named, the latest of its conversation, an open one first."""
    if thread.case_id is not None:
        return await cases.get_case(moment.session, moment.profile.id, thread.case_id)
    known = await cases.list_conversation_cases(
        moment.session, moment.profile.id, thread.conversation.id or 0
    )
    still_open = [case for case in known if case.status != cases.CLOSED]
    return next(reversed(still_open or known), None)


def _remark(case: CaseRow | None) -> str:
    """For staff, who may join what the machine must not; the case of somebody at risk is not named."""
    about = f" about {case.reference}" if case and not (case.restricted or case.hidden_from) else ""
    return f"It answers a message of ours{about}, but from another address. Join the two only on proof of who wrote."
