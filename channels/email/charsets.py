"""What do these bytes say, whatever charset they claim to be in?

Nothing is dropped: bytes that fit no charset are read one by one as Windows-1252, the commonest truth
behind a lying label.
"""

import codecs
import re
from typing import Final

#: what a label claims -> what the bytes behind it usually are
_TRULY: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "ansi": "cp1252",
    "windows-874": "cp874",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
#: codecs that are no charsets; punycode is also quadratic
_NO_CHARSETS: Final = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_A_LABEL: Final = re.compile(r"(?:charset\s*=)?[\"'\s]*(?:x-)?([a-z0-9][a-z0-9_.:-]*)")
_IN_HTML: Final = re.compile(rb"<meta[^<>]{1,200}?charset\s*=[\"'\s]*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_LOOKED_AT: Final = 4_096
_SHIFTS_TO_JAPANESE: Final = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def _byte_by_byte(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes a codec could not as Windows-1252, and go on after them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    odd = bytes(error.object[error.start : error.end])
    return odd.decode("cp1252", errors="replace"), error.end


codecs.register_error("hark.byte_by_byte", _byte_by_byte)


def find_codec(charset: str) -> str | None:
    """The Python codec for a charset's label, or None where nobody knows it."""
    label = charset.strip("\"' \t\r\n").lower()
    found = _A_LABEL.match(label)
    return _codec(label) or (_codec(found[1]) if found else None)


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(_TRULY.get(label, label)).name
        b" ".decode(name, "replace")  # of codecs that make bytes of bytes, such as base64, a LookupError
    except (LookupError, ValueError, TypeError):
        return None
    return None if name.replace("_", "-") in _NO_CHARSETS else name


def charset_within(raw: bytes) -> str:
    """The charset that bytes without a label show by themselves; "" where they show none."""
    head = raw[:_LOOKED_AT]
    if raw[:2] in _MARKS:
        return _MARKS[raw[:2]]
    if any(shift in head for shift in _SHIFTS_TO_JAPANESE):
        return "iso-2022-jp"
    declared = _IN_HTML.search(head)
    return declared[1].decode("ascii") if declared else ""


def decode(raw: bytes, charset: str) -> str:
    """Text from bytes: as labelled, else UTF-8, else as much of either as fits."""
    codec = find_codec(charset) or "utf-8"
    for attempt in ("utf-8", codec) if codec == "cp1252" else (codec, "utf-8"):
        try:
            return clean(raw.decode(attempt))
        except (UnicodeError, ValueError):
            continue
    try:
        return clean(raw.decode(codec, errors="hark.byte_by_byte"))
    except (UnicodeError, ValueError):
        return clean(raw.decode("utf-8", errors="hark.byte_by_byte"))


def clean(text: str) -> str:
    """Text that can be stored and shown: one kind of line end, no NUL, no lone surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.isprintable():
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", text))
    return text
