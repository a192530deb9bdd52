"""Whose message does a mail pass on, and when was that sent?

Mail programs write the headers of what they pass on into the text, each in its own way. Where no address of a sender
stands among them, nothing is said here: a person looks.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from channels.email.new_text import new_text
from channels.email.quote_marks import is_forward_mark, is_original_mark
from channels.email.written_dates import sent_at_in

_SUBJECT: Final = re.compile(r"\s*(?:(?:fwd?|wg|tr|rv|i|ymlaen|doorst|pd)\s*:\s*)+", re.IGNORECASE)
_LABELS: Final = {
    "from": "from|oddi wrth|von|de|da|van|od|från|fra",
    "sent": "sent|date|anfonwyd|dyddiad|gesendet|datum|envoyé|enviado|fecha|data|inviato|wysłano|skickat|sendt|verzonden",
    "subject": "subject|testun|pwnc|betreff|objet|asunto|assunto|oggetto|temat|ämne|emne|onderwerp",
    "other": "to|cc|bcc|reply-to|importance|attachments|at|an|à|para|a|do|aan|till|til",
}
_LINE: Final = re.compile(
    r"[\s*>|]*(?:"
    + "|".join(rf"(?P<{name}>{labels})" for name, labels in _LABELS.items())
    + r")\*?\s?:\*?(?P<value>.*)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:mailto:)?([^\s<>\"',;:()\[\]\\@]{1,100}@[^\s<>\"',;:()\[\]\\@]{1,200})")
_QUOTE: Final = re.compile(r"^[ \t]{0,3}>[ ]?", re.MULTILINE)
_MOST_LINES: Final = 400
_MOST_HEADERS: Final = 14
_FEWEST_HEADERS: Final = 3


@dataclass(frozen=True)
class PassedOn:
    """One message that stands inside another mail."""

    name: str
    address: str
    sent_at: datetime | None  #: None where it does not say, or not for certain
    subject: str
    text: str  #: the words newly written in it
    above: str  #: what whoever passed it on wrote before it


def is_forward(subject: str) -> bool:
    """The subject says that the mail passes another one on."""
    return _SUBJECT.match(subject) is not None


def bare_subject(subject: str) -> str:
    """The subject of what is passed on."""
    return _SUBJECT.sub("", subject, count=1).strip()


def find_passed_on(
    text: str, *, is_ours: Callable[[str], bool], said_so: bool, before: datetime
) -> PassedOn | None:
    """The latest message of an outsider in a mail that passes one on, or None.

    Args:
        text: everything the mail says.
        is_ours: whether an address is a colleague's or the landlord's.
        said_so: the subject says that it is passed on; else only a mail program's own mark counts, because a
            reply holds older messages too.
        before: when the mail came.
    """
    lines = _QUOTE.sub("", text).split("\n")[:_MOST_LINES]
    for start in _blocks(lines, said_so=said_so):
        headers, end = _headers(lines, start)
        address = _ADDRESS.search(headers.get("from", ""))
        if address is None or is_ours(address[1].lower()):
            continue
        return PassedOn(
            name=_name(headers["from"]),
            address=address[1].lower().rstrip("."),
            sent_at=sent_at_in(headers.get("sent", ""), before=before),
            subject=headers.get("subject", ""),
            text=_words("\n".join([*lines[end:], *text.split("\n")[_MOST_LINES:]])),
            above=_above(lines, start),
        )
    return None


def _blocks(lines: list[str], *, said_so: bool) -> Iterator[int]:
    """Where the headers of an older message begin; behind the first mark each block counts."""
    marked, reached = said_so, 0
    for at, line in enumerate(lines):
        marked = marked or is_forward_mark(line)
        if marked and at >= reached and _begins(line):
            headers, end = _headers(lines, at)
            if len(headers) >= _FEWEST_HEADERS and ("sent" in headers or "subject" in headers):
                reached = end
                yield at


def _begins(line: str) -> bool:
    header = _LINE.match(line[:1_000])
    return header is not None and header["from"] is not None


def _headers(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The values by name, and the line behind them."""
    found: dict[str, str] = {}
    name, end = "", start
    for at in range(start, min(start + _MOST_HEADERS, len(lines))):
        header = _LINE.match(lines[at][:1_000])
        if header:
            name = next(one for one in _LABELS if header[one])
            found.setdefault(name, header["value"].strip(" \t*"))
        elif not lines[at].strip():
            if "from" in found and not _goes_on(lines, at + 1):
                break
        elif name and lines[at][:1] in " \t":
            found[name] = f"{found.get(name, '')} {lines[at].strip()}"
        else:
            break
        end = at + 1
    return found, end


def _goes_on(lines: list[str], at: int) -> bool:
    """A mail program may put an empty line between two headers; a resident's "To: whom it may concern" is no header."""
    header = _LINE.match(lines[at][:1_000]) if at < len(lines) else None
    return header is not None and not header["other"]


def _name(said: str) -> str:
    name = _ADDRESS.sub("", re.sub(r"[<\[(](?:mailto:)?[^<>\[\]()]*@[^<>\[\]()]*[>\])]", "", said))
    return " ".join(name.split()).strip(" \"'<>*;")[:200]


def _words(text: str) -> str:
    whole = text.strip("\n")
    return new_text(whole) or whole.strip()


def _above(lines: list[str], start: int) -> str:
    written = [line for line in lines[:start] if not (is_forward_mark(line) or is_original_mark(line))]
    return "\n".join(written).strip(" \n_-\t")
