"""A report by Open311: its words are read, where it is stands in a note, and who wrote is taken from the form."""

import json
from datetime import UTC, datetime

import pytest

from channels.errors import CannotParse
from channels.messages import Arrival
from channels.open311.fields import raw_of, report_of
from channels.open311.parse import parse

AT = datetime(2026, 11, 5, 10, tzinfo=UTC)


def an_arrival(raw: bytes, at: datetime = AT) -> Arrival:
    return Arrival("example", "open311", "api:1:Street map", "", raw, at)


def test_its_words_are_read_and_its_place_is_a_note() -> None:
    sent = {
        "description": " Lamp out ",
        "lat": "51.5",
        "long": "-0.1",
        "phone": "07700 900123",
        "api_key": "x",
    }

    incoming = parse(an_arrival(raw_of(report_of(sent))))

    assert (incoming.text, incoming.brought_by, incoming.reply_to.address) == ("Lamp out", "form", "")
    assert incoming.notes == (
        "It was reported by Open311: api:1:Street map.",
        "Its place on the map: 51.5, -0.1.",
        "Their phone number: 07700 900123.",
    )


def test_the_key_is_not_kept() -> None:
    assert b"secret" not in raw_of(report_of({"description": "Lamp out", "api_key": "secret"}))


def test_the_same_report_at_another_time_has_another_name() -> None:
    raw = raw_of({"description": "Lamp out"})

    assert parse(an_arrival(raw)).message_id != parse(an_arrival(raw, AT.replace(day=6))).message_id


@pytest.mark.parametrize("raw", [b"{", b"[]", json.dumps({"lat": "1"}).encode()])
def test_what_says_no_words_is_given_to_a_person(raw: bytes) -> None:
    with pytest.raises(CannotParse):
        parse(an_arrival(raw))
