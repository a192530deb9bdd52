"""Does a message go out whole, once, and does a failure say whether to try again?"""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from channels.email.parts import open_message
from channels.email.robots import why_automatic
from channels.email.send import MaildirSender, SmtpSender, build
from channels.errors import GiveUp, TryAgain
from channels.messages import Outgoing, ReplyAddress
from tests.channels.email.smtp_sink import FakeRelay

NOW = datetime(2026, 3, 3, 9, 13, tzinfo=UTC)
TEXT = "Annwyl Siân,\n\n.\nFrom now on: " + "a long line " * 100 + "\nŵ\n"
LETTER = Outgoing(
    channel="email",
    to=ReplyAddress("email", "amina@example.net", "Begum, Amina"),
    sender_name="Example Homes",
    sender_address="housing@example.org",
    subject="Your repair\r\nBcc: everyone@example.net",
    text=TEXT,
    html="<p>Annwyl Siân</p>",
    message_id=f"<hark.{'7' * 90}@example.org>",
    in_reply_to="<a@example.net>",
    references=tuple(f"<{number}.{'x' * 70}@example.net>" for number in range(30)),
    reply_address="housing+t0k@example.org",
)


def now() -> datetime:
    return NOW


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=default)


def test_the_mail_says_who_to_whom_and_in_which_thread() -> None:
    mail = read(build(LETTER, now=NOW).as_bytes())

    assert mail["From"] == "Example Homes <housing@example.org>"
    assert mail["To"] == '"Begum, Amina" <amina@example.net>'
    assert mail["Reply-To"] == "Example Homes <housing+t0k@example.org>"
    assert mail["Date"] == "Tue, 03 Mar 2026 09:13:00 +0000"
    assert mail["Message-ID"] == LETTER.message_id
    assert mail["In-Reply-To"] == "<a@example.net>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Precedence"] is None


def test_a_subject_cannot_begin_another_header() -> None:
    mail = read(build(LETTER, now=NOW).as_bytes())

    assert mail["Bcc"] is None
    assert mail["Subject"] == "Your repair Bcc: everyone@example.net"


def test_references_are_the_first_and_the_latest_and_survive_folding() -> None:
    raw = build(LETTER, now=NOW).as_bytes()

    references = read(raw)["References"].split()
    assert references == [LETTER.references[0], *LETTER.references[-19:]]
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert b"=?" not in raw.partition(b"References:")[2].partition(b"Auto-Submitted")[0]


def test_text_and_html_come_out_as_they_went_in() -> None:
    mail = read(build(LETTER, now=NOW).as_bytes())

    plain, markup = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == TEXT
    assert markup.get_content().strip() == "<p>Annwyl Siân</p>"
    assert mail.get_content_type() == "multipart/alternative"
    assert read(build(replace(LETTER, html=""), now=NOW).as_bytes()).get_content_type() == "text/plain"


def test_a_second_attempt_is_the_same_mail() -> None:
    assert build(LETTER, now=NOW).as_bytes() == build(LETTER, now=NOW).as_bytes()


def test_our_own_mail_is_known_when_it_comes_back() -> None:
    raw = build(replace(LETTER, automatic="no"), now=NOW).as_bytes()

    assert b"Auto-Submitted" not in raw
    assert "our own mail" in why_automatic(open_message(raw), "housing@example.org")


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "a b@example.net", "a@example.net, b@example.net"]
)
def test_what_is_no_address_is_given_up(address: str) -> None:
    with pytest.raises(GiveUp):
        build(replace(LETTER, to=ReplyAddress("email", address)), now=NOW)


@pytest.mark.enable_socket
async def test_the_relay_gets_every_byte_from_the_landlord_s_address() -> None:
    relay = FakeRelay()

    async with relay.listening() as port:
        answer = await SmtpSender(f"smtp://127.0.0.1:{port}", now=now).send(LETTER)

    (taken,) = relay.taken
    assert taken.original_content == build(LETTER, now=NOW).as_bytes()
    assert taken.mail_from == "housing@example.org"
    assert taken.rcpt_tos == ["amina@example.net"]
    assert "queued" in answer
    assert "amina" not in answer


