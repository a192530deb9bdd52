"""Which parts of a mail are its body, and which are attachments?

Walks the MIME tree the way RFC 8621 (section 4.1.4) does. Nothing is thrown away: a part that is not
body is an attachment.
"""

import hashlib
import re
from binascii import Error as BinasciiError
from binascii import a2b_qp, a2b_uu
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.parser import BytesParser
from typing import Final

import puremagic

from channels.email.charsets import decode, find_codec
from channels.email.headers import GUARDED, decode_base64, decode_words, find_header, parameter_of, text_of
from channels.email.html_text import html_to_text
from channels.messages import Attachment

_MOST_BOUNDARIES: Final = 100  # the standard parser is slow in depth times lines
_MOST_DELIMITERS: Final = 2_000
_MOST_DEEP: Final = 60
_SNIFFED_BYTES: Final = 65_536
_BODY_TYPES: Final = {"text/plain", "text/html", "text/enriched", "text/richtext"}
_A_TYPE: Final = re.compile(r"[a-z0-9.+_-]{1,80}/[a-z0-9.+_-]{1,120}")
_STUB: Final = re.compile(
    r"html[- ]?(e-?mail|message|format|capable|version|viewer)|support html|(in|your|web) ?browser|multi-?part message",
    re.IGNORECASE,
)
_SCAFFOLDING: Final = re.compile(r"^(?:--.*|content-[a-z-]+:.*)\n?", re.IGNORECASE | re.MULTILINE)
_MOST_OF_A_STUB: Final = 400


@dataclass
class Body:
    """The readable text of a mail, its attachments, and what was odd about either."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Every readable part, in the order of the mail."""
        return "\n\n".join(text.strip("\n") for text in self.texts if text.strip())


def open_message(raw: bytes) -> Message:
    """The MIME tree of a mail; of one too deep or too finely cut to be honest, the headers and one flat body."""
    try:
        if raw.count(b"boundary=") <= _MOST_BOUNDARIES and raw.count(b"\n--") <= _MOST_DELIMITERS:
            return message_from_bytes(raw, policy=GUARDED)
    except Exception:  # hostile nesting ends in RecursionError and worse inside the standard parser
        return _open_flat(raw)
    return _open_flat(raw)


def _open_flat(raw: bytes) -> Message:
    return BytesParser(policy=GUARDED).parsebytes(raw, headersonly=True)


def children_of(part: Message) -> list[Message]:
    """The parts inside a part; none inside a leaf."""
    inside = (
        part.get_payload() if part.is_multipart() else []
    )  # asked of a leaf, it reads bytes and may raise
    return [child for child in inside if isinstance(child, Message)] if isinstance(inside, list) else []


def read_body(message: Message, raw: bytes) -> Body:
    """Text, attachments and oddities of a whole mail."""
    body = Body()
    _walk(message, body, deep=0, first=True, related=False)
    if not body.text and (beside := _beside_the_parts(message, raw)):
        body.texts.append(beside)
        body.notes.append("Its text stands outside its parts.")
    return body


def _beside_the_parts(message: Message, raw: bytes) -> str:
    """What a broken mail says before and behind its parts; where it has no parts at all, everything in it."""
    beside = "\n".join(filter(None, (message.preamble, message.epilogue)))
    text = decode(beside.encode("utf-8", "surrogateescape"), "utf-8").strip()
    if not text and all(part.get_content_maintype() == "multipart" for part in message.walk()):
        text = _SCAFFOLDING.sub("", decode(bytes_of(_open_flat(raw)), "utf-8")).strip()
    return "" if _STUB.search(text) and len(text) < _MOST_OF_A_STUB else text


def _walk(part: Message, body: Body, *, deep: int, first: bool, related: bool) -> None:
    children = children_of(part)
    kind = part.get_content_type()
    if children and kind.startswith("multipart/") and deep < _MOST_DEEP:
        if kind == "multipart/alternative":
            _choose(children, body, deep)
            return
        for place, child in enumerate(children):
            _walk(child, body, deep=deep + 1, first=first and place == 0, related=kind == "multipart/related")
    elif part.is_multipart():
        _attach(part, body)
    elif kind.startswith("multipart/") or _is_body(part, kind, first=first, related=related):
        body.texts.append(read_text(part, body.notes))
    else:
        _attach(part, body)


def _is_body(part: Message, kind: str, *, first: bool, related: bool) -> bool:
    if kind not in _BODY_TYPES or part.get_content_disposition() == "attachment":
        return False
    return first or (not related and not _name_of(part))


def _choose(children: list[Message], body: Body, deep: int) -> None:
    """Of alternatives read the plain one, unless it is empty or only says to look at the other."""
    read: list[tuple[str, Body]] = []
    for child in children:
        alternative = Body()
        _walk(child, alternative, deep=deep + 1, first=True, related=False)
        read.append((child.get_content_type(), alternative))
    plain = [one for kind, one in read if kind == "text/plain" and one.text]
    other = [one for kind, one in read if kind != "text/plain" and one.text]
    chosen = other if other and (not plain or _is_stub(plain[0].text, other[-1].text)) else plain
    if chosen:
        body.texts.append(chosen[-1].text if chosen is other else chosen[0].text)
    for _, one in read:
        body.attachments.extend(one.attachments)
        body.notes.extend(note for note in one.notes if note not in body.notes)


