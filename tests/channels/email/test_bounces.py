"""Is it known which of our messages did not arrive?"""

import base64
import time
from pathlib import Path

import pytest

from channels.email.bounces import find_bounce
from channels.email.parts import open_message
from channels.messages import Bounce

EMAILS = Path(__file__).parents[2] / "data" / "emails"


def bounce_of(raw: bytes) -> Bounce | None:
    return find_bounce(open_message(raw), raw)


def test_a_standard_report_names_our_message_and_the_reason() -> None:
    bounce = bounce_of((EMAILS / "bounce_rfc3464.eml").read_bytes())

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.7@example.org>"
    assert bounce.recipient == "amina.begum@example.net"
    assert bounce.permanent
    assert bounce.why == "5.1.1 550 5.1.1 no such mailbox"


def test_a_delay_is_not_for_good() -> None:
    bounce = bounce_of((EMAILS / "bounce_delayed.eml").read_bytes())

    assert bounce is not None
    assert not bounce.permanent


def test_the_original_message_id_field_goes_before_the_returned_headers() -> None:
    raw = (EMAILS / "bounce_rfc3464.eml").read_bytes()
    raw = raw.replace(b"Reporting-MTA:", b"Original-Message-ID: <hark.8@example.org>\r\nReporting-MTA:")

    bounce = bounce_of(raw)

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.8@example.org>"


def test_an_odd_report_names_our_message_too() -> None:
    bounce = bounce_of((EMAILS / "bounce_qmail.eml").read_bytes())

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.7@example.org>"
    assert bounce.recipient == "amina.begum@example.net"
    assert bounce.permanent


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_is_no_bounce(action: str) -> None:
    raw = (
        (EMAILS / "bounce_rfc3464.eml").read_bytes().replace(b"Action: failed", f"Action: {action}".encode())
    )

    assert bounce_of(raw) is None


@pytest.mark.parametrize("name", ["plain", "out_of_office", "reply_gmail", "nested_message", "no_headers"])
def test_other_mail_is_no_bounce(name: str) -> None:
    assert bounce_of((EMAILS / f"{name}.eml").read_bytes()) is None


def test_a_resident_who_quotes_a_bounce_is_no_bounce() -> None:
    raw = b"From: amina@example.net\r\nSubject: your mail\r\n\r\n<amina@example.net>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n"

    assert bounce_of(raw) is None


def test_a_report_that_a_resident_forwards_as_an_attachment_is_their_message() -> None:
    report = (EMAILS / "bounce_rfc3464.eml").read_bytes()
    raw = (
        b"From: amina.begum@example.net\r\nSubject: My mail to you came back\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="outer"\r\n\r\n'
        b"--outer\r\nContent-Type: text/plain\r\n\r\nNobody ever answers me. See attached.\r\n"
        b"--outer\r\nContent-Type: message/rfc822\r\n\r\n" + report + b"\r\n--outer--\r\n"
    )

    assert bounce_of(raw) is None


HEAD = b"From: mailer-daemon@mx.example\r\nTo: housing@example.org\r\nSubject: Undelivered mail\r\nMIME-Version: 1.0\r\n"
PLAIN = b"Content-Type: text/plain\r\n\r\n"
STATUS = b"--p\r\nContent-Type: message/delivery-status\r\n\r\n"
IN_PARTS = b'Content-Type: multipart/report; boundary="p"\r\n\r\n'
SIZE = 900_000


