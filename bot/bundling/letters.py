"""How do what came and what we sent stand in a bundle? As the file itself, with what is known of its way. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from bot.bundling.entries import Entry, in_words, lines_of
from bot.scanning import Outcome
from bot.store.arrivals import ArrivalRow
from bot.store.messages import AttachmentRow, MessageRow
from bot.store.outbox import SENT, OutboxRow

_OPENS: Final = re.compile(
    r"(https?://[^\s\"'<>]+/)[a-z2-7]{2,12}-[a-z2-7]{16}\b"
)  #: a token of `bot.keys` in a link


def received(message: MessageRow, arrival: ArrivalRow | None, files: Sequence[AttachmentRow]) -> Entry:
    """A message that came, with every byte of it; one with a virus stays where it is."""
    has_virus = any(file.scan == Outcome.FOUND.value for file in files)
    raw = arrival.raw if arrival is not None and not has_virus else b""
    known = {
        "by": in_words(message.channel),
        "from": f"{message.from_name} {message.from_address}".strip(),
        "subject": message.subject,
        "a_machine_sent_it": message.automatic,
        "what_was_decided": in_words(message.action),
        "why": message.reason,
        "why_nothing_was_answered": message.why_silent,
        "words": message.text,
        "left_out": "The original has a virus in it, so it is not in this bundle. It is kept."
        if has_virus
        else "",
    }
    title = "A note by staff or a contractor" if message.is_note else "A message came"
    return Entry(
        message.received_at,
        title,
        f"message {message.id}",
        lines_of({name: value for name, value in known.items() if value}),
        {f"received.{_ending(message.channel, raw)}": raw} if raw else {},
    )


def _ending(channel: str, raw: bytes) -> str:
    if raw[:1] in (b"{", b"["):
        return "json"
    return "eml" if channel == "email" else "txt"


def ours(row: OutboxRow) -> Entry:
    """A message of ours, word for word, and what the other side said when it was handed over."""
    known = {
        "by": in_words(row.channel),
        "to": f"{row.to_name} {row.to_address}".strip(),
        "from": f"{row.sender_name} {row.sender_address}".strip(),
        "subject": row.subject,
        "what_became_of_it": in_words(row.state),
        "sent_at": row.sent_at,
        "the_other_side_called_it": row.sent_as,
        "reached_them_at": row.delivered_at,
        "came_back_at": row.bounced_at,
        "what_went_wrong": row.error,
        "its_number": row.message_id,
    }
    title = "We sent a message" if row.state == SENT else "We wrote a message"
    text = without_keys(row.whole or row.text)
    files = {"sent.txt": text.encode()} | ({"sent.html": without_keys(row.html).encode()} if row.html else {})
    return Entry(
        row.sent_at or row.created_at,
        f"{title}: {in_words(row.name).lower()}",
        f"outbox {row.id}",
        [*lines_of({name: value for name, value in known.items() if value}), ("Words", text)],
        files,
    )


def without_keys(text: str) -> str:
    """Our words without what opens a resident's own pages: a link there lets whoever has it answer for them."""
    return _OPENS.sub(r"\1[left out]", text)
