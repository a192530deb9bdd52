"""How does the parser stand up to mail that nobody here wrote?

The corpora lie beside the checkout, or where $HARK_CORPORA says; no copy enters it. Beside each mail lies what another
parser made of it. Where the two differ, `docs/email.md` says why; a mail that is not named here must agree.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from channels.email.charsets import decode
from channels.email.html_text import html_to_text
from channels.email.new_text import new_text
from channels.email.parse import NOT_TAKEN_APART, parse
from channels.messages import Arrival, Incoming

CORPORA = Path(os.environ.get("HARK_CORPORA") or Path(__file__).parents[4] / "shared" / "corpora")
MAILS = sorted(CORPORA.glob("mime/*/*.eml"))
REPLIES = sorted(CORPORA.glob("replies/emails/*.txt"))
NO_CORPORA = pytest.mark.skipif(
    not MAILS or not REPLIES,
    reason="The corpora are not beside this checkout, and HARK_CORPORA names no other place.",
)
NOW = datetime(2026, 3, 3, tzinfo=UTC)

OTHER_SENDER = {"thirdparty/007"}
OTHER_WORDS = {"legacy/049", "malformed/020", "malformed/021", "thirdparty/002"}
MORE_WORDS = {
    "malformed/002",
    "malformed/003",
    "malformed/004",
    "malformed/005",
    "malformed/006",
    "malformed/008",
    "malformed/009",
    "malformed/011",
    "malformed/016",
    "malformed/019",
    "rfc/000",
    "thirdparty/012",
}
OTHER_FILES = {
    "legacy/016",
    "legacy/017",
    "legacy/026",
    "legacy/048",
    "malformed/009",
    "malformed/011",
    "malformed/012",
    "rfc/008",
    "thirdparty/015",
}
OTHER_NEW_TEXT = {
    "embedded_email_12",
    "embedded_email_7",
    "forwarded_apple",
    "forwarded_gmail",
    "forwarded_message",
    "signatures",
    "spam_1",
}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def incoming_of(path: Path) -> Incoming:
    raw = path.read_bytes()
    arrival = Arrival("example", "email", "", "housing@example.org", raw, NOW, "imported")
    return parse(arrival, our_addresses=frozenset())


@cache
def theirs(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.with_suffix(".json").read_text())
    return made


def header(path: Path, name: str) -> Any:
    headers = theirs(path)["parts"][0]["headers"]
    return next((one["value"] for one in headers if one["name"] == name), "Empty")


def on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\0", "")).strip()


def pattern(text: str) -> str:
    """Their text, white space aside; where they could not read a letter, any letter will do."""
    return ".".join(re.escape(piece) for piece in on_one_line(text).split("\N{REPLACEMENT CHARACTER}"))


def texts(path: Path) -> Iterator[str]:
    for at in theirs(path)["text_body"]:
        ((kind, body),) = theirs(path)["parts"][at]["body"].items()
        if kind in ("Text", "Html"):  # the rest are pictures shown among the words
            yield html_to_text(body) if kind == "Html" else body


def files(path: Path) -> Iterator[bytes | str]:
    """Their attachments: bytes, or the text that they made of them."""
    for at in theirs(path)["attachments"]:
        part = theirs(path)["parts"][at]
        ((kind, body),) = part["body"].items()
        if kind == "Message":
            yield path.read_bytes()[part["offset_body"] : part["offset_end"]]
        else:
            yield body if kind in ("Text", "Html") else bytes(body)


def is_ours(theirs: bytes | str, incoming: Incoming) -> bool:
    """Whether this file of theirs is among ours byte for byte, or a text that we show instead."""
    if isinstance(theirs, bytes):
        return any(one.content == theirs for one in incoming.attachments)
    read = {
        decode(one.content, charset) for one in incoming.attachments for charset in ("utf-8", "iso-8859-1")
    }
    shown = on_one_line(html_to_text(theirs)) in on_one_line(incoming.full_text)
    return shown or on_one_line(theirs) in map(on_one_line, read)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def trimmed(path: Path) -> str:
    return text_of(path.parents[1] / "trimmed" / path.name)


@NO_CORPORA
def test_every_mail_of_the_corpus_is_taken_apart() -> None:
    assert len(MAILS) == 107
    assert [name_of(path) for path in MAILS if NOT_TAKEN_APART in incoming_of(path).notes] == []


@NO_CORPORA
def test_subjects_and_senders_are_what_the_corpus_says() -> None:
    wrong = set()
    for path in MAILS:
        subject, senders = header(path, "subject"), header(path, "from")
        listed = [] if senders == "Empty" else senders["Address"].get("List", [])
        name, address = (listed[0]["name"], listed[0]["address"]) if listed else (None, None)
        ours = incoming_of(path)

        same_subject = re.fullmatch(pattern("" if subject == "Empty" else subject["Text"]), ours.subject)
        if not same_subject or (name or "", (address or "").lower()) != (ours.from_name, ours.from_address):
            wrong.add(name_of(path))

    assert wrong == OTHER_SENDER
    assert len(MAILS) - len(wrong) >= 105


@NO_CORPORA
def test_the_words_of_the_corpus_all_come_out_and_mostly_nothing_else() -> None:
    lost, more = set(), set()
    for path in MAILS:
        ours = on_one_line(incoming_of(path).full_text)
        wanted = [pattern(text) for text in texts(path)]
        if not re.search(".*".join(wanted), ours):
            lost.add(name_of(path))
        elif not re.fullmatch(" ?".join(wanted), ours):
            more.add(name_of(path))

    assert lost == OTHER_WORDS
    assert more == MORE_WORDS
    assert len(MAILS) - len(lost) >= 100


@NO_CORPORA
def test_attachments_are_those_of_the_corpus_byte_for_byte() -> None:
    wrong = {
        name_of(path)
        for path in MAILS
        if not all(is_ours(one, incoming_of(path)) for one in files(path) if one)
    }

    assert wrong == OTHER_FILES


@NO_CORPORA
def test_no_reply_is_emptied_and_none_loses_a_sentence() -> None:
    for path in REPLIES:
        new = on_one_line(new_text(text_of(path)))

        assert new, path.name
        for line in trimmed(path).split("\n"):
            assert on_one_line(line) in new, path.name


@NO_CORPORA
def test_most_replies_are_cut_exactly() -> None:
    other = {path.stem for path in REPLIES if new_text(text_of(path)).strip() != trimmed(path).strip()}

    assert other == OTHER_NEW_TEXT
    assert len(REPLIES) - len(other) >= 52
