"""A text message says its words, its number and when it was sent; what is none goes to a person."""

import json
from datetime import UTC, datetime

import pytest

from channels.errors import CannotParse
from channels.messages import Incoming
from channels.notify.parse import parse_text
from channels.notify.receive import text_arrival
from tests.builders import MONDAY_MORNING
from tests.notify_api import NotifyApi


def parsed(said: object) -> Incoming:
    raw = json.dumps(said).encode()
    return parse_text(text_arrival(raw, landlord_id="example", received_at=MONDAY_MORNING))


def test_a_text_says_who_wrote_what_and_when() -> None:
    posted = NotifyApi().takes_text("  The boiler is off 😡\nagain ", at="2026-11-02T09:11:58.000000Z")

    incoming = parsed(posted)

    assert incoming.text == "The boiler is off 😡\nagain"
    assert incoming.reply_to.address == incoming.from_address == "+447700900123"
    assert incoming.sent_at == datetime(2026, 11, 2, 9, 11, 58, tzinfo=UTC)
    assert incoming.message_id == f"<{posted['id']}@notify>"
    assert incoming.automatic == ""


@pytest.mark.parametrize("sender", ["RoyalMail", "60777"])
def test_a_text_from_no_phone_is_a_machines(sender: str) -> None:
    incoming = parsed(
        NotifyApi().takes_text("Your parcel comes today", sender=sender, at="2026-11-02T09:11:58Z")
    )

    assert incoming.automatic
    assert incoming.reply_to.address == ""


@pytest.mark.parametrize("said", [{}, [], "hello", {"status": "delivered"}])
def test_what_is_no_text_message_is_said_to_be_none(said: object) -> None:
    with pytest.raises(CannotParse):
        parsed(said)


def test_a_text_without_a_date_or_an_id_is_read_all_the_same() -> None:
    incoming = parsed({"source_number": "447700900123", "message": "Hello", "date_received": "yesterday"})

    assert incoming.sent_at is None
    assert incoming.message_id.endswith("@unnamed.invalid>")
