"""Is a file from a page a photo, and what is it called? It is looked at by its first bytes, never opened or shown."""

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

import puremagic

from channels.messages import Attachment

MOST_PHOTOS: Final = 5
MOST_BYTES: Final = 8 * 1024 * 1024  #: of one photo
_SNIFFED_BYTES: Final = 4096
_TYPES: Final = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/avif",
)


def content_of(photo: Mapping[str, Any]) -> bytes | None:
    """The bytes of a posted photo; None where they cannot be read."""
    try:
        return base64.b64decode(str(photo.get("data", "")), validate=True)
    except (binascii.Error, ValueError):
        return None


def is_photo(content: bytes) -> bool:
    """Whether its first bytes are those of a photo."""
    return _sniff(content) in _TYPES


def an_attachment(photo: Mapping[str, Any], number: int) -> Attachment:
    """The value of one posted photo.

    Args:
        number: among the photos of its message, from 1; the name of one that has none.
    """
    content = content_of(photo) or b""
    kind = _sniff(content) or "application/octet-stream"
    name = safe_name(str(photo.get("name", ""))) or f"photo-{number}.{kind.partition('/')[2]}"
    return Attachment(name, kind, len(content), hashlib.sha256(content).hexdigest(), content)


def safe_name(name: str) -> str:
    """A name without folders and without marks that turn letters round."""
    shown = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cf", "Cc", "Cs"))
    return re.split(r"[/\\]", shown)[-1].strip(" .")[-200:]


def _sniff(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content[:_SNIFFED_BYTES], mime=True))
    except Exception:  # PureError where nothing fits, ValueError where there is nothing
        return ""
