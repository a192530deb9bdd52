"""What became of a message: a text at the phone, a letter in the post, or a sentence why not."""

import json
from datetime import UTC, datetime

import pytest

from channels.errors import CannotParse
from channels.notify.receipts import read_receipt, receipt_of_letter


def posted(**said: object) -> bytes:
    ordinary = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
        "reference": "hark.1@example.org",
        "to": "07700900123",
        "status": "delivered",
        "notification_type": "sms",
        "completed_at": "2026-11-02T09:13:05.000000Z",
    }
    return json.dumps({**ordinary, **said}).encode()


def test_a_delivered_text_has_arrived_then() -> None:
    receipt = read_receipt(posted())

    assert (receipt.message_id, receipt.fate) == ("<hark.1@example.org>", "arrived")
    assert receipt.at == datetime(2026, 11, 2, 9, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "status", "fate"),
    [
        ("sms", "permanent-failure", "failed"),
        ("sms", "temporary-failure", "failed"),
        ("sms", "technical-failure", "failed"),
        ("sms", "sending", "under way"),
        ("letter", "accepted", "under way"),
        ("letter", "received", "arrived"),
        ("letter", "cancelled", "failed"),
        ("letter", "permanent-failure", "failed"),
        ("letter", "technical-failure", "failed"),
        ("email", "delivered", "under way"),
        ("letter", "something new", "under way"),
    ],
)
def test_each_status_has_its_fate_and_a_failure_its_sentence(kind: str, status: str, fate: str) -> None:
    receipt = read_receipt(posted(notification_type=kind, status=status))

    assert receipt.fate == fate
    assert bool(receipt.why) == (fate == "failed")


def test_a_letter_asked_about_reads_as_one_posted_to_us() -> None:
    said = {"type": "letter", "status": "received", "reference": "hark.2", "completed_at": None}

    assert receipt_of_letter(said).fate == "arrived"
    assert receipt_of_letter(said).at is None


def test_a_returned_letter_has_failed() -> None:
    receipt = read_receipt(
        json.dumps({"notification_id": "1", "reference": "hark.2", "date_sent": ""}).encode()
    )

    assert (receipt.fate, receipt.message_id) == ("failed", "<hark.2>")
    assert "came back" in receipt.why


def test_a_receipt_without_our_name_on_it_is_about_nothing_of_ours() -> None:
    assert read_receipt(posted(reference=None)).message_id == ""


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"hello"])
def test_what_is_no_receipt_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(CannotParse):
        read_receipt(raw)
