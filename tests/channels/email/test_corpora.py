"""How does the parser stand up to mail that nobody here wrote?

The corpora lie beside the repository, where they lie at all; no copy enters it.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.email.new_text import new_text
from channels.email.parse import NOT_TAKEN_APART, parse
from channels.messages import Arrival

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
MAILS = sorted(CORPORA.glob("mime/*/*.eml"))
REPLIES = sorted(CORPORA.glob("replies/emails/*.txt"))
NO_CORPORA = pytest.mark.skipif(not MAILS or not REPLIES, reason="the corpora are not beside this repository")
NOW = datetime(2026, 3, 3, tzinfo=UTC)
EXACTLY_EQUAL = 57  # of 64; the others keep more than the corpus does, and why is said in new_text


def on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


@NO_CORPORA
def test_every_mail_of_the_corpus_is_taken_apart() -> None:
    for path in MAILS:
        arrival = Arrival("example", "email", "a@example.net", "housing@example.org", path.read_bytes(), NOW)

        incoming = parse(arrival, our_addresses=frozenset())

        assert NOT_TAKEN_APART not in incoming.notes, path.name


@NO_CORPORA
def test_no_reply_is_emptied_and_none_loses_a_sentence() -> None:
    for path in REPLIES:
        new = on_one_line(new_text(text_of(path)))
        wanted = text_of(path.parents[1] / "trimmed" / path.name)

        assert new, path.name
        for line in wanted.split("\n"):
            assert on_one_line(line) in new, path.name


@NO_CORPORA
def test_most_replies_are_cut_exactly() -> None:
    exact = [
        path.name
        for path in REPLIES
        if new_text(text_of(path)).strip() == text_of(path.parents[1] / "trimmed" / path.name).strip()
    ]

    assert len(exact) >= EXACTLY_EQUAL
