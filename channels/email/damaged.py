"""How is a mail mended that somebody's program has damaged on its way?

Only the scaffolding is mended, never the words: a header line that is none, line ends doubled, a boundary that its
header forgot. The arrival keeps the bytes as they came.
"""

import re
from collections.abc import Collection
from typing import Final

DAMAGED_HEADER: Final = "X-Damaged-Header"  #: under this a line stands that was among the headers and is none
_MOST_HEAD: Final = 262_144
_HEADER: Final = re.compile(rb"[!-9;-~]+:|[ \t]")
_SPACED_HEADER: Final = re.compile(rb"([!-9;-~]{1,60})[ \t]+:")
_MOST_DAMAGED: Final = 3  # more, and it is no head but somebody's words
_BY_A_MACHINE: Final = re.compile(
    rb"(?:message-id|mime-version|content-type|received|dkim-signature)[ \t]*:", re.I
)
_OF_A_MAIL: Final = re.compile(
    rb"(?:from|to|subject|date|message-id|mime-version|content-type|received|return-path)[ \t]*:", re.I
)
_MARK_OF_UTF_8: Final = b"\xef\xbb\xbf"
_DOUBLED: Final = re.compile(rb"[!-9;-~]{1,60}:[^\r\n]*\r\r\n")
_GUESSED: Final = re.compile(
    rb"^--([^\s\"]{1,200})[ \t]*\r?\ncontent-[a-z-]+[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_DECLARED: Final = re.compile(r"content-[a-z-]+[ \t]*:", re.IGNORECASE)


def mended(raw: bytes) -> bytes:
    """The mail with its headers in the form every parser expects."""
    start = raw.removeprefix(_MARK_OF_UTF_8).lstrip(b"\r\n")
    if len(start) < len(raw) and _OF_A_MAIL.match(start):
        raw = start
    if _DOUBLED.match(raw):
        raw = raw.replace(b"\r\r\n", b"\r\n")
    end = end_of_head(raw)
    head = raw[:end].split(b"\n")
    better = _mended_lines(head)
    return raw if better == head else b"\n".join(better) + raw[end:]


def end_of_head(raw: bytes) -> int:
    """Where the headers end, by the first empty line."""
    ends = [at for at in (raw.find(b"\n\n", 0, _MOST_HEAD), raw.find(b"\n\r\n", 0, _MOST_HEAD)) if at >= 0]
    return min(ends, default=min(len(raw), _MOST_HEAD))


def _mended_lines(head: list[bytes]) -> list[bytes]:
    """The lines of the head, the damaged ones as headers; as they were, where this may be no head at all."""
    by_a_machine = [at for at, line in enumerate(head) if _BY_A_MACHINE.match(line)]
    last = by_a_machine[-1] if by_a_machine else 0
    damaged = {at for at in range(last) if not _is_header(head[at], first=at == 0)}
    if not damaged or len(damaged) > min(_MOST_DAMAGED, len(head) // 3):
        return head
    return [_as_header(line) if at in damaged else line for at, line in enumerate(head)]


def _is_header(line: bytes, *, first: bool) -> bool:
    return bool(_HEADER.match(line)) or not line.strip() or (first and line.startswith(b"From "))


def _as_header(line: bytes) -> bytes:
    spaced = _SPACED_HEADER.match(line)
    if spaced:
        return spaced[1] + b":" + line[spaced.end() :]
    return b"%s: %s" % (DAMAGED_HEADER.encode(), line)


def guessed_boundary(content: bytes) -> bytes:
    """The boundary of a multipart that does not say it, by the first line that can be one; b"" where none can."""
    found = _GUESSED.search(content)
    return found[1] if found else b""


def multipart_of(content: bytes, boundary: bytes) -> bytes:
    """The same content as a mail that says its boundary."""
    return b'Content-Type: multipart/mixed; boundary="%s"\n\n%s' % (boundary, content)


def without_scaffolding(text: str, boundaries: Collection[str]) -> str:
    """A text without the lines that only ever stood between two parts, and the headers below them."""
    delimiters = tuple(f"--{one}" for one in boundaries if one)
    if not delimiters or not any(one in text for one in delimiters):
        return text
    kept: list[str] = []
    below_a_delimiter = False
    for line in _without_closing(text, delimiters).split("\n"):
        is_delimiter = line.startswith(delimiters) and line.rstrip(" \t-") in _bare(delimiters)
        below_a_delimiter = is_delimiter or (below_a_delimiter and _DECLARED.match(line) is not None)
        if not below_a_delimiter:
            kept.append(line)
    return "\n".join(kept)


def _without_closing(text: str, delimiters: tuple[str, ...]) -> str:
    """Without the last delimiter, where it stands behind the last word and not on a line of its own."""
    return next(
        (text.rstrip().removesuffix(f"{one}--") for one in delimiters if text.rstrip().endswith(f"{one}--")),
        text,
    )


def _bare(delimiters: tuple[str, ...]) -> set[str]:
    return {one.rstrip(" \t-") for one in delimiters}
