"""What does a text message say, and who wrote it?"""

import hashlib
from typing import Any, Final

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress
from channels.notify.numbers import to_e164
from channels.notify.receive import CHANNEL, read_json, sender_in, taken_at, words_in

NO_PHONE: Final = "it came from a name or a short number, which no phone has"


def parse_text(arrival: Arrival) -> Incoming:
    """One text message.

    Raises:
        CannotParse: it is not what Notify hands over, or there is neither a word nor a sender in it.
    """
    said = read_json(arrival.raw)
    written_from, words = sender_in(said), words_in(said).strip()
    if not written_from and not words:
        raise CannotParse("It is no text message as GOV.UK Notify hands them over.")
    number = to_e164(written_from)
    return Incoming(
        channel=CHANNEL,
        reply_to=ReplyAddress(CHANNEL, number),
        from_address=number or written_from.lower(),
        from_name="" if number else written_from,
        subject="",
        text=words,
        full_text=words,
        sent_at=taken_at(said),
        message_id=_named(said, arrival.raw),
        in_reply_to="",
        references=(),
        recipients=(arrival.recipient,),
        automatic="" if number else NO_PHONE,
    )


def _named(said: dict[str, Any], raw: bytes) -> str:
    """A name as a mail has one; made from the bytes where Notify gave none."""
    return (
        f"<{said['id']}@notify>" if said.get("id") else f"<{hashlib.sha256(raw).hexdigest()}@unnamed.invalid>"
    )