def _is_stub(plain: str, other: str) -> bool:
    short = len(plain) <= _MOST_OF_A_STUB and len(other) > len(plain)
    return short and _STUB.search(plain) is not None


def read_text(part: Message, notes: list[str]) -> str:
    """The text of one part, HTML already turned into text."""
    charset = parameter_of(part, "charset")
    if charset and find_codec(charset) is None:
        notes.append(f"Its charset is unknown ({charset[:40]}); read as UTF-8.")
    text = decode(bytes_of(part), charset or "us-ascii")
    kind = part.get_content_type()
    looks_like_html = kind.startswith("multipart/") and text.lstrip()[:200].lower().startswith(
        ("<html", "<!doctype")
    )
    return (
        text if kind == "text/plain" or not (looks_like_html or kind in _BODY_TYPES) else html_to_text(text)
    )


def bytes_of(part: Message) -> bytes:
    """The decoded bytes of one part; a part that holds messages gives them as they stood."""
    try:
        if part.is_multipart():
            return b"\r\n".join(child.as_bytes() for child in children_of(part))
        # not get_payload(): it would read 8-bit bytes by its own lights, and lose those it cannot
        content = str(vars(part).get("_payload") or "").encode("utf-8", "surrogateescape")
        return _decoded(content, find_header(part, "Content-Transfer-Encoding"))
    except Exception:  # writing a broken tree back can fail in many ways; the arrival keeps every byte
        return b""


def _decoded(raw: bytes, encoding: str) -> bytes:
    named = re.match(r"[\"'\s]*([\w-]*)", encoding.lower())
    name = named[1] if named else ""
    if name == "quoted-printable":
        return a2b_qp(raw)
    if name == "base64":
        return _base64_and_after(raw)
    return _decode_uu(raw) if name in ("x-uuencode", "uuencode", "uue", "x-uue") else raw


def _base64_and_after(raw: bytes) -> bytes:
    """Base64, then whatever plain text a list or a scanner wrote behind it."""
    coded, padding, after = raw.partition(b"=")
    after = after.lstrip(b"=")
    if re.search(rb"[A-Za-z]{2} [A-Za-z]", after):
        return decode_base64(coded + padding) + b"\n" + after.strip()
    return decode_base64(raw)


def _decode_uu(raw: bytes) -> bytes:
    begun, decoded = False, []
    for line in raw.splitlines():
        if not begun:
            begun = line.startswith(b"begin ")
        elif line.strip() == b"end":
            break
        else:
            try:
                decoded.append(a2b_uu(line))
            except BinasciiError:
                decoded.append(a2b_uu(line[: ((line[0] - 32) & 63) * 4 // 3 + 5]) if line else b"")
    return b"".join(decoded) if begun else raw


def _attach(part: Message, body: Body) -> None:
    content = bytes_of(part)
    claimed = part.get_content_type()
    claimed = claimed if _A_TYPE.fullmatch(claimed) else "application/octet-stream"
    name = _name_of(part) or _made_name(part, claimed, len(body.attachments) + 1)
    body.attachments.append(
        Attachment(
            name, sniff(content, name, claimed), len(content), hashlib.sha256(content).hexdigest(), content
        )
    )


def sniff(content: bytes, name: str, claimed: str) -> str:
    """What a file is by its first bytes, else what it claims to be."""
    if claimed.startswith("message/"):
        return claimed
    try:
        guesses = puremagic.magic_string(content[:_SNIFFED_BYTES], filename=name)
    except Exception:  # PureError where nothing fits, ValueError where the file is empty
        return claimed
    enough = 0.5 if claimed.startswith("text/") else 0.3
    types = [guess.mime_type for guess in guesses if guess.mime_type and guess.confidence >= enough]
    return claimed if claimed in types or not types else types[0]


def _name_of(part: Message) -> str:
    try:
        name = decode_words(part.get_filename("") or "")
    except Exception:  # RFC 2231 continuations raise on holes and odd numbers
        name = ""
    return re.split(r"[/\\]", name)[-1].strip(" .")[-200:]


def _made_name(part: Message, claimed: str, number: int) -> str:
    if claimed == "message/rfc822":
        inner = children_of(part)
        subject = text_of(inner[0], "Subject", most=60) if inner else ""
        return re.sub(r"[/\\:]", "-", subject or f"message-{number}") + ".eml"
    known = {
        "image/jpeg": ".jpg",
        "text/calendar": ".ics",
        "message/delivery-status": ".txt",
        "text/plain": ".txt",
    }
    ending = re.sub(r"[^a-z0-9]", "", claimed.partition("/")[2])[:10]
    return f"attachment-{number}{known.get(claimed, '.' + ending if ending else '')}"
