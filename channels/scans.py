"""Which files came inside a message that is JSON? Named, looked at by their first bytes and hashed; never opened or run."""

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

import puremagic

from channels.errors import CannotParse
from channels.messages import Attachment

_SNIFFED_BYTES: Final = 65_536
_LONGEST_NAME: Final = 200
_A_TYPE: Final = re.compile(r"[a-z0-9.+_-]{1,80}/[a-z0-9.+_-]{1,120}")
_UNKNOWN: Final = "application/octet-stream"


def read_scans(files: Sequence[Mapping[str, Any]]) -> tuple[Attachment, ...]:
    """Every file, in its order.

    Raises:
        CannotParse: the bytes of one are not base64.
    """
    return tuple(_read(file, number) for number, file in enumerate(files, start=1))


def _read(file: Mapping[str, Any], number: int) -> Attachment:
    try:
        content = base64.b64decode(str(file.get("content", "")), validate=True)
    except (binascii.Error, ValueError) as error:
        raise CannotParse(f"File {number} is damaged.") from error
    name = _safe_name(str(file.get("name", ""))) or f"scan-{number}"
    kind = _kind_of(content, name, str(file.get("type", "")).lower())
    return Attachment(name, kind, len(content), hashlib.sha256(content).hexdigest(), content)


def _kind_of(content: bytes, name: str, claimed: str) -> str:
    """What a file is by its first bytes, else what it claims to be."""
    claimed = claimed if _A_TYPE.fullmatch(claimed) else _UNKNOWN
    try:
        guesses = puremagic.magic_string(content[:_SNIFFED_BYTES], filename=name)
    except Exception:  # PureError where nothing fits, ValueError where the file is empty
        return claimed
    types = [guess.mime_type for guess in guesses if guess.mime_type and guess.confidence >= 0.3]
    return claimed if claimed in types or not types else types[0]


def _safe_name(name: str) -> str:
    """A name without folders, and without the marks that turn its letters round."""
    shown = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cf", "Cc"))
    return re.split(r"[/\\]", shown)[-1].strip(" .")[-_LONGEST_NAME:]
