"""Which words did the writer use, and where does what they quote begin?

A message becomes words, each as written and in a plain form that numbers, capitals and quote marks do not change.
What the message quotes is marked: a landlord's own words about complaints are not the resident's.
"""

import re
from dataclasses import dataclass
from typing import Final

LONGEST = 4000  # characters; beyond the first 3000 and the last 1000 nothing new is said
WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]+|[£%]|[\u2600-\u27bf\U0001f300-\U0001faff]")
HISTORY: Final = re.compile(
    r"^[ \t]*(?:on .{4,120} wrote:|-{2,} ?(?:original|forwarded) message ?-{2,}|_{10,}|from: .{2,100}\n(?:sent|date|to):)",
    re.IGNORECASE | re.MULTILINE,
)
QUOTED_LINE: Final = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
PLAIN_MARKS: Final = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)


@dataclass(frozen=True)
class Word:
    """One word, and where it stands in `Message.plain`."""

    as_written: str
    plain: str
    start: int
    end: int
    is_subject: bool
    is_quoted: bool


@dataclass(frozen=True)
class Message:
    """A message as the features see it."""

    own: str  #: subject and new text in plain marks and small letters; same length as what was written
    words: tuple[Word, ...]
    channel: str
    subject: str
    text: str  #: what the writer wrote themselves, without what they quote


def parse_message(subject: str, text: str, channel: str) -> Message:
    """Take a message apart; a very long one keeps its beginning and its end."""
    text = shorten(text)
    written = f"{subject}\n{text}" if subject else text
    quoted = _quoted(written, begin=len(subject))
    marks = written.translate(PLAIN_MARKS)
    own = _blank(small(marks), quoted)
    words = tuple(_words(written, marks, len(subject), quoted))
    return Message(own, words, channel, subject, new_text(text))


def shorten(text: str) -> str:
    """Keep what a very long message begins and ends with."""
    return text if len(text) <= LONGEST else f"{text[:3000]}\n{text[-999:]}"


def new_text(text: str) -> str:
    """What the writer wrote themselves, blanks where they quote."""
    return _blank(text, _quoted(text, begin=0))


def small(text: str) -> str:
    """Small letters, the length unchanged (a few capitals grow when made small; they stay)."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _quoted(written: str, *, begin: int) -> list[tuple[int, int]]:
    """Stretches that are quoted. A message that is nothing but history is not: it was forwarded to be read."""
    spans = [match.span() for match in QUOTED_LINE.finditer(written, begin)]
    history = HISTORY.search(written, begin)
    if history:
        spans.append((history.start(), len(written)))
    return spans if _blank(written[begin:], [(a - begin, b - begin) for a, b in spans]).strip() else []


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _words(written: str, marks: str, subject_length: int, quoted: list[tuple[int, int]]) -> list[Word]:
    return [
        Word(
            as_written=written[match.start() : match.end()],
            plain=_plain(match.group()),
            start=match.start(),
            end=match.end(),
            is_subject=match.start() < subject_length,
            is_quoted=any(start <= match.start() < end for start, end in quoted),
        )
        for match in WORD.finditer(marks)
    ]


def _plain(word: str) -> str:
    """Small letters; a number above ten keeps only its length."""
    if word.isdigit() and len(word) > 1 and word != "10":
        return "#" * min(len(word), 5)
    return (
        re.sub(r"\d{2,}", "##", word.lower())
        if any(c.isdigit() for c in word) and not word.isdigit()
        else word.lower()
    )
