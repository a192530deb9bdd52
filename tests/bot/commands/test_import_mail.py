"""`hark import`: what every file is, field by field, without keeping it; or kept, under its own date."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.commands.conftest import REPOSITORY, Hark, run_hark
from tests.builders import an_email

pytestmark = pytest.mark.usefixtures("shipped")
FIELDS = {
    "file": str,
    "outcome": str,
    "from": str,
    "subject": str,
    "message_id": str,
    "in_reply_to": str,
    "references": list,
    "text": str,
    "full_text": str,
    "attachments": list,
    "may_answer": bool,
    "kind": str,
    "action": str,
}
STOPPED_OF = 130  # stopped at a hundred, where it first says how far it is
FILED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
PHOTO = b"\xff\xd8\xff\xe0 a photo of the tap"
REPORT = (
    b"From: MAILER-DAEMON@example.net\nTo: housing@example.org\nSubject: Undelivered Mail\n"
    b"Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    b"--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
    b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
    b"Final-Recipient: rfc822; sam@example.net\nAction: failed\nStatus: 5.1.1\n\n"
    b"--b\nContent-Type: message/rfc822\n\nMessage-ID: <hark.1@example.org>\nSubject: Re: tap\n\nHello\n--b--\n"
)


def box(*mails: bytes) -> bytes:
    return b"".join(
        b"From sam@example.net Mon Nov  2 09:12:00 2026\n" + mail.rstrip() + b"\n\n" for mail in mails
    )


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    made = tmp_path / "mails"
    made.mkdir()
    return made


def test_a_mail_is_told_field_by_field(hark: Hark, folder: Path, mails: Path) -> None:
    reply = "I still wait.\n\nOn Monday housing@example.org wrote:\n> We have your message.\n"
    file = mails / "1.eml"
    file.write_bytes(
        an_email(reply, subject="Re: Kitchen tap", in_reply_to="<0@example.org>", files={"tap.jpg": PHOTO})
    )

    ran = hark("import", "--dry-run", file)

    assert (ran.status, ran.err) == (0, "")
    said = ran.objects[0]
    assert {name: type(value) for name, value in said.items()} == FIELDS
    assert list(said) == list(FIELDS)
    assert (said["file"], said["outcome"], said["may_answer"]) == (str(file), "message", True)
    assert (said["from"], said["subject"]) == ("sam.okafor@example.net", "Re: Kitchen tap")
    assert (said["message_id"], said["in_reply_to"], said["references"]) == (
        "<1@example.net>",
        "<0@example.org>",
        ["<0@example.org>"],
    )
    assert said["text"] == "I still wait."
    assert "> We have your message." in said["full_text"]
    assert said["attachments"] == [
        {
            "name": "tap.jpg",
            "type": "image/jpeg",
            "size": len(PHOTO),
            "sha256": hashlib.sha256(PHOTO).hexdigest(),
        }
    ]
    assert said["kind"] in ("complaint", "service_request", "survey_feedback", "enquiry")
    assert list(folder.iterdir()) == [], "it leaves nothing behind"


@pytest.mark.parametrize(
    ("name", "raw", "outcome", "may_answer"),
    [
        pytest.param("1.eml", an_email(), "message", True, id="mail"),
        pytest.param("1.box", box(an_email()), "message", True, id="box of one"),
        pytest.param("cur-1,S", an_email(), "message", True, id="no extension"),
        pytest.param("bare", b"My tap drips and nobody came.\n", "message", True, id="no header at all"),
        pytest.param(
            "away.eml", an_email(headers={"Auto-Submitted": "auto-replied"}), "robot", False, id="robot"
        ),
        pytest.param("back.eml", REPORT, "bounce", False, id="bounce"),
        pytest.param("empty.eml", b"", "unreadable", False, id="empty"),
        pytest.param("tap.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unreadable", False, id="picture"),
    ],
)
def test_every_file_gets_its_line(
    hark: Hark, mails: Path, name: str, raw: bytes, outcome: str, may_answer: bool
) -> None:
    (mails / name).write_bytes(raw)

    ran = hark("import", "--dry-run", mails)

    assert ran.status == 0
    said = ran.objects[0]
    assert (said["file"], said["outcome"], said["may_answer"]) == (str(mails / name), outcome, may_answer)
    assert [field for field in said if field != "why"] == list(FIELDS)


def test_a_bounce_is_filed_and_what_is_unreadable_goes_to_a_person(hark: Hark, mails: Path) -> None:
    (mails / "1.eml").write_bytes(REPORT)
    (mails / "2.eml").write_bytes(b"\n \n")

    ran = hark("import", "--dry-run", mails)

    assert [said["action"] for said in ran.objects] == ["file", "ask_a_person"]
    assert ran.objects[1]["why"] == "It is empty."


def test_a_folder_is_read_to_the_bottom_in_the_order_of_names(hark: Hark, mails: Path) -> None:
    (mails / "b").mkdir()
    for name in ("c.eml", "a.eml", "b/1.eml"):
        (mails / name).write_bytes(an_email())

    ran = hark("import", "--dry-run", mails)

    assert [said["file"] for said in ran.objects] == [
        str(mails / name) for name in ("a.eml", "b/1.eml", "c.eml")
    ]


def test_an_mbox_is_cut_where_mails_begin_and_nowhere_else(hark: Hark, mails: Path) -> None:
    first = b"From: sam@example.net\nSubject: one\n\nCold.\n\n>From Monday no heating.\nFrom then on none.\n\nFrom there I walked.\n"
    (mails / "old").write_bytes(box(first, b"From: jo@example.net\nSubject: two\n\nMy tap drips.\n"))

    ran = hark("import", "--dry-run", mails)

    assert [(said["file"], said["from"]) for said in ran.objects] == [
        (f"{mails}/old#1", "sam@example.net"),
        (f"{mails}/old#2", "jo@example.net"),
    ]
    assert (
        ran.objects[0]["text"]
        == "Cold.\n\nFrom Monday no heating.\nFrom then on none.\n\nFrom there I walked."
    )


def test_imported_mail_keeps_its_own_date_and_answers_nobody(hark: Hark, mails: Path) -> None:
    (mails / "1.eml").write_bytes(an_email("Third week with no hot water and nobody rings me back."))
    (mails / "2.eml").write_bytes(b"")

    taken = hark("import", mails)
    cases = hark("cases", "--json")
    ledger = hark("ledger")

    assert taken.status == 0
    assert taken.out == "1 mail taken in. `hark cases` lists what became of them.\n"
    assert f"{mails}/2.eml is left out: It is empty." in taken.err
    assert [(case["received_at"], case["acknowledge_by"]) for case in cases.objects] == [
        ("2026-11-02T09:12:00Z", None)
    ]
    assert (ledger.status, "email, imported" in ledger.out) == (0, True)


def test_a_second_import_takes_in_only_what_is_new(hark: Hark, mails: Path) -> None:
    (mails / "1.eml").write_bytes(an_email("Third week with no hot water and nobody rings me back."))
    hark("import", mails)
    (mails / "2.eml").write_bytes(
        an_email("My tap drips.", sender="jo@example.net", message_id="<2@example.net>")
    )
    (mails / "3.eml").write_bytes((mails / "2.eml").read_bytes())

    again = hark("import", mails)
    cases = hark("cases", "--json")

    assert again.status == 0
    assert again.out == "1 mail taken in, 2 were here already. `hark cases` lists what became of them.\n"
    assert len(cases.objects) == 2
    assert [case["messages"] for case in cases.objects] == [1, 1]


@pytest.mark.slow
def test_an_import_that_was_stopped_goes_on_where_it_was(folder: Path, mails: Path, shipped: str) -> None:
    for number in range(STOPPED_OF):
        text = f"My tap drips, and has for {number} days."
        (mails / f"{number:03}.eml").write_bytes(
            an_email(text, sender=f"r{number}@example.net", message_id=f"<{number}@example.net>")
        )
    stopped = subprocess.Popen(
        [sys.executable, "-m", "bot", "import", str(mails)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert stopped.stderr is not None
    assert stopped.stderr.readline().startswith("100 mails, ")
    stopped.kill()
    stopped.communicate()

    again = run_hark(folder, "import", str(mails))
    cases = run_hark(folder, "cases", "--json")

    taken, here = map(int, re.findall(r"\d+", again.out.replace(",", ""))[:2])
    assert (again.status, taken + here) == (0, STOPPED_OF)
    assert here >= 90
    assert sorted(case["resident"]["address"] for case in cases.objects) == sorted(
        f"r{number}@example.net" for number in range(STOPPED_OF)
    )


def test_a_date_that_cannot_be_true_gives_way_to_the_file_s(hark: Hark, mails: Path) -> None:
    file = mails / "1.eml"
    file.write_bytes(an_email("My tap drips.", headers={"Date": "Mon, 2 Nov 2099 09:12:00 +0000"}))
    os.utime(file, (FILED.timestamp(), FILED.timestamp()))

    hark("import", mails)

    assert [case["received_at"] for case in hark("cases", "--json").objects] == ["2024-05-06T07:08:09Z"]


def test_a_long_dry_run_says_how_far_it_is_and_prints_nothing_but_lines(hark: Hark, mails: Path) -> None:
    for number in range(101):
        (mails / f"{number:03}.eml").write_bytes(an_email())

    ran = hark("import", "--dry-run", mails)

    assert len(ran.objects) == 101
    assert ran.err.startswith("100 mails, ")
    assert ran.err.splitlines()[1].startswith("101 mails in all, ")


def test_a_landlord_nobody_knows_is_told_in_one_sentence(hark: Hark, mails: Path) -> None:
    ran = hark("import", mails, "--landlord", "elsewhere")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "hark: There is no landlord 'elsewhere' here; there are: example.\n"
