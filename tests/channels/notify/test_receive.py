"""A text that Notify posts is kept as it came, believed by its token, and known by its id."""

import json

import pytest

from channels.notify.receive import is_believed, text_arrival
from tests.builders import MONDAY_MORNING
from tests.notify_api import TOKEN, NotifyApi

POSTED = NotifyApi().takes_text("The boiler is off again.", at="2026-11-02T09:11:58.000000Z")


def test_every_byte_is_kept_and_the_id_at_notify_is_its_key() -> None:
    raw = json.dumps(POSTED).encode()

    arrival = text_arrival(raw, landlord_id="example", received_at=MONDAY_MORNING)

    assert arrival.raw == raw
    assert (arrival.channel, arrival.sender, arrival.recipient) == ("text", "+447700900123", "07984404008")
    assert arrival.keys == (f"text:{POSTED['id']}",)


def test_a_text_fetched_from_the_list_has_the_same_key() -> None:
    api = NotifyApi()
    posted = api.takes_text("Hello", at="2026-11-02T09:11:58.000000Z")

    one, other = (
        text_arrival(json.dumps(said).encode(), landlord_id="example", received_at=MONDAY_MORNING)
        for said in (posted, api.received[0])
    )

    assert one.keys == other.keys
    assert one.sender == other.sender


@pytest.mark.parametrize("raw", [b"", b"not json", b"[1, 2]", b"\xff\xfe", b'{"id": null}'])
def test_whatever_is_posted_is_kept(raw: bytes) -> None:
    arrival = text_arrival(raw, landlord_id="example", received_at=MONDAY_MORNING)

    assert arrival.raw == raw
    assert arrival.keys[0].startswith("text:")


@pytest.mark.parametrize(
    ("header", "believed"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer {TOKEN}", True),
        (TOKEN, False),
        ("Bearer another", False),
        ("Bearer ", False),
        ("", False),
        ("Bearer é", False),
    ],
)
def test_only_our_token_is_believed(header: str, believed: bool) -> None:
    assert is_believed(header, TOKEN) is believed


def test_without_a_token_nobody_is_believed() -> None:
    assert not is_believed("Bearer ", "")