def _of_size(piece: bytes) -> bytes:
    return piece * (SIZE // len(piece))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(PLAIN + _of_size(b"\r\n"), id="empty lines"),
        pytest.param(PLAIN + _of_size(b"a\r\n"), id="short lines"),
        pytest.param(PLAIN + _of_size(b"Message-ID: \r\n"), id="names of headers"),
        pytest.param(PLAIN + _of_size(b"<amina@example.net>:\r\n"), id="addresses"),
        pytest.param(PLAIN + _of_size(b"<" * 900 + b"\r\n"), id="brackets"),
        pytest.param(
            b"Content-Transfer-Encoding: base64\r\n" + PLAIN + _of_size(b"YUBiCg==\r\n"), id="base64"
        ),
        pytest.param(IN_PARTS + _of_size(b"--p\r\n" + PLAIN + b"a@b.example\r\n") + b"--p--", id="parts"),
        pytest.param(
            IN_PARTS + _of_size(STATUS + b"Final-Recipient: rfc822; a@b.example\r\n\r\n"), id="reports"
        ),
        pytest.param(IN_PARTS + STATUS + _of_size(b"X: y\r\n\r\n") + b"--p--", id="blocks of a report"),
        pytest.param(_of_size(b"X-Failed-Recipients: a@b.example, c@d.example\r\n") + PLAIN, id="headers"),
    ],
)
def test_no_report_takes_longer_than_a_glance(body: bytes) -> None:
    raw = HEAD + body
    message = open_message(raw)
    began = time.process_time()

    find_bounce(message, raw)

    assert time.process_time() - began < 0.3


@pytest.mark.parametrize("name", ["bounce_rfc3464", "bounce_qmail", "bounce_delayed"])
def test_a_report_with_a_big_mail_behind_it_is_read_as_without(name: str) -> None:
    raw = (EMAILS / f"{name}.eml").read_bytes()
    big = raw.rstrip() + b"\r\n" + b"a\r\n" * 300_000

    expected, found = bounce_of(raw), bounce_of(big)

    assert expected is not None
    assert found == expected


def test_an_odd_report_that_stands_behind_the_mail_it_returns_is_found() -> None:
    returned = b"--p\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n" + b"photo\r\n" * 100_000
    says = (
        b"--p\r\n" + PLAIN + b"The following address failed:\r\n\r\n<amina@example.net>: no such mailbox\r\n"
    )
    alone = bounce_of(HEAD + b'Content-Type: multipart/mixed; boundary="p"\r\n\r\n' + says + b"--p--\r\n")

    found = bounce_of(
        HEAD + b'Content-Type: multipart/mixed; boundary="p"\r\n\r\n' + returned + says + b"--p--\r\n"
    )

    assert alone is not None
    assert found is not None
    assert found.recipient == alone.recipient


MARK = b"X-Hark: hark.0123456789abcdef@example.org\r\n"


@pytest.mark.parametrize("name", ["bounce_rfc3464", "bounce_qmail"])
def test_our_mark_names_our_message_though_a_relay_gave_it_another_id(name: str) -> None:
    raw = (EMAILS / f"{name}.eml").read_bytes()
    raw = raw.replace(b"Message-ID: <hark.7@example.org>\r\n", b"Message-ID: <1@relay.example>\r\n" + MARK)
    assert MARK in raw

    bounce = bounce_of(raw)

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.0123456789abcdef@example.org>"


def test_the_mark_is_found_in_returned_headers_in_base64() -> None:
    raw = (EMAILS / "bounce_rfc3464.eml").read_bytes()
    returned = base64.encodebytes(b"Message-ID: <1@relay.example>\r\n" + MARK)
    part = b"Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: base64\r\n\r\n" + returned
    boundary = raw.rstrip().rpartition(b"\r\n")[2].removesuffix(b"--")
    raw = raw[: raw.index(b"Content-Type: text/rfc822-headers")] + part + b"\r\n" + boundary + b"--\r\n"

    bounce = bounce_of(raw)

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.0123456789abcdef@example.org>"


def test_a_mark_of_an_older_release_is_none() -> None:
    raw = (EMAILS / "bounce_rfc3464.eml").read_bytes()
    raw = raw.replace(b"Message-ID: <hark.7@", b"X-Hark: 1\r\nMessage-ID: <hark.7@")

    bounce = bounce_of(raw)

    assert bounce is not None
    assert bounce.returned_message_id == "<hark.7@example.org>"
