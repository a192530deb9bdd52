"""What does an ordinary one look like? Values and rows with everything set, of which a test names what matters.

Every resident, address and word is invented. No row is saved here.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.messages import AttachmentRow, MessageRow
from bot.store.outbox import OutboxRow
from bot.store.people import ConversationRow, ResidentRow
from channels.messages import Arrival, Incoming, Outgoing, ReplyAddress
from classifiers.labels import Kind, Topic
from classifiers.reading import Reading

MONDAY_MORNING = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
LANDLORD = "example"
RESIDENT = "sam.okafor@example.net"
HOUSING = "housing@example.org"
REPAIR = "The kitchen tap drips. Please send somebody."


def an_email(
    text: str = REPAIR,
    *,
    subject: str = "Kitchen tap",
    sender: str = RESIDENT,
    name: str = "Sam Okafor",
    to: str = HOUSING,
    sent_at: datetime = MONDAY_MORNING,
    message_id: str = "<1@example.net>",
    in_reply_to: str = "",
    headers: dict[str, str] | None = None,
    html: str = "",
    files: dict[str, bytes] | None = None,
) -> bytes:
    """One mail as it comes over SMTP. `headers` are added, or replace those made here; "" leaves one out."""
    mail = EmailMessage()
    made = {
        "From": f"{name} <{sender}>" if name else sender,
        "To": to,
        "Subject": subject,
        "Date": format_datetime(sent_at),
        "Message-ID": message_id,
        "In-Reply-To": in_reply_to,
        "References": in_reply_to,
    }
    for header, value in {**made, **(headers or {})}.items():
        if value:
            mail[header] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for file_name, content in (files or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=file_name)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def an_arrival(raw: bytes | None = None, **named: Any) -> Arrival:
    """One mail at the door."""
    ordinary = Arrival(
        landlord_id=LANDLORD,
        channel="email",
        sender=RESIDENT,
        recipient=HOUSING,
        raw=an_email() if raw is None else raw,
        received_at=MONDAY_MORNING,
    )
    return replace(ordinary, **named)


def an_incoming(text: str = REPAIR, **named: Any) -> Incoming:
    """One mail, parsed."""
    ordinary = Incoming(
        channel="email",
        reply_to=ReplyAddress("email", RESIDENT, "Sam Okafor"),
        from_address=RESIDENT,
        from_name="Sam Okafor",
        subject="Kitchen tap",
        text=text,
        full_text=text,
        sent_at=MONDAY_MORNING,
        message_id="<1@example.net>",
        in_reply_to="",
        references=(),
        recipients=(HOUSING,),
    )
    return replace(ordinary, **named)


def an_outgoing(**named: Any) -> Outgoing:
    """One mail to a resident."""
    ordinary = Outgoing(
        channel="email",
        to=ReplyAddress("email", RESIDENT, "Sam Okafor"),
        sender_name="Example Homes",
        sender_address=HOUSING,
        subject="Re: Kitchen tap",
        text="We have your message.\n",
        html="",
        message_id="<answer-1@example.org>",
    )
    return replace(ordinary, **named)


def a_reading(**named: Any) -> Reading:
    """A plain repair request, read with certainty."""
    ordinary = Reading(
        kind=Kind.SERVICE_REQUEST,
        confidence=0.97,
        dissatisfied=0.03,
        survey=0.01,
        wants_action=True,
        explicit=False,
        topic=Topic.REPAIRS,
        signals=frozenset(),
        because=(("tap", 1.2), ("drips", 0.8)),
        model="test",
        sure=True,
        unhappy=False,
    )
    return replace(ordinary, **named)


def an_unhappy_reading(**named: Any) -> Reading:
    """Somebody dissatisfied who wants something put right."""
    unhappy = {"kind": Kind.COMPLAINT, "confidence": 0.95, "dissatisfied": 0.95, "unhappy": True}
    return a_reading(**{**unhappy, **named})


def an_arrival_row(**named: Any) -> ArrivalRow:
    """A kept arrival that waits for the worker."""
    ordinary = {
        "landlord_id": LANDLORD,
        "channel": "email",
        "sender": RESIDENT,
        "recipient": HOUSING,
        "raw": b"From: sam\r\n\r\ntap\r\n",
        "size": 18,
        "received_at": MONDAY_MORNING,
        "run_at": MONDAY_MORNING,
    }
    return ArrivalRow(**{**ordinary, **named})


def a_resident_row(**named: Any) -> ResidentRow:
    """A resident."""
    return ResidentRow(
        **{"landlord_id": LANDLORD, "name": "Sam Okafor", "created_at": MONDAY_MORNING, **named}
    )


def a_conversation_row(*, resident_id: int, **named: Any) -> ConversationRow:
    """A resident's thread by mail."""
    ordinary = {
        "landlord_id": LANDLORD,
        "channel": "email",
        "address": RESIDENT,
        "sender": RESIDENT,
        "token": f"token-{resident_id}",
        "created_at": MONDAY_MORNING,
        "last_message_at": MONDAY_MORNING,
    }
    return ConversationRow(**{**ordinary, "resident_id": resident_id, **named})


def a_message_row(*, arrival_id: int, **named: Any) -> MessageRow:
    """A parsed mail of a resident."""
    ordinary = {
        "landlord_id": LANDLORD,
        "channel": "email",
        "from_address": RESIDENT,
        "from_name": "Sam Okafor",
        "subject": "Kitchen tap",
        "text": REPAIR,
        "full_text": REPAIR,
        "internet_id": f"<{arrival_id}@example.net>",
        "digest": f"digest-{arrival_id}",
        "received_at": MONDAY_MORNING,
    }
    return MessageRow(**{**ordinary, "arrival_id": arrival_id, **named})


def an_attachment_row(content: bytes, *, message_id: int, **named: Any) -> AttachmentRow:
    """A photo that came with a message, not yet scanned."""
    ordinary = {
        "landlord_id": LANDLORD,
        "name": "damp.jpg",
        "type": "image/jpeg",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return AttachmentRow(**{**ordinary, "message_id": message_id, **named})


def a_case_row(*, conversation_id: int, resident_id: int, opened_from: int, **named: Any) -> CaseRow:
    """An open service request in the repairs queue."""
    ordinary = {
        "landlord_id": LANDLORD,
        "reference": f"EX-{opened_from:05d}",
        "kind": "service_request",
        "queue": "repairs",
        "topic": "repairs",
        "team": "Repairs",
        "profile_version": "1",
        "words": REPAIR,
        "received_at": MONDAY_MORNING,
        "contact_by": date(2026, 11, 16),
        "next_due_on": date(2026, 11, 16),
    }
    belongs = {"conversation_id": conversation_id, "resident_id": resident_id, "opened_from": opened_from}
    return CaseRow(**{**ordinary, **belongs, **named})


def an_outbox_row(**named: Any) -> OutboxRow:
    """A receipt that is due to be sent."""
    ordinary = {
        "landlord_id": LANDLORD,
        "key": "answer:1",
        "name": "service_request_receipt",
        "kind": "answer",
        "channel": "email",
        "to_address": RESIDENT,
        "to_name": "Sam Okafor",
        "sender_name": "Example Homes",
        "sender_address": HOUSING,
        "reply_address": HOUSING,
        "subject": "Re: Kitchen tap",
        "text": "We have your message.\n",
        "html": "",
        "message_id": "<answer-1@example.org>",
        "in_reply_to": "<1@example.net>",
        "created_at": MONDAY_MORNING,
        "run_at": MONDAY_MORNING,
    }
    return OutboxRow(**{**ordinary, **named})
