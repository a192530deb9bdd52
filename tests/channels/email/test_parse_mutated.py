"""Can a damaged or hostile mail make the parser raise, hang or give what cannot be stored?"""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.email.parse import NOT_TAKEN_APART, parse
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming

EMAILS = Path(__file__).parents[2] / "data" / "emails"
SEEDS = [path.read_bytes() for path in sorted(EMAILS.glob("*.eml"))]
SPLICES = [
    b"\x00",
    b"\xff\xfe",
    b"=?",
    b"?=",
    b"\r\n\r\n",
    b'"',
    b"<[",
    b"--",
    b"boundary=",
    b"charset=",
    b";;*0*=",
    b"(",
]


def parsed(raw: bytes) -> Incoming | None:
    arrival = Arrival("example", "email", "", "housing@example.org", raw, datetime(2026, 3, 3, tzinfo=UTC))
    try:
        return parse(arrival, our_addresses=frozenset({"housing@example.org"}))
    except CannotParse:
        return None


@st.composite
def mutated_mails(draw: st.DrawFn) -> bytes:
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        length = draw(st.integers(0, 40))
        raw = raw[:start] + draw(st.sampled_from(SPLICES) | st.binary(max_size=12)) + raw[start + length :]
    return raw


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(raw=mutated_mails())
def test_a_mutated_mail_never_raises_and_can_be_stored(raw: bytes) -> None:
    incoming = parsed(raw)

    assert incoming is not None or not raw.strip()
    if incoming:
        assert NOT_TAKEN_APART not in incoming.notes
        for text in (
            incoming.text,
            incoming.subject,
            incoming.from_name,
            incoming.from_address,
            *incoming.notes,
        ):
            assert "\x00" not in text
            text.encode("utf-8")


HEAD = b"From: a@example.net\r\nSubject: x\r\n"
HOSTILE = {
    "nested multiparts": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (deep, deep)
        for deep in range(3_000)
    ),
    "very many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000,
    "nested messages": b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x",
    "a parameter of semicolons": b'Content-Type: text/plain; a="' + b";" * 300_000 + b"\r\n\r\nx",
    "a sender of brackets": b"From: " + b"(" * 100_000 + b"\r\n\r\nx",
    "a subject of half encoded words": b"Subject: " + b"=?a?b?" * 50_000 + b"\r\n\r\nx",
    "ten thousand headers": b"X-A: b\r\n" * 10_000 + b"\r\nx",
    "a line of quotes": b"\r\n" + b">" * 1_000_000,
    "lines of quotes": b"\r\n" + b"> x\r\n" * 100_000,
    "punycode": b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"abc-" * 100_000,
    "attributions": b"\r\n"
    + b"On Tue, 3 Mar 2026 at 10:15, H <h@example.org> wrote:\r\n> x\r\ny\r\n" * 5_000,
}


@pytest.mark.parametrize("rest", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_is_read_in_a_moment(rest: bytes) -> None:
    started = time.perf_counter()

    incoming = parsed(HEAD + rest)

    assert incoming is not None
    assert NOT_TAKEN_APART not in incoming.notes
    assert time.perf_counter() - started < 3.0  # a second on a quiet machine
