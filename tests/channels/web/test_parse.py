"""Whatever a page posted is read as one message, or said to be none."""

import json

import pytest

from channels.errors import CannotParse
from channels.messages import Arrival, Button, Outgoing, ReplyAddress
from channels.web.parse import client_id_of, parse_web
from channels.web.photos import safe_name
from channels.web.receive import arrival_of, read_post, tap_body
from channels.web.send import page_form
from tests.builders import MONDAY_MORNING, an_outgoing


def an_arrival_of(body: bytes) -> Arrival:
    said = read_post(body)
    return arrival_of(body, said, landlord_id="example", session="7", address="chat-abc", at=MONDAY_MORNING)


def test_a_post_is_kept_as_it_was_posted_and_known_by_its_session_and_its_own_id() -> None:
    body = b'{"client_id": "abcdefgh", "text": " The tap drips. ", "odd":   1}'

    arrival = an_arrival_of(body)

    assert arrival.raw == body
    assert arrival.keys == ("widget:7:abcdefgh",)
    assert (arrival.channel, arrival.sender) == ("widget", "chat-abc")


def test_a_message_is_answered_where_it_was_written_and_the_address_given_is_a_note_to_staff() -> None:
    body = json.dumps(
        {"client_id": "abcdefgh", "text": " The tap drips. ", "name": "Sam", "email": "sam@example.net"}
    ).encode()

    incoming = parse_web(an_arrival_of(body))

    assert incoming.reply_to == ReplyAddress("widget", "chat-abc", "Sam")
    assert (incoming.text, incoming.full_text) == ("The tap drips.", " The tap drips. ")
    assert "sam@example.net" in incoming.notes[0]
    assert client_id_of(incoming.message_id) == "abcdefgh"


def test_a_tap_says_the_words_of_its_button() -> None:
    incoming = parse_web(an_arrival_of(tap_body("abcdefgh", "yes:token", "Yes, log it")))

    assert (incoming.tapped, incoming.text) == ("yes:token", "Yes, log it")


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff\xfe", b'{"text": "no id"}', b'"words"', b"null"])
def test_bytes_that_are_no_post_are_given_to_a_person(raw: bytes) -> None:
    arrival = Arrival("example", "widget", "chat-abc", "widget:example", raw, MONDAY_MORNING)

    with pytest.raises(CannotParse):
        parse_web(arrival)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\mould.jpg", "mould.jpg"),
        ("gpj.\u202egnp", "gpj.gnp"),
        ("", ""),
    ],
)
def test_a_name_loses_its_folders_and_its_tricks(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_button_with_a_tap_shows_no_link_and_one_without_opens_its_page() -> None:
    outgoing: Outgoing = an_outgoing(
        text="Well?", buttons=(Button("Yes", "https://x/1", "yes:1"), Button("Policy", "https://x/2"))
    )

    assert page_form(outgoing) == {
        "text": "Well?",
        "buttons": [
            {"label": "Yes", "tap": "yes:1", "link": ""},
            {"label": "Policy", "tap": "", "link": "https://x/2"},
        ],
    }
