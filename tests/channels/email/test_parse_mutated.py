"""Can a damaged or hostile mail make the parser raise, hang, lose words or give what cannot be stored?"""

import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from channels.email.parse import NOT_TAKEN_APART, parse
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming
from tests.channels.email.mutations import SEEDS, mutated
from tests.channels.email.test_corpora import MAILS

MOST_SECONDS = 1.0
QUICK, SLOW = range(400), range(1_000, 21_000)
HEAD_ENDS = re.compile(rb"\r?\n\r?\n|\n\r\r\n|\r\r(?!\n)")
SCAFFOLDING = re.compile(rb"--|[\w-]+:|[ \t]|boundary|charset")
ABOUT_MAIL = re.compile(rb"multi-?part message|mime format|view this e-?mail in your browser", re.IGNORECASE)
ENOUGH_WORDS = 5  # fewer may be what is left of a header


def parsed(raw: bytes) -> Incoming | None:
    arrival = Arrival("example", "email", "", "housing@example.org", raw, datetime(2026, 3, 3, tzinfo=UTC))
    try:
        return parse(arrival, our_addresses=frozenset({"housing@example.org"}))
    except CannotParse:
        return None


def says_something(raw: bytes) -> bool:
    """Whether there are words behind the headers that are no scaffolding."""
    _, *behind = HEAD_ENDS.split(raw, maxsplit=1)
    lines = [line for line in b"\n".join(behind).splitlines() if not SCAFFOLDING.match(line)]
    own = b"\n".join(line for line in lines if not ABOUT_MAIL.search(line))
    return len(re.findall(rb"[A-Za-z]{3,}", re.sub(rb"<[^<>]*>", b" ", own))) >= ENOUGH_WORDS


def fault_of(raw: bytes) -> str:
    """What is wrong with how this mail was read, "" where nothing is."""
    started = time.process_time()
    incoming = parsed(raw)
    took = time.process_time() - started
    if took > MOST_SECONDS:
        return f"took {took:.1f} s"
    if incoming is None:
        return "called empty" if raw.strip() else ""
    if NOT_TAKEN_APART in incoming.notes:
        return "not taken apart"
    if not incoming.full_text and not incoming.attachments and says_something(raw):
        return "its words are lost"
    if incoming.full_text.strip() and not incoming.text:
        return "emptied"
    return "" if can_be_stored(incoming) else "cannot be stored"


def can_be_stored(incoming: Incoming) -> bool:
    """No database and no page takes a NUL or half a character."""
    shown = [incoming.text, incoming.full_text, incoming.subject, incoming.from_name, incoming.from_address]
    names = [one.name for one in incoming.attachments]
    return not any(re.search("[\0\ud800-\udfff]", one) for one in (*shown, *names, *incoming.notes))


def faults_of(numbers: Iterable[int], seeds: list[bytes]) -> dict[int, str]:
    """The mails that were read wrongly, by number, so that each can be looked at."""
    return {number: fault for number in numbers if (fault := fault_of(mutated(number, seeds)))}


def test_no_mutated_mail_raises_hangs_or_is_lost() -> None:
    assert faults_of(QUICK, SEEDS) == {}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_of_twenty_thousand_mutated_mails_none_raises_hangs_or_is_lost() -> None:
    seeds = [
        *SEEDS,
        *(path.read_bytes() for path in MAILS),
    ]  # the corpus too, where it lies beside the checkout

    assert faults_of(SLOW, seeds) == {}


HEAD = b"From: a@example.net\r\nSubject: x\r\n"
NEST = b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (deep, deep) for deep in range(58)
)
MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
HOSTILE = {
    "nested multiparts": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (deep, deep)
        for deep in range(3_000)
    ),
    "very many lines in nested multiparts": NEST + b"\r\n" + b"abc def\r\n" * 500_000,
    "very many parts": MIXED + b"--b\r\n\r\nx\r\n" * 100_000,
    "two thousand files": MIXED + b"--b\r\nContent-Type: image/png\r\n\r\nxyz\r\n" * 1_990,
    "two thousand forwarded mails": MIXED
    + b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nxyz\r\n" * 1_990,
    "a hundred parts of HTML": MIXED
    + (b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<p>x " * 20_000 + b"\r\n") * 100,
    "nested messages": b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x",
    "a parameter of semicolons": b'Content-Type: text/plain; a="' + b";" * 300_000 + b"\r\n\r\nx",
    "a sender of brackets": b"From: " + b"(" * 100_000 + b"\r\n\r\nx",
    "a subject of half encoded words": b"Subject: " + b"=?a?b?" * 50_000 + b"\r\n\r\nx",
    "ten thousand headers": b"X-A: b\r\n" * 10_000 + b"\r\nx",
    "damaged headers": b"x\r\n" * 80_000 + b"Message-ID: <a@b>\r\n\r\nx",
    "a line of quotes": b"\r\n" + b">" * 1_000_000,
    "lines of quotes": b"\r\n" + b"> x\r\n" * 300_000,
    "line ends": b"\r\n" + b"\r" * 5_000_000,
    "soft line ends": b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"x \r\n" * 300_000,
    "files begun and never ended": b"\r\n" + (b"begin 644 A\n" + b"M" * 61 + b"\n") * 50_000,
    "paddings": b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + b"QQ==\r\n" * 300_000,
    "punycode": b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"abc-" * 100_000,
    "attributions": b"\r\n"
    + b"On Tue, 3 Mar 2026 at 10:15, H <h@example.org> wrote:\r\n> x\r\ny\r\n" * 15_000,
}


@pytest.mark.parametrize("rest", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_is_read_in_a_moment(rest: bytes) -> None:
    assert fault_of(HEAD + rest) == ""
