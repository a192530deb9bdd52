"""What does an invitation say, where it is all that a mail holds?"""

import re
from typing import Final

from channels.email.charsets import decode

INVITATION: Final = "It holds a calendar entry; nothing was entered in any calendar."
_MOST_BYTES: Final = 262_144
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_FIELD: Final = re.compile(
    r"^(SUMMARY|DESCRIPTION|COMMENT)(?:;[^:\n]{0,300})?:(.+)$", re.IGNORECASE | re.MULTILINE
)
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")
_MOST_FIELDS: Final = 6


def words_of(calendar: bytes) -> str:
    """Its title, description and comment, a line each; "" where it has none."""
    text = _FOLD.sub("", decode(calendar[:_MOST_BYTES], "utf-8"))
    found = [_plain(field[2]) for field in _FIELD.finditer(text)]
    return "\n".join(dict.fromkeys(one for one in found[:_MOST_FIELDS] if one))


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value).strip()
