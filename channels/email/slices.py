"""Which bytes of a mail are one of its parts?

The standard parser keeps what a part says, not how it was written. A mail forwarded as an attachment is evidence:
it is kept byte for byte, so that its hash, and whatever its own sender signed, stays true.
"""

import re
from email.message import Message
from typing import Final

_END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n|\r\r")
_BREAKS: Final = (b"\r\n", b"\n", b"\r")


def content_of(source: bytes) -> bytes:
    """What stands behind the headers of a part."""
    if source.startswith((b"\n", b"\r")):
        return source[2 if source.startswith(b"\r\n") else 1 :]
    end = _END_OF_HEADERS.search(source)
    return source[end.end() :] if end else b""


def sources_of(part: Message, source: bytes) -> list[bytes]:
    """The bytes of each part inside a multipart; none where they cannot be told apart.

    Args:
        source: the bytes of the multipart, headers and all.
    """
    children = part.get_payload() if part.is_multipart() else []
    boundary = str(part.get_boundary("") or "").encode("utf-8", "surrogateescape")
    if not source or not boundary or not isinstance(children, list):
        return []
    pieces = _between(content_of(source), b"--" + boundary)
    return pieces if len(pieces) == len(children) else []


def _between(content: bytes, delimiter: bytes) -> list[bytes]:
    """What stands between the lines that are nothing but the delimiter, up to the one that closes."""
    delimiting = re.compile(re.escape(delimiter) + rb"(--)?[ \t]*(?:\r\n|\r|\n|\Z)")
    pieces: list[bytes] = []
    begun, at = -1, content.find(delimiter)
    while at >= 0:
        line = delimiting.match(content, at) if _begins_a_line(content, at) else None
        if line:
            if begun >= 0:
                pieces.append(_without_last_break(content[begun:at]))
            begun = -1 if line[1] else line.end()
            if line[1]:
                break
        at = content.find(delimiter, line.end() if line else at + 1)
    return pieces if begun < 0 else [*pieces, content[begun:]]


def _begins_a_line(content: bytes, at: int) -> bool:
    return at == 0 or content[at - 1 : at] in (b"\n", b"\r")


def _without_last_break(piece: bytes) -> bytes:
    """The line break before a delimiter belongs to the delimiter."""
    ending = next((one for one in _BREAKS if piece.endswith(one)), b"")
    return piece[: len(piece) - len(ending)]
