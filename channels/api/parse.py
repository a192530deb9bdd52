"""What did a resident say, according to another system of the landlord's? One JSON body to one `Incoming`.

The other system proves itself, not the resident: as with a web form, its word for who wrote is kept apart from proof.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress
from channels.scans import read_scans

CHANNEL: Final = "api"  #: of its arrivals
ANSWERED_BY: Final = ("email", "text", "letter")  # doors that something can be sent to
FORM: Final = "form"


def parse(arrival: Arrival) -> Incoming:
    """Read one body; it was looked at before it was kept.

    Raises:
        CannotParse: it is none.
    """
    said = _open(arrival.raw)
    writer = said.get("from") or {}
    return Incoming(
        channel=_words(said, "channel"),
        reply_to=_answer(said),
        from_address=arrival.sender,
        from_name=_words(writer, "name"),
        subject=_words(said, "subject"),
        text=_words(said, "text"),
        full_text=_words(said, "text"),
        sent_at=_sent_at(said),
        message_id="",
        in_reply_to="",
        references=(),
        attachments=read_scans(said.get("attachments") or ()),
        notes=_notes(writer, arrival.sender),
        brought_by=FORM,
        had_at=min(_sent_at(said) or arrival.received_at, arrival.received_at),
    )


def _open(raw: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError as error:
        raise CannotParse("It is no JSON.") from error
    if not isinstance(said, dict) or not isinstance(said.get("text"), str) or not said.get("channel"):
        raise CannotParse("It says no words, or not how they came.")
    return said


def _answer(said: Mapping[str, Any]) -> ReplyAddress:
    """Where an answer goes: as asked for, else to the e-mail address given; else nowhere."""
    writer = said.get("from") or {}
    asked = said.get("reply_to") or {}
    by, address = _words(asked, "channel"), _words(asked, "address")
    if by not in ANSWERED_BY or not address:
        by, address = "email", _words(writer, "address")
    return ReplyAddress(by, address if by == "letter" else address.lower(), _words(writer, "name"))


def _sent_at(said: Mapping[str, Any]) -> datetime | None:
    try:
        told = datetime.fromisoformat(_words(said, "sent_at"))
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else None


def _notes(writer: Mapping[str, Any], sender: str) -> tuple[str, ...]:
    phone = _words(writer, "phone")
    return (
        f"Another system handed it over: {sender}.",
        *([f"Their phone number: {phone}."] if phone else []),
    )


def _words(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value.strip() if isinstance(value, str) else ""
