"""What may happen to a mail on its way, and worse? Mutations of it, the same every time for the same chance."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

EMAILS: Final = Path(__file__).parents[2] / "data" / "emails"
SEEDS: Final = [path.read_bytes() for path in sorted(EMAILS.glob("*.eml"))]
SPLICES: Final = [
    b"\x00",
    b"\xff\xfe",
    b"=?",
    b"?=",
    b"=?utf-8?b?",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b'"',
    b"<[",
    b"--",
    b"boundary=",
    b"charset=",
    b";;*0*=",
    b"(",
    b"begin 644 a\n",
    b"\x78\x9f\x3e\x22",
    b"<!--",
    b"<blockquote type=cite>",
    b"&#",
    b"\x1b$B",
    b"From: ",
    b"wrote:\n",
]
CHARSETS: Final = [
    b"utf-7",
    b"gb2312",
    b"iso-2022-jp",
    b"utf-16",
    b"nonsense",
    b"",
    b"base64",
    b"idna",
    b"hz",
    b"cp037",
]
ENCODINGS: Final = [b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"nonsense"]
TYPES: Final = [
    b"text/plain; format=flowed; delsp=yes",
    b"text/html",
    b"text/enriched",
    b"text/calendar",
    b"multipart/mixed; boundary=b",
    b"multipart/alternative; boundary=b",
    b"multipart/related",
    b"message/rfc822",
    b"message/delivery-status",
    b"application/ms-tnef",
    b"application/pkcs7-mime",
    b"nonsense",
]
Mutation = Callable[[bytes, random.Random], bytes]


def _splice(raw: bytes, draw: random.Random) -> bytes:
    start, length = draw.randint(0, len(raw)), draw.randint(0, 40)
    inserted = draw.choice(SPLICES) if draw.random() < 0.7 else draw.randbytes(draw.randint(0, 12))
    return raw[:start] + inserted + raw[start + length :]


def _flip(raw: bytes, draw: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(draw.randint(1, 8)):
        if changed:
            changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _cut_short(raw: bytes, draw: random.Random) -> bytes:
    return raw[: draw.randint(0, len(raw))]


def _on_lines(change: Callable[[list[bytes], random.Random], None]) -> Mutation:
    def mutation(raw: bytes, draw: random.Random) -> bytes:
        lines = raw.split(b"\n")
        change(lines, draw)
        return b"\n".join(lines)

    return mutation


def _drop(lines: list[bytes], draw: random.Random) -> None:
    del lines[draw.randrange(len(lines))]


def _double(lines: list[bytes], draw: random.Random) -> None:
    at = draw.randrange(len(lines))
    lines.insert(draw.randrange(len(lines)), lines[at])


def _swap(lines: list[bytes], draw: random.Random) -> None:
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _repeat(raw: bytes, draw: random.Random) -> bytes:
    start = draw.randint(0, len(raw))
    piece = raw[start : start + draw.randint(1, 200)]
    return raw[:start] + piece * draw.randint(2, 400) + raw[start:]


def _relabel(name: bytes, labels: list[bytes]) -> Mutation:
    def mutation(raw: bytes, draw: random.Random) -> bytes:
        at = raw.lower().find(name)
        end = raw.find(b"\n", at)
        return raw if at < 0 or end < 0 else raw[: at + len(name)] + b" " + draw.choice(labels) + raw[end:]

    return mutation


def _join(raw: bytes, draw: random.Random) -> bytes:
    other = draw.choice(SEEDS)
    return raw[: draw.randint(0, len(raw))] + other[draw.randint(0, len(other)) :]


def _wrap(raw: bytes, draw: random.Random) -> bytes:
    return (
        b"Content-Type: multipart/mixed; boundary=w\r\n\r\n--w\r\nContent-Type: message/rfc822\r\n\r\n" + raw
    )


MUTATIONS: Final[list[Mutation]] = [
    _splice,
    _splice,
    _flip,
    _cut_short,
    _on_lines(_drop),
    _on_lines(_double),
    _on_lines(_swap),
    _repeat,
    _relabel(b"charset=", CHARSETS),
    _relabel(b"content-transfer-encoding:", ENCODINGS),
    _relabel(b"content-type:", TYPES),
    _join,
    _wrap,
    lambda raw, draw: raw.replace(b"\r\n", draw.choice([b"\n", b"\r", b"\r\r\n"])),
]


def mutated(number: int, seeds: list[bytes] = SEEDS) -> bytes:
    """One mail of the endless row of them."""
    draw = random.Random(number)
    raw = draw.choice(seeds)
    for _ in range(draw.randint(1, 4)):
        raw = draw.choice(MUTATIONS)(raw, draw)
    return raw
