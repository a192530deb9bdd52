"""A mail that lies in a mailbox arrives with what its last server knew of it, and with the date that server had it."""

from datetime import UTC, datetime, timedelta

import pytest

from channels.email.imap_arrival import arrival_from, keys_of
from channels.email.imap_progress import Progress
from channels.messages import UNKNOWN, Arrival
from tests.channels.email.mailbox_house import HOUSING, a_mailbox

OPENED = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
NOW = OPENED + timedelta(hours=2)
PROGRESS = Progress(OPENED, 17)
MAILBOX = a_mailbox(user="Housing")
BODY = b"\r\n\r\nThe tap drips.\r\n"


def arrival(headers: bytes, *, server_had_it_at: datetime | None = NOW) -> Arrival:
    return arrival_from(MAILBOX, PROGRESS, 5, headers + BODY, server_had_it_at=server_had_it_at, now=NOW)


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        pytest.param(
            b"Return-Path: <Sam@Resident.Example>\r\nFrom: x@y.example", "sam@resident.example", id="kept"
        ),
        pytest.param(b"Return-Path: <>\r\nFrom: postmaster@y.example", "", id="the null sender of reports"),
        pytest.param(b"Return-Path: < >", "", id="the null sender, oddly written"),
        pytest.param(b"From: sam@resident.example", UNKNOWN, id="not kept: nobody may take it for a report"),
        pytest.param(b"Return-Path: nonsense", UNKNOWN, id="not an address"),
        pytest.param(
            b"X: y" + BODY + b"Return-Path: <>", UNKNOWN, id="what a resident writes is no envelope"
        ),
    ],
)
def test_the_envelope_sender_is_what_the_last_server_wrote_down(headers: bytes, sender: str) -> None:
    assert arrival(headers).sender == sender


@pytest.mark.parametrize(
    ("headers", "recipient"),
    [
        pytest.param(b"To: sam@resident.example", HOUSING, id="none of ours: the mailbox's own address"),
        pytest.param(
            b"To: Housing <housing+abc12345@example.org>", "housing+abc12345@example.org", id="a token"
        ),
        pytest.param(
            b"Delivered-To: housing@example.org\r\nTo: x@y.example, housing+abc12345@example.org",
            "housing+abc12345@example.org",
            id="the token wins over the bare address",
        ),
        pytest.param(
            b"To: housing+forged99@other.example\r\nX-Original-To: housing+abc12345@example.org",
            "housing+abc12345@example.org",
            id="a token at somebody else's address is none",
        ),
    ],
)
def test_the_recipient_is_the_landlords_address_the_mail_was_sent_to(headers: bytes, recipient: str) -> None:
    assert arrival(headers).recipient == recipient


@pytest.mark.parametrize(
    ("server_had_it_at", "received_at", "origin"),
    [
        pytest.param(
            OPENED - timedelta(days=3), OPENED - timedelta(days=3), "live", id="waiting for three days"
        ),
        pytest.param(
            OPENED - timedelta(days=15), OPENED - timedelta(days=15), "imported", id="there before us"
        ),
        pytest.param(NOW + timedelta(days=1), NOW, "live", id="a server whose clock is wrong"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), NOW, "live", id="a server that does not know"),
        pytest.param(None, NOW, "live", id="a server that does not say"),
    ],
)
def test_the_clock_starts_when_the_landlords_server_had_it(
    server_had_it_at: datetime | None, received_at: datetime, origin: str
) -> None:
    came = arrival(b"Subject: tap", server_had_it_at=server_had_it_at)

    assert (came.received_at, came.origin) == (received_at, origin)


def test_it_is_known_by_its_place_and_by_its_bytes() -> None:
    place, bytes_of_it = keys_of(MAILBOX, PROGRESS, 5, b"a")
    numbered_anew = keys_of(MAILBOX, Progress(OPENED, 18), 1, b"a")
    in_another_mailbox = keys_of(a_mailbox(user="complaints"), PROGRESS, 5, b"a")

    assert place == "imap:example/housing/INBOX:17:5"
    assert numbered_anew[0] != place
    assert numbered_anew[1] == bytes_of_it
    assert set(in_another_mailbox).isdisjoint({place, bytes_of_it})


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"no header", b"\x00\xff" * 50, b"To: " + b"<" * 100_000])
def test_no_mail_is_too_broken_to_arrive(raw: bytes) -> None:
    came = arrival_from(MAILBOX, PROGRESS, 5, raw, server_had_it_at=NOW, now=NOW)

    assert (came.raw, came.recipient, came.landlord_id) == (raw, HOUSING, "example")
