"""An update of any kind becomes a message, and nothing that may come makes the parser raise anything but CannotParse."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming
from channels.telegram import content
from channels.telegram.parse import parse
from channels.telegram.updates import FILES, TAKEN

CHAT = {"id": 55, "type": "private"}
SAM = {"id": 55, "is_bot": False, "first_name": "Sam", "last_name": "Okafor"}
NOW = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)


def parsed(said: Any) -> Incoming:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return parse(Arrival("example", "telegram", "4711:55", "4711", raw, NOW))


def written(kind: str = "message", **message: Any) -> dict[str, Any]:
    return {"update_id": 1, kind: {"message_id": 7, "date": 1793610720, "chat": CHAT, "from": SAM, **message}}


def test_a_text_is_read_with_who_wrote_it_and_where_an_answer_goes() -> None:
    incoming = parsed(written(text="The tap drips."))

    assert (incoming.text, incoming.full_text) == ("The tap drips.", "The tap drips.")
    assert (incoming.from_address, incoming.reply_to.address) == ("4711:55", "4711:55")
    assert (incoming.from_name, incoming.channel, incoming.automatic) == ("Sam Okafor", "telegram", "")
    assert incoming.message_id == "<7.55.4711@telegram.invalid>"
    assert incoming.notes == ()


@pytest.mark.parametrize("text", ["👍", "😡😡", "   ", "ليس عندي ماء ساخن"])
def test_whatever_is_written_is_the_text_as_it_was_written(text: str) -> None:
    assert parsed(written(text=text)).text == text


def test_letters_that_no_database_keeps_are_left_out() -> None:
    assert parsed(written(text="no\0 water \ud83d")).text == "no water ?"


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ("\u202eevil\u202c", "evil"),
        ("Sam\nFrom: housing", "Sam From: housing"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ("x" * 300, "x" * 64),
        ("\u200b\u2060", ""),
        ("نازنین\u200cزهرا", "نازنین\u200cزهرا"),
        (None, ""),
        (7, ""),
    ],
)
def test_a_name_is_shown_on_one_line_without_tricks(first: Any, shown: str) -> None:
    assert parsed(written(text="hello", **{"from": {"first_name": first}})).from_name == shown


@pytest.mark.parametrize(
    ("message", "text", "notes"),
    [
        ({"voice": {"file_id": "v"}}, "", (content.VOICE,)),
        ({"video_note": {"file_id": "v"}}, "", (content.VOICE,)),
        ({"caption": "look", "photo": [{"file_id": "p"}]}, "look", ()),
        ({"photo": [{"file_id": "p"}]}, "", ()),
        (
            {"sticker": {"file_id": "s", "emoji": "😡"}},
            "😡",
            ("They sent a sticker; its emoji stands for it.",),
        ),
        ({"text": "the lift", "forward_origin": {"type": "user"}}, "the lift", (content.FORWARDED,)),
        (
            {"location": {"latitude": 51.5, "longitude": -0.125}},
            "",
            (
                "They sent a place on the map: "
                "https://www.openstreetmap.org/?mlat=51.50000&mlon=-0.12500#map=18/51.50000/-0.12500",
            ),
        ),
        (
            {"contact": {"first_name": "Ann", "phone_number": "+447700900123"}},
            "",
            ("They sent somebody’s number: Ann, +447700900123.",),
        ),
        ({"poll": {"question": "?"}}, "", ("They sent a poll, which cannot be shown here.",)),
        ({}, "", ("They sent something of a kind that is not known here. Ask them what it was.",)),
    ],
)
def test_what_is_no_text_is_said_to_staff(message: dict[str, Any], text: str, notes: tuple[str, ...]) -> None:
    incoming = parsed(written(**message))

    assert (incoming.text, incoming.notes) == (text, notes)
    assert incoming.automatic == ""


def test_a_change_is_a_message_of_its_own_in_the_same_chat() -> None:
    before, after = (
        parsed(written(text="x")),
        parsed(written("edited_message", text="y", edit_date=1793610800)),
    )

    assert after.notes == (content.CHANGED,)
    assert after.message_id != before.message_id
    assert after.from_address == before.from_address


def test_a_tap_says_what_stood_on_the_button() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes, log it", "callback_data": "yes:t"}], "odd", [7]]}
    message = {"message_id": 9, "chat": CHAT, "reply_markup": keyboard, "from": {"is_bot": True}}
    tap = {"id": "1", "from": SAM, "data": "yes:t", "message": message}

    incoming = parsed({"update_id": 2, "callback_query": tap})
    old = parsed(
        {"update_id": 2, "callback_query": {**tap, "message": {"message_id": 9, "chat": CHAT, "date": 0}}}
    )

    assert (incoming.tapped, incoming.text, incoming.from_name) == ("yes:t", "Yes, log it", "Sam Okafor")
    assert (old.tapped, old.text) == ("yes:t", "")
    assert incoming.automatic == ""


@pytest.mark.parametrize("text", ["/start", "/START", "/help", "/start poster_7", "/help@OurBot"])
def test_whoever_asks_who_we_are_greets(text: str) -> None:
    assert parsed(written(text=text)).greets


@pytest.mark.parametrize(
    "text", ["/help me", "/stop", "start", "/start no heating", "hello /start", "/starter"]
)
def test_other_words_are_words(text: str) -> None:
    incoming = parsed(written(text=text))

    assert (incoming.greets, incoming.text) == (False, text)


def test_what_nobody_has_written_is_marked_as_a_machines() -> None:
    moving = written("edited_message", location={"latitude": 1, "longitude": 2})

    assert parsed(written(pinned_message={})).automatic == "a notice of Telegram itself"
    assert parsed(moving).automatic == "a place that moves on the map"
    assert parsed(written(text="hi", **{"from": {"is_bot": True}})).automatic == "another bot"
    assert parsed(written(text="see this", pinned_message={})).automatic == ""


def test_files_come_with_their_bytes_and_safe_names() -> None:
    files = [
        {
            "name": "../../etc/\u202egpj.exe",
            "type": "image/jpeg",
            "base64": base64.b64encode(b"abc").decode(),
        },
        {"name": "", "type": "no type", "base64": "%%%"},
        {"name": "x", "called": "film", "missing": "It is larger than Telegram hands out."},
    ]

    incoming = parsed({"update": written(caption="look", photo=[{"file_id": "p"}]), "files": files})

    assert [(one.name, one.type, one.size) for one in incoming.attachments] == [
        ("gpj.exe", "image/jpeg", 3),
        ("file", "application/octet-stream", 0),
    ]
    assert incoming.notes == (
        "A film could not be fetched; ask for it again. It is larger than Telegram hands out.",
    )


def test_an_album_is_one_message() -> None:
    album = {"update": written(caption="one"), "more": [written(), written(caption="three")], "files": []}

    assert parsed(album).text == "one\n\nthree"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff", b"[]", b"7", b"{}", b'{"message": {}}', b'{"message": {"text": "x"}}', b"[" * 100_000],
)
def test_what_is_no_update_cannot_be_parsed(raw: bytes) -> None:
    with pytest.raises(CannotParse):
        parsed(raw)


WORDS = st.sampled_from(
    [
        *TAKEN,
        *FILES,
        *content.NOTICES,
        *(
            "update",
            "more",
            "files",
            "chat",
            "id",
            "from",
            "text",
            "caption",
            "data",
            "message",
            "reply_markup",
        ),
        *(
            "inline_keyboard",
            "callback_data",
            "location",
            "venue",
            "latitude",
            "longitude",
            "message_id",
            "date",
        ),
        *("edit_date", "first_name", "contact", "sticker", "emoji", "base64", "name", "type"),
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=25,
)


def is_fit_to_keep(incoming: Incoming) -> bool:
    said = [incoming.text, incoming.from_name, incoming.tapped, incoming.message_id, *incoming.notes]
    return all("\0" not in one and one.encode() is not None for one in said)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TAKEN), ANYTHING, st.dictionaries(WORDS, ANYTHING, max_size=8))
def test_no_update_makes_the_parser_raise_anything_else(
    kind: str, anything: Any, message: dict[str, Any]
) -> None:
    inner = {"chat": CHAT, **message}
    for said in (
        anything,
        written(kind, **message),
        {kind: {**message, "message": inner}},
        {"update": {kind: inner}},
    ):
        try:
            incoming = parsed(said)
        except CannotParse:
            continue
        assert is_fit_to_keep(incoming)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise_anything_else(raw: bytes) -> None:
    with pytest.raises(CannotParse):
        parsed(raw)
