"""Are all mails on disk found, a few at a time, and under a date that can be theirs?"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.importing import (
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    TOGETHER,
    TOO_LARGE,
    MailFile,
    as_arrival,
    find_mails,
    in_batches,
    received_at_of,
)
from tests.builders import MONDAY_MORNING, an_incoming

NOW = MONDAY_MORNING + timedelta(days=1)
FILED = datetime(2024, 5, 6, tzinfo=UTC)
BETWEEN = b"From sam@example.net Mon Nov  2 09:12:00 2026\n"


def a_file(raw: bytes = b"Subject: x\n\nCold.\n", *, changed_at: datetime = FILED) -> MailFile:
    return MailFile("1.eml", raw, changed_at)


@pytest.mark.parametrize(
    ("said", "received_at"),
    [
        pytest.param(MONDAY_MORNING, MONDAY_MORNING, id="its own date"),
        pytest.param(None, FILED, id="no date"),
        pytest.param(NOW + timedelta(seconds=1), FILED, id="in the future"),
        pytest.param(datetime(1989, 12, 31, tzinfo=UTC), FILED, id="before there was mail"),
        pytest.param(datetime(1990, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC), id="the earliest"),
    ],
)
def test_a_mail_keeps_its_date_where_it_can_be_true(said: datetime | None, received_at: datetime) -> None:
    assert received_at_of(an_incoming(sent_at=said), a_file(), NOW) == received_at


def test_a_file_from_the_future_was_received_now() -> None:
    late = a_file(changed_at=NOW + timedelta(days=400))

    assert received_at_of(an_incoming(sent_at=None), late, NOW) == NOW


def test_an_imported_mail_is_known_by_its_bytes_wherever_it_lies() -> None:
    one, other, same = a_file(b"one"), a_file(b"other"), MailFile("elsewhere.eml", b"one", NOW)

    keys = [as_arrival(mail, "example", "housing@example.org", NOW).keys for mail in (one, other, same)]

    assert keys[0] == keys[2] != keys[1]
    assert as_arrival(one, "example", "housing@example.org", NOW).origin == "imported"


def test_many_mails_come_a_few_at_a_time() -> None:
    batches = list(in_batches(a_file(b"x") for _ in range(2 * TOGETHER + 1)))

    assert [len(batch) for batch in batches] == [TOGETHER, TOGETHER, 1]


def test_of_large_mails_fewer_come_at_a_time() -> None:
    half = a_file(b"x" * (MOST_BYTES_TOGETHER // 2))

    assert [len(batch) for batch in in_batches([half] * 3)] == [2, 1]
    assert list(in_batches([])) == []


def test_a_link_that_leads_back_up_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.eml").write_bytes(b"Subject: x\n\nCold.\n")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)

    assert [mail.name for mail in find_mails([tmp_path])] == [str(tmp_path / "a" / "1.eml")]


def test_a_file_that_is_gone_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(b"Subject: x\n\nCold.\n")

    gone, found = find_mails([tmp_path / "0.eml", tmp_path / "1.eml"])

    assert (gone.fault, found.fault) == ("It cannot be read: No such file or directory.", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="The superuser may read every folder.")
def test_a_folder_that_may_not_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)

    (shut,) = find_mails([tmp_path])

    assert shut.fault == "It cannot be read: Permission denied."


def test_what_is_too_large_for_a_mail_is_left_out_and_its_neighbours_are_not(tmp_path: Path) -> None:
    with (tmp_path / "1.eml").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with (tmp_path / "2.mbox").open("wb") as file:
        file.write(BETWEEN + b"Subject: a\n\nCold.\n\n" + BETWEEN)
        file.seek(MOST_BYTES + 1_000)  # a hole: nothing but zeros, on one line
        file.write(b"\n\n" + BETWEEN + b"Subject: b\n\nDamp.\n")

    mails = list(find_mails([tmp_path]))

    assert [(mail.fault, mail.raw.strip()) for mail in mails] == [
        (TOO_LARGE, b""),
        ("", b"Subject: a\n\nCold."),
        (TOO_LARGE, b""),
        ("", b"Subject: b\n\nDamp."),
    ]
