"""How do staff make a case of what a machine sent? From there on it is a resident's message like any other. Code: 1.2, 1.3

A form nobody told us of, an answering machine, a list: what a resident says through it was read and given to a person,
who now says whose words they are and where to answer.
"""

from typing import Final

from bot.acts.at_hand import may_see
from bot.decision.values import Facts
from bot.errors import IllegalMove, NotFound
from bot.guarding import staff_named_in
from bot.house import House
from bot.intake import settle_message
from bot.moment import Moment
from bot.placing import conversation_with
from bot.standing import read_standing
from bot.store import cases, messages, tasks
from bot.store.messages import MessageRow, ReadingRow
from bot.store.staff import StaffRow
from bot.store.turns import wait_for_turn
from classifiers.labels import Kind, Signal, Topic
from classifiers.reading import Reading

READING_TASK: Final = "read_machine_mail"


async def make_a_case(house: House, by: StaffRow, message_id: int, *, name: str, address: str) -> str:
    """Treat a machine's mail as the message of the resident who speaks in it; the reference of its case.

    Args:
        name: who speaks; "" where it does not say.
        address: where to answer, as it stands in the message; "" where none does: then a person reaches them.

    Raises:
        NotFound: there is no such mail, or it is kept from this member of staff.
        IllegalMove: the address is none, or a case was made of it already.
    """
    address = address.strip().lower()
    if address and ("@" not in address.strip("@") or " " in address):
        raise IllegalMove("This is no e-mail address. Leave it empty where none stands in the message.")
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        await wait_for_turn(session, by.landlord_id, f"message:{message_id}")
        message = await get_machine_mail(moment, by, message_id)
        row = await messages.find_reading(session, by.landlord_id, message_id)
        if message.case_id is not None or row is None:
            raise IllegalMove("A case was made of this mail already.")
        await _finish_reading(moment, by, message_id)
        await _adopt(moment, message, row, name=name.strip(), address=address)
        await moment.note("case_made", row=f"message:{message_id}", actor=f"staff:{by.id}")
        assert message.case_id is not None  # noqa: S101 - what a person gives to a case gets one
        return (await cases.get_case(session, by.landlord_id, message.case_id)).reference


async def get_machine_mail(moment: Moment, by: StaffRow, message_id: int) -> MessageRow:
    """A machine's mail that was given to a person.

    Raises:
        NotFound: there is none, or not for this member of staff; which of the two is not told.
    """
    message = await messages.get_message(moment.session, by.landlord_id, message_id)
    asked = await tasks.list_message_tasks(moment.session, by.landlord_id, message_id)
    if (
        message is None
        or not any(task.kind == READING_TASK for task in asked)
        or (any(task.restricted for task in asked) and not by.sees_restricted)
        or await _names(moment, message, by)
        or await _is_kept_from(moment, message, by)
    ):
        raise NotFound("message", message_id)
    return message


async def _names(moment: Moment, message: MessageRow, by: StaffRow) -> bool:
    """What accuses a member of staff is not theirs to read first. Code: 5.8"""
    row = await messages.find_reading(moment.session, by.landlord_id, message.id or 0)
    accuses = row is not None and {Signal.STAFF_CONDUCT.value, Signal.DISCRIMINATION.value} & {*row.signals}
    return bool(accuses) and by.email in await staff_named_in(moment, message.text)


async def _is_kept_from(moment: Moment, message: MessageRow, by: StaffRow) -> bool:
    """What was made a case of is kept from whoever the case is kept from."""
    if message.case_id is None:
        return False
    return not may_see(await cases.get_case(moment.session, by.landlord_id, message.case_id), by)


async def _finish_reading(moment: Moment, by: StaffRow, message_id: int) -> None:
    for task in await tasks.list_message_tasks(moment.session, by.landlord_id, message_id):
        if task.kind == READING_TASK and task.done_at is None:
            task.done_at, task.done_by, task.outcome = moment.now, by.email, "a case was made of it"
            moment.session.add(task)


async def _adopt(moment: Moment, message: MessageRow, row: ReadingRow, *, name: str, address: str) -> None:
    conversation = await conversation_with(
        moment, channel=message.channel, address=address, sender=message.from_address, name=name
    )
    message.notes = [*message.notes, f"{message.automatic} A colleague made a case of it."]
    message.automatic, message.conversation_id = "", conversation.id
    moment.session.add(message)
    await moment.session.flush()
    facts = Facts(
        text=message.text,
        channel=message.channel,
        sender=f"{name} {address}",
        has_attachments=bool(
            await messages.list_attachments(moment.session, message.landlord_id, message.id or 0)
        ),
        brought_by="form",
    )
    standing = await read_standing(moment, conversation, ())
    await settle_message(moment, message, conversation, standing, _reading_of(row), facts)


def _reading_of(row: ReadingRow) -> Reading:
    """The reading as it was when the mail came; a person's word on it comes after, on the case."""
    return Reading(
        kind=Kind(row.kind),
        confidence=row.confidence,
        dissatisfied=row.dissatisfied,
        survey=row.survey,
        wants_action=row.wants_action,
        explicit=row.explicit,
        topic=Topic(row.topic),
        signals=frozenset(Signal(one) for one in row.signals),
        because=tuple((str(word), float(weight)) for word, weight in row.because),
        model=row.model,
        sure=row.sure,
        unhappy=row.unhappy,
        language=row.language,
    )
