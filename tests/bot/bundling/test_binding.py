"""Entries as one archive: in order, numbered, the same bytes each time, and nothing in them that runs or opens."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from bot.bundling.binding import bind
from bot.bundling.entries import Entry, in_order, lines_of
from bot.bundling.letters import ours, received, without_keys
from bot.keys import Keys
from bot.scanning import Outcome
from tests.builders import a_message_row, an_arrival_row, an_attachment_row, an_outbox_row

LATE = Entry(
    datetime(2026, 11, 4, 10, tzinfo=UTC), "We sent a message", "outbox 1", (), {"sent.txt": b"Hello"}
)
EARLY = Entry(
    datetime(2026, 7, 2, 9, 12, tzinfo=UTC),
    "A message came",
    "message 1",
    [("Words", "<b>Damp</b>\nand mould")],
)


def files_of(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_entries_stand_in_the_order_of_time_with_their_files_under_their_number() -> None:
    files = files_of(bind("EX-1", "All of it.", in_order([LATE, EARLY]), {"case.txt": b"Kind: complaint"}))

    assert files["files/0002-sent.txt"] == "Hello"
    assert "1. 2 July 2026, 10:12:00. A message came" in files["index.txt"], (
        "a London clock is an hour ahead in July"
    )
    assert "2. 4 November 2026, 10:00:00. We sent a message" in files["index.txt"]
    assert '<a href="files/0002-sent.txt">' in files["index.html"]


def test_what_a_resident_wrote_is_never_markup_in_the_index() -> None:
    files = files_of(bind("EX-1", "All of it.", [EARLY], {}))

    assert "&lt;b&gt;Damp&lt;/b&gt;" in files["index.html"]
    assert "<b>" not in files["index.html"]


def test_the_same_entries_are_the_same_bytes() -> None:
    assert bind("EX-1", "All.", [EARLY, LATE], {}) == bind("EX-1", "All.", [EARLY, LATE], {})


@pytest.mark.parametrize("page", ["my", "choice", "done", "complain", "again"])
def test_a_link_that_opens_a_residents_pages_is_left_out(page: str) -> None:
    token = Keys("a secret").seal(page, 4711)

    told = without_keys(
        f'See <a href="https://hark.example.org/{page}/{token}?say=yes">it</a>, or reply YES.'
    )

    assert token not in told
    assert f"https://hark.example.org/{page}/[left out]" in told


def test_what_the_other_side_said_when_it_took_our_message_is_the_proof_of_its_way() -> None:
    at = datetime(2026, 11, 4, 10, tzinfo=UTC)
    entry = ours(
        an_outbox_row(state="sent", sent_at=at, sent_as="250 2.0.0 Ok: queued as 4F1", delivered_at=at)
    )

    assert ("The other side called it", "250 2.0.0 Ok: queued as 4F1") in entry.lines
    assert ("Reached them at", "4 November 2026, 10:00:00") in entry.lines
    assert entry.at == at


def test_the_original_of_a_message_with_a_virus_stays_where_it_is_and_the_entry_says_so() -> None:
    message, arrival = a_message_row(arrival_id=1), an_arrival_row(raw=b"From: sam\r\n\r\nHello")
    bad = an_attachment_row(b"bad", message_id=1, scan=Outcome.FOUND.value)

    assert received(message, arrival, []).files == {"received.eml": b"From: sam\r\n\r\nHello"}
    without = received(message, arrival, [bad])

    assert without.files == {}
    assert any("virus" in words for _, words in without.lines)


def test_values_are_said_as_people_read_them() -> None:
    assert lines_of(
        {"due_on": date(2026, 11, 9), "is_agreed": True, "findings": [["The boiler", "service_failure"]]}
    ) == [
        ("Due on", "9 November 2026"),
        ("Is agreed", "yes"),
        ("Findings", "The boiler; service_failure"),
    ]
