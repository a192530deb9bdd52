"""Which parts of a mail are its body, and which are attachments?

Walks the MIME tree the way RFC 8621 (section 4.1.4) does. Nothing is thrown away: a part that is not
body is an attachment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from email.parser import BytesParser
from typing import Final

from channels.email import calendars, damaged, flowed, sealed, slices, winmail
from channels.email.attachments import made_name, name_of
from channels.email.body import PLAIN, Body, is_stub, without_stubs
from channels.email.charsets import charset_within, decode, find_codec
from channels.email.headers import GUARDED, find_header, parameter_of, text_of
from channels.email.html_text import MOST_READ, html_to_text
from channels.email.transfer import unpacked, without_uuencoded

_MOST_BOUNDARIES: Final = 100
_MOST_DELIMITERS: Final = 2_000
_MOST_BLOCKS: Final = 5_000
_MOST_LINES: Final = 2_000_000
_MOST_LINES_AND_BOUNDARIES: Final = 10_000_000
_MOST_DEEP: Final = 60
_MOST_BYTES: Final = 5_000_000  # of one readable part; a million characters in any charset
_MOST_GUESSES: Final = 4  # one inside the other
_BODY_TYPES: Final = {PLAIN, "text/html", "text/enriched", "text/richtext"}
_SHOWN_AND_ATTACHED: Final = {"text/enriched", "text/richtext"}  # what is shown of them is less than they are
_LOOKS_LIKE_HTML: Final = re.compile(r"</(?:p|div|body|html|td|span)>", re.IGNORECASE)


@dataclass(frozen=True)
class _Place:
    """Where in the mail a part stands."""

    deep: int = 0
    first: bool = True
    related: bool = False
    source: bytes = b""  #: its bytes, headers and all; b"" where they cannot be told apart


def open_message(raw: bytes) -> Message:
    """The MIME tree of a mail; of one too deep or too finely cut to be honest, the headers and one flat body."""
    raw = damaged.mended(raw)
    if _is_too_much(raw):
        return _open_flat(raw)
    try:
        message = message_from_bytes(raw, policy=GUARDED)
        for part in list(message.walk()):
            _take_apart(part)
    except Exception:  # hostile nesting ends in RecursionError and worse inside the standard parser
        return _open_flat(raw)
    return message


def _is_too_much(raw: bytes) -> bool:
    """The standard parser is slow in lines times depth, and in the blocks of a delivery report."""
    lines, boundaries = raw.count(b"\n") + raw.count(b"\r"), raw.count(b"boundary=")
    if boundaries > _MOST_BOUNDARIES or raw.count(b"\n--") > _MOST_DELIMITERS:
        return True
    blocks = raw.count(b"\n\n") + raw.count(b"\n\r\n")
    of_report = b"delivery-status" in raw and blocks > _MOST_BLOCKS
    return of_report or lines > _MOST_LINES or lines * boundaries > _MOST_LINES_AND_BOUNDARIES


def _open_flat(raw: bytes) -> Message:
    end = damaged.end_of_head(raw)
    message = BytesParser(policy=GUARDED).parsebytes(raw[:end], headersonly=True)
    behind = raw[end:].decode("ascii", "surrogateescape").lstrip("\r\n")
    message.set_payload(_as_it_stands(message) + behind)  # words may have stood there without an empty line
    return message


def _as_it_stands(part: Message) -> str:
    """The payload of a leaf; get_payload would read 8-bit bytes by its own lights, and lose those it cannot."""
    payload = vars(part).get("_payload")
    return payload if isinstance(payload, str) else ""


def _take_apart(part: Message, *, deep: int = 0) -> None:
    """A multipart that does not say its boundary, at the one it uses."""
    if part.is_multipart() or part.get_content_maintype() != "multipart" or deep == _MOST_GUESSES:
        return
    content = b"\n".join((_outside(part), bytes_of(part)))
    boundary = damaged.guessed_boundary(content)
    if not boundary:
        return
    found = children_of(message_from_bytes(damaged.multipart_of(content, boundary), policy=GUARDED))
    for child in found:
        _take_apart(child, deep=deep + 1)
    if found:
        part.preamble = part.epilogue = None
        part.set_payload([*found])
        part.set_boundary(boundary.decode("ascii", "replace"))


def children_of(part: Message) -> list[Message]:
    """The parts inside a part; none inside a leaf."""
    # asked of a leaf, get_payload reads bytes and may raise
    inside = part.get_payload() if part.is_multipart() else []
    return [child for child in inside if isinstance(child, Message)] if isinstance(inside, list) else []


def read_body(message: Message, raw: bytes) -> Body:
    """Text, attachments and oddities of a whole mail."""
    body = Body()
    holds_messages = any(part.get_content_maintype() == "message" for part in message.walk())
    _walk(message, body, _Place(source=damaged.mended(raw) if holds_messages else b""))
    boundaries = {str(part.get_boundary("") or "") for part in message.walk()}
    body.texts = [damaged.without_scaffolding(text, boundaries) for text in body.texts]
    if not body.text:
        _look_elsewhere(message, raw, body, boundaries)
    return body


def _look_elsewhere(message: Message, raw: bytes, body: Body, boundaries: set[str]) -> None:
    """For words that no part holds: beside the parts of a broken mail, in an invitation, inside a winmail.dat."""
    beside = damaged.without_scaffolding(_beside_the_parts(message, raw), boundaries).strip()
    if beside:
        body.say(html_to_text(beside) if _LOOKS_LIKE_HTML.search(beside) else beside)
        body.note("Its text stands outside its parts.")
        return
    for words in body.spare:
        body.say(words)


def _beside_the_parts(message: Message, raw: bytes) -> str:
    """What a broken mail says before and behind its parts; where it has no parts at all, everything in it."""
    text = decode(b"\n\n".join(map(_outside, _multiparts(message))), "utf-8").strip()
    if not text and all(part.get_content_maintype() == "multipart" for part in message.walk()):
        text = decode(bytes_of(_open_flat(raw)), "utf-8").strip()
    return without_stubs(text)


def _outside(part: Message) -> bytes:
    """What stands in a multipart and in none of its parts."""
    return "\n\n".join(filter(None, (part.preamble, part.epilogue))).encode("utf-8", "surrogateescape")


def _multiparts(part: Message) -> Iterator[Message]:
    """The multiparts of this mail itself, not those of one forwarded in it."""
    if part.get_content_maintype() == "multipart":
        yield part
        for child in children_of(part):
            yield from _multiparts(child)


def _walk(part: Message, body: Body, place: _Place) -> None:
    children = children_of(part)
    kind = part.get_content_type()
    body.note(sealed.why_sealed(part))
    if children and kind.startswith("multipart/") and place.deep < _MOST_DEEP:
        _walk_inside(part, children, body, place)
    elif part.is_multipart():
        _attach(part, body, place)
    elif (kind.startswith("multipart/") or _is_body(part, kind, place)) and not body.is_full:
        _read(part, body)
        if kind in _SHOWN_AND_ATTACHED:
            _attach(part, body, place)
    else:
        _attach(part, body, place)


def _walk_inside(part: Message, children: list[Message], body: Body, place: _Place) -> None:
    kind = part.get_content_type()
    sources = slices.sources_of(part, place.source) or [b""] * len(children)
    if len(part.get_all("Content-Type", [])) > 1 and part.preamble:  # two parts run into one another
        body.say(decode(part.preamble.encode("utf-8", "surrogateescape"), "utf-8").strip())
    inside = replace(place, deep=place.deep + 1)
    if kind == "multipart/alternative":
        _choose(children, body, [replace(inside, first=True, related=False, source=one) for one in sources])
        return
    for at, (child, source) in enumerate(zip(children, sources, strict=True)):
        first, related = place.first and at == 0, kind == "multipart/related"
        _walk(child, body, replace(inside, first=first, related=related, source=source))


def _is_body(part: Message, kind: str, place: _Place) -> bool:
    if kind not in _BODY_TYPES or part.get_content_disposition() == "attachment":
        return False
    return place.first or (not place.related and not name_of(part))


def _choose(children: list[Message], body: Body, places: list[_Place]) -> None:
    """Of alternatives read the plain one, unless it is empty or says less than the other."""
    read: list[Body] = []
    for child, place in zip(children, places, strict=True):
        last = read[-1] if read else body
        read.append(Body(files_before=last.files, bytes_read=last.bytes_read))
        _walk(child, read[-1], place)
    plain = [one for one in read if one.text and one.is_plain]
    other = [one for one in read if one.text and not one.is_plain]
    in_plain = "\n\n".join(dict.fromkeys(one.text for one in plain))
    if other and (not plain or is_stub(in_plain, other[-1].text)):
        body.say(other[-1].text, "text/html")
    elif plain:
        body.say(in_plain)
    for one in read:
        body.take_in(one)


def _read(part: Message, body: Body) -> None:
    """Take a readable part into the body, and the files somebody pasted into its words out of it."""
    kind = part.get_content_type()
    text = read_text(part, body.notes)
    body.bytes_read += len(text) if kind == PLAIN else len(_as_it_stands(part))
    if kind == PLAIN:
        text, files = without_uuencoded(text)
        for name, content in files:
            body.attach(name, "application/octet-stream", content)
    if sealed.is_locked_text(text):
        body.note(sealed.LOCKED)
    body.say(text, PLAIN if kind.startswith("multipart/") else kind)


def read_text(part: Message, notes: list[str]) -> str:
    """The text of one part, HTML already turned into text."""
    raw, charset = bytes_of(part)[:_MOST_BYTES], parameter_of(part, "charset")
    if charset and find_codec(charset) is None:
        notes.append(f"Its charset is unknown ({charset[:40]}); read as UTF-8.")
    within = charset_within(raw) if (find_codec(charset) or "ascii") in ("ascii", "utf-8") else ""
    text = decode(raw, within or charset or "us-ascii")
    kind = part.get_content_type()
    if kind == PLAIN and parameter_of(part, "format").lower() == "flowed":
        return flowed.joined(text, delete_space=parameter_of(part, "delsp").lower() == "yes")
    begins_as_html = text.lstrip()[:200].lower().startswith(("<html", "<!doctype"))
    is_html = kind in _BODY_TYPES - {PLAIN} or (kind.startswith("multipart/") and begins_as_html)
    if not is_html:
        return text
    if len(text) > MOST_READ:
        notes.append("Its HTML is very long; the end of it may not be shown.")
    return html_to_text(text)


def bytes_of(part: Message) -> bytes:
    """The decoded bytes of one part; a part that holds messages gives them as they stood."""
    try:
        if part.is_multipart():
            return b"\r\n".join(child.as_bytes() for child in children_of(part))
        content = _as_it_stands(part).encode("utf-8", "surrogateescape")
        return unpacked(content, find_header(part, "Content-Transfer-Encoding"))
    except Exception:  # writing a broken tree back can fail in many ways; the arrival keeps every byte
        return b""


def _attach(part: Message, body: Body, place: _Place) -> None:
    claimed, subject = part.get_content_type(), ""
    content = bytes_of(part)
    if part.is_multipart() and place.source:
        encoding = find_header(part, "Content-Transfer-Encoding")
        content = unpacked(slices.content_of(place.source), encoding)
    if claimed == "message/rfc822":
        subject = text_of(_open_flat(content), "Subject", most=60)
    name = name_of(part) or made_name(claimed, body.files + 1, subject)
    body.attach(name, claimed, content)
    if claimed == "text/calendar" or name.lower().endswith(".ics"):
        body.note(calendars.INVITATION)
        body.spare.append(calendars.words_of(content))
    if winmail.is_winmail(content):
        _unpack_winmail(content, body)


def _unpack_winmail(content: bytes, body: Body) -> None:
    """List what Outlook packed away beside the packet itself."""
    packet = winmail.unpack(content)
    for name, file in packet.files:
        body.attach(name, "application/octet-stream", file)
    body.spare.append(packet.text)
    body.note("Outlook packed what belongs to it into a winmail.dat; the files found in there are listed.")
    body.note(winmail.RICH_TEXT_ALONE if packet.has_rich_text and not packet.text else "")
