"""Is it known which of our messages did not arrive?"""

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
