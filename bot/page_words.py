"""What follows when a resident writes on their own page? It is a message like any other, through the same corridor.

The words are committed first, as an arrival, and then settled at once, so that the page can show them; should that
fail, the worker takes the arrival up again. They stand in the conversation that the resident used last.
"""

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from bot import keeping
from bot.decision import Facts
from bot.house import House
from bot.moment import Moment
from bot.page_arrivals import keep
from bot.standing import read_standing
from bot.store import arrivals, people
from bot.store.arrivals import ArrivalRow
from bot.store.identities import PAGE
from bot.store.people import ConversationRow
from bot.taps import Tap
from channels.messages import Arrival, Incoming, ReplyAddress
from classifiers.reading import Reading

log = structlog.get_logger()
SAID: Final = "words"


@dataclass(frozen=True)
class Words:
    """What was written, in which conversation, about which case."""

    conversation_id: int
    case_id: int | None
    text: str

    def raw(self) -> bytes:
        """The words as they are kept."""
        return json.dumps({"said": SAID, **vars(self)}, ensure_ascii=False).encode("utf-8", "replace")


def read_kept(raw: bytes) -> Words | None:
    """The words that were kept; None where the arrival is a tap."""
    said: dict[str, Any] = json.loads(raw)
    return Words(said["conversation_id"], said["case_id"], said["text"]) if said["said"] == SAID else None


async def write(house: House, landlord_id: str, words: Words) -> None:
    """Keep what was written and settle it at once; once this returns it is safe, whatever happened after."""
    _, row = await keep(
        house, _arrival(house, landlord_id, words.raw(), f"conversation:{words.conversation_id}")
    )
    if row is not None:
        await settle_now(house, row)


async def ask_for_call(house: House, landlord_id: str, case_id: int, number: str) -> None:
    """They ask on their page to be rung; kept and settled like their words."""
    tap = Tap("call", case_id=case_id, number=number)
    _, row = await keep(house, _arrival(house, landlord_id, tap.raw(), f"case:{case_id}"))
    if row is not None:
        await settle_now(house, row)


def _arrival(house: House, landlord_id: str, raw: bytes, sender: str) -> Arrival:
    return Arrival(landlord_id, PAGE, sender, "", raw, house.clock())


async def settle_now(house: House, row: ArrivalRow) -> None:
    """Take it through the corridor now; what fails here is done by the worker."""
    from bot.intake import take_in

    try:
        await take_in(house, row)
    except Exception:  # it is kept: the worker takes it up when the lease runs out
        log.exception("page_arrival_failed", arrival=row.id)


async def take_in_words(house: House, row: ArrivalRow, words: Words) -> str:
    """Take the words of a page through the corridor: read, then decide and write in one transaction."""
    from bot.intake import settle_message

    async with house.database.reading() as session:
        before = await people.get_conversation(session, row.landlord_id, words.conversation_id)
    reading = await asyncio.to_thread(_read, house, words.text, before.channel)
    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(house, session, house.profiles[row.landlord_id], house.clock())
        conversation = await people.get_conversation(
            session, row.landlord_id, words.conversation_id, lock=True
        )
        incoming = _incoming(row, words, conversation)
        same = await keeping.find_same(moment, incoming, row.received_at)
        if same is not None:
            return keeping.mark_done(
                moment, held, await keeping.keep_repeated(moment, held, _on_the_page(incoming), same)
            )
        message = await keeping.keep_message(moment, held, _on_the_page(incoming), conversation, reading)
        standing = replace(
            await read_standing(moment, conversation, ()), replied_case=words.case_id
        )  # they wrote under that case
        facts = Facts(words.text, channel=conversation.channel, sender=conversation.address)
        outcome = await settle_message(moment, message, conversation, standing, reading, facts)
        return keeping.mark_done(moment, held, outcome)


def _read(house: House, text: str, channel: str) -> Reading:
    return house.reader().read_many([("", text, channel)])[0]


def _on_the_page(incoming: Incoming) -> Incoming:
    return replace(incoming, channel=PAGE)


def _incoming(row: ArrivalRow, words: Words, conversation: ConversationRow) -> Incoming:
    """The words as if they had come through the conversation's own door, so that the same words sent twice are known."""
    return Incoming(
        channel=conversation.channel,
        reply_to=ReplyAddress(conversation.channel, conversation.address),
        from_address=conversation.door,
        from_name="",
        subject="",
        text=words.text,
        full_text=words.text,
        sent_at=None,
        message_id=f"<page-{row.id}@unnamed.invalid>",
        in_reply_to="",
        references=(),
    )
