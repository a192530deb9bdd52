"""Is it seen whose message a colleague passed on, and when that was sent?"""

from datetime import UTC, datetime
from time import process_time

import pytest

from channels.email.forwards import PassedOn, bare_subject, find_passed_on, is_forward

NOW = datetime(2026, 11, 4, 10, 0, tzinfo=UTC)
HAD = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)

OUTLOOK = """Hi team, can you pick this up? Thanks, Jo

Jo Bloggs
Caretaker

________________________________
From: Sam Okafor <sam@example.net>
Sent: 02 November 2026 09:12
To: Jo Bloggs <jo@staff.example.org>
Subject: Damp again

The damp is back and nobody rings me.

Address: 12 High Street

Sam
"""
OUTLOOK_MAILTO = """-----Original Message-----
From: Sam Okafor [mailto:sam@example.net]
Sent: Monday, November 2, 2026 9:12 AM
To: Jo Bloggs
Subject: Damp again

The damp is back and nobody rings me.
"""
GMAIL = """FYI

---------- Forwarded message ---------
From: Sam Okafor <sam@example.net>
Date: Mon, 2 Nov 2026 at 09:12
Subject: Damp again
To: <jo@staff.example.org>


The damp is back and nobody rings me.
"""
APPLE = """Begin forwarded message:

> From: Sam Okafor <sam@example.net>
> Subject: Damp again
> Date: 2 November 2026 at 09:12:03 GMT
> To: Jo <jo@staff.example.org>
>
> The damp is back and nobody rings me.
"""
WELSH = """Oddi wrth: Sam Okafor <sam@example.net>
Anfonwyd: 02 Tachwedd 2026 09:12
At: Jo
Testun: Damp again

The damp is back and nobody rings me.
"""


def passed_on(text: str, *, said_so: bool = True) -> PassedOn | None:
    return find_passed_on(text, is_ours=lambda one: one.endswith("example.org"), said_so=said_so, before=NOW)


@pytest.mark.parametrize("text", [OUTLOOK, OUTLOOK_MAILTO, GMAIL, APPLE, WELSH], ids=lambda text: text[:20])
def test_every_program_s_way_of_passing_on_is_read(text: str) -> None:
    found = passed_on(text)

    assert found is not None
    assert (found.name, found.address, found.sent_at) == ("Sam Okafor", "sam@example.net", HAD)
    assert found.subject == "Damp again"
    assert found.text.startswith("The damp is back and nobody rings me.")


def test_what_the_colleague_wrote_above_is_theirs_and_no_part_of_the_message() -> None:
    found = passed_on(OUTLOOK)

    assert found is not None
    assert found.above.startswith("Hi team, can you pick this up?")
    assert "Thanks, Jo" not in found.text
    assert "12 High Street" in found.text


def test_of_a_thread_the_latest_message_of_an_outsider_counts() -> None:
    thread = (
        "From: Jo Bloggs <jo@staff.example.org>\nSent: 03 November 2026 10:00\nTo: Kim <kim@staff.example.org>\n"
        f"Subject: FW: Damp again\n\nOne for you?\n\n{OUTLOOK_MAILTO}\n"
        "From: Sam Okafor <sam@example.net>\nSent: 01 October 2026 08:00\nTo: Jo\nSubject: Damp\n\nAn older one.\n"
    )

    found = passed_on(thread)

    assert found is not None
    assert (found.sent_at, found.text) == (HAD, "The damp is back and nobody rings me.")


def test_a_reply_that_holds_an_older_message_passes_nothing_on() -> None:
    assert passed_on(OUTLOOK, said_so=False) is None


def test_a_mail_program_s_own_mark_is_enough_without_a_word_in_the_subject() -> None:
    found = passed_on(GMAIL, said_so=False)

    assert found is not None
    assert found.address == "sam@example.net"


@pytest.mark.parametrize(
    "text",
    [
        "Please ring Sam on 07700 900900.",
        "From: Sam Okafor\nSent: 02 November 2026 09:12\nTo: Jo\nSubject: Damp\n\nNo address stands here.",
        "From: Kim <kim@staff.example.org>\nSent: 02 November 2026\nTo: Jo\nSubject: Rota\n\nHere is the rota.",
        "From: sam@example.net\nI spoke to Sam, who is cross.",
        "",
    ],
    ids=["a colleague's own words", "no address", "a colleague's mail", "no headers", "nothing"],
)
def test_where_no_outsider_s_message_stands_a_person_looks(text: str) -> None:
    assert passed_on(text) is None


def test_a_date_that_cannot_be_read_or_is_still_to_come_sets_no_clock() -> None:
    unread, to_come = (
        passed_on(OUTLOOK.replace("02 November 2026 09:12", said))
        for said in ("a while ago", "02 December 2026")
    )

    assert unread is not None
    assert to_come is not None
    assert (unread.sent_at, to_come.sent_at) == (None, None)


@pytest.mark.parametrize(
    ("subject", "forward"),
    [
        ("FW: Damp", True),
        ("Fwd: FW: Damp", True),
        ("WG: Damp", True),
        ("Damp", False),
        ("RE: FW: Damp", False),
    ],
)
def test_a_subject_says_whether_something_is_passed_on(subject: str, forward: bool) -> None:
    assert is_forward(subject) is forward
    assert bare_subject("Fwd: FW: Damp") == "Damp"


def test_a_hostile_text_is_read_in_no_time() -> None:
    begun = process_time()

    passed_on("From: a@example.net\nSent: x\nSubject: x\n" * 20_000 + "From: x" * 100_000)
    passed_on("From: x\n" * 100_000)

    assert process_time() - begun < 5
