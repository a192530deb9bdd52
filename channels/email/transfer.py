"""What were the bytes of a part before it was packed for the journey?

Reads what a transfer encoding says, and what really stands there where the two differ: plain words under a
base64 label, a footer behind the last character, a file pasted into the text by uuencode.
"""

import re
from binascii import Error as BinasciiError
from binascii import a2b_qp, a2b_uu
from typing import Final

from channels.email.headers import decode_base64

_WORDS: Final = re.compile(rb"[A-Za-z]{2} [A-Za-z]")
_SENTENCE: Final = re.compile(rb"(?:[A-Za-z]{2,}[,.;:!?]* ){3}")
_A_BASE64_LINE: Final = re.compile(rb"^[ \t>]*[A-Za-z0-9+/]{4,}=*[ \t]*\r?$", re.MULTILINE)
_UNEVEN: Final = re.compile(rb"[^A-Za-z0-9+/=\s]|=[^=\s]")
_LOOKED_AT: Final = 4_096
_UU_NAMES: Final = ("x-uuencode", "uuencode", "uue", "x-uue")
_UU_BEGIN: Final = re.compile(r"^begin [0-7]{3,4} (\S.{0,200})$", re.MULTILINE)
_UU_LINE: Final = re.compile(r"[\x20-\x60]{1,90}")
_MOST_UU_FILES: Final = 100


def unpacked(raw: bytes, encoding: str) -> bytes:
    """The bytes behind a Content-Transfer-Encoding, as it stands in the header."""
    named = re.match(r"[\"'\s]*([\w-]*)", encoding.lower())
    name = named[1] if named else ""
    if name == "quoted-printable":
        return a2b_qp(raw)
    if name == "base64":
        return _from_base64(raw)
    return _from_uu(raw) if name in _UU_NAMES else raw


def _from_base64(raw: bytes) -> bytes:
    """Base64, then whatever plain text a list or a scanner wrote behind it; plain text where it is no base64."""
    head = raw[:_LOOKED_AT]
    if _SENTENCE.match(head.lstrip()) or (raw.strip() and not _holds_base64(head)):
        return raw
    coded, padding, after = raw.partition(b"=")
    after = after.lstrip(b"=")
    if _WORDS.search(after) or (after.startswith((b" ", b"\t")) and after.strip()):
        return decode_base64(coded + padding) + b"\n" + after.strip()
    return decode_base64(raw)


def _holds_base64(head: bytes) -> bool:
    return _A_BASE64_LINE.search(head) is not None or _UNEVEN.search(head) is None or b"=" in head


def _from_uu(raw: bytes) -> bytes:
    begun, decoded = False, []
    for line in raw.splitlines():
        if not begun:
            begun = line.startswith(b"begin ")
        elif line.strip() == b"end":
            break
        else:
            decoded.append(_uu_line(line))
    return b"".join(decoded) if begun else raw


def _uu_line(line: bytes) -> bytes:
    """One line; of one that a relay has padded or cut short, as much as there is."""
    try:
        return a2b_uu(line)
    except BinasciiError:
        return a2b_uu(line[: ((line[0] - 32) & 63) * 4 // 3 + 5]) if line else b""


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """A text without the files somebody pasted into it by uuencode, and those files by name."""
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    reached = 0
    for begin in _UU_BEGIN.finditer(text):
        if begin.start() < reached or len(files) == _MOST_UU_FILES:
            continue
        end, content = _pasted(text, begin.end() + 1)
        if end:
            kept.append(text[reached : begin.start()])
            files.append((begin[1].strip(), content))
            reached = end
    return "".join([*kept, text[reached:]]), files


def _pasted(text: str, start: int) -> tuple[int, bytes]:
    """Where a pasted file ends, and its bytes; 0 where what follows "begin" is somebody's words."""
    content: list[bytes] = []
    while (stop := text.find("\n", start)) >= 0 or start < len(text):
        stop = stop if stop >= 0 else len(text)
        line = text[start:stop].rstrip("\r")
        if line.strip() == "end" and content:
            return stop + 1, b"".join(content)
        if line and not _UU_LINE.fullmatch(line):
            return 0, b""
        try:
            content.append(_uu_line(line.encode("ascii")))
        except BinasciiError:
            return 0, b""
        start = stop + 1
    return 0, b""
