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
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
#: codecs that are no charsets; punycode is also quadratic
_NO_CHARSETS: Final = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
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
    label = _TRULY.get(label, label)
    try:
        name = codecs.lookup(label).name
        b"".decode(name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return None if name.replace("_", "-") in _NO_CHARSETS else name


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