@pytest.mark.enable_socket
async def test_an_address_outside_ascii_is_carried() -> None:
    relay = FakeRelay()
    letter = replace(LETTER, to=ReplyAddress("email", "siân@example.net", "Siân"))

    async with relay.listening() as port:
        await SmtpSender(f"smtp://127.0.0.1:{port}", now=now).send(letter)

    assert relay.taken[0].rcpt_tos == ["siân@example.net"]


REFUSALS = [
    ("450 4.2.1 amina@example.net is busy", TryAgain),
    ("550 5.1.1 amina@example.net unknown", GiveUp),
    ("552 5.2.2 full", GiveUp),
    ("452 4.2.2 full", TryAgain),
]


@pytest.mark.enable_socket
@pytest.mark.parametrize(("answer", "error"), REFUSALS, ids=[answer[:9] for answer, _ in REFUSALS])
@pytest.mark.parametrize("at", ["to_recipient", "to_mail"])
async def test_a_refusal_for_now_is_tried_again_and_one_for_good_given_up(
    at: str, answer: str, error: type[TryAgain] | type[GiveUp]
) -> None:
    relay = FakeRelay()
    setattr(relay, at, answer)

    async with relay.listening() as port:
        with pytest.raises(error) as raised:
            await SmtpSender(f"smtp://127.0.0.1:{port}", now=now).send(LETTER)

    assert answer[:9] in str(raised.value)
    assert "amina" not in str(raised.value)
    assert relay.taken == []


@pytest.mark.enable_socket
async def test_no_relay_is_tried_again() -> None:
    async with FakeRelay().listening() as port:
        pass

    with pytest.raises(TryAgain):
        await SmtpSender(f"smtp://127.0.0.1:{port}", now=now).send(LETTER)


@pytest.mark.enable_socket
async def test_a_sign_in_the_relay_does_not_know_is_ours_to_mend_not_the_resident_s_fault() -> None:
    async with FakeRelay().listening() as port:
        with pytest.raises(TryAgain):
            await SmtpSender(f"smtp://hark:secret@127.0.0.1:{port}", now=now).send(LETTER)


def test_a_relay_that_is_no_address_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="RELAY_URL"):
        SmtpSender("relay.example.net:25", now=now)


async def test_a_maildir_keeps_each_mail_once(tmp_path: Path) -> None:
    sender = MaildirSender(tmp_path / "out", now=now)

    await sender.send(LETTER)
    await sender.send(LETTER)
    await sender.send(replace(LETTER, message_id="<hark.8@example.org>"))

    kept = [path.read_bytes() for path in (tmp_path / "out" / "new").iterdir()]
    assert len(kept) == 2
    assert build(LETTER, now=NOW).as_bytes() in kept


HOSTILE_NAMES = [
    pytest.param("=?utf-8?q?=0ABcc:_everyone@example.net?=", id="an encoded word"),
    pytest.param("=?utf-8?b?DQpCY2M6IGV2ZXJ5b25lQGV4YW1wbGUubmV0?=", id="in base64"),
    pytest.param("=?utf-8?q?a=0D=0A=0D=0ABcc:_everyone@example.net?= Sam", id="an empty line in it"),
    pytest.param("Sam\r\nBcc: everyone@example.net", id="a bare line end"),
    pytest.param("Sam\u2028Bcc: everyone@example.net", id="a line end of another kind"),
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_and_no_subject_begins_another_header(name: str) -> None:
    hostile = replace(LETTER, to=ReplyAddress("email", "amina@example.net", name), subject=name)

    mail = message_from_bytes(build(hostile, now=NOW).as_bytes())

    assert mail["Bcc"] is None
    assert mail["Reply-To"] is not None
    assert mail.get_content_type() == "multipart/alternative"


def test_an_address_that_holds_an_encoded_word_is_not_written_to() -> None:
    address = "=?utf-8?q?=0ABcc=3Aeveryone=40example.net=0A?=@example.net"

    with pytest.raises(GiveUp):
        build(replace(LETTER, to=ReplyAddress("email", address)), now=NOW)


def test_a_message_id_that_no_header_can_hold_is_left_out_of_the_thread() -> None:
    odd = ("<=?utf-8?q?=0ABcc:x?=@example.net>", f"<{'é' * 800}@example.net>")

    raw = build(replace(LETTER, references=(*odd, "<b@example.net>"), in_reply_to=odd[0]), now=NOW).as_bytes()

    mail = message_from_bytes(raw)
    assert (mail["References"], mail["In-Reply-To"]) == ("<b@example.net>", None)
