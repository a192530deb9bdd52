"""How is what another case system says kept? As an arrival of its own and a note on the case, so that nothing is lost."""

from collections.abc import Sequence

from bot.brought_cases import BroughtCase, Difference, as_kept
from bot.conversations import digest_of
from bot.keeping import mark_done
from bot.moment import Moment
from bot.placing import conversation_with
from bot.store import people
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.doors import IMPORTED
from bot.store.external_references import BROUGHT
from bot.store.messages import MessageRow
from bot.store.people import ResidentRow
from channels.messages import Incoming, ReplyAddress

NEVER_ANSWERED = "What another system brings is never answered."


async def keep_as_told(moment: Moment, told: BroughtCase, where: str) -> tuple[MessageRow, ResidentRow]:
    """The message that a brought case is opened from, and whose it is."""
    conversation = await conversation_with(
        moment, channel=_door(told), address=told.email, sender=told.email, name=told.name
    )
    resident = await people.get_resident(moment.session, moment.profile.id, conversation.resident_id)
    message = await _keep(moment, told, where, told.summary)
    message.conversation_id = conversation.id
    message.reason = f"It was brought here from {where}, where its number is {told.reference}."
    message.notes = [*_notes(told, where), *_other_name(told, resident)]
    moment.session.add(message)
    await moment.session.flush()
    return message, resident


async def keep_changed(
    moment: Moment, case: CaseRow, told: BroughtCase, changes: Sequence[Difference], where: str
) -> MessageRow:
    """What the other system says now, as a note on the case."""
    said = "; ".join(map(str, changes))
    message = await _keep(moment, told, where, f"{where} now says: {said}.")
    message.case_id, message.conversation_id = case.id, case.conversation_id
    message.reason = f"{where} says something else of it than before; a person decides what follows."
    message.notes = _notes(told, where)
    moment.session.add(message)
    await moment.session.flush()
    return message


def _door(told: BroughtCase) -> str:
    """By which way they could be answered, as far as the other system knows."""
    return "email" if told.email else "phone" if told.phone else "letter"


def _notes(told: BroughtCase, where: str) -> list[str]:
    said = {
        "Their phone number": told.phone,
        "Their home": told.address,
        f"What came of it, as {where} says": told.outcome,
    }
    return [f"{what}: {value}" for what, value in said.items() if value]


def _other_name(told: BroughtCase, resident: ResidentRow) -> list[str]:
    """One address may be a whole household's: whoever looks at the case must see that."""
    if not told.name or told.name.lower() == resident.name.lower():
        return []
    return [f"The name there is {told.name}; we know this e-mail address as {resident.name or 'nobody yet'}."]


async def _keep(moment: Moment, told: BroughtCase, where: str, text: str) -> MessageRow:
    raw = as_kept(told)
    row = ArrivalRow(
        landlord_id=moment.profile.id,
        channel=BROUGHT,
        sender=where,
        recipient="",
        raw=raw,
        size=len(raw),
        received_at=moment.now,
        origin=IMPORTED,
        run_at=moment.now,
    )
    mark_done(moment, row, "case")
    await moment.session.flush()
    message = MessageRow(
        landlord_id=moment.profile.id,
        arrival_id=row.id or 0,
        channel=BROUGHT,
        from_address="",
        from_name=where,
        subject=f"{where} {told.reference}",
        text=text,
        full_text=text,
        internet_id=f"<{moment.house.keys.hash(f'brought:{row.id}')[:32]}@brought.invalid>",
        digest="",
        received_at=moment.now,
        is_note=True,
        action="note",
        why_silent=NEVER_ANSWERED,
    )
    message.digest = digest_of(_as_incoming(message))
    moment.session.add(message)
    await moment.session.flush()
    return message


def _as_incoming(message: MessageRow) -> Incoming:
    return Incoming(
        channel=BROUGHT,
        reply_to=ReplyAddress(BROUGHT, ""),
        from_address="",
        from_name=message.from_name,
        subject=message.subject,
        text=message.text,
        full_text=message.full_text,
        sent_at=None,
        message_id=message.internet_id,
        in_reply_to="",
        references=(),
    )
