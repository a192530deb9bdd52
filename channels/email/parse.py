"""What does one mail say, and who may be answered?

Whatever arrived, this gives an `Incoming`: a mail without From, Date, Message-ID or a known charset is still a
resident's mail. The arrival keeps every byte, so what is cut here for length is never lost.
"""

import hashlib
import re
from collections.abc import Iterable
from email.message import Message
from typing import Final

from channels.email.body import Body
from channels.email.bounces import find_bounce
from channels.email.charsets import decode
from channels.email.damaged import DAMAGED_HEADER
from channels.email.headers import (
    addresses_of,
    decode_words,
    find_address,
    message_ids_of,
    sent_at_of,
    text_of,
    without_tag,
)
from channels.email.new_text import new_text
from channels.email.parts import open_message, read_body
from channels.email.robots import why_automatic
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress

NOT_TAKEN_APART: Final = "It could not be taken apart; this is the whole of it as it came."
_MOST_CHARACTERS: Final = 1_000_000
_SENDER_HEADERS: Final = ("From", "Reply-To", "Return-Path", "Sender", "X-Sender", "X-Original-From")
_IN_BRACKETS: Final = re.compile(r"(?<=\S)\s*<[^<>]*>?\s*$")
_FORWARDED: Final = re.compile(r"\s*(?:fwd?|wg|tr|rv|i|ymlaen)\s*:", re.IGNORECASE)


def parse(arrival: Arrival, *, our_addresses: frozenset[str]) -> Incoming:
    """Everything one mail says.

    Args:
        arrival: the raw mail and its envelope.
        our_addresses: bare addresses mail is taken for; an answer never goes to one of them.

    Raises:
        CannotParse: there are no bytes at all.
    """
    if not arrival.raw.strip():
        raise CannotParse("The mail is empty.")
    try:
        return _taken_apart(arrival, our_addresses)
    except Exception:  # no fault of ours in reading a mail may hide what it says
        return _as_it_came(arrival, our_addresses)


def _taken_apart(arrival: Arrival, our_addresses: frozenset[str]) -> Incoming:
    message = open_message(arrival.raw)
    body = read_body(message, arrival.raw)
    full_text = _bounded(body)
    from_name, from_address = _sender(message, arrival.sender)
    subject = text_of(message, "Subject")
    return Incoming(
        channel=arrival.channel,
        reply_to=_reply_to(message, arrival.channel, from_name, from_address, our_addresses),
        from_address=from_address,
        from_name=from_name,
        subject=subject,
        text=full_text.strip() if _FORWARDED.match(subject) else new_text(full_text),
        full_text=full_text,
        sent_at=sent_at_of(message),
        message_id=_message_id(message, arrival.raw),
        in_reply_to=next(iter(message_ids_of(message, "In-Reply-To")), ""),
        references=message_ids_of(message, "References"),
        recipients=tuple(dict.fromkeys(address for _, address in addresses_of(message, "To", "Cc"))),
        attachments=tuple(body.attachments),
        automatic=why_automatic(message, _envelope_sender(arrival), our_domains=_domains(our_addresses)),
        bounce=find_bounce(message, arrival.raw),
        notes=(*_oddities(message, from_address), *body.notes),
    )


def _as_it_came(arrival: Arrival, our_addresses: frozenset[str]) -> Incoming:
    """The last resort: the whole mail as text, from its envelope sender, for a person to read."""
    text = decode(arrival.raw, "utf-8").strip()[:_MOST_CHARACTERS]
    address = find_address(arrival.sender)
    ours = without_tag(address) in our_addresses
    return Incoming(
        channel=arrival.channel,
        reply_to=ReplyAddress(arrival.channel, "" if ours else address),
        from_address=address,
        from_name="",
        subject="",
        text=text,
        full_text=text,
        sent_at=None,
        message_id=_made_id(arrival.raw),
        in_reply_to="",
        references=(),
        notes=(NOT_TAKEN_APART,),
    )


def _bounded(body: Body) -> str:
    text = body.text
    if len(text) > _MOST_CHARACTERS:
        body.notes.append("It is longer than a book; only the first million characters are shown.")
    return text[:_MOST_CHARACTERS]


def _sender(message: Message, envelope_sender: str) -> tuple[str, str]:
    """Name and address: From, else Reply-To, Return-Path, Sender, else the envelope."""
    for header in _SENDER_HEADERS:
        for name, address in addresses_of(message, header):
            return name or (_name_alone(message) if header != "From" else ""), address
    return _name_alone(message), find_address(envelope_sender)


def _name_alone(message: Message) -> str:
    """The name in a From that has no address."""
    name = _IN_BRACKETS.sub("", decode_words(text_of(message, "From", most=200)))
    return name.strip(" \"'<>")


def _reply_to(
    message: Message, channel: str, from_name: str, from_address: str, our_addresses: frozenset[str]
) -> ReplyAddress:
    for name, address in addresses_of(message, "Reply-To"):
        if without_tag(address) not in our_addresses:
            return ReplyAddress(channel, address, name or from_name)
    ours = without_tag(from_address) in our_addresses
    return ReplyAddress(channel, "" if ours else from_address, from_name)


def _message_id(message: Message, raw: bytes) -> str:
    given = message_ids_of(message, "Message-ID")
    return given[0] if given else _made_id(raw)


def _made_id(raw: bytes) -> str:
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@unnamed.invalid>"


def _envelope_sender(arrival: Arrival) -> str | None:
    """Known only of mail that came live; an imported file lost its envelope."""
    return arrival.sender if arrival.sender or arrival.origin == "live" else None


def _domains(addresses: Iterable[str]) -> set[str]:
    return {address.rpartition("@")[2].lower() for address in addresses}


def _oddities(message: Message, from_address: str) -> Iterable[str]:
    if len(message.get_all("From", [])) > 1:
        yield "It has more than one From header; the first is taken."
    if not addresses_of(message, "From"):
        yield "Its From header holds no address." if from_address else "It says nowhere who sent it."
    if sent_at_of(message) is None:
        yield "It does not say when it was sent."
    if not message_ids_of(message, "Message-ID"):
        yield "It has no message id; one was made from its bytes."
    for line in message.get_all(DAMAGED_HEADER, []):
        yield f"A line among its headers is damaged: {decode_words(str(line))[:200]}"
