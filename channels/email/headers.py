"""What do a mail's headers say, however broken they are?

Every accessor returns something usable and none raises. They are for messages opened with `GUARDED`
(`parts.open_message` does), under which a header is what stood in the mail, cut at a length.
"""

import base64
import contextlib
import quopri
import re
from datetime import UTC, datetime
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from channels.email.charsets import clean, decode

_MOST_CHARACTERS: Final = 60_000
_MOST_OF_A_STRUCTURED: Final = 4_000  # parameters are read in quadratic time by the standard library
_MOST_OF_AN_ADDRESS: Final = 20_000
_MOST_PADDINGS: Final = 20_000
_ENCODED_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS: Final = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_ADDRESS: Final = re.compile(r"[^\s<>\"',;:()\[\]\\@]{1,250}@[^\s<>\"',;:()\[\]\\@]{1,250}")
_MESSAGE_ID: Final = re.compile(r"<([^<>]{1,900})>")
_FOLD: Final = re.compile(r"\r?\n(?=[ \t])")
_TYPE_WITHOUT_SEMICOLON: Final = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s+(?=[\w*-]+\s*=)")


class Guarded(Compat32):
    """Reads headers as they stand, bounded in length; nothing in them can raise."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of one header, the value cut where it is longer than any honest one."""
        name, value = super().header_source_parse(sourcelines)
        if not name.lower().startswith("content-"):
            return name, str(value)[:_MOST_CHARACTERS]
        # a boundary may be folded in its middle, and the semicolon before it forgotten
        unfolded = _FOLD.sub("", str(value)[:_MOST_OF_A_STRUCTURED])
        bare = _TYPE_WITHOUT_SEMICOLON.match(unfolded)
        return name, f"{bare[1]}; {unfolded[bare.end() :]}" if bare else unfolded

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it stands."""
        return str(value)


GUARDED: Final = Guarded()


def decode_words(value: str) -> str:
    """A header's value as text: encoded words and raw 8-bit bytes read, on one line."""
    value = decode(value.encode("utf-8", "surrogateescape"), "utf-8")
    if "=?" in value:
        value = _decode_encoded_words(_BETWEEN_WORDS.sub(r"\1", value))
    return " ".join(clean(value).split())


def _decode_encoded_words(value: str) -> str:
    """Neighbours in one charset are joined before decoding: a character may be split between them."""
    pieces: list[str] = []
    held, charset, reached = b"", "", 0
    for word in _ENCODED_WORD.finditer(value):
        label = word[1].partition("*")[0].lower()
        if held and (word.start() != reached or label != charset):
            pieces.append(decode(held, charset))
            held = b""
        pieces.append(value[reached : word.start()])
        held, charset, reached = held + _word_bytes(word[2], word[3]), label, word.end()
    pieces.append(decode(held, charset))
    return "".join(pieces) + value[reached:]


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(raw.replace(b"_", b" ").replace(b"\n", b""), header=True)
    return decode_base64(raw)


def decode_base64(raw: bytes) -> bytes:
    """Base64 read as far as it goes: stray characters skipped, padding added or found in the middle."""
    with contextlib.suppress(ValueError):  # nearly always it is in order, and then this is ten times faster
        return base64.b64decode(raw.translate(None, b" \t\r\n"), validate=True)
    letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", raw)
    *pieces, rest = re.split(rb"=+", letters, maxsplit=_MOST_PADDINGS)
    pieces.append(rest.replace(b"=", b""))
    whole = (piece[: len(piece) - (len(piece) % 4 == 1)] for piece in pieces)
    return b"".join(base64.b64decode(piece + b"=" * (-len(piece) % 4)) for piece in whole)


def find_header(message: Message, name: str) -> str:
    """The first header of that name as it stands, or ""."""
    return str(message.get(name, ""))


def text_of(message: Message, name: str, *, most: int = 998) -> str:
    """The first header of that name as text on one line, or ""."""
    return decode_words(find_header(message, name)[: most * 8])[:most]


def parameter_of(part: Message, name: str) -> str:
    """A parameter of the Content-Type, as text, or ""."""
    try:
        value = part.get_param(name)
        return decode_words(str(value[2] if isinstance(value, tuple) else value or ""))
    except Exception:  # RFC 2231 continuations raise on holes and odd numbers
        return ""


def addresses_of(message: Message, *names: str) -> list[tuple[str, str]]:
    """Every (name, address) in these headers, addresses lower-cased; entries without an "@" are left out."""
    found: list[tuple[str, str]] = []
    for name in names:
        for value in message.get_all(name, []):
            found.extend(_addresses_in(str(value)[:_MOST_OF_AN_ADDRESS]))
    return found


def _addresses_in(value: str) -> list[tuple[str, str]]:
    raw = decode(value.encode("utf-8", "surrogateescape"), "utf-8")
    try:
        pairs = getaddresses([raw])
    except Exception:  # the standard reader recurses into comments and indexes past ends
        pairs = []
    good = [(decode_words(name)[:200], find_address(address)) for name, address in pairs]
    good = [(name, address) for name, address in good if address]
    # nothing fits: an unbalanced quote, or the whole of it in one encoded word
    return good or [("", address.lower()) for address in _ADDRESS.findall(decode_words(raw))]


def find_address(text: str) -> str:
    """The one e-mail address a text consists of, lower-cased, or ""."""
    text = clean(text).strip(" \t\n<>'\"")
    return text.lower() if _ADDRESS.fullmatch(text) else ""


def without_tag(address: str) -> str:
    """The bare address: `housing+token@example.org` belongs to `housing@example.org`."""
    local, _, domain = clean(address).lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def message_ids_of(message: Message, name: str, *, most: int = 50) -> tuple[str, ...]:
    """The message ids in a header, each with <>; of more than `most`, the first and the latest."""
    value = " ".join(find_header(message, name).split())
    value = clean(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    found = [f"<{inner.replace(' ', '')}>" for inner in _MESSAGE_ID.findall(value) if inner.strip()]
    if not found:
        found = [f"<{word[:900]}>" for word in value.replace("<", " ").replace(">", " ").split()][:1]
    return tuple(found if len(found) <= most else [found[0], *found[1 - most :]])


def sent_at_of(message: Message) -> datetime | None:
    """When the mail says it was sent, in UTC, or None where it says nothing that can be read."""
    try:
        sent_at = parsedate_to_datetime(text_of(message, "Date", most=200))
        return (sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
