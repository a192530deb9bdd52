"""A sheet of the desk is a resident's message: their words apart from what whoever took it down adds."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import pytest

from channels.desk.parse import parse
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming

NOW = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
SHEET: dict[str, Any] = {
    "id": "abc", "words": "No heat for a week.", "name": "Sam Okafor", "choice": "", "answer_by": "email",
    "answer_to": "Sam@Example.net", "had_at": "2026-11-02T09:00:00+00:00", "taken_by": "Jo Marsh",
    "remark": "Very cross, wants to complain I think.",
}  # fmt: skip


def taken(**said: Any) -> Incoming:
    raw = json.dumps({**SHEET, **said}).encode()
    return parse(Arrival("example", "phone", "jo@staff.example.org", "desk", raw, NOW))


def test_the_words_are_the_residents_and_the_remark_is_a_note() -> None:
    incoming = taken()

    assert (incoming.text, incoming.from_name) == ("No heat for a week.", "Sam Okafor")
    assert (incoming.reply_to.channel, incoming.reply_to.address) == ("email", "sam@example.net")
    assert any("Very cross" in note for note in incoming.notes)
    assert incoming.brought_by == "colleague"


def test_the_clock_counts_from_the_first_contact_and_never_from_a_day_ahead() -> None:
    assert taken().had_at == datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert taken(had_at="2027-01-01T09:00:00+00:00").had_at == NOW


def test_whoever_gave_only_a_number_is_answered_by_a_person() -> None:
    incoming = taken(answer_by="ring", answer_to="0161 496 0100", number="0161 496 0100")

    assert incoming.reply_to.address == ""
    assert "They want to be rung." in incoming.notes


def test_a_link_proves_nobody() -> None:
    incoming = taken(by_link=True, organisation="Equity Heating")

    assert incoming.taken is not None
    assert (incoming.brought_by, incoming.from_address) == ("form", "jo@staff.example.org")
    assert incoming.taken.by == "Jo Marsh of Equity Heating"


def test_what_was_asked_there_and_then_is_on_record() -> None:
    incoming = taken(choice="no", not_safe=["ring", "nonsense"], needs=["write in large print"], door="post")

    assert incoming.taken is not None
    assert (incoming.taken.choice, incoming.taken.not_safe, incoming.taken.door) == ("no", ("ring",), "post")
    assert "They were asked, and do not want to complain." in incoming.notes


def test_scans_come_with_it() -> None:
    file = {"name": "letter.pdf", "content": b64encode(b"%PDF-1.4").decode()}

    assert [one.content for one in taken(files=[file]).attachments] == [b"%PDF-1.4"]


@pytest.mark.parametrize(
    "raw",
    [b"no json", b"[]", b"{}", json.dumps({**SHEET, "had_at": "Monday"}).encode(),
     json.dumps({**SHEET, "had_at": "2026-11-02T09:00:00"}).encode()],
)  # fmt: skip
def test_what_is_no_sheet_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(CannotParse, match="sheet"):
        parse(Arrival("example", "phone", "jo@staff.example.org", "desk", raw, NOW))
