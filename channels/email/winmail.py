"""What did Outlook pack into a winmail.dat?

The form is Microsoft's TNEF: a row of attributes, some of which are themselves rows of properties. Only files and
plain or HTML words are taken out; what is cut short or makes no sense ends the reading, and what was read counts.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from channels.email.attachments import safe_name
from channels.email.charsets import decode
from channels.email.html_text import html_to_text

RICH_TEXT_ALONE: Final = (
    "Its words lie inside a winmail.dat in a form that cannot be read here; ask for them again."
)
_SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_BODY: Final = 0x0002800C
_CODE_PAGE: Final = 0x00069007
_MESSAGE_PROPERTIES: Final = 0x00069003
_NEXT_FILE: Final = 0x00069002
_FILE_TITLE: Final = 0x00018010
_FILE_DATA: Final = 0x0006800F
_FILE_PROPERTIES: Final = 0x00069005
_WORDS, _RICH_WORDS, _HTML_WORDS = 0x1000, 0x1009, 0x1013
_DATA, _NAME, _LONG_NAME = 0x3701, 0x3704, 0x3707
_UNICODE, _OBJECT = 0x1F, 0x0D
_OF_ANY_LENGTH: Final = {0x1E, _UNICODE, 0x0102, _OBJECT}
_LENGTHS: Final = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_INTERFACE_BYTES: Final = 16  # before an object's own bytes
_MOST_ATTRIBUTES: Final = 800
_MOST_PROPERTIES: Final = 200
_MOST_FILES: Final = 100


@dataclass
class Packet:
    """What was found inside."""

    text: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)  #: name and bytes of each
    has_rich_text: bool = False


def is_winmail(content: bytes) -> bool:
    """These bytes are such a packet, whatever they are called."""
    return content.startswith(_SIGNATURE)


def unpack(content: bytes) -> Packet:
    """The words and files of a packet; as far as it makes sense."""
    packet, code_page = Packet(), "cp1252"
    for tag, value in islice(_attributes(content), _MOST_ATTRIBUTES):
        if tag == _CODE_PAGE and len(value) >= 4:
            code_page = f"cp{int.from_bytes(value[:4], 'little')}"
        elif tag == _BODY:
            packet.text = packet.text or decode(value.rstrip(b"\0"), code_page)
        elif tag == _MESSAGE_PROPERTIES:
            _take_words(packet, value, code_page)
        elif tag == _NEXT_FILE and len(packet.files) < _MOST_FILES:
            packet.files.append(("", b""))
        elif packet.files:
            packet.files[-1] = _with(packet.files[-1], tag, value, code_page)
    packet.files = [
        (safe_name(name) or f"file-{number}", each)
        for number, (name, each) in enumerate(packet.files, start=1)
        if each
    ]
    return packet


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and value of each attribute; the two bytes behind it are a checksum nobody checks."""
    at = len(_SIGNATURE) + 2
    while at + 9 <= len(content):
        _, tag, length = struct.unpack_from("<BII", content, at)
        if at + 9 + length > len(content):
            return
        yield tag, content[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _take_words(packet: Packet, value: bytes, code_page: str) -> None:
    for name, kind, each in _properties(value):
        if name == _WORDS:
            packet.text = _text(each, kind, code_page)
        elif name == _HTML_WORDS and not packet.text:
            packet.text = html_to_text(_text(each, kind, code_page))
        packet.has_rich_text |= name == _RICH_WORDS


def _with(file: tuple[str, bytes], tag: int, value: bytes, code_page: str) -> tuple[str, bytes]:
    """A file, and what one more attribute says of it."""
    name, content = file
    if tag == _FILE_TITLE:
        return name or decode(value.rstrip(b"\0"), code_page), content
    if tag == _FILE_DATA:
        return name, value
    if tag == _FILE_PROPERTIES:
        for property_name, kind, each in _properties(value):
            if property_name == _LONG_NAME or (property_name == _NAME and not name):
                name = _text(each, kind, code_page)
            elif property_name == _DATA and not content:
                content = each[_INTERFACE_BYTES:] if kind == _OBJECT else each
    return name, content


def _text(value: bytes, kind: int, code_page: str) -> str:
    return decode(value, "utf-16-le" if kind == _UNICODE else code_page).rstrip("\0")


def _properties(value: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Name, type and first value of each property, up to the first that makes no sense."""
    number, at = int.from_bytes(value[:4], "little"), 4
    try:
        for _ in range(min(number, _MOST_PROPERTIES)):
            kind, name = struct.unpack_from("<HH", value, at)
            at = _behind_a_name(value, at + 4) if name >= _NAMED else at + 4
            values, at = _values(value, at, kind)
            yield name, kind & ~_SEVERAL, values[0] if values else b""
    except (struct.error, KeyError):
        return


def _behind_a_name(value: bytes, at: int) -> int:
    """Named properties carry their name: sixteen bytes of whose it is, then a number or a text."""
    is_text, length = struct.unpack_from("<II", value, at + 16)
    return at + 24 + (_padded(length) if is_text else 0)


def _values(value: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    single, several = kind & ~_SEVERAL, bool(kind & _SEVERAL)
    of_any_length = single in _OF_ANY_LENGTH
    number = 1
    if several or of_any_length:
        (number,) = struct.unpack_from("<I", value, at)
        at += 4
    found: list[bytes] = []
    for _ in range(min(number, _MOST_PROPERTIES)):
        length = _LENGTHS[single] if not of_any_length else struct.unpack_from("<I", value, at)[0]
        at += 4 if of_any_length else 0
        if at + length > len(value):
            raise struct.error
        found.append(value[at : at + length])
        at += _padded(length)
    return found, at


def _padded(length: int) -> int:
    return length + (-length % 4)
